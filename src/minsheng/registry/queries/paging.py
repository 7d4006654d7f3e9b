"""Keyset pages by pinyin or by any other column: any page costs the same, and nothing is counted."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from minsheng.foundation import worktime

T = TypeVar("T")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list; `next` is the key with which the following page begins ("" on the last)."""

    rows: tuple[T, ...]
    next: str

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)


def by_pinyin(found: QuerySet[M], after: str, most: int) -> Page[M]:
    """The page after a key. The rows have `spelling`. One query."""
    return _page(found, "spelling", after, most, str)


def by_time(found: QuerySet[M], column: str, after: str, most: int, *, is_newest_first: bool = False) -> Page[M]:
    """The page after a key, in the order of a column of moments. One query."""
    return _page(found, column, after, most, worktime.moment_of, is_falling=is_newest_first)


def by_size(found: QuerySet[M], column: str, after: str, most: int) -> Page[M]:
    """The page after a key, the largest of a column of whole numbers first. One query."""
    return _page(found, column, after, most, int, is_falling=True)


def _page(
    found: QuerySet[M], column: str, after: str, most: int, read: Callable[[str], Any], *, is_falling: bool = False
) -> Page[M]:
    """A key that is none begins at the beginning."""
    text, _, key = after.rpartition("~")
    try:
        value, last = read(text), uuid.UUID(key)
    except ValueError:
        pass
    else:
        beyond = f"{column}__{'lt' if is_falling else 'gt'}"
        found = found.filter(Q(**{beyond: value}) | Q(**{column: value, "pk__gt": last}))
    rows = list(found.order_by(f"-{column}" if is_falling else column, "pk")[: most + 1])
    return Page(tuple(rows[:most]), _key(rows[most - 1], column) if len(rows) > most else "")


def _key(row: Model, column: str) -> str:
    value = getattr(row, column)
    return f"{value.isoformat() if isinstance(value, datetime) else value}~{row.pk}"
