"""Reads of people."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from minsheng.foundation import identity, keys, rights
from minsheng.registry.models import Person

PHONE_INDEX = "registry_person.phone"


def people_with_phone(phone: str, actor: rights.Actor) -> list[Person]:
    """People with exactly this number whom the actor may see; a joined record gives the one that answers for it.

    Raises `identity.InvalidPhone`.
    """
    index = keys.ring().blind_index(identity.phone(phone), PHONE_INDEX)
    inside = rights.inside("area_id", actor.areas("registry.read_person"))
    mine = Q(phone_index=index) | Q(pk__in=_answering_for(Q(phone_index=index)))
    return list(Person.objects.filter(inside, mine, answered_by=None).order_by("registered_at")[:10])


def person_for_phone(phone: str, name: str) -> Person | None:
    """The one person with this number and name, for joining a new voice to a known person; rights do not count."""
    index = keys.ring().blind_index(identity.phone(phone), PHONE_INDEX)
    found = Person.objects.filter(phone_index=index, name=name).select_related("answered_by")
    person = found.order_by("registered_at").first()
    return (person.answered_by or person) if person else None


def phone_of(person: Person) -> str:
    """The number in clear, or "". The caller logs the reading (`operations.reveal_phone` does both)."""
    if person.phone_sealed is None:
        return ""
    return keys.ring().open(bytes(person.phone_sealed), f"registry_person.phone.{person.pk}")


def _answering_for(fits: Q) -> QuerySet[Person, uuid.UUID | None]:
    """The records that answer for those that fit: who was joined is found by his other name and number too."""
    return Person.objects.filter(fits, answered_by__isnull=False).values_list("answered_by_id", flat=True)


@dataclass(frozen=True)
class Listed:
    """A person as a list shows him: no phone, no identity number."""

    id: uuid.UUID
    name: str
    birth_year: int | None
    area: str


def people_found(text: str, actor: rights.Actor, most: int = 50) -> list[Listed]:
    """People of the actor's areas by name, pinyin or initials, sorted by pinyin."""
    plain = text.strip().lower()
    inside = rights.inside("area_id", actor.areas("registry.read_person"))
    found = Person.objects.filter(inside, answered_by=None)
    if plain:
        fits = Q(name__contains=text.strip()) | Q(initials__startswith=plain) | Q(spelling__startswith=plain)
        found = found.filter(fits | Q(pk__in=_answering_for(fits & inside)))
    rows = found.order_by("spelling", "pk").values_list("pk", "name", "birth_year", "area_id")[:most]
    return [Listed(*row) for row in rows]


def person_of_account(account_id: uuid.UUID) -> Person | None:
    """The person behind an account, if one is entered; of joined records the one that answers."""
    person = Person.objects.filter(account_id=account_id).select_related("answered_by").first()
    return (person.answered_by or person) if person else None
