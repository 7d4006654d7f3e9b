"""Writes of people."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from minsheng.foundation import facts, identity, ids, keys, pinyin, rights, writing
from minsheng.foundation import operations as ground
from minsheng.registry import policies, queries
from minsheng.registry.facts import PersonRegistered
from minsheng.registry.models import Person


@writing.operation
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
def reveal_phone(*, person_id: uuid.UUID, by: rights.Actor, purpose: str, at: datetime) -> str:
    """The whole phone number, after noting who read it and why. Raises `Unseen` or `Refused`."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not policies.may_read(by, person):
        raise rights.Unseen("没有这个人，或不在您的服务范围。")
    if not policies.may_reveal_phone(by, person):
        raise rights.Refused("查看完整电话需要“registry.reveal_phone”权限，请向本单位管理员申请。")
    ground.log_reading(by=by.id, about=person.pk, area=person.area_id, purpose=purpose, items=["phone"], at=at)
    return queries.phone_of(person)
