"""Served at a socket, as in production: one queue for all processes, open to the web server in front alone."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator

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


def test_a_socket_that_a_killed_service_left_is_taken_over(served: Served) -> None:
    served.kill("web")
    assert served.socket is not None
    assert served.socket.exists()
    served.start_what_has_ended()
    connection = served.connection()
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
