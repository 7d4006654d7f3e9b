"""Writes of the ground: readings, calendar days, months of the log, seals."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from minsheng.foundation import pinyin, seals
from minsheng.foundation.models import Account, CalendarDay, Division, Grant, Reading, Role, Seal

SEALER = 7_301_001  # advisory lock: one sealer at a time


def log_reading(*, by: uuid.UUID, about: uuid.UUID, purpose: str, items: Sequence[str], at: datetime) -> None:
    """Note that somebody read a person's data. Belongs in front of showing it."""
    Reading.objects.create(at=at, by=by, about=about, purpose=purpose, items=list(items))


@transaction.atomic
def set_calendar_day(*, on: date, is_workday: bool, reason: str, by: uuid.UUID | None, at: datetime) -> None:
    """Set a day by hand; it wins over the official calendar from now on (deadlines already given stay)."""
    CalendarDay.objects.update_or_create(
        on=on, defaults={"is_workday": is_workday, "reason": reason, "set_by": by, "set_at": at}
    )


def make_fact_months(*, first: date, last: date) -> int:
    """Make the log's partitions for these months; returns how many were new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT foundation_fact_months(%s, %s)", [first, last])
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Broken:
    """A seal that does not fit the log, in words."""

    number: int
    reason: str


def seal_facts(*, at: datetime, most: int = 50_000) -> Seal | None:
    """Seal the facts since the last seal, at most `most`; None if there are none that may be sealed yet.

    No writer waits: only numbers are sealed below which every transaction has ended. The sequence is read
    first and the snapshot after it; a number taken before belongs to a transaction older than the snapshot.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM foundation_fact_seq")
        mark = int(cursor.fetchone()[0])
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        ended_before = int(cursor.fetchone()[0])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        if int(cursor.fetchone()[0]) < ended_before:
            return None
        return _seal_to(mark, at, most)


def _seal_to(mark: int, at: datetime, most: int) -> Seal | None:
    last = Seal.objects.order_by("-number").first()
    number, after, previous = (last.number, last.last_seq, bytes(last.digest)) if last else (0, 0, bytes(32))
    digests = list(_digests(after, mark, most))
    if not digests:
        return None
    first_seq, last_seq = digests[0][0], digests[-1][0]
    digest = seals.seal_digest(previous, number + 1, first_seq, last_seq, len(digests), [row for _, row in digests])
    return Seal.objects.create(
        number=number + 1,
        first_seq=first_seq,
        last_seq=last_seq,
        count=len(digests),
        previous=previous,
        digest=digest,
        sealed_at=at,
    )


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
    previous, after, total = bytes(32), 0, 0
    number = 0
    for number, seal in enumerate(Seal.objects.order_by("number").iterator(), start=1):
        reason = _fault(seal, number, previous, after)
        if reason:
            broken.append(Broken(seal.number, reason))
        previous, after, total = bytes(seal.digest), seal.last_seq, total + seal.count
    if anchor is not None:
        kept = Seal.objects.filter(number=anchor[0]).values_list("digest", flat=True).first()
        if kept is None or bytes(kept) != anchor[1]:
            broken.append(Broken(anchor[0], "与外部留存的封签不一致：该封签被删除、截断或改写"))
    return number, total, broken


def _fault(seal: Seal, number: int, previous: bytes, after: int) -> str:
    if seal.number != number:
        return f"缺少第 {number} 号封签"
    if bytes(seal.previous) != previous:
        return "前一封签的指纹对不上"
    digests = list(_digests(after, seal.last_seq))
    if len(digests) != seal.count:
        return f"应有 {seal.count} 条事实，现有 {len(digests)} 条"
    first = digests[0][0] if digests else 0
    digest = seals.seal_digest(previous, seal.number, first, seal.last_seq, len(digests), [row for _, row in digests])
    return "" if digest == bytes(seal.digest) else "至少一条事实的内容或次序被改动"


@transaction.atomic
def set_divisions(*, rows: Sequence[tuple[str, str, str, str]]) -> int:
    """Enter areas (code, name, level, parent code or ""), parents first or not; returns how many stand."""
    ordered = sorted(rows, key=lambda row: len(row[0]))
    Division.objects.bulk_create(
        [
            Division(code=code, name=name, level=level, parent_id=parent or None, spelling=pinyin.spell(name).initials)
            for code, name, level, parent in ordered
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "level", "parent", "spelling"],
    )
    return len(ordered)


@transaction.atomic
def set_role(*, code: str, name: str, name_en: str, permissions: Sequence[str]) -> None:
    """Enter a role or bring it up to date."""
    values = {"name": name, "name_en": name_en, "permissions": list(permissions)}
    Role.objects.update_or_create(code=code, defaults=values)


@transaction.atomic
def set_account(*, login: str, name: str, hashed: str) -> uuid.UUID:
    """Enter an account with a password hash; one that exists keeps its password and gets the name. Returns its id."""
    account = Account.objects.filter(login=login).first()
    if account is None:
        return Account.objects.create(login=login, name=name, password=hashed).pk
    Account.objects.filter(pk=account.pk).update(name=name)
    return account.pk


@transaction.atomic
def grant_role(*, account_id: uuid.UUID, role: str, area: str, valid_from: date) -> None:
    """Give an account a role in an area from a day; giving the same again changes nothing."""
    if not Grant.objects.filter(account_id=account_id, role_id=role, area_id=area).exists():
        Grant.objects.create(account_id=account_id, role_id=role, area_id=area, valid_from=valid_from)
