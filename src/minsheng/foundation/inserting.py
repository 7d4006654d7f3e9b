"""New rows of several tables in one round trip: for what many people do at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model
from django.db.models.expressions import DatabaseDefault


def insert_together(*tables: Sequence[Model]) -> None:
    """Insert these new rows, each group of one model, in their order; all or none within the present transaction.

    What Django's `bulk_create` does for each group, sent to the database at once; but nothing comes back: keys that
    the database gives are not set on the rows. Raises `IntegrityError` as it does.
    """
    statements: list[str] = []
    values: list[Any] = []
    for rows in tables:
        if not rows:
            continue
        table = type(rows[0])._meta  # noqa: SLF001 - Django's documented way to fields and tables
        fields = [field for field in table.concrete_fields if not _is_given(field, rows)]
        written = ", ".join([_row(row, fields, values) for row in rows])
        columns = ", ".join(f'"{field.column}"' for field in fields)
        statements.append(f'INSERT INTO "{table.db_table}" ({columns}) VALUES {written}')  # noqa: S608 - names of ours
    if not statements:
        return
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements), values)
    for row in (row for rows in tables for row in rows):
        row._state.adding = False  # noqa: SLF001 - as `bulk_create` does: the row is saved


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
