"""For tests that need real commits: a database of their own, and acts side by side on connections of their own."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connections


@dataclass(frozen=True)
class OwnDatabase:
    """A copy of the loaded banner that one test has for itself: Django is connected to it, others may be."""

    name: str

    @property
    def url(self) -> str:
        """Its address, for commands that a test starts."""
        parts = urlsplit(os.environ["DATABASE_URL"])
        return urlunsplit(parts._replace(path=f"/{self.name}"))

    def surroundings(self, **more: str) -> dict[str, str]:
        """The environment of such a command."""
        return {**os.environ, "DATABASE_URL": self.url, "MINSHENG_MODE": "test", "PYTHONUNBUFFERED": "1", **more}

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        """Another connection beside Django's, in autocommit."""
        return psycopg.connect(self.url, autocommit=True)

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What a statement gives on a connection of its own: committed rows only."""
        with self.connect() as other:
            found = other.execute(statement.encode(), values)
            return found.fetchall() if found.description else []


def side_by_side(*acts: Callable[[], object]) -> Sequence[object]:
    """Each act in a thread with a connection of its own, all begun at once; their results or problems in order."""
    results: list[object] = [None] * len(acts)
    begin = threading.Barrier(len(acts))

    def carry_out(place: int) -> None:
        begin.wait()
        try:
            results[place] = acts[place]()
        except Exception as problem:  # noqa: BLE001 - the test looks at it
            results[place] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=carry_out, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
