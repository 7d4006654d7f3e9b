"""New rows of several tables in one round trip: for what many people do at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model
from django.db.models.expressions import DatabaseDefault

from minsheng.foundation import statements


def insert_together(*tables: Sequence[Model]) -> None:
    """Insert these new rows, each group of one model, in their order; all or none within the present transaction.

    What Django's `bulk_create` does for each group, sent to the database at once. What the database gives a row by
    default (`db_default`) is set on it as there; its number (`AutoField`) is not. Raises `IntegrityError` as it does.
    """
    groups = [some for rows in tables for some in _in_turn(rows)]
    for rows, given in zip(groups, statements.together([_insert(rows) for rows in groups]), strict=True):
        fields = _returned(rows)
        for row, values in zip(rows, given or [()] * len(rows), strict=True):
            vars(row).update(zip([field.attname for field in fields], values, strict=True))
            row._state.adding = False  # noqa: SLF001 - as `bulk_create` does: the row is saved


MOST_VALUES = 50_000
"""Of one statement; the protocol has room for 65 535."""


def _in_turn(rows: Sequence[Model]) -> Iterator[Sequence[Model]]:
    """The rows in groups, of which each fits into a statement."""
    most = MOST_VALUES // len(rows[0]._meta.concrete_fields) if rows else 1  # noqa: SLF001 - see below
    return (rows[start : start + most] for start in range(0, len(rows), most))


def _insert(rows: Sequence[Model]) -> statements.Statement:
    table = rows[0]._meta  # noqa: SLF001 - Django's documented way to fields and tables
    fields = [field for field in table.concrete_fields if not _is_given(field, rows)]
    values: list[Any] = []
    written = ", ".join([_row(row, fields, values) for row in rows])
    columns = ", ".join(f'"{field.column}"' for field in fields)
    returned = ", ".join(f'"{field.column}"' for field in _returned(rows))
    return statements.Statement(
        f'INSERT INTO "{table.db_table}" ({columns}) VALUES {written}'  # noqa: S608 - names of ours
        + (f" RETURNING {returned}" if returned else ""),
        tuple(values),
    )


def _returned(rows: Sequence[Model]) -> list[Field[Any, Any]]:
    """What the database gives by default to one of these rows at least."""
    fields = [field for field in rows[0]._meta.concrete_fields if field.has_db_default()]  # noqa: SLF001 - see above
    return [field for field in fields if any(isinstance(vars(row).get(field.attname), DatabaseDefault) for row in rows)]


def _is_given(field: Field[Any, Any], rows: Sequence[Model]) -> bool:
    """Does the database number these rows?"""
    return isinstance(field, AutoField) and all(getattr(row, field.attname) is None for row in rows)


def _row(row: Model, fields: Sequence[Field[Any, Any]], values: list[Any]) -> str:
    marks = []
    for field in fields:
        value = field.pre_save(row, add=True)
        if isinstance(value, DatabaseDefault):
            marks.append("DEFAULT")
        else:
            marks.append("%s")
            values.append(field.get_db_prep_save(value, connection))
    return f"({', '.join(marks)})"
