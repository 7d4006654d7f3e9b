"""How people add and show a security key by the pages; for tests."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client

from minsheng.foundation import queries
from minsheng.foundation.models import Account
from tests.conftest import PASSWORD
from tests.foundation.authenticator import Authenticator


def browser(host: str = "localhost") -> Client:
    return Client(headers={"host": host})


def signed_in(login: str = "operator1") -> Client:
    client = browser()
    password(client, login)
    return client


def password(client: Client, login: str = "operator1") -> Any:
    return client.post("/sign-in/", {"username": login, "password": PASSWORD, "next": "/cases/"})


def options_of(answer: Any) -> str:
    found = re.search(r'data-key-options="([^"]+)"', answer.content.decode())
    assert found, "the page asks the browser for a key"
    return html.unescape(found.group(1))


def begin(client: Client, name: str = "红色钥匙") -> str:
    """Name a key; what the browser is asked then."""
    told = client.post("/security-keys/", {"name": name, "password": PASSWORD})
    assert (told.status_code, told.headers.get("Location")) == (302, "/security-keys/add/")
    return options_of(client.get("/security-keys/add/"))


def add(client: Client, key: Authenticator, name: str = "红色钥匙") -> Any:
    return client.post("/security-keys/add/", {"credential": key.create(begin(client, name))})


def show(client: Client, key: Authenticator, **more: Any) -> Any:
    """Show a key after the password."""
    return client.post("/sign-in/code/", {"credential": key.prove(options_of(client.get("/sign-in/code/")), **more)})


def is_in(client: Client) -> bool:
    return client.get("/password/").status_code == 200


def told(login: str = "operator1") -> list[Any]:
    return [one.fact for one in queries.facts_of(Account.objects.get(login=login).pk)]


def kinds(login: str = "operator1") -> list[str]:
    return [type(one).__name__ for one in told(login)]
