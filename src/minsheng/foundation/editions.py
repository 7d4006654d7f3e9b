"""Data that changes rarely is kept in memory for as long as its edition stands.

A statement trigger counts the edition up whenever one of its tables changes, in the same transaction; so a
process needs one query to know that what it keeps is still true, whoever changed the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar, cast

from django.db import connection

T = TypeVar("T")
_kept: dict[str, tuple[int, object]] = {}


def watched(name: str, tables: Iterable[str]) -> str:
    """The SQL that makes changes of these tables count up an edition (for a migration)."""
    first = "INSERT INTO foundation_edition (name, number) VALUES ('{}', nextval('foundation_edition_seq'))"
    parts = [first.format(name) + " ON CONFLICT DO NOTHING;"]
    parts += [
        f"""CREATE TRIGGER edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION foundation_edition_next('{name}');"""
        for table in tables
    ]
    return "\n".join(parts)


def number(name: str) -> int:
    """The present edition. One query. Raises `LookupError` for a name that no migration watches."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM foundation_edition WHERE name = %s", [name])
        row = cursor.fetchone()
    if row is None:
        raise LookupError(f"no migration watches the tables of {name}: see editions.watched")
    return int(row[0])


def kept(name: str, read: Callable[[], T]) -> T:
    """What `read` gives, read again only when the edition has changed."""
    present = number(name)
    known = _kept.get(name)
    if known is None or known[0] != present:
        known = _kept[name] = (present, read())
    return cast("T", known[1])
