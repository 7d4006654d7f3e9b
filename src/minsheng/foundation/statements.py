"""Statements that Django writes once and that run again and again with other values.

Django writes the SQL of a queryset anew for each run; of a page that everybody opens all day that took a third of its
processor time. A stand-in is a value of the right type that nobody asks for: it is replaced when the statement runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
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


def rows(statement: Statement, asked: Mapping[object, object]) -> list[tuple[Any, ...]]:
    """The rows of a statement, columns as the database gives them. One query, none for an empty statement."""
    if not statement.sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, filled(statement, asked))
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
