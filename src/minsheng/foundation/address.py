"""From where a request comes: what lock-outs and throttles count by, never alone and never kept in clear."""

from __future__ import annotations

import ipaddress
from functools import cache

from django.conf import settings
from django.http import HttpRequest

HOME_PREFIX = 64
"""An IPv6 subscriber has at least these many leading bits to himself; the rest he changes as he likes."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def address_of(request: HttpRequest) -> str:
    """The caller's network address; of IPv6 only its first 64 bits. "" for what is no address.

    The nearest one in `X-Forwarded-For` that is no proxy of ours (`MINSHENG_PROXIES`): what stands before it came
    from the caller and may be invented. It counts only where the connection itself comes from such a proxy: a
    connection without an address came through the service's socket, which nobody else may open.
    """
    told = request.META.get("REMOTE_ADDR", "")
    found = _read(str(told))
    ours = _networks(tuple(settings.MINSHENG_PROXIES))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    if told == "":
        found = _read(forwarded.pop())
    while forwarded and found is not None and any(found in network for network in ours):
        named = _read(forwarded.pop())
        if named is None:
            break
        found = named
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, HOME_PREFIX), strict=False).network_address)
    return str(found or "")


@cache
def _networks(texts: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(text) for text in texts)


def _read(text: str) -> Address | None:
    try:
        found = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found
