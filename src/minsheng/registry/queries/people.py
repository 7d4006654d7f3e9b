"""Reads of people."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Q

from minsheng.foundation import identity, keys, rights
from minsheng.registry.models import Person

PHONE_INDEX = "registry_person.phone"


def people_with_phone(phone: str, actor: rights.Actor) -> list[Person]:
    """People with exactly this number whom the actor may see. Raises `identity.InvalidPhone`."""
    index = keys.ring().blind_index(identity.phone(phone), PHONE_INDEX)
    inside = rights.inside("area_id", actor.areas("registry.read_person"))
    return list(Person.objects.filter(inside, phone_index=index).order_by("registered_at")[:10])


def person_for_phone(phone: str, name: str) -> Person | None:
    """The one person with this number and name, for joining a new voice to a known person; rights do not count."""
    index = keys.ring().blind_index(identity.phone(phone), PHONE_INDEX)
    return Person.objects.filter(phone_index=index, name=name).order_by("registered_at").first()


def phone_of(person: Person) -> str:
    """The number in clear, or "". The caller logs the reading (`operations.reveal_phone` does both)."""
    if person.phone_sealed is None:
        return ""
    return keys.ring().open(bytes(person.phone_sealed), f"registry_person.phone.{person.pk}")


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
    found = Person.objects.filter(rights.inside("area_id", actor.areas("registry.read_person")))
    if plain:
        found = found.filter(
            Q(name__contains=text.strip()) | Q(initials__startswith=plain) | Q(spelling__startswith=plain)
        )
    rows = found.order_by("spelling", "pk").values_list("pk", "name", "birth_year", "area_id")[:most]
    return [Listed(*row) for row in rows]


def person_of_account(account_id: uuid.UUID) -> Person | None:
    """The person behind an account, if one is entered."""
    return Person.objects.filter(account_id=account_id).first()
