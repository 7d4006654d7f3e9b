"""A web application that says what reached it, for tests of what stands before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def application(told: dict[str, Any], start: Callable[[str, list[tuple[str, str]]], object]) -> Iterable[bytes]:
    """Method, path, bytes and body, and the headers of a server in front."""
    body = told["wsgi.input"].read()
    names = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST")
    words = " ".join(str(told.get(name, "-")) for name in names)
    start("200 OK", [("Content-Type", "text/plain")])
    return [f"{told['REQUEST_METHOD']} {told['PATH_INFO']} {len(body)} {body.decode()} {words}".encode()]
