"""Data that changes rarely is kept in memory for as long as its edition stands.

A statement trigger counts the edition up whenever one of its tables changes, in the same transaction; so a
process needs one query to know that what it keeps is still true, whoever changed the data.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TypeVar, cast

from django.db import connection

T = TypeVar("T")
UNWATCHED = "no migration watches the tables of {}: see editions.watched"
_kept: dict[str, tuple[tuple[object, int], object]] = {}
_derived: dict[str, tuple[tuple[object, int], dict[Hashable, object]]] = {}
_begun: ContextVar[Mapping[str, int]] = ContextVar("begun", default=MappingProxyType({}))
_held: ContextVar[dict[str, int] | None] = ContextVar("held", default=None)


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
        raise LookupError(UNWATCHED.format(name))
    return int(row[0])


def numbers() -> dict[str, int]:
    """All present editions by name. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, number FROM foundation_edition")
        return {str(name): int(number) for name, number in cursor.fetchall()}


@contextmanager
def beginning(known: Mapping[str, int]) -> Iterator[None]:
    """Around a request that has learnt the editions with its first query; `holding` inside needs none of its own."""
    token = _begun.set(known)
    try:
        yield
    finally:
        _begun.reset(token)


@contextmanager
def holding() -> Iterator[None]:
    """Inside, what is kept stands as it stood at the beginning: at most one query for all editions together.

    For work that reads much and should be of one mind. What the work itself changes in watched tables it does
    not see; so it belongs around reading, not around the maintenance of such data.
    """
    token = _held.set(dict(_begun.get()))
    try:
        yield
    finally:
        _held.reset(token)


def _present(name: str) -> int:
    held = _held.get()
    if held is None:
        return number(name)
    if not held:
        held.update(numbers())
    if name not in held:
        raise LookupError(UNWATCHED.format(name))
    return held[name]


def kept(name: str, read: Callable[[], T]) -> T:
    """What `read` gives, read again only when the edition has changed."""
    present = _stamp(name)
    known = _kept.get(name)
    if known is None or known[0] != present:
        known = _kept[name] = (present, read())
    return cast("T", known[1])


MOST_DERIVED = 256
"""So many things at most are derived from one edition: one for each set of areas that somebody is responsible for."""


def derived(name: str, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` makes of kept data, made again only when the edition has changed; `key` says what it depends on besides.

    It is handed out again and again: nothing that can be changed.
    """
    present = _stamp(name)
    known = _derived.get(name)
    if known is None or known[0] != present or len(known[1]) >= MOST_DERIVED:
        known = _derived[name] = (present, {})
    if key not in known[1]:
        known[1][key] = make()
    return cast("T", known[1][key])


def _stamp(name: str) -> tuple[object, int]:
    """A database and its present edition: a copied database goes on with the same numbers."""
    return connection.settings_dict["NAME"], _present(name)
