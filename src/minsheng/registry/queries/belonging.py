"""Reads of organisations of a kind with who leads them and how many people belong: each person counted once."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from minsheng.foundation import rights
from minsheng.registry.models import Membership, Organisation
from minsheng.registry.rules.roles import DUAL_MEMBER


def organisations_inside(kinds: Iterable[str], areas: Iterable[str], text: str = "") -> list[Organisation]:
    """The organisations of these kinds in these areas that are not closed, by pinyin; `text`: name or its sounds."""
    found = Organisation.objects.filter(rights.inside("area_id", areas), kind__in=list(kinds), closed_on=None)
    if plain := text.strip():
        sounds = plain.lower()
        found = found.filter(Q(name__contains=plain) | Q(initials__startswith=sounds) | Q(spelling__contains=sounds))
    return list(found.select_related("area").order_by("area_id", "spelling", "pk")[:500])


def organisation_inside(organisation_id: uuid.UUID, kinds: Iterable[str], areas: Iterable[str]) -> Organisation | None:
    """One organisation of these kinds in these areas that is not closed, or None. One query."""
    found = Organisation.objects.filter(rights.inside("area_id", areas), kind__in=list(kinds), closed_on=None)
    return found.select_related("area").filter(pk=organisation_id).first()


def _running(ids: Iterable[uuid.UUID], on: date) -> Q:
    stands = Q(valid_to=None) | Q(valid_to__gte=on)
    return stands & Q(organisation__in=list(ids), valid_from__lte=on, person__left="")


def named_in_role(ids: Iterable[uuid.UUID], role: str, on: date) -> Mapping[uuid.UUID, tuple[str, ...]]:
    """Who holds a role in each of these organisations on a day (its leader, say). One query."""
    rows = Membership.objects.filter(_running(ids, on), role=role).order_by("person__spelling")
    found: defaultdict[uuid.UUID, list[str]] = defaultdict(list)
    for organisation, name in rows.values_list("organisation_id", "person__name"):
        found[organisation].append(name)
    return {key: tuple(names) for key, names in found.items()}


def persons_in(ids: Iterable[uuid.UUID], on: date) -> Mapping[uuid.UUID, int]:
    """How many persons belong to each of these organisations on a day; two roles of one person are one. One query."""
    rows = Membership.objects.filter(_running(ids, on)).values("organisation_id")
    return dict(rows.annotate(n=Count("person", distinct=True)).values_list("organisation_id", "n"))


def persons_by_role(organisation_id: uuid.UUID, on: date) -> Mapping[str, int]:
    """How many persons hold each role of one organisation on a day. The sum may be more than its persons. One query."""
    rows = Membership.objects.filter(_running([organisation_id], on)).values("role")
    return dict(rows.annotate(n=Count("person", distinct=True)).values_list("role", "n"))


def distinct_persons(ids: Iterable[uuid.UUID], on: date) -> int:
    """How many persons belong to any of these organisations on a day; in two of them counts once. One query."""
    return Membership.objects.filter(_running(ids, on)).values("person").distinct().count()


def holders_in(organisation_id: uuid.UUID, role: str, on: date) -> list[Membership]:
    """The memberships of one role of an organisation that hold on a day."""
    return list(Membership.objects.filter(_running([organisation_id], on), role=role))


@dataclass(frozen=True)
class DualRow:
    """A person who belongs to his unit and reports to a community; `account` where he may sign in."""

    person: uuid.UUID
    account: uuid.UUID | None
    unit: str


def dual_members(communities: Iterable[uuid.UUID], on: date) -> list[DualRow]:
    """Who reports to these communities on a day, a row for each of his units (once with unit "" if none). Two queries."""
    here = Membership.objects.filter(_running(communities, on), role=DUAL_MEMBER)
    people = dict(here.values_list("person_id", "person__account_id"))
    stands = Q(valid_to=None) | Q(valid_to__gte=on)
    elsewhere = Membership.objects.filter(stands, person__in=people, valid_from__lte=on).exclude(role=DUAL_MEMBER)
    units = elsewhere.exclude(organisation__kind__in=["team", "volunteer_team"])
    rows = list(units.values_list("person_id", "organisation__short_name").distinct())
    rows += [(person, "") for person in people if person not in {one for one, _ in rows}]
    return [DualRow(person, people[person], unit) for person, unit in rows]
