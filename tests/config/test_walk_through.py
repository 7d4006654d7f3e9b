"""docs/api/README.md as it stands: its commands, carried out against a real server."""

from __future__ import annotations

import json
import re
import shlex
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote
from wsgiref.simple_server import make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from minsheng.foundation import operations
from tests.factories.systems import system
from tests.own_database import OwnDatabase

README = Path(__file__).resolve().parents[2] / "docs" / "api" / "README.md"


@pytest.fixture
def server(own_database: OwnDatabase) -> Iterator[str]:
    """The product on a port of its own, with a database whose rows are committed."""
    application = get_wsgi_application()

    def answer(environ: Any, start: Any) -> Any:
        try:
            return [b"".join(application(environ, start))]
        finally:
            connections.close_all()

    with make_server("127.0.0.1", 0, answer) as served:
        thread = Thread(target=served.serve_forever, args=[0.05])
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


def commands() -> list[str]:
    return re.findall(r"^    (curl .*)$", README.read_text(encoding="utf-8"), flags=re.MULTILINE)


def carried_out(command: str, server: str, key: str) -> tuple[int, Any]:
    """What a `curl` line does."""
    words = shlex.split(command.replace("$SERVER", server).replace("$KEY", key))[1:]
    method, headers, url = "GET", {}, ""
    data: bytes | None = None
    while words:
        match words.pop(0):
            case "-X":
                method = words.pop(0)
            case "-H":
                name, _, value = words.pop(0).partition(": ")
                headers[name] = value
            case "-d":
                data = words.pop(0).encode()
            case "--data-urlencode":
                name, _, value = words.pop(0).partition("=")
                data = b"&".join([*([data] if data else []), f"{name}={quote(value)}".encode()])
            case address:
                url = address
    request = urllib.request.Request(url, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=20) as response:
        return response.status, json.loads(response.read())


def test_every_command_of_the_page_does_what_the_page_says(server: str) -> None:
    key = system(datetime.now(UTC)).key
    look, pass_on, follow, open311 = commands()
    status, areas = carried_out(look, server, key)
    assert status == 200
    assert "150824100001" in [one["code"] for one in areas["areas"]]
    first, again = carried_out(pass_on, server, key), carried_out(pass_on, server, key)
    assert first[0] == 201
    assert again == first
    status, page = carried_out(follow, server, key)
    assert status == 200
    assert [one["number"] for one in page["cases"]] == [first[1]["number"]]
    status, requests = carried_out(open311, server, key)
    assert status == 200
    _, page = carried_out(follow, server, key)
    assert [one["number"] for one in page["cases"]] == [requests[0]["service_request_id"], first[1]["number"]]


def test_the_page_names_every_scope_and_operation() -> None:
    from minsheng.config.interface import api
    from minsheng.foundation.scopes import SCOPES

    text = README.read_text(encoding="utf-8")
    assert all(f"`{scope}`" in text for scope in SCOPES)
    for path in json.loads(json.dumps(api.get_openapi_schema(path_prefix="")))["paths"]:
        assert path.replace("{case_id}", "{id}").rpartition("/")[2] in text, path


def test_the_signature_on_the_page_is_that_of_its_example() -> None:
    text = README.read_text(encoding="utf-8")
    secret = re.findall(r"with the secret `([^`]+)`", text)[0]
    moment, told = (
        re.findall(rf"^    Minsheng-{name}: (.+)$", text, re.MULTILINE)[0] for name in ("Timestamp", "Signature")
    )
    (body,) = re.findall(r'^    (\{"message".*)$', text, re.MULTILINE)
    assert told == operations.signature(secret, int(moment), body.encode())
