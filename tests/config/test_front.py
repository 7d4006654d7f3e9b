"""The server in front as the guide sets it up: its blocks run in a real nginx, before the web worker that the product runs on.

What is asked: which TLS it speaks, what it does with plain http, and where a request ends that says two things of its length.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from minsheng.config.demo import free_port
from tests.config.test_documents import CONTROLS, INSTALL
from tests.foundation.test_outgoing import certificate

REMEDY = "nginx is not installed: apt-get install nginx (./dev test does it as root on a machine without systemd)"
PATIENCE_SECONDS = 10
WORKER = """
from granian.constants import Interfaces
from granian.server import Server
Server("tests.config.echo:application", address="127.0.0.1", port=int({port!r}), interface=Interfaces.WSGI, workers=1).serve()
"""


def blocks() -> list[str]:
    """The blocks of the guide, as they stand."""
    return re.findall(r"```nginx\n(.*?)```", INSTALL, re.DOTALL)


def suites() -> list[str]:
    """The suites of TLS 1.2 that the document allows, the strongest first."""
    told = re.search(r"`((?:ECDHE-[A-Z0-9-]+:?)+)`", CONTROLS)
    assert told is not None
    return told[1].split(":")


@contextlib.contextmanager
def answering(command: list[str], port: int) -> Iterator[None]:
    """A program that listens on a port until the end. Fails with what it said."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as run:
        try:
            for _ in range(PATIENCE_SECONDS * 20):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                with contextlib.suppress(subprocess.TimeoutExpired):
                    run.wait(0.05)
                    pytest.fail(str(run.stdout and run.stdout.read()))
            yield
        finally:
            run.terminate()


@pytest.fixture(scope="module")
def worker() -> Iterator[int]:
    port = free_port()
    with answering([sys.executable, "-c", WORKER.format(port=str(port))], port):
        yield port


@pytest.fixture(scope="module")
def front(worker: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The blocks in an nginx of the machine, on other ports: (https, http)."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        pytest.skip(REMEDY)
    folder = tmp_path_factory.mktemp("nginx")
    https, http = free_port(), free_port()
    pem = certificate(folder)
    text = "\n".join(blocks())
    for old, new in {
        "listen 443 ssl;": f"listen 127.0.0.1:{https} ssl; ssl_certificate {pem}; ssl_certificate_key {pem};",
        "listen 80;": f"listen 127.0.0.1:{http};",
        "http://unix:/run/minsheng/web.sock:": f"http://127.0.0.1:{worker}",
    }.items():
        assert old in text, "the guide was written anew"
        text = text.replace(old, new)
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    written = folder / "nginx.conf"
    written.write_text(
        f"daemon off; pid {folder}/pid; error_log stderr warn; events {{}}\nhttp {{ access_log off; {paths}\n{text}\n}}"
    )
    tried = subprocess.run([program, "-t", "-c", written], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "warn" not in tried.stderr
    with answering([program, "-c", str(written)], https):
        yield https, http


def handshake(port: int, *, version: ssl.TLSVersion, ciphers: str = "ALL:@SECLEVEL=0") -> str | None:
    """The suite that is agreed on; None where there is none."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        context.minimum_version = context.maximum_version = version
        context.set_ciphers(ciphers)
        with socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS) as line, context.wrap_socket(line) as safe:
            found = safe.cipher()
    except (ssl.SSLError, ConnectionError):
        return None
    return found[0] if found else None


def test_a_program_that_hammers_at_the_boxes_is_slowed_down_and_nobody_else(front: tuple[int, int]) -> None:
    """By address and in memory, as the product must not keep who tries receipts."""
    https, _ = front
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

    def status(path: str) -> int:
        line = http.client.HTTPSConnection("127.0.0.1", https, context=context, timeout=PATIENCE_SECONDS)
        with contextlib.closing(line):
            line.request("GET", path, headers={"Host": "minsheng.example.cn"})
            return line.getresponse().status

    boxes = [status("/staff-voice/990001/result/") for _ in range(50)]
    assert boxes[:30] == [200] * 30, "a few people behind one address"
    assert 429 in boxes
    assert {status("/healthz") for _ in range(50)} == {200}


def test_the_front_speaks_tls_1_2_and_1_3_alone(front: tuple[int, int]) -> None:
    https, _ = front
    found = {
        version: handshake(https, version=version) is not None
        for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)
    }
    assert list(found.values()) == [False, False, True, True]


def test_the_front_agrees_on_the_suites_of_the_document_alone_the_strongest_first(front: tuple[int, int]) -> None:
    """Each suite that this machine knows is offered by itself; the certificate of the test is of elliptic curves."""
    https, _ = front
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_ciphers("ALL:COMPLEMENTOFALL:@SECLEVEL=0")
    known = [one["name"] for one in context.get_ciphers() if not one["name"].startswith("TLS_")]
    tls_1_2 = ssl.TLSVersion.TLSv1_2
    agreed = {name for name in known if handshake(https, version=tls_1_2, ciphers=f"{name}:@SECLEVEL=0")}
    usable = [name for name in suites() if "-ECDSA-" in name]
    assert agreed == set(usable)
    assert handshake(https, version=tls_1_2, ciphers=":".join([*reversed(usable), "@SECLEVEL=0"])) == usable[0]
    assert all(re.fullmatch(r"ECDHE-(ECDSA|RSA)-(AES\d+-GCM-SHA\d+|CHACHA20-POLY1305)", name) for name in suites())
    assert f"ssl_ciphers {':'.join(suites())};" in blocks()[0]


def talked(port: int, words: bytes, wrap: Callable[[socket.socket], socket.socket] = lambda line: line) -> bytes:
    """Everything that comes back for these bytes, until the line is closed or nothing comes any more."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS) as bare, wrap(bare) as line:
        line.settimeout(2)
        line.sendall(words)
        got = b""
        with contextlib.suppress(TimeoutError, ConnectionError):
            while more := line.recv(65536):
                got += more
    return got


def tls(line: socket.socket) -> socket.socket:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(line)


def test_plain_http_of_pages_is_sent_on_and_of_interfaces_refused(front: tuple[int, int]) -> None:
    _, http = front
    told = b"GET %s HTTP/1.1\r\nHost: minsheng.example.cn\r\nAuthorization: Bearer secret\r\nConnection: close\r\n\r\n"
    page = talked(http, told % b"/status/?a=1")
    assert page.startswith(b"HTTP/1.1 301 ")
    assert b"\r\nLocation: https://minsheng.example.cn/status/?a=1\r\n" in page
    for address in (b"/api/v1/cases", b"/open311/v2/services.json"):
        answer = talked(http, told % address)
        assert answer.startswith(b"HTTP/1.1 403 ")
        assert b"Location" not in answer


HEAD = "POST /one HTTP/1.1\r\nHost: minsheng.example.cn\r\n"
HIDDEN = "GET /hidden HTTP/1.1\r\nHost: minsheng.example.cn\r\n\r\n"
CHUNKED = "Transfer-Encoding: chunked\r\n"
TWO_LENGTHS = {
    "two lengths": f"{HEAD}Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a list of lengths": f"{HEAD}Content-Length: 0, {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a length with a sign": f"{HEAD}Content-Length: +0\r\n\r\n{HIDDEN}",
    "an unknown encoding": f"{HEAD}Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n{HIDDEN}",
    "a size that is none": f"{HEAD}{CHUNKED}\r\n0x0\r\n\r\n{HIDDEN}",
    "a blank before the colon": f"{HEAD}Transfer-Encoding : chunked\r\nContent-Length: 0\r\n\r\n{HIDDEN}",
}


@pytest.mark.parametrize("what", TWO_LENGTHS)
@pytest.mark.parametrize("through", ["front", "worker"])
def test_a_request_that_is_unclear_about_its_end_hides_no_other(
    front: tuple[int, int], worker: int, what: str, through: str
) -> None:
    told = TWO_LENGTHS[what].encode()
    answer = talked(front[0], told, tls) if through == "front" else talked(worker, told)
    assert b"/hidden" not in answer
    assert answer.count(b"HTTP/1.1 ") <= 1, "it is refused, or ends the line; what stands behind it is not read"


@pytest.mark.parametrize("through", ["front", "worker"])
def test_chunks_win_over_a_length(front: tuple[int, int], worker: int, through: str) -> None:
    """Or the request is refused; never is the length believed, which would hide a second request in the body."""
    told = f"{HEAD}{CHUNKED}Content-Length: 5\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n".encode()
    answer = talked(front[0], told, tls) if through == "front" else talked(worker, told)
    is_refused = answer.startswith(b"HTTP/1.1 400 ")
    assert is_refused or b"POST /one 3 abc" in answer


def test_a_whole_request_goes_through_with_the_headers_that_the_product_reads(front: tuple[int, int]) -> None:
    told = f"{HEAD}X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Proto: http\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"
    answer = talked(front[0], told.encode(), tls)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"POST /one 3 abc 127.0.0.1 https minsheng.example.cn" in answer, "what a visitor claims does not count"
