"""The log of facts as a whole: its months, its seals, and the comparison of the two."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from minsheng.foundation import facts, seals
from minsheng.foundation.models import Seal

SEALER = 7_301_001  # advisory lock: one sealer at a time
POLL_SECONDS = 0.05
WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND relation = 'foundation_fact'::regclass
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND pid IS DISTINCT FROM pg_backend_pid()
"""


def make_fact_months(*, first: date, last: date) -> int:
    """Make the log's partitions for these months; returns how many were new."""
    return facts.make_months(first, last)


@dataclass(frozen=True)
class Broken:
    """A seal that does not fit the log, in the words of the commands (English)."""

    number: int
    reason: str


def seal_facts(*, at: datetime, most: int = 50_000, patience_seconds: float = 5) -> Seal | None:
    """Seal the facts since the last seal, at most `most`; None if there are none that may be sealed now.

    No writer waits: the sealer does. Only numbers are sealed below which every transaction has ended. The
    sequence is read first, then who has told facts and not ended: a number taken before belongs to one of
    these, for telling a fact locks the log (against nobody but the sealer's look) until the transaction's
    end. One that is still open after `patience_seconds` lets the sealing wait for the next time.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM foundation_fact_seq")
        mark = int(cursor.fetchone()[0])
    if not _ended(patience_seconds):
        return None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER])
        return _seal_to(mark, at, most) if cursor.fetchone()[0] else None


def _ended(patience_seconds: float) -> bool:
    """Has every other transaction ended that holds facts told just now, within these seconds?"""
    until = time.monotonic() + patience_seconds
    writing = _writers()
    while writing:
        if time.monotonic() > until:
            return False
        time.sleep(POLL_SECONDS)
        writing &= _writers()
    return True


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(WRITERS)
        return {name for (name,) in cursor.fetchall()}


def _seal_to(mark: int, at: datetime, most: int) -> Seal | None:
    last = Seal.objects.order_by("-number").first()
    number, after, previous = (last.number, last.last_seq, bytes(last.digest)) if last else (0, 0, bytes(32))
    digests = list(_digests(after, mark, most))
    if not digests:
        return None
    seal = Seal(
        number=number + 1,
        first_seq=digests[0][0],
        last_seq=digests[-1][0],
        count=len(digests),
        previous=previous,
        sealed_at=at,
    )
    seal.digest = _digest(seal, digests)
    seal.save(force_insert=True)
    return seal


def _digest(seal: Seal, digests: list[tuple[int, bytes]]) -> bytes:
    rows = [row for _, row in digests]
    head = (seal.number, seal.first_seq, seal.last_seq, seal.count, seal.sealed_at)
    return seals.seal_digest(bytes(seal.previous), *head, rows)


def _digests(after: int, until: int, most: int | None = None) -> Iterator[tuple[int, bytes]]:
    """(seq, digest of the row) of the facts numbered in (after, until], in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, at, kind, about::text, area, by::text, body::text FROM foundation_fact"
            " WHERE seq > %s AND seq <= %s ORDER BY seq LIMIT %s",
            [after, until, most],
        )
        while rows := cursor.fetchmany(5_000):
            for seq, at, kind, about, area, by, body in rows:
                yield seq, seals.row_digest(seq, at, kind, about, area, by, json.loads(body))


def verify_facts(*, anchor: tuple[int, bytes] | None = None) -> tuple[int, int, list[Broken]]:
    """Compare every seal with the log: (number of seals, facts under seal, what is broken).

    `anchor` is a seal number and digest that were written down elsewhere (on paper, on a board): it finds a
    log whose newest facts and seals were cut off together.
    """
    broken: list[Broken] = []
    previous, number, after, count, total = bytes(32), 0, 0, 0, 0
    for seal in Seal.objects.order_by("number").iterator():
        reason = _fault(seal, number + 1, previous, after)
        if reason:
            broken.append(Broken(seal.number, reason))
        previous, number, after = bytes(seal.digest), seal.number, seal.last_seq
        count, total = count + 1, total + seal.count
    if anchor is not None:
        kept = Seal.objects.filter(number=anchor[0]).values_list("digest", flat=True).first()
        if kept is None or bytes(kept) != anchor[1]:
            broken.append(
                Broken(
                    anchor[0], "is not the one that was written down elsewhere: it was removed, cut off or rewritten"
                )
            )
    return count, total, broken


def _fault(seal: Seal, number: int, previous: bytes, after: int) -> str:
    if seal.number != number:
        return f"seal {number} is missing before it"
    if bytes(seal.previous) != previous:
        return "the digest of the seal before does not fit"
    digests = list(_digests(after, seal.last_seq))
    if len(digests) != seal.count:
        return f"{seal.count} facts were sealed, {len(digests)} are there"
    fits = digests[0][0] == seal.first_seq and _digest(seal, digests) == bytes(seal.digest)
    return "" if fits else "the seal itself, or the contents or the order of a fact, was changed"
