"""The served product under load: calls taken, work lists opened, and both mixed, by twenty clients at once.

`./dev bench load [--quick]`: one JSON line for each stage and one with the figures of all. The server runs as in
production on this machine (granian, two processes at a socket, a durable PostgreSQL with fsync); cases and facts are
copied into it first. The clients ask as the web server in front does, a connection for each request, without its TLS. The clients run on the same machine, so they take processor time from the server: figures are a lower bound.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import http.cookies
import json
import os
import random
import re
import tempfile
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minsheng.config import demo
from tools.bench.serving import Served

SIZES = {"quick": (20_000, 10, 15.0), "full": (1_000_000, 10, 60.0)}
"""(cases, facts of each, seconds of a stage)."""
CLIENTS = 20
SEED = 20261126
READING_SHARE = 0.8
SECONDS_OF_A_LOOK, QUIET_LOOKS, SHARE_OF_A_QUIET_WORKER, MOST_SECONDS_TO_SETTLE = 5, 4, 0.1, 900
"""The worker counts as quiet once it has taken less than a tenth of a core in four looks of five seconds each."""
MESSAGES = "messages"
"""The cookie in which what is to be said on the next page travels."""
FIRST_SERIAL = 1_000_001  # beyond those of the sample weeks


def main(words: list[str]) -> int:
    """Print the figures of each stage, then of all; 1 where a request failed."""
    parser = argparse.ArgumentParser(prog="./dev bench load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20 000 cases instead of a million, 15 s for each stage")
    parser.add_argument("--cases", type=int, help="another number of cases")
    parser.add_argument("--seconds", type=float, help="another length of a stage")
    chosen = parser.parse_args(words)
    cases, facts_each, seconds = SIZES["quick" if chosen.quick else "full"]
    cases, seconds = chosen.cases or cases, chosen.seconds or seconds
    with (
        tempfile.TemporaryDirectory(prefix="minsheng-load-") as folder,
        Served(Path(folder), is_counting=True, at_socket=True) as served,
    ):
        built = _build(served, cases, facts_each)
        settled = _settled(served)
        create, read = _create, _list
        stages = {
            "create": _stage(served, seconds, lambda _: create),
            "list": _stage(served, seconds, lambda _: read),
            "mixed": _stage(served, seconds, lambda chance: read if chance.random() < READING_SHARE else create),
        }
    sizes = {"cases": cases, "facts": cases * facts_each, "clients": CLIENTS, "seconds": seconds, "seed": SEED}
    for name, told in stages.items():
        print(json.dumps({"bench": "load", "stage": name, **told}))
    found = {
        "create_p95_ms": stages["create"]["p95_ms"],
        "list_p95_ms": stages["list"]["p95_ms"],
        "mixed_requests_per_s": stages["mixed"]["requests_per_s"],
        "mixed_p95_ms": stages["mixed"]["p95_ms"],
        "errors": sum(told["errors"] for told in stages.values()),
    }
    print(json.dumps({"bench": "load", **sizes, "built_seconds": built, "settled_seconds": settled, **found}))
    return 1 if found["errors"] else 0


def _build(served: Served, cases: int, facts_each: int) -> float:
    began = time.monotonic()
    os.environ.update(
        {key: value for key, value in served.surroundings.items() if key.startswith(("MINSHENG_", "DATA"))}
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minsheng.config.settings")
    import django

    django.setup()
    from django.db import connections

    from tools.bench import intake

    intake.copied(cases, facts_each, first_serial=FIRST_SERIAL)
    connections.close_all()
    return round(time.monotonic() - began, 1)


def _settled(served: Served) -> float:
    """Seconds until the worker has done with what was copied in: it seals the facts, as it does all day with few."""
    began = time.monotonic()
    quiet, before = 0, served.cpu_seconds()["worker"]
    while quiet < QUIET_LOOKS and time.monotonic() - began < MOST_SECONDS_TO_SETTLE:
        time.sleep(SECONDS_OF_A_LOOK)
        spent = served.cpu_seconds()["worker"]
        quiet, before = quiet + 1 if spent - before < SHARE_OF_A_QUIET_WORKER * SECONDS_OF_A_LOOK else 0, spent
    return round(time.monotonic() - began, 1)


@dataclass
class Client:
    """One person at a desk: the cookies of a session, the token of its forms."""

    served: Served
    chance: random.Random
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def send(self, method: str, path: str, values: dict[str, str] | None = None) -> http.client.HTTPResponse:
        """An answer, read to its end, whose cookies are kept. Raises what a broken connection raises."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Referer": self.served.address, "X-Forwarded-For": "192.0.2.1"}
        body = None
        if values is not None:
            body = urllib.parse.urlencode({**values, "csrfmiddlewaretoken": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(self.served.connection()) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read()
        for told in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in http.cookies.SimpleCookie(told).items()}
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        self.token = token.group(1).decode() if token else self.token
        return answer


Act = Callable[[Client], http.client.HTTPResponse]


def _create(client: Client) -> http.client.HTTPResponse:
    """A call taken at the desk: from the sent form to the address of the new case."""
    number = client.chance.randrange(9_000)
    told = {
        "client_id": str(uuid.uuid4()),
        "caller_phone": f"0478-{5_560_000 + number:07d}",
        "caller_name": "来话人",
        "words": f"银行卡密码忘了，出不了门，第{number}次来电",
        "area": "150824100001",
        "category": "bank.pin_reset",
        "lead": "o1",
        "consent": "yes",
        "channel": "phone",
    }
    answer = client.send("POST", "/desk/", told)
    if answer.status != 302:
        raise http.client.HTTPException(f"status {answer.status}")
    client.cookies.pop(MESSAGES, None)  # a browser goes on to the case, whose page says it and takes the cookie away
    return answer


def _list(client: Client) -> http.client.HTTPResponse:
    """The work list: open cases, those that are due first, or a search."""
    path = client.chance.choice(("/cases/", "/cases/", "/cases/?view=ended", "/cases/?text=办理"))
    answer = client.send("GET", urllib.parse.quote(path, safe="/?=&"))
    if answer.status != 200:
        raise http.client.HTTPException(f"status {answer.status}")
    return answer


@dataclass
class Seen:
    """What the clients of a stage have seen: milliseconds, queries and processor milliseconds of each answer."""

    taken: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def _stage(served: Served, seconds: float, choose: Callable[[random.Random], Act]) -> dict[str, Any]:
    """So many seconds of every client sending one request after another; what was seen."""
    signed_in = [_client(served, number) for number in range(CLIENTS)]
    until = time.monotonic() + seconds
    seen = [Seen() for _ in signed_in]
    pairs = zip(signed_in, seen, strict=True)
    threads = [threading.Thread(target=_work, args=(client, one, choose, until)) for client, one in pairs]
    began, spent = time.monotonic(), served.cpu_seconds()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.monotonic() - began
    spent = {part: seconds - spent[part] for part, seconds in served.cpu_seconds().items()}
    taken = sorted(ms for one in seen for ms in one.taken)
    cpu = sorted(ms for one in seen for ms in one.cpu)
    problems = [words for one in seen for words in one.problems]
    return {
        "requests": len(taken),
        "requests_per_s": round(len(taken) / elapsed, 1),
        "p50_ms": _percentile(taken, 0.5),
        "p95_ms": _percentile(taken, 0.95),
        "p99_ms": _percentile(taken, 0.99),
        "queries_most": max((number for one in seen for number in one.queries), default=0),
        "cpu_ms_median": _percentile(cpu, 0.5),
        "cpu_ms_each": {part: round(1000 * seconds / max(1, len(taken)), 1) for part, seconds in spent.items()},
        "errors": len(problems),
        **({"first_error": problems[0]} if problems else {}),
    }


def _percentile(ordered: list[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1) if ordered else 0.0


def _client(served: Served, number: int) -> Client:
    """Who has signed in and has the desk open. Raises `HTTPException` where that fails."""
    client = Client(served, random.Random(SEED + number))
    client.send("GET", "/sign-in/")
    told = {"username": ("operator1", "operator2")[number % 2], "password": demo.PASSWORD}
    statuses = [client.send("POST", "/sign-in/", told).status, client.send("GET", "/desk/").status]
    if statuses != [302, 200]:
        raise http.client.HTTPException(f"nobody could sign in: {statuses}")
    return client


def _work(client: Client, seen: Seen, choose: Callable[[random.Random], Act], until: float) -> None:
    while time.monotonic() < until:
        act = choose(client.chance)
        began = time.perf_counter()
        try:
            answer = act(client)
        except (OSError, http.client.HTTPException) as problem:
            seen.problems.append(repr(problem)[:200])
            continue
        seen.taken.append(1000 * (time.perf_counter() - began))
        told = re.search(r'desc="(\d+)", cpu;dur=([\d.]+)', answer.headers.get("Server-Timing", ""))
        if told:
            seen.queries.append(int(told.group(1)))
            seen.cpu.append(float(told.group(2)))
