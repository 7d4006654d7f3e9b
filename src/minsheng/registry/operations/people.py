"""Writes of people: entering, changing, leaving, kin and proxies, and reading a number whole."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from minsheng.foundation import facts, identity, ids, keys, pinyin, rights, statements, worktime, writing
from minsheng.foundation import operations as ground
from minsheng.registry import policies, queries
from minsheng.registry.facts import PersonChanged, PersonRegistered, ProxyEnded, ProxyGiven
from minsheng.registry.models import Household, Kinship, Person, Proxy, Residence


class AlreadyKnown(ValueError):
    """This identity number belongs to somebody who is already entered; the sentence says what to do."""


@dataclass(frozen=True, kw_only=True)
class PersonEntry:
    """What is entered about a person; a field that is None stays as it is."""

    name: str | None = None
    area: str | None = None
    birth_year: int | None = None
    address: str | None = None
    phone: str | None = None
    resident_id: str | None = None
    language: str | None = None


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
    language: str = "",
    account_id: uuid.UUID | None = None,
    is_sample: bool = False,
) -> Person:
    """Enter a person. Raises `identity.InvalidPhone`, `identity.InvalidIdentity` and `AlreadyKnown` with a sentence."""
    person = Person(
        id=ids.new_id(at),
        area_id=area,
        account_id=account_id,
        registered_at=at,
        is_sample=is_sample,
    )
    entry = PersonEntry(
        name=name, birth_year=birth_year, address=address, phone=phone, resident_id=resident_id, language=language
    )
    write(person, entry)
    person.save(force_insert=True)
    facts.tell(PersonRegistered(about=person.pk, area=facts.Code(area)), by=by, at=at)
    return person


NUMBER_IS_KNOWN = """
SELECT bool_or(registry_number_is_known(token, number)) FROM unnest(%s::text[], %s::bytea[]) AS told(token, number)
"""


@writing.operation
def enter_caller(*, name: str, phone: str, area: str, by: uuid.UUID | None, at: datetime) -> uuid.UUID:
    """Who rings from this number under this name: the one who is known, or a new record, and then one for all.

    Two operators who take the first calls of one person at the same moment get the same record: the second waits for
    the first, in the statement that also looks whether anybody has this number. Raises `identity.InvalidPhone`.
    """
    numbers = sorted(keys.ring().blind_indexes(identity.phone(phone), queries.PHONE_INDEX))
    tokens = [(one + name.encode()).hex() for one in numbers]
    with statements.prepared() as cursor:
        cursor.execute(NUMBER_IS_KNOWN, [tokens, numbers])
        known = queries.person_for_phone(phone, name) if cursor.fetchone()[0] else None
    return known.pk if known else register_person(name=name, area=area, phone=phone, by=by, at=at).pk


def take_turns(tokens: Iterable[bytes]) -> None:
    """Until the end of this transaction nobody else is entered under the same tokens; taken in one order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(token, 7301103)) FROM unnest(%s::text[]) AS token",
            [sorted({token.hex() for token in tokens})],
        )


@transaction.atomic
def enter_person(*, entry: PersonEntry, by: rights.Actor, at: datetime) -> Person:
    """Enter a person by hand. Raises as `register_person`, and `Refused`."""
    rights.require(by, "registry.edit_person", entry.area or "")
    return register_person(
        name=entry.name or "",
        area=entry.area or "",
        birth_year=entry.birth_year,
        address=entry.address or "",
        phone=entry.phone or "",
        resident_id=entry.resident_id or "",
        language=entry.language or "",
        by=by.id,
        at=at,
    )


@transaction.atomic
def change_person(*, person_id: uuid.UUID, entry: PersonEntry, by: rights.Actor, at: datetime) -> tuple[str, ...]:
    """Bring up to date what is known about a person; returns the names of the fields that changed.

    What stayed the same is not told; where nothing changed, nothing is. Raises as `register_person`, `Unseen`,
    `Refused` (also where the person would move into an area in which the actor may not edit).
    """
    person = _locked(person_id, by)
    if not policies.may_edit(by, person):
        raise rights.Refused("更改个人信息需要“registry.edit_person”权限，请向本单位管理员申请。")
    if entry.area is not None:
        rights.require(by, "registry.edit_person", entry.area)
    changed = write(person, entry)
    if changed:
        person.save()
        told = PersonChanged(
            about=person.pk, area=facts.Code(person.area_id), fields=tuple(facts.Code(name) for name in changed)
        )
        facts.tell(told, by=by.id, at=at)
    return changed


def _locked(person_id: uuid.UUID, by: rights.Actor) -> Person:
    person_id = queries.answering(person_id)
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None or person.left == Person.Left.ERASED or not policies.may_read(by, person):
        raise rights.Unseen("没有这个人，或不在您的服务范围。")
    return person


def write(person: Person, entry: PersonEntry, *, is_free: bool = False) -> tuple[str, ...]:
    """Put what is entered into the row (not saved); the names of the fields that are other than before.

    `is_free`: the caller has seen to it that the identity number is nobody else's, and holds it (`take_turns`).
    """
    plain = {
        "area_id": entry.area,
        "birth_year": entry.birth_year,
        "address": entry.address,
        "language": entry.language,
    }
    changed = [name for name, value in plain.items() if value is not None and getattr(person, name) != value]
    for name in changed:
        setattr(person, name, plain[name])
    if entry.name is not None and person.name != entry.name:
        spelling = pinyin.spell(entry.name)
        person.name, person.spelling = entry.name, spelling.sort_key[:200]
        person.initials = spelling.initials[:30]
        changed.append("name")
    if entry.phone is not None and _write_phone(person, entry.phone):
        changed.append("phone")
    if entry.resident_id is not None and _write_identity(person, entry.resident_id, is_free=is_free):
        changed.append("identity")
    return tuple(sorted(name.removesuffix("_id") for name in changed))


def _is_same(kept: bytes | memoryview | None, indexes: tuple[bytes, ...]) -> bool:
    return not indexes if kept is None else bytes(kept) in indexes


def _write_phone(person: Person, text: str) -> bool:
    ring = keys.ring()
    number = identity.phone(text) if text else ""
    indexes = ring.blind_indexes(number, queries.PHONE_INDEX) if number else ()
    if _is_same(person.phone_index, indexes):
        return False
    person.phone_index = indexes[0] if indexes else None
    person.phone_sealed = ring.seal(number, f"registry_person.phone.{person.pk}") if number else None
    return True


def _write_identity(person: Person, text: str, *, is_free: bool) -> bool:
    ring = keys.ring()
    number = identity.resident_id(text) if text else ""
    indexes = ring.blind_indexes(number, queries.IDENTITY_INDEX) if number else ()
    if _is_same(person.identity_index, indexes):
        return False
    if indexes and not is_free:
        take_turns(indexes)
        if Person.objects.filter(identity_index__in=indexes).exclude(pk=person.pk).exists():
            raise AlreadyKnown("这个身份证号已经登记过。请先按身份证号查找，在原来的记录上更改，不要再登记一次。")
    person.identity_index = indexes[0] if indexes else None
    person.identity_sealed = ring.seal(number, f"registry_person.identity.{person.pk}") if number else None
    return True


@transaction.atomic
def note_leaving(*, person_id: uuid.UUID, how: str, on: date, by: rights.Actor, at: datetime) -> None:
    """A person has died or moved away: he leaves every list from now on. Raises `Unseen`, `Refused`, `ValueError`."""
    person = _locked(person_id, by)
    if not policies.may_edit(by, person):
        raise rights.Refused("更改个人信息需要“registry.edit_person”权限，请向本单位管理员申请。")
    if how not in {Person.Left.DIED, Person.Left.MOVED}:
        raise ValueError("只能登记“已去世”或“已迁出”。")
    person.left, person.left_on = how, on
    person.save(update_fields=["left", "left_on"])
    told = PersonChanged(about=person.pk, area=facts.Code(person.area_id), fields=(facts.Code("left"),))
    facts.tell(told, by=by.id, at=at)


@transaction.atomic
def reveal_phone(*, person_id: uuid.UUID, by: rights.Actor, purpose: str, at: datetime) -> str:
    """The whole phone number, after noting who read it and why. Raises `Unseen` or `Refused`."""
    person = queries.seen_person(person_id, by)
    if not policies.may_reveal_phone(by, person):
        raise rights.Refused("查看完整电话需要“registry.reveal_phone”权限，请向本单位管理员申请。")
    ground.log_reading(by=by.id, about=person.pk, area=person.area_id, purpose=purpose, items=["phone"], at=at)
    return queries.phone_of(person)


@transaction.atomic
def set_residence(*, code: str, values: Mapping[str, object], at: datetime) -> Residence:
    """Enter a residence (name, kind, area_id, address, phone, is_sample) or bring it up to date."""
    found, _ = Residence.objects.update_or_create(
        code=code, defaults=dict(values), create_defaults={**values, "id": ids.new_id(at)}
    )
    return found


@transaction.atomic
def house_person(
    *, person_id: uuid.UUID, area: str, door: str, residence_id: uuid.UUID | None, at: datetime
) -> Household:
    """Let a person live in a household: the one behind this door of a residence; without one his own, or a new one.

    Two at once find the same: the person is locked. Called in the transaction of an operation.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    if residence_id is None and person.household is not None:
        return person.household
    found = Household.objects.filter(residence=residence_id, address=door).first() if residence_id else None
    if found is None:
        found = Household.objects.create(id=ids.new_id(at), area_id=area, address=door, residence_id=residence_id)
    Person.objects.filter(pk=person_id).update(household=found)
    return found


@transaction.atomic
def note_kin(*, person_id: uuid.UUID, kin_id: uuid.UUID, relation: str, by: rights.Actor, at: datetime) -> None:
    """Write down a relative; entering the same again changes nothing. Gives no right. Raises `Unseen`, `Refused`."""
    person, kin = _locked(person_id, by), queries.seen_person(kin_id, by)
    if not policies.may_edit(by, person):
        raise rights.Refused("登记亲属需要“registry.edit_person”权限，请向本单位管理员申请。")
    if person.pk == kin.pk:
        raise ValueError("亲属要是另一个人。请重新选择。")
    Kinship.objects.update_or_create(person=person, kin=kin, defaults={"relation": relation})
    told = PersonChanged(about=person.pk, area=facts.Code(person.area_id), fields=(facts.Code("kin"),))
    facts.tell(told, by=by.id, at=at)


@dataclass(frozen=True, kw_only=True)
class NewProxy:
    """What a person lets another do for him: one scope, its days, and his own words."""

    agent_id: uuid.UUID
    scope: str
    valid_from: date
    valid_to: date
    channel: str
    words: str
    item: str = ""


MOST_PROXY_DAYS = 366


@transaction.atomic
def give_proxy(*, principal_id: uuid.UUID, given: NewProxy, by: rights.Actor, at: datetime) -> Proxy:
    """Record what the principal himself said. Raises `Unseen`, `Refused`, and `ValueError` with a sentence."""
    principal = _locked(principal_id, by)
    if not policies.may_record_consent(by, principal):
        raise rights.Refused("登记代办授权需要“registry.record_consent”权限，请向本单位管理员申请。")
    agent = queries.seen_person(given.agent_id, by)
    if agent.pk == principal.pk:
        raise ValueError("代办人要是另一个人。请重新选择。")
    if not 0 <= (given.valid_to - given.valid_from).days <= MOST_PROXY_DAYS:
        raise ValueError("授权最长一年，到期再问本人。请把截止日期改早。")
    if bool(given.item) != (given.scope == Proxy.Scope.ACT):
        raise ValueError("“代办一件事”要写明是哪一件；其他授权不写事项。")
    proxy = Proxy.objects.create(
        principal=principal,
        agent=agent,
        scope=given.scope,
        item=given.item,
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        channel=given.channel,
        words=given.words,
        recorded_by=by.id,
        recorded_at=at,
    )
    told = ProxyGiven(
        about=principal.pk,
        area=facts.Code(principal.area_id),
        agent=agent.pk,
        scope=facts.Code(given.scope),
        valid_to=given.valid_to,
    )
    facts.tell(told, by=by.id, at=at)
    return proxy


@transaction.atomic
def end_proxy(*, proxy_id: int, by: rights.Actor, at: datetime) -> None:
    """Take a proxy back (a phone call is enough); ending it again changes nothing. Raises `Unseen`, `Refused`."""
    proxy = Proxy.objects.select_for_update().select_related("principal").filter(pk=proxy_id).first()
    if proxy is None or not policies.may_read(by, proxy.principal):
        raise rights.Unseen("没有这份授权，或不在您的服务范围。")
    if not policies.may_record_consent(by, proxy.principal):
        raise rights.Refused("撤回代办授权需要“registry.record_consent”权限，请向本单位管理员申请。")
    _end(proxy, by.id, at)


@transaction.atomic
def use_proxy_for_item(*, agent_id: uuid.UUID, principal_id: uuid.UUID, item: str, by: uuid.UUID, at: datetime) -> None:
    """Use up the proxy for one act: it holds for this item once. Raises `Refused` where there is none."""
    proxy = (
        queries.proxies_in_force(worktime.local_date(at))
        .select_for_update(of=("self",))
        .select_related("principal")
        .filter(agent=agent_id, principal=principal_id, scope=Proxy.Scope.ACT, item=item)
        .first()
    )
    if proxy is None:
        raise rights.Refused("没有本人对这件事的有效授权。请先问本人，由接线员或书记登记。")
    _end(proxy, by, at)


def _end(proxy: Proxy, by: uuid.UUID, at: datetime) -> None:
    if proxy.ended_at is not None:
        return
    proxy.ended_at = at
    proxy.save(update_fields=["ended_at"])
    told = ProxyEnded(
        about=proxy.principal_id,
        area=facts.Code(proxy.principal.area_id),
        agent=proxy.agent_id,
        scope=facts.Code(proxy.scope),
    )
    facts.tell(told, by=by, at=at)
