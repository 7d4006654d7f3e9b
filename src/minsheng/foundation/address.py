"""From where a request comes: what lock-outs and throttles count by, never alone and never kept in clear."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

HOME_PREFIX = 64
"""An IPv6 subscriber has at least these many leading bits to himself; the rest he changes as he likes."""


def address_of(request: HttpRequest) -> str:
    """The caller's network address; of IPv6 only its first 64 bits.

    In production the last address in `X-Forwarded-For`, which our own proxy has written (docs/operate); what stands
    before it came from the caller and may be invented. Elsewhere the connection's own. "" for what is no address.
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.MINSHENG_BEHIND_PROXY:
        told = str(request.META.get("HTTP_X_FORWARDED_FOR", told)).rpartition(",")[2]
    try:
        found = ipaddress.ip_address(told.strip())
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, HOME_PREFIX), strict=False).network_address)
    return str(found)
