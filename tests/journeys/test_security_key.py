"""A security key in a real browser: Chromium's own key in software in the place of one of metal.

Keys count at a name, not at an address of digits, so this journey visits `localhost`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from minsheng.config import demo
from tests.journeys import measure
from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.test_every_page import PHONE, complaints

LOGIN = "union2"  # nobody else's journey: adding a key ends the sessions elsewhere


@pytest.fixture
def local(site: str, browser: Browser) -> Iterator[Page]:
    """A window at the site's name; it complains of nothing at the end."""
    context = browser.new_context(
        base_url=site.replace("127.0.0.1", "localhost"),
        viewport={"width": PHONE[0], "height": PHONE[1]},
        locale="zh-CN",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert not errors


def virtual_key(page: Page) -> CDPSession:
    """Plug a key in that is touched by itself."""
    wires = page.context.new_cdp_session(page)
    wires.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    wires.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return wires


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_text("已退出登录。")).to_be_visible()


def give_password(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("登录名").fill(LOGIN)
    page.get_by_label("密码").fill(demo.PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/sign-in/"))


def fit_for_everybody(page: Page) -> list[str]:
    """What is wrong with a page on a phone, in both views (axe is kept out by the page's own policy)."""
    found: list[str] = []
    for is_elder in (False, True):
        page.evaluate("isElder => document.documentElement.classList.toggle('elder', isElder)", is_elder)
        found += [f"{what}: {line}" for what, lines in complaints(page, is_elder=is_elder).items() for line in lines]
    page.evaluate("document.documentElement.classList.remove('elder')")
    return found


def test_a_key_is_added_asked_for_at_signing_in_and_taken_away(local: Page) -> None:
    page = local
    virtual_key(page)
    give_password(page)
    page.get_by_role("link", name="改密码").click()
    page.get_by_role("link", name="安全密钥").click()
    page.get_by_label("给密钥起个名字").fill("蓝色钥匙")
    page.get_by_label("现在的密码").fill(demo.PASSWORD)
    assert fit_for_everybody(page) == []
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text("这个浏览器不能登记安全密钥")).to_be_hidden()
    expect(page.get_by_role("button", name="开始")).to_be_visible()
    assert fit_for_everybody(page) == []
    page.get_by_role("button", name="开始").click()
    expect(page.get_by_role("heading", name="把恢复码抄下来")).to_be_visible()
    page.goto("/security-keys/")
    expect(page.get_by_role("row").filter(has_text="蓝色钥匙")).to_contain_text("能用")
    assert fit_for_everybody(page) == []

    page.get_by_label("给密钥起个名字").fill("又一把")
    page.get_by_label("现在的密码").fill(demo.PASSWORD)
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="开始").click()
    expect(page.get_by_role("alert")).to_contain_text("这把密钥已经登记过")

    sign_out(page)
    give_password(page)
    expect(page.get_by_role("heading", name="再确认一次是您本人")).to_be_visible()
    expect(page.get_by_role("button", name="退出登录")).to_have_count(0)
    assert fit_for_everybody(page) == []
    page.get_by_role("button", name="用安全密钥登录").click()
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()

    page.goto("/security-keys/")
    expect(page.get_by_role("row").filter(has_text="蓝色钥匙")).not_to_contain_text("还没有")
    page.get_by_role("link", name="删掉 蓝色钥匙").click()
    page.get_by_label("现在的密码").fill(demo.PASSWORD)
    assert fit_for_everybody(page) == []
    page.get_by_role("button", name="删掉").click()
    expect(page.get_by_text("已删掉。")).to_be_visible()
    sign_out(page)
    give_password(page)
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()


@pytest.mark.parametrize(
    "script",
    [
        "delete window.PublicKeyCredential",
        "navigator.credentials.create = () => Promise.reject(new DOMException('', 'NotAllowedError'))",
    ],
)
def test_where_the_browser_cannot_or_nobody_touches_it_the_page_says_what_to_do(local: Page, script: str) -> None:
    page = local
    page.add_init_script(script)
    give_password(page)
    page.goto("/security-keys/")
    page.get_by_label("给密钥起个名字").fill("蓝色钥匙")
    page.get_by_label("现在的密码").fill(demo.PASSWORD)
    page.get_by_role("button", name="下一步").click()
    if script.startswith("delete"):
        expect(page.get_by_text("这个浏览器不能登记安全密钥")).to_contain_text("就用手机验证器")
        expect(page.get_by_role("button", name="开始")).to_be_hidden()
    else:
        page.get_by_role("button", name="开始").click()
        expect(page.get_by_role("alert")).to_contain_text("再按一次")
        expect(page.get_by_role("button", name="开始")).to_be_enabled()
    page.get_by_role("link", name="用手机验证器的登录验证码").click()
    expect(page.get_by_role("heading", name="登录验证码")).to_be_visible()


def test_axe_finds_nothing_on_the_pages_with_a_key(site: str, browser: Browser) -> None:
    context = browser.new_context(base_url=site.replace("127.0.0.1", "localhost"), bypass_csp=True, locale="zh-CN")
    page = context.new_page()
    virtual_key(page)
    give_password(page)
    page.goto("/security-keys/")
    found = measure.axe_violations(page)
    page.get_by_label("给密钥起个名字").fill("绿色钥匙")
    page.get_by_label("现在的密码").fill(demo.PASSWORD)
    page.get_by_role("button", name="下一步").click()
    found += measure.axe_violations(page)
    page.get_by_role("button", name="开始").click()
    expect(page.get_by_role("heading", name="把恢复码抄下来")).to_be_visible()
    sign_out(page)
    give_password(page)
    found += measure.axe_violations(page, is_elder=True)
    page.get_by_role("button", name="用安全密钥登录").click()
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()
    page.goto("/security-keys/")
    found += measure.axe_violations(page)
    page.get_by_role("link", name="删掉 绿色钥匙").click()
    found += measure.axe_violations(page)
    page.get_by_label("现在的密码").fill(demo.PASSWORD)
    page.get_by_role("button", name="删掉").click()
    expect(page.get_by_text("已删掉。")).to_be_visible()
    context.close()
    assert found == []
