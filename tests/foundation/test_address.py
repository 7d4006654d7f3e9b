"""From where a request comes: not what the caller says, and one subscriber is one address."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from minsheng.foundation.address import address_of


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_the_connections_own_address(told: str, found: str) -> None:
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=told)) == found


def test_without_a_proxy_nobody_may_name_another_address() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.1.2.3", headers={"x-forwarded-for": "1.1.1.1"})
    assert address_of(request) == "10.1.2.3"


FORWARDED = [
    ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
    ("127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
    ("127.0.0.1", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
    ("127.0.0.1", "10.1.2.3, 10.1.2.4", "10.1.2.3"),
    ("::1", "2001:db8::7", "2001:db8::"),
    ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
    ("127.0.0.1", "unknown", "127.0.0.1"),
    ("127.0.0.1", "198.51.100.1, not an address", "127.0.0.1"),
    ("127.0.0.1", "", "127.0.0.1"),
    ("", "198.51.100.1", "198.51.100.1"),
    ("", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
    ("", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
    ("", "unknown", ""),
    ("unix:", "198.51.100.1", ""),
]


@pytest.mark.parametrize(("remote", "forwarded", "found"), FORWARDED)
def test_the_address_is_the_last_one_that_is_not_ours(
    settings: Settings, remote: str, forwarded: str, found: str
) -> None:
    settings.MINSHENG_PROXIES = ("127.0.0.1/32", "::1/128", "10.0.0.0/8")
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers={"x-forwarded-for": forwarded})
    assert address_of(request) == found
