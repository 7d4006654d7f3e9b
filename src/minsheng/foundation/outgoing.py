"""Where a notification may go: to the open network, and to networks of the county's own that are named, nowhere else.

An address is looked up when it is saved and again whenever something is sent, and the connection goes to the very
address that was looked at: a name that has changed its mind in between leads nowhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from urllib.parse import SplitResult

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Forbidden(ValueError):
    """An address to which nothing is sent; the sentence says why and what to do."""


def checked_address(parts: SplitResult) -> str:
    """The network address behind a URL's host to which may be sent. Raises `Forbidden`."""
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(parts.hostname or "", port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as problem:
        raise Forbidden("找不到通知地址里的主机。请核对地址；内部的名字要能在这台服务器上查到。") from problem
    addresses = [_plain(str(one[4][0])) for one in found]
    if any(not _is_open(one) and not _is_named(one) for one in addresses):
        raise Forbidden(
            "通知地址在内部网络里，不往那里发。要发到县里自己的网络，请运维在 MINSHENG_WEBHOOK_NETWORKS 里写上它。"
        )
    if parts.scheme != "https" and not all(one.is_loopback for one in addresses):
        raise Forbidden("通知地址要以 https:// 开头。")
    return str(addresses[0])


def _plain(text: str) -> Address:
    found = ipaddress.ip_address(text.partition("%")[0])
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found


def _is_open(address: Address) -> bool:
    """Is it an address of the open network? 6to4, Teredo and NAT64 lead to what they hold, so they count as inside."""
    if isinstance(address, ipaddress.IPv6Address) and (
        address.sixtofour or address.teredo or address.is_site_local or address in NAT64
    ):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _is_named(address: Address) -> bool:
    networks = (ipaddress.ip_network(text) for text in settings.MINSHENG_WEBHOOK_NETWORKS)
    return any(address in network for network in networks)


class Connection(http.client.HTTPConnection):
    """A connection to an address that was looked at, for the host that the URL names.

    After `seconds` in all it is hung up, whatever the other side does: one that sends a letter now and then would
    otherwise hold whoever asks for days.
    """

    def __init__(self, parts: SplitResult, address: str, seconds: float) -> None:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        super().__init__(parts.hostname or "", port, timeout=seconds)
        self.address, self.is_secure, self.is_late = address, parts.scheme == "https", False
        self._clock = threading.Timer(seconds, self._hang_up)
        self._clock.daemon = True

    def connect(self) -> None:
        """Connect; over TLS the certificate must be the named host's."""
        self._clock.start()
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.is_secure:
            wrapped = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = wrapped
            wrapped.do_handshake()

    def getresponse(self) -> http.client.HTTPResponse:
        """The answer. Raises `TimeoutError` for half of one: what was cut off may look whole."""
        found = super().getresponse()
        if self.is_late:
            raise TimeoutError
        return found

    def _hang_up(self) -> None:
        self.is_late = True
        with suppress(OSError):
            if self.sock is not None:
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # under TLS as well: no word of farewell

    def close(self) -> None:
        """End it, and the clock with it."""
        self._clock.cancel()
        super().close()
