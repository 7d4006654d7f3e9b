"""A browser, the product as it is served, and people who visit it.

Each worker has one server (the demo's own: embedded PostgreSQL, granian, job worker, sample weeks) and one
chromium. Journeys share them, so each makes the records that it needs.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect, sync_playwright

from minsheng.config import demo
from tests import prepared
from tests.conftest import fingerprint

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "use" / "pictures"
PATIENCE_MS = 10_000  # a loaded machine is slow, not wrong
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`./dev test tests/journeys --pictures` writes the pictures of the manual."""
    parser.addoption("--pictures", action="store_true", help="write docs/use/pictures anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the product, with the demo banner and its sample weeks."""
    with tempfile.TemporaryDirectory(prefix="minsheng-journeys-") as folder:
        own = Path(folder) / "own"
        prepared.copy_to(own, fingerprint())
        with demo.running(own, demo.free_port()) as address:
            yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium: the one that `./dev test` found, else Playwright's own."""
    expect.set_options(timeout=PATIENCE_MS)
    path = os.environ.get("MINSHENG_BROWSER")
    try:
        found = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
    except Error as problem:
        if path:
            raise
        pytest.skip(
            f"no chromium (Debian: apt-get install chromium-headless-shell fonts-noto-cjk): {problem.message[:120]}"
        )
    yield found
    found.close()


class Visit(Protocol):
    """Opens a browser window of its own for one person."""

    def __call__(
        self,
        login: str = "",
        *,
        width: int = 1280,
        is_elder: bool = False,
        has_script: bool = True,
        is_measured: bool = False,
        is_shared: bool = False,
    ) -> Page: ...


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """The cookies of who has signed in on this worker, by login."""
    return {}


@pytest.fixture(scope="session")
def windows() -> dict[str, BrowserContext]:
    """The windows that visits of the same person share on this worker, by login; they end with the browser."""
    return {}


@pytest.fixture
def visit(site: str, browser: Browser, sessions: dict[str, Any], windows: dict[str, BrowserContext]) -> Iterator[Visit]:
    """Open a window as somebody; at the end no window may have complained (errors in scripts, refused pieces).

    `is_measured` lets axe-core in, which the pages' own policy (rightly) keeps out. `is_shared` takes a window that is open
    already, with the cookies of a new one; for pages that keep nothing else in the browser.
    """
    contexts: list[BrowserContext | Page] = []
    complaints: list[str] = []

    def opened(
        login: str = "",
        *,
        width: int = 1280,
        is_elder: bool = False,
        has_script: bool = True,
        is_measured: bool = False,
        is_shared: bool = False,
    ) -> Page:
        context = windows.get(login) if is_shared else None
        context = context or browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 900 if width > 600 else 780},
            is_mobile=width < 600,
            has_touch=width < 600,
            java_script_enabled=has_script,
            bypass_csp=is_measured,
            reduced_motion="reduce",  # what is scrolled to is there at once
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        if is_shared:
            windows[login] = context
            context.clear_cookies()
        else:
            contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        if login:
            context.add_cookies(_cookies_of(login, context, sessions))
        if is_elder:
            context.add_cookies([{"name": "view", "value": "elder", "url": site}])
        page = context.new_page()
        if is_shared:
            contexts.append(page)
        page.on("request", lambda asked: None if _is_ours(asked.url, site) else complaints.append(f"asks {asked.url}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if _is_bad(said) else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def phone(site: str, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A telephone of one person: it may lose its network, so what its console says of that is no complaint."""
    contexts: list[BrowserContext] = []

    def opened(login: str) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": 390, "height": 780},
            is_mobile=True,
            has_touch=True,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        sign_in(page, login)
        return page

    yield opened
    for context in contexts:
        context.close()


def _is_ours(url: str, site: str) -> bool:
    """Nothing is fetched from another host."""
    return url.startswith((f"{site}/", "data:", "blob:"))


def _is_bad(said: Any) -> bool:
    """An error in the console; that a form came back with its mistakes (422) is none, nor is a refusal or a page's own 404."""
    refusals = ("status of 422", "status of 401", "Error Code 401", "status of 403", "status of 404")
    return said.type == "error" and not any(words in said.text for words in refusals)


def _cookies_of(login: str, context: BrowserContext, sessions: dict[str, Any]) -> Any:
    if login not in sessions:
        page = context.new_page()
        sign_in(page, login)
        sessions[login] = [one for one in context.cookies() if one["name"] in {"sessionid", "csrftoken"}]
        page.close()
    return sessions[login]


def sign_in(page: Page, login: str) -> None:
    """Sign in by the page itself."""
    page.goto("/sign-in/")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(demo.PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keep a picture of a page for the manual, where `--pictures` asks for it."""
    is_wanted = request.config.getoption("--pictures", default=False)

    def kept(page: Page, name: str) -> None:
        if is_wanted:
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    return kept
