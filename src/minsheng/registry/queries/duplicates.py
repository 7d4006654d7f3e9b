"""Reads of records that may be one person: the hint at entry, the queue, a pair side by side, what was joined.

A record that another answers for is in no list; whoever asks for it gets the one that answers (`answering`).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from minsheng.foundation import identity, keys, pinyin, rights
from minsheng.foundation import queries as ground
from minsheng.registry import policies, rules
from minsheng.registry.models import Membership, Merge, Person, PossibleDuplicate
from minsheng.registry.queries import paging
from minsheng.registry.queries.people import PHONE_INDEX, phone_of

IDENTITY_INDEX = "registry_person.identity"
CANDIDATES_MOST = 12
YEARS_NEAR = 2


def answering(person_id: uuid.UUID) -> uuid.UUID:
    """The record that answers for a person: itself, or the one it was joined to. One query."""
    answer = Person.objects.filter(pk=person_id).values_list("answered_by_id", flat=True).first()
    return answer or person_id


def records_of(person_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """All records of the same person, for whoever gathers what points to him. Two queries."""
    root = answering(person_id)
    joined = Person.objects.filter(answered_by=root).values_list("pk", flat=True)
    return frozenset({root, *joined})


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
    ring = keys.ring()
    tokens = {
        "phone": _token(identity.phone, phone, PHONE_INDEX, ring.blind_index),
        "identity": _token(identity.resident_id, resident_id, IDENTITY_INDEX, ring.blind_index),
    }
    share = _share_of_sound(pinyin.spell(name).sort_key)
    people = Person.objects.filter(pk__in=candidates(name, area, birth_year, **tokens)).select_related("area")
    found = [(person, record_of(person, share)) for person in people]
    wanted = rules.record_of(
        name,
        birth_year=birth_year,
        area=area,
        village=ground.division_names([area]).get(area, ""),
        phone=tokens["phone"].hex(),
        identity_number=tokens["identity"].hex(),
        name_share=share,
    )
    scored = [(rules.compare(wanted, record), person) for person, record in found]
    scored.sort(key=lambda one: (-one[0].centibits, one[1].pk))
    shown = [_likely(score, person, actor) for score, person in scored if score.band is not rules.Band.DIFFERENT]
    return tuple(one for one in shown if one)[:most]


def _token(check: Callable[[str], str], text: str, context: str, blind_index: Callable[[str, str], bytes]) -> bytes:
    try:
        return bytes(blind_index(check(text), context)) if text else b""
    except ValueError:
        return b""


def _likely(score: rules.Score, person: Person, actor: rights.Actor) -> Likely | None:
    if policies.may_read(actor, person):
        told = (person.pk, person.name, person.birth_year, person.area_id, person.area.name)
        return Likely(*told, score.chance_percent, score.reasons)
    if score.centibits < 0:
        return None
    return Likely(None, "", None, "", "", score.chance_percent, score.reasons)


def candidates(
    name: str, area: str, birth_year: int | None, *, phone: bytes = b"", identity: bytes = b""
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
        f"({select} p.phone_index = %(phone)s{limit}",
        f"({select} p.identity_index = %(identity)s{limit}",
        f"({select} p.spelling = %(spelling)s AND {near} {nearest}{limit}",
        f"({select} p.initials = %(initials)s AND {near} AND {here} {nearest}{limit}",
        (
            f"({select} p.area_id = %(village)s AND {near} AND similarity(p.spelling, %(spelling)s) >= 0.4"
            f" ORDER BY similarity(p.spelling, %(spelling)s) DESC, p.id{limit}"
        ),
    ]
    township = area[:9]
    values = {
        "phone": phone or None,
        "identity": identity or None,
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
    """A person as the rules compare him; phone and identity number as blind indexes, equal or not."""
    return rules.record_of(
        person.name,
        birth_year=person.birth_year,
        area=person.area_id,
        village=person.area.name,
        phone=bytes(person.phone_index or b"").hex(),
        identity_number=bytes(person.identity_index or b"").hex(),
        name_share=name_share,
    )


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


@dataclass(frozen=True)
class Side:
    """One record of a pair in a list."""

    id: uuid.UUID
    name: str
    area: str
    area_name: str


@dataclass(frozen=True)
class PairRow:
    """A pair in the queue; the side outside the reader's areas is None, and then no reason is shown either."""

    id: uuid.UUID
    first: Side | None
    second: Side | None
    chance_percent: int
    reasons: tuple[str, ...]
    may_settle: bool

    @property
    def shown(self) -> tuple[tuple[uuid.UUID, str], ...]:
        """Whose record the row shows and where it belongs, for the log of readings."""
        return tuple((side.id, side.area) for side in (self.first, self.second) if side)


def _visible(actor: rights.Actor) -> QuerySet[PossibleDuplicate]:
    areas = actor.areas(policies.SETTLE_DUPLICATES)
    sides = rights.inside("first__area_id", areas) | rights.inside("second__area_id", areas)
    pairs = PossibleDuplicate.objects.filter(sides).select_related("first__area", "second__area")
    return pairs.filter(first__answered_by=None, second__answered_by=None)


def possible_duplicates(
    actor: rights.Actor, *, state: str = "waiting", after: str = "", most: int = 50
) -> paging.Page[PairRow]:
    """A page of the pairs of the actor's areas in a state, the likeliest first. One query."""
    page = paging.by_size(_visible(actor).filter(state=state), "centibits", after, most)
    return paging.Page(tuple(_pair_row(pair, actor) for pair in page), page.next)


def _pair_row(pair: PossibleDuplicate, actor: rights.Actor) -> PairRow:
    first, second = _side(pair.first, actor), _side(pair.second, actor)
    score = score_of(pair)
    both = first is not None and second is not None
    return PairRow(
        id=pair.pk,
        first=first,
        second=second,
        chance_percent=score.chance_percent if both else 0,
        reasons=score.reasons if both else (),
        may_settle=policies.may_settle(actor, pair.first, pair.second),
    )


def _side(person: Person, actor: rights.Actor) -> Side | None:
    return Side(person.pk, person.name, person.area_id, person.area.name) if policies.may_read(actor, person) else None


def score_of(pair: PossibleDuplicate) -> rules.Score:
    """The score as it was when the pair was found, with today's words for its parts."""
    parts = tuple(
        rules.Part(field, level, centibits, rules.words_for(field, level)) for field, level, centibits in pair.parts
    )
    return rules.Score(parts, rules.Band.REVIEW)


def pair_of(one: uuid.UUID, other: uuid.UUID) -> uuid.UUID:
    """The pair of two people. Raises `PossibleDuplicate.DoesNotExist`; rights do not count."""
    first, second = sorted((one, other))
    return PossibleDuplicate.objects.get(first=first, second=second).pk


def next_pair(actor: rights.Actor) -> uuid.UUID | None:
    """The likeliest waiting pair that the actor may settle. One query for each 50 pairs that he may not."""
    page = possible_duplicates(actor)
    while True:
        for row in page:
            if row.may_settle:
                return row.id
        if not page.next:
            return None
        page = possible_duplicates(actor, after=page.next)


@dataclass(frozen=True)
class Difference:
    """One line of the comparison: what each record says, and what that speaks for."""

    field: str
    first: str
    second: str
    words: str
    speaks: str


@dataclass(frozen=True)
class PairShown:
    """A pair as its page shows it; `second` is None where it lies outside the reader's areas."""

    pair: PossibleDuplicate
    people: tuple[Person, ...]
    lines: tuple[Difference, ...]
    chance_percent: int
    may_settle: bool


FIELDS = ("name", "birth", "area", "phone", "identity")


def pair_shown(pair_id: uuid.UUID, actor: rights.Actor) -> PairShown:
    """A pair side by side. Raises `Unseen` where neither record lies in the actor's areas. The page logs the reading.

    Of a record outside the actor's areas nothing is shown, not even what agrees.
    """
    pair = _visible(actor).filter(pk=pair_id).first()
    if pair is None:
        raise rights.Unseen("没有这一对登记，已经有人处理过，或不在您的服务范围。")
    people = tuple(person for person in (pair.first, pair.second) if policies.may_read(actor, person))
    score = score_of(pair)
    both = len(people) == 2
    return PairShown(
        pair=pair,
        people=people,
        lines=tuple(_lines(people, score) if both else _lines(people, None)),
        chance_percent=score.chance_percent if both else 0,
        may_settle=policies.may_settle(actor, pair.first, pair.second),
    )


def _lines(people: Sequence[Person], score: rules.Score | None) -> Iterable[Difference]:
    told = [_told(person) for person in people]
    for field in (*FIELDS, "address", "memberships"):
        part = score.part(field) if score and field in FIELDS else None
        speaks = "" if part is None or not part.centibits else "for" if part.centibits > 0 else "against"
        first, second = told[0][field], told[1][field] if len(told) > 1 else ""
        yield Difference(field, first, second, part.words if part else "", speaks)


def _told(person: Person) -> dict[str, str]:
    memberships = Membership.objects.filter(person=person).values_list("organisation__short_name", flat=True)
    return {
        "name": person.name,
        "birth": str(person.birth_year or ""),
        "area": ground.division_path(person.area_id),
        "phone": identity.mask_phone(phone_of(person)) if person.phone_sealed else "",
        "identity": _masked(person),
        "address": person.address,
        "memberships": "、".join(dict.fromkeys(memberships)),
    }


def _masked(person: Person) -> str:
    if person.identity_sealed is None:
        return ""
    number = keys.ring().open(bytes(person.identity_sealed), f"registry_person.identity.{person.pk}")
    return identity.mask_id(number)


@dataclass(frozen=True)
class MergeRow:
    """Two records that somebody joined, both inside the reader's areas."""

    id: uuid.UUID
    survivor: str
    merged: str
    reason: str
    merged_by: str
    merged_at: datetime
    shown: tuple[tuple[uuid.UUID, str], ...]


def standing_merges(actor: rights.Actor, *, after: str = "", most: int = 50) -> paging.Page[MergeRow]:
    """A page of what was joined in the actor's areas and still stands, the newest first. Two queries."""
    page = paging.by_time(_merges(actor).filter(undone_at=None), "merged_at", after, most, is_newest_first=True)
    names = ground.account_names({row.merged_by for row in page})
    rows = tuple(
        MergeRow(
            row.pk,
            row.survivor.name,
            row.merged.name,
            row.reason,
            names.get(row.merged_by, ""),
            row.merged_at,
            ((row.survivor_id, row.survivor.area_id), (row.merged_id, row.merged.area_id)),
        )
        for row in page
    )
    return paging.Page(rows, page.next)


def seen_merge(merge_id: uuid.UUID, actor: rights.Actor) -> Merge:
    """One joining, standing or undone. Raises `Unseen` unless both records lie in the actor's areas."""
    found = _merges(actor).filter(pk=merge_id).first()
    if found is None:
        raise rights.Unseen("没有这次合并，或不在您的服务范围。")
    return found


def _merges(actor: rights.Actor) -> QuerySet[Merge]:
    areas = actor.areas(policies.SETTLE_DUPLICATES)
    both = rights.inside("survivor__area_id", areas) & rights.inside("merged__area_id", areas)
    return Merge.objects.filter(both).select_related("survivor", "merged")


def waiting_duplicates(actor: rights.Actor) -> int:
    """How many pairs wait in the actor's areas. One query."""
    return _visible(actor).filter(Q(state="waiting")).count()
