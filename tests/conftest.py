"""What every test shares: the demo banner, loaded once; people with roles; a clock that tests choose.

Most tests use `db`: what they do is rolled back. One that needs real commits (two connections, a process that is
killed, a command) asks for `own_database` instead and gets a copy of the loaded banner for itself.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("MINSHENG_MODE", "test")

import hypothesis
import psycopg
import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from tests import prepared
from tests.own_database import OwnDatabase

if TYPE_CHECKING:
    from minsheng.foundation.rights import Actor

JOURNEYS = Path(__file__).resolve().parent / "journeys"
PRESET = Path(__file__).resolve().parents[1] / "presets" / "demo"
NOW = datetime(2026, 6, 3, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 in the banner
PASSWORD = "a-sample-password"
# how long an example takes says something of the machine, not of the product
hypothesis.settings.register_profile("suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("suite")


def load_banner() -> None:
    """The demo banner in the present database."""
    from minsheng.config import loading

    loading.load_preset(PRESET, at=NOW, password=PASSWORD)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """A copy of the loaded banner for this process; each test rolls back to it or has a copy of it.

    In the place of pytest-django's own. The banner is loaded once and copied for every process and, on a server
    that stays, for every later run until something of what it is made of changes.
    """
    name = f"test_{uuid.uuid4().hex[:12]}"
    configured = str(connection.settings_dict["NAME"])
    with django_db_blocker.unblock(), psycopg.connect(OwnDatabase("postgres").url, autocommit=True) as server:
        connection.close()
        server.execute("SELECT pg_advisory_lock(7301900)")
        loaded = _loaded_banner(server)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{loaded}"'.encode())
        server.execute("SELECT pg_advisory_unlock(7301900)")
        connection.settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock(), psycopg.connect(OwnDatabase("postgres").url, autocommit=True) as server:
        connections.close_all()
        connection.settings_dict["NAME"] = configured
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _loaded_banner(server: psycopg.Connection[Any]) -> str:
    """The database with the tables and the banner in it, made if it is not there."""
    name = f"banner_{fingerprint()}"
    if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return name
    for (old,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'banner%'").fetchall():
        server.execute(f'DROP DATABASE "{old}" WITH (FORCE)'.encode())
    server.execute(b'CREATE DATABASE "banner_unfinished"')
    connection.settings_dict["NAME"] = "banner_unfinished"
    call_command("migrate", verbosity=0)
    load_banner()
    connections.close_all()
    server.execute(f'ALTER DATABASE "banner_unfinished" RENAME TO "{name}"'.encode())
    return name


def fingerprint() -> str:
    """Of everything that the tables and the banner are made of."""
    source = PRESET.parents[1] / "src" / "minsheng"
    patterns = (
        "**/migrations/*.py",
        "**/models/**/*.py",
        "**/models.py",
        "**/operations/**/*.py",
        "**/operations.py",
    )
    files = {path for pattern in patterns for path in source.glob(pattern)}
    files |= {*source.glob("foundation/*.py"), *source.glob("**/rules/**/*.py"), *source.glob("config/*.py")}
    files |= {path for path in PRESET.parent.rglob("*") if path.is_file()} | {Path(__file__)}
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(str(path.relative_to(PRESET.parents[1])).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys last; no `transaction=True`: it empties the tables afterwards, the banner with them.

    Playwright leaves an event loop running in the thread that starts it, and Django refuses to work inside one. Each
    worker gets its tests in this order, so nothing that needs Django itself comes after a worker's first journey.
    """
    items.sort(key=lambda item: JOURNEYS in item.path.parents)
    for item in items:
        for mark in item.iter_markers("django_db"):
            if mark.kwargs.get("transaction"):
                raise pytest.UsageError(f"{item.nodeid}: ask for the fixture own_database instead of transaction=True")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin with what takes longest: the demo that the journeys and the faults copy."""
    needs = (JOURNEYS, JOURNEYS.parent / "config" / "test_faults.py")
    is_controller = session.config.getoption("dist", "no") != "no" and not hasattr(session.config, "workerinput")
    if not is_controller and any(need in (item.path, *item.path.parents) for item in session.items for need in needs):
        prepared.begin(fingerprint())


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
def clock() -> Iterator[None]:
    """The pages' clock stands at that morning."""
    with time_machine.travel(NOW, tick=False):
        yield


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
            get_user_model().objects.get(login=login), backend="minsheng.foundation.signing.AccountBackend"
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
