"""Reads of people."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from minsheng.foundation import identity, keys, pinyin, rights, statements, worktime
from minsheng.foundation import queries as ground
from minsheng.registry import policies
from minsheng.registry.models import Kinship, Membership, Person, Proxy
from minsheng.registry.queries import door, paging
from minsheng.registry.rules import roles

PHONE_INDEX = "registry_person.phone"
IDENTITY_INDEX = "registry_person.identity"
PAGE = 50


def people_with_phone(phone: str, actor: rights.Actor) -> list[Person]:
    """People with exactly this number whom the actor may see; a joined record gives the one that answers for it.

    Raises `identity.InvalidPhone`.
    """
    indexes = keys.ring().blind_indexes(identity.phone(phone), PHONE_INDEX)
    inside = rights.inside("area_id", actor.areas("registry.read_person"))
    mine = Q(phone_index__in=indexes) | Q(pk__in=_answering_for(Q(phone_index__in=indexes)))
    found = Person.objects.filter(inside, mine, answered_by=None, left="")
    return list(found.order_by("registered_at", "pk")[:10])


def has_left(person_id: uuid.UUID) -> bool:
    """Has this person died or moved away? For reactions; rights do not count."""
    return Person.objects.filter(pk=person_id).exclude(left="").exists()


class Known(NamedTuple):
    """A person, joined records already followed to the one that answers, and the area that he belongs to."""

    pk: uuid.UUID
    area_id: str


FOR_PHONE = """
SELECT coalesce(answering.id, own.id), coalesce(answering.area_id, own.area_id) FROM registry_person own
LEFT JOIN registry_person answering ON answering.id = own.answered_by_id
WHERE own.phone_index = ANY(%s) AND own.name = %s ORDER BY own.registered_at, own.id LIMIT 1
"""


def person_for_phone(phone: str, name: str) -> Known | None:
    """The one person with this number and name, for joining a new voice to a known person; rights do not count.

    One query, written by hand: every call that is taken asks it. Raises `identity.InvalidPhone`.
    """
    indexes = keys.ring().blind_indexes(identity.phone(phone), PHONE_INDEX)
    with statements.prepared() as cursor:
        cursor.execute(FOR_PHONE, [list(indexes), name])
        found = cursor.fetchone()
    return Known(*found) if found else None


def _answering_for(fits: Q) -> QuerySet[Person, uuid.UUID | None]:
    """The records that answer for those that fit: who was joined is found by his other name and number too."""
    return Person.objects.filter(fits, answered_by__isnull=False).values_list("answered_by_id", flat=True)


def person_id_for_phone(phone: str) -> uuid.UUID | None:
    """Who was entered first with this number; for loading samples, rights do not count."""
    found = Person.objects.filter(phone_index__in=keys.ring().blind_indexes(identity.phone(phone), PHONE_INDEX))
    return found.order_by("registered_at", "pk").values_list("pk", flat=True).first()


def phone_of(person: Person) -> str:
    """The number in clear, or "". The caller logs the reading (`operations.reveal_phone` does both)."""
    if person.phone_sealed is None:
        return ""
    return keys.ring().open(bytes(person.phone_sealed), f"registry_person.phone.{person.pk}")


def identity_of(person: Person) -> str:
    """The identity number in clear, or "". For checks and the person's own sheet; the caller logs the reading."""
    if person.identity_sealed is None:
        return ""
    return keys.ring().open(bytes(person.identity_sealed), f"registry_person.identity.{person.pk}")


@dataclass(frozen=True, kw_only=True)
class Search:
    """What a list of people shows: words (name, pinyin, initials, phone or identity number), an area, a purpose."""

    text: str = ""
    area: str = ""
    purpose: str = door.SERVICE
    after: str = ""


@dataclass(frozen=True)
class PersonRow:
    """A person in a list, with the names of area and organisations."""

    id: uuid.UUID
    name: str
    birth_year: int | None
    area: str
    area_name: str
    organisations: tuple[str, ...]
    is_sample: bool


def people(actor: rights.Actor, wanted: Search, at: datetime, most: int = PAGE) -> paging.Page[PersonRow]:
    """One page of the people whom an actor may read for a purpose, in the order of their pinyin.

    Keyset paging, no count; three queries, four for a purpose other than `service`.
    """
    fits = _matching(wanted.text)
    found = door.people_for(wanted.purpose, actor, at)
    if wanted.text.strip():
        inside = rights.inside("area_id", actor.areas("registry.read_person"))
        found = found.filter(fits | Q(pk__in=_answering_for(fits & inside)))
    if wanted.area:
        found = found.filter(rights.inside("area_id", [wanted.area]))
    page = paging.by_pinyin(found, wanted.after, most)
    names = ground.division_names([person.area_id for person in page.rows])
    belonging = _organisations_of([person.pk for person in page.rows], worktime.local_date(at))
    rows = tuple(
        PersonRow(
            person.pk,
            person.name,
            person.birth_year,
            person.area_id,
            names.get(person.area_id, ""),
            belonging.get(person.pk, ()),
            person.is_sample,
        )
        for person in page.rows
    )
    return paging.Page(rows, page.next)


def people_meant(text: str, actor: rights.Actor, at: datetime) -> tuple[PersonRow, ...]:
    """Whom a typed name or number means: those of exactly this name, else up to three who fit. Three queries."""
    found = people(actor, Search(text=text), at, most=3).rows
    return tuple(one for one in found if one.name == text.strip()) or found


def _organisations_of(ids: list[uuid.UUID], on: date) -> Mapping[uuid.UUID, tuple[str, ...]]:
    rows = (
        Membership.objects.filter(person__in=ids, valid_from__lte=on)
        .exclude(valid_to__lt=on)
        .order_by("valid_from", "pk")
        .values_list("person_id", "organisation__short_name")
    )
    found: dict[uuid.UUID, tuple[str, ...]] = {}
    for person, name in rows:
        found[person] = tuple(dict.fromkeys((*found.get(person, ()), name)))
    return found


def _matching(text: str) -> Q:
    """By phone or identity number where it is one, else by a part of the name, of the pinyin, or by initials."""
    plain = text.strip()
    if not plain:
        return Q()
    if re.fullmatch(r"[0-9０-９xX+()（）\-\s]{7,}", plain):
        return _by_number(plain)
    sounds = re.sub(r"[\s'’·]", "", plain.lower()).replace("ü", "v")
    found = Q(name__contains=plain) | Q(initials__startswith=sounds)
    if sounds.isascii():
        found |= Q(spelling__startswith=sounds)
    if sounds.isascii() and sounds.isalpha():
        found |= _read_otherwise(sounds)
    return found | Q(spelling__contains=sounds) if sounds.isascii() and len(sounds) >= 4 else found


def _read_otherwise(sounds: str) -> Q:
    """The same sounds in a name with a letter that is read in two ways."""
    found = Q(pk__in=[])
    for letter, kept in pinyin.heard_otherwise(sounds):
        found |= Q(name__contains=letter) & (Q(initials__startswith=kept) | Q(spelling__startswith=kept))
    return found


def ids_called(text: str, most: int = 200) -> list[uuid.UUID] | None:
    """The records of this very name, of these initials or of a spelling that begins so; None for more than `most`.

    For a search of what is kept about people, which shows only what exists for whoever asks. One query.
    """
    plain = text.strip().lower()
    called = Q(name=text.strip())
    if plain.isascii() and plain.isalpha():
        called |= Q(initials=plain) | Q(spelling__startswith=plain) | _read_otherwise(plain)
    found = list(Person.objects.filter(called).order_by().values_list("pk", flat=True)[: most + 1])
    return found if len(found) <= most else None


def _by_number(text: str) -> Q:
    ring, found = keys.ring(), Q(pk__in=[])
    for check, column, context in (
        (identity.phone, "phone_index__in", PHONE_INDEX),
        (identity.resident_id, "identity_index__in", IDENTITY_INDEX),
    ):
        try:
            found |= Q(**{column: ring.blind_indexes(check(text), context)})
        except (identity.InvalidPhone, identity.InvalidIdentity):
            continue
    return found


def seen_person(person_id: uuid.UUID, actor: rights.Actor) -> Person:
    """One person; of joined records the one that answers. Raises `Unseen` where he does not exist for the actor."""
    found = Person.objects.select_related("area", "household__residence")
    person = found.filter(pk=person_id).first()
    if person is not None and person.answered_by_id is not None:
        person = found.filter(pk=person.answered_by_id).first()
    if person is None or person.left == Person.Left.ERASED or not policies.may_read(actor, person):
        raise rights.Unseen("没有这个人，或不在您的服务范围。")
    return person


def person_of_account(account_id: uuid.UUID) -> Person | None:
    """The person behind an account, if one is entered; of joined records the one that answers."""
    person = Person.objects.filter(account_id=account_id).select_related("answered_by").first()
    return (person.answered_by or person) if person else None


def account_of(person_id: uuid.UUID) -> uuid.UUID | None:
    """The account of a person, if he has one. One query."""
    return Person.objects.filter(pk=person_id).values_list("account", flat=True).first()


def has_proxy(*, agent_id: uuid.UUID, principal_id: uuid.UUID, scope: str, on: date, item: str = "") -> bool:
    """Did the principal let this agent do this, and does it still hold? Kinship alone never counts."""
    return proxies_in_force(on).filter(agent=agent_id, principal=principal_id, scope=scope, item=item).exists()


def proxies_in_force(on: date) -> QuerySet[Proxy]:
    """The proxies that hold on a day."""
    return Proxy.objects.filter(ended_at=None, valid_from__lte=on, valid_to__gte=on)


@dataclass(frozen=True)
class KinRow:
    """A relative as the person page shows him; a relative outside the reader's areas has no link."""

    id: uuid.UUID | None
    name: str
    relation: str


@dataclass(frozen=True)
class MembershipRow:
    """A membership in words."""

    id: int
    organisation_id: uuid.UUID
    organisation: str
    role: str
    valid_from: date
    valid_to: date | None
    is_present: bool


@dataclass(frozen=True)
class PersonShown:
    """A person as his page shows him. The number stands masked; showing it whole is an act of its own."""

    person: Person
    area_path: str
    phone_masked: str
    identity_masked: str
    memberships: tuple[MembershipRow, ...]
    kin: tuple[KinRow, ...]
    proxies: tuple[Proxy, ...]
    may_edit: bool
    may_reveal_phone: bool
    may_record_consent: bool


def person_shown(person_id: uuid.UUID, actor: rights.Actor, at: datetime) -> PersonShown:
    """One person with memberships, kin and proxies. Raises `Unseen`; the page that shows it logs the reading."""
    person = seen_person(person_id, actor)
    return PersonShown(
        person=person,
        area_path=ground.division_path(person.area_id),
        phone_masked=identity.mask_phone(phone_of(person)) if person.phone_sealed else "",
        identity_masked=identity.mask_id(identity_of(person)) if person.identity_sealed else "",
        memberships=memberships_of(person.pk, worktime.local_date(at)),
        kin=_kin_of(person, actor),
        proxies=tuple(person.proxies.select_related("agent").order_by("-valid_from", "-pk")),
        may_edit=policies.may_edit(actor, person),
        may_reveal_phone=policies.may_reveal_phone(actor, person),
        may_record_consent=policies.may_record_consent(actor, person),
    )


def memberships_of(person_id: uuid.UUID, on: date) -> tuple[MembershipRow, ...]:
    """All memberships of a person, those that hold on the day first. One query."""
    rows = Membership.objects.filter(person=person_id).select_related("organisation").order_by("-valid_from", "pk")
    found = [
        MembershipRow(
            row.pk,
            row.organisation_id,
            row.organisation.short_name,
            roles.role_words(row.role),
            row.valid_from,
            row.valid_to,
            row.valid_from <= on and (row.valid_to is None or row.valid_to >= on),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda row: not row.is_present))


def _kin_of(person: Person, actor: rights.Actor) -> tuple[KinRow, ...]:
    rows = Kinship.objects.filter(person=person).select_related("kin").order_by("relation", "kin__spelling")
    return tuple(
        KinRow(row.kin_id if policies.may_read(actor, row.kin) else None, row.kin.name, row.get_relation_display())
        for row in rows
    )
