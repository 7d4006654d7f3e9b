"""Reads for comparing records: which may be the person at hand, and what the rules compare.

A record that another answers for is not found.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from minsheng.foundation import crypto, identity, keys, pinyin, rights
from minsheng.foundation import queries as ground
from minsheng.registry import policies, rules
from minsheng.registry.models import Person
from minsheng.registry.queries.people import IDENTITY_INDEX, PHONE_INDEX, identity_of, phone_of

CANDIDATES_MOST = 12
YEARS_NEAR = 2


@dataclass(frozen=True)
class Likely:
    """A record that may be the person at hand. Outside the reader's areas `id` is None and the name is hidden."""

    id: uuid.UUID | None
    name: str
    birth_year: int | None
    area: str
    area_name: str
    chance_percent: int
    reasons: tuple[str, ...]


def likely_same(
    *,
    name: str,
    area: str,
    actor: rights.Actor,
    birth_year: int | None = None,
    phone: str = "",
    resident_id: str = "",
    most: int = 5,
) -> tuple[Likely, ...]:
    """Records that may be the person who is about to be entered, the likeliest first. Four queries.

    Records of other areas are shown only where they are likelier than not, and then without name, year and village.
    Numbers that cannot be read are left out of the comparison. The page logs whose record it showed.
    """
    tokens = {
        "phone": _tokens(identity.phone, phone, PHONE_INDEX),
        "identity": _tokens(identity.resident_id, resident_id, IDENTITY_INDEX),
    }
    share = _share_of_sound(pinyin.spell(name).sort_key)
    people = Person.objects.filter(pk__in=candidates(name, area, birth_year, **tokens)).select_related("area")
    found = [(person, record_of(person, share)) for person in people]
    wanted = rules.record_of(
        name,
        birth_year=birth_year,
        area=area,
        village=ground.division_names([area]).get(area, ""),
        phone=_present(tokens["phone"]),
        identity_number=_present(tokens["identity"]),
        name_share=share,
    )
    scored = [(rules.compare(wanted, record), person) for person, record in found]
    scored.sort(key=lambda one: (-one[0].centibits, one[1].pk))
    shown = [_likely(score, person, actor) for score, person in scored if score.band is not rules.Band.DIFFERENT]
    return tuple(one for one in shown if one)[:most]


def _tokens(check: Callable[[str], str], text: str, context: str) -> tuple[bytes, ...]:
    try:
        return keys.ring().blind_indexes(check(text), context) if text else ()
    except ValueError:
        return ()


def _present(tokens: Sequence[bytes]) -> str:
    return tokens[0].hex() if tokens else ""


def _likely(score: rules.Score, person: Person, actor: rights.Actor) -> Likely | None:
    if policies.may_read(actor, person):
        told = (person.pk, person.name, person.birth_year, person.area_id, person.area.name)
        return Likely(*told, score.chance_percent, score.reasons)
    if score.centibits < 0:
        return None
    return Likely(None, "", None, "", "", score.chance_percent, score.reasons)


def candidates(
    name: str, area: str, birth_year: int | None, *, phone: Sequence[bytes] = (), identity: Sequence[bytes] = ()
) -> list[uuid.UUID]:
    """Records worth comparing, found by indexes alone: one statement, at most 12 of each kind, the nearest first.

    By number, by pinyin with a near year, by initials with a near year, and by trigrams of the pinyin in the
    village; a record that another answers for is not found.
    """
    spelling = pinyin.spell(name)
    near = "(p.birth_year IS NULL OR p.birth_year BETWEEN %(from)s AND %(to)s)" if birth_year else "TRUE"
    here = "p.area_id >= %(area)s AND p.area_id < %(area_end)s"
    select = "SELECT p.id FROM registry_person p WHERE p.answered_by_id IS NULL AND "
    limit = f" LIMIT {CANDIDATES_MOST})"
    nearest = "ORDER BY p.area_id <> %(village)s, abs(p.birth_year - %(year)s), p.id"
    kinds = [
        f"({select} p.phone_index = ANY(%(phone)s){limit}",
        f"({select} p.identity_index = ANY(%(identity)s){limit}",
        f"({select} p.spelling = %(spelling)s AND {near} {nearest}{limit}",
        f"({select} p.initials = %(initials)s AND {near} AND {here} {nearest}{limit}",
        (
            f"({select} p.area_id = %(village)s AND {near} AND similarity(p.spelling, %(spelling)s) >= 0.4"
            f" ORDER BY similarity(p.spelling, %(spelling)s) DESC, p.id{limit}"
        ),
    ]
    township = area[:9]
    values: dict[str, Any] = {
        "phone": list(phone),
        "identity": list(identity),
        "spelling": spelling.sort_key,
        "initials": spelling.initials,
        "from": (birth_year or 0) - YEARS_NEAR,
        "to": (birth_year or 0) + YEARS_NEAR,
        "year": birth_year,
        "village": area,
        "area": township,
        "area_end": str(int(township) + 1),
    }
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(kinds), values)
        return [row[0] for row in cursor.fetchall()]


def _records(ids: Iterable[uuid.UUID]) -> Iterable[tuple[Person, rules.Record]]:
    """People with their records as the rules compare them: numbers as blind indexes. Two queries."""
    people = list(Person.objects.filter(pk__in=list(ids)).select_related("area"))
    shares = _shares(person.name for person in people)
    for person in people:
        yield person, record_of(person, shares.get(person.name, rules.USUAL_SHARE))


def records_for_comparison(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, rules.Record]:
    """The records of these people as the rules compare them, without those that another answers for. Three queries."""
    return {person.pk: record for person, record in _records(ids) if person.answered_by_id is None}


def record_of(person: Person, name_share: float) -> rules.Record:
    """A person as the rules compare him; phone and identity number as blind indexes, equal or not.

    While the index key is replaced, rows under the one of before are compared by the present one.
    """
    return rules.record_of(
        person.name,
        birth_year=person.birth_year,
        area=person.area_id,
        village=person.area.name,
        phone=_compared(person.phone_index, lambda: phone_of(person), PHONE_INDEX),
        identity_number=_compared(person.identity_index, lambda: identity_of(person), IDENTITY_INDEX),
        name_share=name_share,
    )


def _compared(kept: bytes | memoryview | None, opened: Callable[[], str], context: str) -> str:
    if kept is None or not keys.ring().index_keys_before:
        return bytes(kept or b"").hex()
    try:
        return keys.ring().blind_index(opened(), context).hex()
    except crypto.SealBroken:
        return bytes(kept).hex()


def _share_of_sound(spelling: str) -> float:
    """How many of all people bear a name that sounds like this. One query, answered by an index alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) / (SELECT greatest(reltuples, 10000) FROM pg_class"
            " WHERE oid = 'registry_person'::regclass) FROM registry_person WHERE spelling = %s",
            [spelling],
        )
        return max(float(cursor.fetchone()[0]), rules.USUAL_SHARE)


def _shares(names: Iterable[str]) -> Mapping[str, float]:
    """How many of all people bear each name (their number is the planner's estimate). One query."""
    wanted = sorted(set(names))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, count(*) / (SELECT greatest(reltuples, 10000) FROM pg_class"
            " WHERE oid = 'registry_person'::regclass) FROM registry_person"
            " WHERE spelling = ANY(%s) AND name = ANY(%s) GROUP BY name",
            [[pinyin.spell(name).sort_key for name in wanted], wanted],
        )
        return {name: max(float(share), rules.USUAL_SHARE) for name, share in cursor.fetchall()}
