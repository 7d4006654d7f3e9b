"""Served at a socket, as in production: one queue for all processes, open to the web server in front alone."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import prepared
from tests.conftest import fingerprint
from tools.bench.serving import Served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("at-a-socket")
    prepared.copy_to(folder, fingerprint())
    with Served(folder, at_socket=True) as product:
        yield product


def test_only_the_service_and_its_group_may_open_it(served: Served) -> None:
    assert served.socket is not None
    found = served.socket.stat().st_mode
    assert stat.S_ISSOCK(found)
    assert stat.S_IMODE(found) == 0o660


def test_no_process_keeps_a_caller_to_itself(served: Served) -> None:
    connection = served.connection()
    connection.request("GET", "/healthz")
    answer = connection.getresponse()
    answer.read()
    assert (answer.status, answer.headers["connection"], answer.will_close) == (200, "close", True)


def test_whoever_signs_in_wrongly_is_counted_by_what_the_server_in_front_says(served: Served) -> None:
    def try_from(forwarded: str) -> None:
        connection = served.connection()
        connection.request("GET", "/sign-in/", headers={"X-Forwarded-For": forwarded})
        page = connection.getresponse()
        cookie = str(page.headers["Set-Cookie"]).split(";", 1)[0]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
        assert token is not None
        body = f"csrfmiddlewaretoken={token.group(1)}&username=nobody-of-that-name&password=wrong"
        headers = {"X-Forwarded-For": forwarded, "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection = served.connection()
        connection.request("POST", "/sign-in/", body, headers)
        assert connection.getresponse().status in {200, 422}

    for forwarded in ("192.0.2.1", "198.51.100.9, 192.0.2.1", "192.0.2.2"):
        try_from(forwarded)
    counted = served.asked("SELECT failures_since_start FROM axes_accessattempt WHERE username = 'nobody-of-that-name'")
    assert sorted(counted) == [(1,), (2,)]


@pytest.mark.parametrize(("path", "kind"), [("/api/v1/cases", "problem+json"), ("/sign-in/", "text/html")])
def test_a_body_that_does_not_say_its_length_is_refused_and_not_read_as_empty(
    served: Served, path: str, kind: str
) -> None:
    connection = served.connection()
    connection.request("POST", path, iter([b"words=", b"a"]), {"Host": "127.0.0.1"}, encode_chunked=True)
    answer = connection.getresponse()
    assert (answer.status, kind in str(answer.headers["Content-Type"])) == (411, True)
    if "json" in kind:
        assert json.loads(answer.read())["type"] == "urn:minsheng:problem:no-length"


def test_a_socket_that_a_killed_service_left_is_taken_over(served: Served) -> None:
    served.kill("web")
    assert served.socket is not None
    assert served.socket.exists()
    served.start_what_has_ended()
    connection = served.connection()
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200


WORKED = """
import os
from minsheng.config import cli
cli.main(["worker", "--until-empty"])
print(os.nice(0))
print(open("/proc/self/autogroup").read().split()[-1])
"""


@pytest.mark.skipif(
    not Path("/proc/self/autogroup").exists(), reason="a Linux with CONFIG_SCHED_AUTOGROUP shares time between sessions"
)
def test_a_worker_goes_last_among_sessions_as_well_and_leaves_a_shared_session_alone(served: Served) -> None:
    def niceness(*, own_session: bool) -> list[str]:
        command = [sys.executable, "-c", WORKED]
        if not own_session:  # a shell leads the session, the worker is one of its processes
            command = ["sh", "-c", '"$0" "$@"; exit $?', *command]
        told = subprocess.run(
            command, env=dict(served.surroundings), capture_output=True, text=True, check=True, start_new_session=True
        )
        return told.stdout.split()

    assert niceness(own_session=True) == ["10", "10"]
    assert niceness(own_session=False) == ["10", "0"]
