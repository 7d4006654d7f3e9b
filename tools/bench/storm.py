"""A storm over the field pages: answers get lost, tabs and servers are killed, and every form must arrive once.

Driven from outside, in a real browser, against a server process of its own; what arrived is counted in the database.
`python -m tools.bench.storm DATABASE_URL LOGIN PASSWORD FORMS SEED` prints one JSON object; the visits must be there.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import psycopg
from playwright.sync_api import BrowserContext, Error, Page, Route, sync_playwright

LOST_SHARE = 0.1
AT_ONCE = 20
MOST_SECONDS = 1_500
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
WRITE = """async (most) => {
  const { visits, record, exchange } = fieldStore;
  const words = JSON.parse(document.getElementById("words").textContent);
  const open = (await visits()).filter((one) => !one.recorded).slice(0, most);
  void (async () => {
    for (const one of open) {
      await record({ visit: one.id, form: one.form, answers: { result: "nothing_needed", note: "风里来的" }, label: one.what });
    }
    await exchange(words, { isFresh: !open.length });
  })();
  return open.length;
}"""


@dataclass
class Weather:
    """What the storm did so far."""

    chance: random.Random
    answers_lost: int = 0
    tabs_killed: int = 0
    servers_killed: int = 0


class Served:
    """A server process that can be killed and comes back at the same address."""

    def __init__(self, url: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self.surroundings = {**os.environ, "DATABASE_URL": url, "MINSHENG_MODE": "test"}
        self.start()

    def start(self) -> None:
        """Serve, and wait for the first answer."""
        command = [sys.executable, "-m", "minsheng.config.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=self.surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for _ in range(600):
            asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(asking):
                asking.request("GET", "/healthz")
                if asking.getresponse().status == 200:
                    return
            time.sleep(0.1)
        raise SystemExit("the server did not start")

    def kill(self) -> None:
        """As the power does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def run(url: str, login: str, password: str, forms: int, seed: int) -> dict[str, Any]:
    """Let the storm blow over this many visits of this person; says what it did and what arrived."""
    weather, began = Weather(random.Random(seed)), time.monotonic()
    served = Served(url)
    try:
        with sync_playwright() as driver:
            path = os.environ.get("MINSHENG_BROWSER") or None
            browser = driver.chromium.launch(executable_path=path, args=list(CHROMIUM))
            context = browser.new_context(base_url=served.address, locale="zh-CN")
            bytes_first = _sign_in(context, login, password)
            context.route("**/field/records/", lambda route: _blow(route, weather))
            _until_calm(context, served, weather, url, forms)
            browser.close()
    finally:
        served.kill()
    return {
        "forms": forms,
        **_arrived(url, forms),
        "answers_lost": weather.answers_lost,
        "tabs_killed": weather.tabs_killed,
        "servers_killed": weather.servers_killed,
        "first_sync_bytes": bytes_first,
        "seconds": round(time.monotonic() - began, 1),
    }


BYTES_OF_A_PAGE = """["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
  .reduce((sum, entry) => sum + entry.decodedBodySize, 0)"""


def _sign_in(context: BrowserContext, login: str, password: str) -> int:
    """Sign in and fetch the visits; returns how many bytes the first sync was, unpacked."""
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("button", name="退出登录").wait_for()
    page.goto("/field/")
    page.get_by_text("资料更新于").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    size = int(page.evaluate(BYTES_OF_A_PAGE))
    page.close()
    return size


def _blow(route: Route, weather: Weather) -> None:
    """Of some requests the answer is lost: the server has carried it out, the phone does not know."""
    with contextlib.suppress(Error):
        if weather.chance.random() < LOST_SHARE:
            route.fetch()
            weather.answers_lost += 1
            route.abort()
        else:
            route.continue_()


def _until_calm(context: BrowserContext, served: Served, weather: Weather, url: str, forms: int) -> None:
    """Write forms and send them through the storm until nothing is left to write or to send."""
    page, ends, kill_every = _opened(context), time.monotonic() + MOST_SECONDS, max(forms // 10, 30)
    while time.monotonic() < ends:
        written = page.evaluate(WRITE, AT_ONCE)
        page.wait_for_timeout(weather.chance.randrange(100, 900))
        if _count(url) >= (weather.servers_killed + 1) * kill_every and weather.servers_killed < 10:
            served.kill()
            weather.servers_killed += 1
            page.evaluate(WRITE, AT_ONCE)  # somebody goes on writing without the server
            served.start()
        if weather.chance.random() < 0.3:
            page.close()
            weather.tabs_killed += 1
            page = _opened(context)
        if not written and _count(url) >= forms and not page.evaluate("fieldStore.count()"):
            return
    raise SystemExit(f"the storm did not end: {_count(url)} of {forms} arrived")


def _opened(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/field/")
    page.wait_for_function("() => document.documentElement.dataset.ready === '1'")
    return page


def _count(url: str) -> int:
    with psycopg.connect(url, autocommit=True) as database:
        row = database.execute("SELECT count(DISTINCT visit) FROM dispatch_visitrecord").fetchone()
    return int(row[0]) if row else 0


def _arrived(url: str, forms: int) -> dict[str, int]:
    """How many visits have no record, and how many have more than one record, ending or fact."""
    with psycopg.connect(url, autocommit=True) as database:
        records = database.execute("SELECT count(*), count(DISTINCT visit) FROM dispatch_visitrecord").fetchone()
        finished = database.execute(
            "SELECT count(*), count(DISTINCT about) FROM foundation_fact WHERE kind = 'dispatch.TaskFinished'"
            " AND about IN (SELECT visit FROM dispatch_visitrecord)"
        ).fetchone()
        told = database.execute("SELECT count(*) FROM foundation_fact WHERE kind = 'dispatch.VisitRecorded'").fetchone()
    if records is None or finished is None or told is None:
        raise SystemExit("the database does not answer")
    doubled = (records[0] - records[1]) + (finished[0] - finished[1]) + (told[0] - records[1])
    return {"lost": forms - min(records[1], finished[1]), "doubled": doubled}


if __name__ == "__main__":
    told_url, told_login, told_password, told_forms, told_seed = sys.argv[1:]
    print(json.dumps(run(told_url, told_login, told_password, int(told_forms), int(told_seed))))
