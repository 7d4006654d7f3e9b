"""From which address a request comes, behind a proxy of ours or not."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.http import HttpRequest

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def client_address(request: HttpRequest) -> str | None:
    """The address of whoever asks: what the nearest proxy that is ours has seen, else the other end of the line.

    `X-Forwarded-For` counts only as far as our own proxies (`MINSHENG_PROXIES`) have written it; what a visitor
    puts there himself does not.
    """
    address: str = request.META.get("REMOTE_ADDR", "")
    proxies = networks(tuple(settings.MINSHENG_PROXIES))
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    while forwarded and _is_inside(address, proxies):
        named = forwarded.pop()
        if not _read(named):
            break
        address = named
    return address or None


@cache
def networks(texts: tuple[str, ...]) -> tuple[Network, ...]:
    """Addresses and networks as they are written in the settings. Raises `ValueError`."""
    return tuple(ipaddress.ip_network(text) for text in texts)


def _read(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_inside(text: str, proxies: Iterable[Network]) -> bool:
    address = _read(text)
    return address is not None and any(address in network for network in proxies)
