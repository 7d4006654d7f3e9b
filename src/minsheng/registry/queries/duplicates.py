"""Reads of pairs of records that may be one person: the queue, and a pair side by side."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from minsheng.foundation import identity, keys, rights
from minsheng.foundation import queries as ground
from minsheng.registry import policies, rules
from minsheng.registry.models import Membership, Person, PossibleDuplicate
from minsheng.registry.queries import paging
from minsheng.registry.queries.people import phone_of


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


def waiting_duplicates(actor: rights.Actor) -> int:
    """How many pairs wait in the actor's areas. One query."""
    return _visible(actor).filter(Q(state="waiting")).count()
