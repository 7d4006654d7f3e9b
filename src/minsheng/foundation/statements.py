"""Statements that are written once and run again and again with other values; some PostgreSQL plans once, too.

Django writes the SQL of a queryset anew for each run, and puts the values into its text, so that the database reads and
plans a new text each time; of pages that everybody opens all day that took a third of the processor time of either. A
stand-in is a value of the right type that nobody asks for: it is replaced when the statement runs.

What is planned once is planned for any value: right where a key is looked up, wrong where the best way depends on how
much the values leave (the cases of a village, of a banner).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple, Self

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet

NO_TIME = datetime(1, 1, 2, tzinfo=UTC)
"""Stands in a statement for the moment that is asked for."""


class Statement(NamedTuple):
    """SQL with its values, stand-ins among them; no SQL where Django knows that nothing can be found."""

    sql: str
    values: tuple[Any, ...]


def written(found: QuerySet[Any, Any]) -> Statement:
    """The statement of a queryset."""
    try:
        return Statement(*found.query.sql_with_params())
    except EmptyResultSet:
        return Statement("", ())


def filled(statement: Statement, asked: Mapping[object, object]) -> list[Any]:
    """The values of a statement, each stand-in replaced by what is asked for."""
    return [asked.get(one, one) for one in statement.values]


class _Prepared(psycopg.Cursor[tuple[Any, ...]]):
    """A cursor whose statements are prepared: planned at first sight, for as long as the connection stands."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        return super().execute(query, params, **{"prepare": True, **options})


@contextmanager
def prepared() -> Iterator[CursorWrapper]:
    """Django's cursor for statements that stay the same; values travel beside the text, so that each needs a type.

    For texts of which there are few: a connection keeps the plans of a hundred (`psycopg`), and takes one text with
    other types of values for another one.
    """
    connection.ensure_connection()
    with _wrapped(_Prepared(connection.connection)) as cursor:
        yield cursor


def _wrapped(cursor: Any) -> CursorWrapper:
    """Django's own around a cursor: what is executed is counted, and errors are those of Django."""
    connection.ensure_connection()
    return connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)


MOST_PREPARED = 200
"""Values of a statement that is prepared: one with more was written for so many rows, and hardly comes again."""


class _Together:
    """Several statements as one execution: sent at once, answered at once (the pipeline of libpq)."""

    _query = None  # where Django's log of queries looks for the text that was sent

    def __init__(self, together: Sequence[Statement]) -> None:
        self.together = together
        self.found: list[list[tuple[Any, ...]]] = []

    def execute(self, query: str, params: Any = None) -> None:
        """Run them; what they return is in `found`."""
        del query, params
        cursors = [psycopg.Cursor(connection.connection) for _ in self.together]
        with connection.connection.pipeline():
            for cursor, one in zip(cursors, self.together, strict=True):
                cursor.execute(one.sql, one.values, prepare=len(one.values) <= MOST_PREPARED)
        self.found = [cursor.fetchall() if cursor.description else [] for cursor in cursors]

    def close(self) -> None:
        """Nothing is held."""


def together(several: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
    """What each statement returns, in their order. One round trip, none for none.

    If one fails none of those after it is carried out, so they belong in a transaction. Raises as Django's cursor does.
    """
    if not several:
        return []
    at_once = _Together(several)
    with _wrapped(at_once) as cursor:
        cursor.execute("; ".join(one.sql for one in several), [value for one in several for value in one.values])
    return at_once.found


def rows(
    statement: Statement, asked: Mapping[object, object], *, is_planned_once: bool = False
) -> list[tuple[Any, ...]]:
    """The rows of a statement, columns as the database gives them. One query, none for an empty statement."""
    if not statement.sql:
        return []
    with prepared() if is_planned_once else connection.cursor() as cursor:
        cursor.execute(statement.sql, filled(statement, asked))
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
