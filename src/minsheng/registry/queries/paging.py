"""Keyset pages in the order of the pinyin: any page costs the same, and nothing is counted."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

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
    """The page after a key; a key that is none begins at the beginning. The rows have `spelling`. One query."""
    spelling, _, key = after.rpartition("~")
    try:
        last = uuid.UUID(key)
    except ValueError:
        pass
    else:
        found = found.filter(Q(spelling__gt=spelling) | Q(spelling=spelling, pk__gt=last))
    rows = list(found.order_by("spelling", "pk")[: most + 1])
    return Page(tuple(rows[:most]), _key(rows[most - 1]) if len(rows) > most else "")


def _key(row: Model) -> str:
    return f"{row.spelling}~{row.pk}"  # type: ignore[attr-defined]  # the rows of these lists have it
