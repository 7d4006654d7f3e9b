"""The log as an auditor reads it: who did what, who saw whose data, and is it all under seal."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from minsheng.foundation import facts, queries, rights
from minsheng.foundation.models import Account, Reading, Seal

PERMISSION = "foundation.read_audit"
_words: dict[str, object] = {}
_fields: dict[str, object] = {}
_items: dict[str, object] = {}
_purposes: dict[str, object] = {}
_uses: list[Callable[[], Mapping[str, str]]] = []


def name_facts(kinds: Mapping[str, object], fields: Mapping[str, object]) -> None:
    """Say once what each kind of fact, and each field of one, is called in the log (`config/words.py`)."""
    _words.update(kinds)
    _fields.update(fields)


def name_readings(
    items: Mapping[str, object], purposes: Mapping[str, object], uses: Callable[[], Mapping[str, str]]
) -> None:
    """Say once what was read and what for; `uses` knows the purposes that the banner has set itself."""
    _items.update(items)
    _purposes.update(purposes)
    _uses.append(uses)


def named_kinds() -> frozenset[str]:
    """The kinds of facts that have a name."""
    return frozenset(_words)


def named_fields() -> frozenset[str]:
    """The fields of facts that have a name."""
    return frozenset(_fields)


def named_readings() -> tuple[frozenset[str], frozenset[str]]:
    """What is read, and what for, where it has a name."""
    return frozenset(_items), frozenset(_purposes)


def items_words(items: Sequence[str]) -> tuple[str, ...]:
    """What was read of a person, in words."""
    return tuple(str(_items.get(item, item)) for item in items)


def purposes_words(purposes: Sequence[str]) -> tuple[str, ...]:
    """What data was read for, in words; each is a code, or `code:id` where it belongs to one record. One query."""
    own = {code: name for uses in _uses for code, name in uses().items()}
    kinds = [text.partition(":")[0] for text in purposes]
    return tuple(str(own.get(kind) or _purposes.get(kind) or text) for kind, text in zip(kinds, purposes, strict=True))


@dataclass(frozen=True)
class Wanted:
    """Which part of the log: days (both included), one person's acts, before a number (for the next page)."""

    first: date | None = None
    last: date | None = None
    login: str = ""
    before: int | None = None


@dataclass(frozen=True)
class Row:
    """One line of the log: what was done (or read), by whom (""; the system), about which record, where."""

    number: int
    at: datetime
    by: str
    words: str
    about: uuid.UUID
    area: str
    details: tuple[tuple[str, str], ...]


def facts_shown(actor: rights.Actor, wanted: Wanted, most: int) -> list[Row]:
    """What was done in an auditor's areas, newest first. Raises `ValueError` for a login that does not exist."""
    conditions, values = _conditions(actor.areas(PERMISSION), wanted, "seq")
    told = list(facts.log_rows(" AND ".join(conditions), values, ascending=False, most=most))
    names, areas = queries.account_names(one.by for one in told), queries.division_names(one.fact.area for one in told)
    return [
        Row(
            number=one.seq,
            at=one.at,
            by=names.get(one.by, "") if one.by else "",
            words=str(_words.get(one.fact.kind, one.fact.kind)),
            about=one.fact.about,
            area=areas.get(one.fact.area, one.fact.area),
            details=tuple(
                (str(_fields.get(name, name)), _plain(value)) for name, value in facts.values_of(one.fact).items()
            ),
        )
        for one in told
    ]


def readings_shown(actor: rights.Actor, wanted: Wanted, most: int) -> list[Row]:
    """Who read whose data in an auditor's areas, newest first. Raises `ValueError` for a login that does not exist."""
    found = Reading.objects.filter(rights.inside("area", actor.areas(PERMISSION)))
    start, end = _span(wanted)
    found = found.filter(at__gte=start, at__lt=end)
    if wanted.login:
        found = found.filter(by=_account(wanted.login))
    if wanted.before is not None:
        found = found.filter(pk__lt=wanted.before)
    rows = list(found.order_by("-pk")[:most])
    names, areas = queries.account_names(one.by for one in rows), queries.division_names(one.area for one in rows)
    return [
        Row(
            one.pk,
            one.at,
            names.get(one.by, ""),
            purpose,
            one.about,
            areas.get(one.area, one.area),
            ((gettext("看了什么"), "、".join(items_words(one.items))),),
        )
        for one, purpose in zip(rows, purposes_words([row.purpose for row in rows]), strict=True)
    ]


def _conditions(areas: Sequence[str], wanted: Wanted, number: str) -> tuple[list[str], list[object]]:
    inside = " OR ".join(["(area >= %s AND area < %s)"] * len(areas)) or "false"
    start, end = _span(wanted)
    conditions = [f"({inside})", "at >= %s", "at < %s"]
    values: list[object] = [bound for code in areas for bound in (code, str(int(code) + 1))]
    values += [start, end]
    if wanted.login:
        conditions.append("by = %s")
        values.append(_account(wanted.login))
    if wanted.before is not None:
        conditions.append(f"{number} < %s")
        values.append(wanted.before)
    return conditions, values


def _span(wanted: Wanted) -> tuple[datetime, datetime]:
    zone = timezone.get_current_timezone()
    start = datetime.combine(wanted.first or date(2000, 1, 1), time.min, zone)
    end = datetime.combine((wanted.last or date(2999, 1, 1)) + timedelta(days=1), time.min, zone)
    return start, end


def _account(login: str) -> uuid.UUID:
    found = Account.objects.filter(login__iexact=login.strip()).values_list("pk", flat=True).first()
    if found is None:
        raise ValueError("没有这个登录名。请核对，或留空看所有人。")
    return found


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(_plain(one) for one in value)
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return "—" if value is None else str(value)


@dataclass(frozen=True)
class Sealed:
    """How far the log is under seal: the last seal and how many facts came after it."""

    number: int
    at: datetime | None
    digest: str
    facts_after: int


def sealed() -> Sealed:
    """The state of the seals. Two queries."""
    last = Seal.objects.order_by("-number").first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM foundation_fact WHERE seq > %s", [last.last_seq if last else 0])
        after = int(cursor.fetchone()[0])
    return Sealed(last.number, last.sealed_at, bytes(last.digest).hex(), after) if last else Sealed(0, None, "", after)
