"""Writes of people and organisations."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from minsheng.foundation import facts, identity, ids, keys, pinyin, rights
from minsheng.foundation import operations as ground
from minsheng.registry import policies, queries
from minsheng.registry.facts import OrganisationRegistered, PersonRegistered
from minsheng.registry.models import Membership, Organisation, Person


@transaction.atomic
def register_person(
    *,
    name: str,
    area: str,
    by: uuid.UUID | None,
    at: datetime,
    phone: str = "",
    resident_id: str = "",
    birth_year: int | None = None,
    address: str = "",
    account_id: uuid.UUID | None = None,
    is_sample: bool = False,
) -> Person:
    """Enter a person. Raises `identity.InvalidPhone` and `identity.InvalidIdentity` with a sentence."""
    spelling = pinyin.spell(name)
    person = Person(
        id=ids.new_id(at),
        name=name,
        spelling=spelling.sort_key,
        initials=spelling.initials,
        birth_year=birth_year,
        area_id=area,
        address=address,
        account_id=account_id,
        registered_at=at,
        is_sample=is_sample,
    )
    ring = keys.ring()
    if phone:
        number = identity.phone(phone)
        person.phone_sealed = ring.seal(number, f"registry_person.phone.{person.pk}")
        person.phone_index = ring.blind_index(number, queries.PHONE_INDEX)
    if resident_id:
        checked = identity.resident_id(resident_id)
        person.identity_sealed = ring.seal(checked, f"registry_person.identity.{person.pk}")
        person.identity_index = ring.blind_index(checked, "registry_person.identity")
    person.save(force_insert=True)
    facts.tell(PersonRegistered(about=person.pk, area=facts.Code(area)), by=by, at=at)
    return person


@transaction.atomic
def register_organisation(
    *,
    code: str,
    name: str,
    short_name: str,
    kind: str,
    area: str,
    by: uuid.UUID | None,
    at: datetime,
    parent_id: uuid.UUID | None = None,
    phone: str = "",
    address: str = "",
    is_intake: bool = False,
    is_sample: bool = False,
) -> Organisation:
    """Enter an organisation; one with the same code is brought up to date instead."""
    spelling = pinyin.spell(name)
    values = {
        "name": name,
        "short_name": short_name,
        "spelling": spelling.sort_key,
        "initials": spelling.initials[:60],
        "kind": kind,
        "parent_id": parent_id,
        "area_id": area,
        "phone": phone,
        "address": address,
        "is_intake": is_intake,
        "is_sample": is_sample,
    }
    organisation, is_new = Organisation.objects.update_or_create(
        code=code, defaults=values, create_defaults={**values, "id": ids.new_id(at)}
    )
    if is_new:
        told = OrganisationRegistered(about=organisation.pk, area=facts.Code(area), organisation_kind=facts.Code(kind))
        facts.tell(told, by=by, at=at)
    return organisation


@transaction.atomic
def join_organisation(*, person_id: uuid.UUID, organisation_id: uuid.UUID, role: str, valid_from: date) -> None:
    """Make a person a member from a day; entering the same again changes nothing."""
    Membership.objects.get_or_create(
        person_id=person_id, organisation_id=organisation_id, role=role, valid_from=valid_from
    )


@transaction.atomic
def reveal_phone(*, person_id: uuid.UUID, by: rights.Actor, purpose: str, at: datetime) -> str:
    """The whole phone number, after noting who read it and why. Raises `Unseen` or `Refused`."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not policies.may_read(by, person):
        raise rights.Unseen("没有这个人，或不在您的服务范围。")
    if not policies.may_reveal_phone(by, person):
        raise rights.Refused("查看完整电话需要“registry.reveal_phone”权限，请向本单位管理员申请。")
    ground.log_reading(by=by.id, about=person.pk, purpose=purpose, items=["phone"], at=at)
    return queries.phone_of(person)
