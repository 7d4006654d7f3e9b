"""`minsheng reseal`: sealed values and blind indexes leave the keys of before, while everybody works on (decision 0660)."""

from __future__ import annotations

import sys
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils import timezone

from minsheng.foundation import operations, sealed
from minsheng.foundation.crypto import KeyRing
from minsheng.foundation.operations import Batch

PASSES = 3
"""Over a column at most: what somebody wrote meanwhile under a key of before is met by the next."""


def count(ring: KeyRing) -> int:
    """Print for each column how many values stand under which key; 1 where any stands under a key that is not there."""
    total, strange = Counter[str](), 0
    for column in sealed.sealed_columns():
        here = Counter[str]()
        for header, number in operations.headers(column).items():
            here[ring.key_said(header)] += number
            strange += 0 if ring.can_open(header) else number
        total += here
        print(
            f"{sealed.name_of(column)}: {', '.join(f'{key} {number}' for key, number in sorted(here.items())) or '-'}"
        )
    for key in (one for one in ring.keys if one != ring.current):
        left = sum(number for said, number in total.items() if said.split(" ")[0] == key)
        print(f"{key}: {f'{left} values, it is still needed' if left else 'no value, it may leave MINSHENG_DATA_KEYS'}")
    return _fail(f"{strange} values stand under no key of the ring and cannot be opened.") if strange else 0


def reseal(ring: KeyRing, by: uuid.UUID | None) -> int:
    """Seal every value under the present key anew; 1 where any could not be opened or stands under another key."""
    columns = sealed.sealed_columns()
    stood = {header for column in columns for header in operations.headers(column)} - {ring.header}
    whole = Batch()
    try:
        with _quick():
            for column in columns:
                _reseal(column, ring, whole)
    finally:  # also where it is stopped in the middle: what was done is told
        operations.tell_resealed(
            key=ring.current,
            replaced=sorted({ring.key_said(header) for header in stood}),
            resealed=whole.written,
            broken=len(whole.broken),
            by=by,
            at=timezone.now(),
        )
    print(f"{whole.written} values sealed anew with {ring.current}")
    left = sum(operations.waiting(column, ring).count() for column in columns)
    if not left:
        return count(ring)
    count(ring)
    return _fail(f"{left} values are not sealed with {ring.current}: {len(whole.broken)} cannot be opened (see above).")


def _reseal(column: sealed.SealedField, ring: KeyRing, whole: Batch) -> None:
    broken: list[tuple[str, str]] = []
    for _ in range(PASSES):
        left = operations.waiting(column, ring).count()
        if left == len(broken):
            break
        done = _through(sealed.name_of(column), left, lambda after: operations.reseal_batch(column, ring, after), whole)
        broken = done.broken
    _say_broken(column, broken, whole)


def _through(name: str, total: int, take: Callable[[Any], Batch], whole: Batch) -> Batch:
    """One batch after the other to the end of a column; what came of it, the written ones also in `whole`."""
    here, seen = Batch(), 0
    while (done := take(here.last)).last is not None:
        here.add(done)
        whole.written += done.written
        seen += done.rows
        print(f"{name}: {seen} of {max(seen, total)}", flush=True)
    return here


def _say_broken(
    column: sealed.SealedField | sealed.BlindIndexField, broken: list[tuple[str, str]], whole: Batch
) -> None:
    whole.broken += broken
    for key, reason in broken:
        print(f"minsheng: {sealed.name_of(column)} {key}: {reason}; it stands as it was.", file=sys.stderr)


@contextmanager
def _quick() -> Iterator[None]:
    """Rows are written without waiting for the disk each time; what is told at the end waits, for all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
        try:
            yield
        finally:
            cursor.execute("SET synchronous_commit TO on")


def count_indexes(ring: KeyRing) -> int:
    """Print for each blind index how many rows stand under the present index key and how many under one of before."""
    before, broken = 0, 0
    for column in sealed.index_columns():
        here = _over(column, ring, only_count=True)
        _say_index(column, here)
        before, broken = before + here.before, broken + len(here.broken)
        _say_broken(column, here.broken, Batch())
    if not ring.index_keys_before:
        print("There is one index key.")
    elif before or broken:
        print(f"{before} rows are found by an index key of before alone: it is still needed.")
    else:
        print("The index keys of before may leave MINSHENG_INDEX_KEY, where the rows that cannot be told may be lost.")
    return _fail(f"{broken} rows are found by nothing, see above.") if broken else 0


def renew_indexes(ring: KeyRing, by: uuid.UUID | None) -> int:
    """Make every blind index anew with the present index key; 1 where one could not be."""
    whole = Batch()
    try:
        with _quick():
            for column in (one for one in sealed.index_columns() if not one.fades):
                broken: list[tuple[str, str]] = []
                for _ in range(PASSES):
                    done = _over(column, ring, only_count=False)
                    whole.written, broken = whole.written + done.written, done.broken
                    if not done.before:
                        break
                _say_broken(column, broken, whole)
    finally:
        operations.tell_renewed(renewed=whole.written, broken=len(whole.broken), by=by, at=timezone.now())
    print(f"{whole.written} blind indexes made anew")
    return max(count_indexes(ring), int(bool(whole.broken)))


def _over(column: sealed.BlindIndexField, ring: KeyRing, *, only_count: bool) -> Batch:
    def take(after: Any) -> Batch:
        return operations.index_batch(column, ring, after, only_count=only_count)

    return _through(sealed.name_of(column), 0, take, Batch())


def _say_index(column: sealed.BlindIndexField, here: Batch) -> None:
    if column.fades:
        print(
            f"{sealed.name_of(column)}: {here.standing} that cannot be told. Without the key of before: {column.fades}."
        )
    else:
        print(f"{sealed.name_of(column)}: {here.standing} by the present key, {here.before} by one of before")


def _fail(sentence: str) -> int:
    print(f"minsheng: {sentence}", file=sys.stderr)
    return 1
