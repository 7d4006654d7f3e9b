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


def test_behind_our_proxy_only_what_the_proxy_wrote_counts(settings: Settings) -> None:
    settings.MINSHENG_BEHIND_PROXY = True
    request = RequestFactory().get(
        "/", REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": "1.1.1.1, 2.2.2.2, 10.9.9.9"}
    )
    assert address_of(request) == "10.9.9.9"
    assert address_of(RequestFactory().get("/", REMOTE_ADDR="10.1.2.3")) == "10.1.2.3"
