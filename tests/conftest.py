"""What every test shares: the demo banner, loaded once; people with roles; a clock that tests choose."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("MINSHENG_MODE", "test")

import pytest
from django.db import connection
from django.test import Client

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
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Load the demo banner once; each test rolls back to it."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        load_banner()


@pytest.fixture
def now() -> datetime:
    """A working morning."""
    return NOW


@pytest.fixture
def people(db: None) -> dict[str, Actor]:
    """The banner's accounts as actors, by login."""
    from minsheng.foundation import queries

    return dict(queries.actors_by_login(NOW.date()))


@pytest.fixture
def as_person(db: None) -> Callable[[str], Client]:
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
