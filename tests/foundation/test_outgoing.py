"""Who is on the other side: a certificate that nobody vouches for gets nothing, and nobody is followed elsewhere."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from minsheng.foundation import outgoing


def certificate(folder: Path) -> Path:
    """A key and a certificate for 127.0.0.1 that it has signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "peer")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    path = folder / "peer.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return path


class Elsewhere(BaseHTTPRequestHandler):
    """Sends everybody on to another address."""

    seen: list[str] = []

    def do_POST(self) -> None:
        self.seen.append(self.path)
        self.send_response(307)
        self.send_header("Location", "/elsewhere")
        self.end_headers()


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    Elsewhere.seen = []
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as served:
        thread = Thread(target=served.serve_forever, args=[0.05])
        thread.start()
        yield served
        served.shutdown()
        thread.join()


def answered(connection: outgoing.Connection, path: str) -> int:
    connection.request("POST", path, b"{}")
    return connection.getresponse().status


def post(url: str) -> int:
    parts = urlsplit(url)
    connection = outgoing.Connection(parts, outgoing.checked_address(parts), 5)
    try:
        return answered(connection, parts.path)
    finally:
        connection.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(server: HTTPServer, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with pytest.raises(ssl.SSLCertVerificationError):
        post(f"https://127.0.0.1:{server.server_port}/hook")
    assert Elsewhere.seen == []


@pytest.mark.parametrize(
    ("scheme", "beginning"), [("http", b"HTTP/1.1 200 OK\r\nX-Slow: "), ("https", b"\x16\x03\x03\x40\x00\x02")]
)
def test_whoever_answers_letter_by_letter_is_hung_up_on(scheme: str, beginning: bytes) -> None:
    """Each letter comes in time and the answer never: in the headers, and before that in the handshake of TLS."""
    done = Event()

    def drip(listening: socket.socket) -> None:
        peer, _ = listening.accept()
        with peer, suppress(OSError):
            peer.sendall(beginning)
            while not done.wait(0.05):
                peer.sendall(b"a")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=drip, args=[listening])
        thread.start()
        parts = urlsplit(f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/hook")
        connection = outgoing.Connection(parts, "127.0.0.1", 0.5)
        began = time.monotonic()
        with pytest.raises((OSError, http.client.HTTPException)):
            answered(connection, parts.path)
        took = time.monotonic() - began
        done.set()
        connection.close()
        thread.join()
    assert connection.is_late
    assert took < 10


def test_nobody_is_followed_elsewhere(server: HTTPServer) -> None:
    assert post(f"http://127.0.0.1:{server.server_port}/hook") == 307
    assert Elsewhere.seen == ["/hook"]
