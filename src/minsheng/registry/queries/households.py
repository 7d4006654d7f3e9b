"""Reads of residences and households: who lives where, and how one round reaches them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from minsheng.foundation import rights
from minsheng.registry.models import Person, Residence
from minsheng.registry.queries import door
from minsheng.registry.rules import rounds

VISIT = "visit"


@dataclass(frozen=True)
class Visited:
    """A person on a round's sheet: name and door, nothing more."""

    id: uuid.UUID
    name: str
    door: str
    area: str


@dataclass(frozen=True)
class ResidenceRow:
    """A residence with how many people live there: the group address, one row."""

    id: uuid.UUID
    name: str
    kind: str
    area: str
    address: str
    persons: int


def residences(actor: rights.Actor, most: int = 200) -> tuple[ResidenceRow, ...]:
    """The residences of an actor's areas with the number of people in each. One query."""
    rows = (
        Residence.objects.filter(rights.inside("area_id", actor.areas("registry.read_person")))
        .select_related("area")
        .annotate(persons=Count("households__people", filter=Q(households__people__left="")))
        .order_by("area_id", "name")[:most]
    )
    return tuple(
        ResidenceRow(row.pk, row.name, row.get_kind_display(), row.area.name, row.address, row.persons) for row in rows
    )


def seen_residence(residence_id: uuid.UUID, actor: rights.Actor) -> Residence:
    """One residence. Raises `Unseen`."""
    found = Residence.objects.select_related("area").filter(pk=residence_id).first()
    if found is None or not actor.may("registry.read_person", found.area_id):
        raise rights.Unseen("没有这个住处，或不在您的服务范围。")
    return found


def visit_stops(actor: rights.Actor, at: datetime, *, area: str = "") -> tuple[rounds.Stop[Visited], ...]:
    """The stops of a visit round of an area: everybody of a residence is one stop at its group address.

    People of the actor's areas who did not refuse visits, by area and address. One query and the purpose.
    """
    found = door.people_for(VISIT, actor, at)
    if area:
        found = found.filter(rights.inside("area_id", [area]))
    rows = found.select_related("household__residence").order_by(
        "area_id", "household__residence__name", "household__address", "address", "spelling", "pk"
    )
    return rounds.stops((_visited(person), *_stop_of(person)) for person in rows)


def round_of(residence_id: uuid.UUID, actor: rights.Actor, at: datetime) -> tuple[Residence, tuple[Visited, ...]]:
    """A residence and its people who did not refuse visits, door by door. Raises `Unseen`."""
    residence = seen_residence(residence_id, actor)
    rows = (
        door.people_for(VISIT, actor, at)
        .filter(household__residence=residence)
        .select_related("household")
        .order_by("household__address", "spelling", "pk")
    )
    return residence, tuple(_visited(person) for person in rows)


def _visited(person: Person) -> Visited:
    door_words = person.household.address if person.household and person.household.residence_id else person.address
    return Visited(person.pk, person.name, door_words, person.area_id)


def _stop_of(person: Person) -> tuple[str, str]:
    """(key, address) of the place to go to."""
    household = person.household
    if household is None:
        return "", person.address
    if household.residence is not None:
        return f"residence:{household.residence_id}", household.residence.address
    return f"household:{household.pk}", household.address or person.address
