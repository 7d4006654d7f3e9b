"""What every test shares: the demo banner, loaded once; people with roles; a clock that tests choose.

Most tests use `db`: what they do is rolled back. One that needs real commits (two connections, a process that is
killed, a command) asks for `own_database` instead and gets a copy of the loaded banner for itself.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("MINSHENG_MODE", "test")

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from tests.own_database import OwnDatabase

if TYPE_CHECKING:
    from minsheng.foundation.rights import Actor

PRESET = Path(__file__).resolve().parents[1] / "presets" / "demo"
NOW = datetime(2026, 6, 3, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 in the banner
PASSWORD = "a-sample-password"


def load_banner() -> None:
    """The demo banner in the present database."""
    from minsheng.config import loading

    loading.load_preset(PRESET, at=NOW, password=PASSWORD)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """The tables and the demo banner, once; each test rolls back to it or has a copy of it.

    In the place of pytest-django's own, which makes no tables unless some test asks for `db`.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default": None})
        load_banner()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse `transaction=True`: it empties the tables afterwards, the banner with them."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            if mark.kwargs.get("transaction"):
                raise pytest.UsageError(f"{item.nodeid}: ask for the fixture own_database instead of transaction=True")


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[OwnDatabase]:
    """A database of its own with the banner in it; dropped after the test."""
    loaded = str(connection.settings_dict["NAME"])
    own = OwnDatabase(f"{loaded}_{uuid.uuid4().hex[:8]}")
    with django_db_blocker.unblock():
        connection.close()
        with psycopg.connect(OwnDatabase("postgres").url, autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{own.name}" TEMPLATE "{loaded}"'.encode())
            connection.settings_dict["NAME"] = own.name
            try:
                yield own
            finally:
                connections.close_all()
                connection.settings_dict["NAME"] = loaded
                server.execute(f'DROP DATABASE "{own.name}" WITH (FORCE)'.encode())


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """The database that the test has asked for: its own, or the shared one that rolls back."""
    request.getfixturevalue("own_database" if "own_database" in request.fixturenames else "db")


@pytest.fixture
def now() -> datetime:
    """A working morning."""
    return NOW


@pytest.fixture
def people(database: None) -> dict[str, Actor]:
    """The banner's accounts as actors, by login."""
    from minsheng.foundation import queries

    return dict(queries.actors_by_login(NOW.date()))


@pytest.fixture
def as_person(database: None) -> Callable[[str], Client]:
    """A browser signed in as a person."""
    from django.contrib.auth import get_user_model

    def signed_in(login: str) -> Client:
        client = Client()
        client.force_login(
            get_user_model().objects.get(login=login), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return signed_in


@pytest.fixture
def queries_made() -> Iterator[list[str]]:
    """The statements of a test, as they are made."""
    made: list[str] = []

    def noted(execute: Callable[..., object], sql: str, *rest: object) -> object:
        made.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        yield made
