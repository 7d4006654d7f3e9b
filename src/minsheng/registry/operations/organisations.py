"""Writes of organisations and memberships."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from minsheng.foundation import facts, identity, ids, pinyin, rights
from minsheng.registry import policies, queries
from minsheng.registry.facts import MembershipBegan, MembershipEnded, OrganisationChanged, OrganisationRegistered
from minsheng.registry.models import Membership, Organisation, Person
from minsheng.registry.rules import roles


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
    credit_code: str = "",
    is_intake: bool = False,
    is_sample: bool = False,
) -> Organisation:
    """Enter an organisation; one with the same code is brought up to date instead, and only what changed is told.

    Raises `identity.InvalidIdentity` for a wrong credit code and `ValueError` for a circle in the tree.
    """
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
        "credit_code": identity.unified_social_credit_code(credit_code) if credit_code else None,
        "is_intake": is_intake,
        "is_sample": is_sample,
    }
    found = Organisation.objects.select_for_update().filter(code=code).first()
    if found is None:
        found = Organisation.objects.create(id=ids.new_id(at), code=code, **values)
        told = OrganisationRegistered(about=found.pk, area=facts.Code(area), organisation_kind=facts.Code(kind))
        facts.tell(told, by=by, at=at)
        return found
    _change(found, values, by, at)
    return found


def _change(found: Organisation, values: Mapping[str, object], by: uuid.UUID | None, at: datetime) -> tuple[str, ...]:
    changed = [name for name, value in values.items() if getattr(found, name) != value]
    if not changed:
        return ()
    if "parent_id" in changed and values["parent_id"] in queries.ids_below(found.pk):
        raise ValueError("上级机构不能是它自己或它的下级。请重新选择上级。")
    for name in changed:
        setattr(found, name, values[name])
    found.save(update_fields=changed)
    shown = tuple(sorted(name.removesuffix("_id") for name in changed if name not in {"spelling", "initials"}))
    if shown:
        told = OrganisationChanged(
            about=found.pk, area=facts.Code(found.area_id), fields=tuple(facts.Code(name) for name in shown)
        )
        facts.tell(told, by=by, at=at)
    return shown


WRITTEN = (
    "name", "short_name", "spelling", "initials", "kind", "credit_code", "parent", "area", "phone", "address",
)  # fmt: skip
"""What a sheet writes of an organisation."""


def write_values(found: Organisation, told: Mapping[str, object]) -> facts.Fact | None:
    """Write some values to an organisation (`area` by key, `parent` as the organisation), with the pinyin of a name.

    Whoever calls it saves it, with many others at once, and tells what this gives back (None: nothing changed).
    """
    values = {"area_id" if key == "area" else key: value for key, value in told.items()}
    if "credit_code" in values:
        values["credit_code"] = values["credit_code"] or None
    changed = sorted(key for key, value in values.items() if getattr(found, key) != value)
    for key in changed:
        setattr(found, key, values[key])
    if "name" in changed:
        spelling = pinyin.spell(found.name)
        found.spelling, found.initials = spelling.sort_key, spelling.initials[:60]
    if not changed:
        return None
    fields = tuple(facts.Code(key.removesuffix("_id")) for key in changed)
    return OrganisationChanged(about=found.pk, area=facts.Code(found.area_id), fields=fields)


@dataclass(frozen=True, kw_only=True)
class OrganisationEntry:
    """What is entered about an organisation by hand."""

    name: str
    short_name: str
    kind: str
    area: str
    parent_id: uuid.UUID | None = None
    phone: str = ""
    address: str = ""
    credit_code: str = ""


@transaction.atomic
def enter_organisation(*, code: str, entry: OrganisationEntry, by: rights.Actor, at: datetime) -> Organisation:
    """Enter an organisation by hand. Raises `Refused`, and `ValueError` where the code is taken."""
    rights.require(by, "registry.edit_organisation", entry.area)
    if Organisation.objects.filter(code=code).exists():
        raise ValueError("这个代码已经有一个组织在用。请换一个代码，或打开那个组织去更改。")
    _check_credit_code(entry.credit_code, None)
    return register_organisation(
        code=code,
        name=entry.name,
        short_name=entry.short_name,
        kind=entry.kind,
        area=entry.area,
        parent_id=entry.parent_id,
        phone=entry.phone,
        address=entry.address,
        credit_code=entry.credit_code,
        by=by.id,
        at=at,
    )


@transaction.atomic
def change_organisation(
    *, organisation_id: uuid.UUID, entry: OrganisationEntry, by: rights.Actor, at: datetime
) -> tuple[str, ...]:
    """Bring an organisation up to date; returns what changed. Raises `Unseen`, `Refused`, `ValueError`."""
    queries.seen_organisation(organisation_id, by)
    found = Organisation.objects.select_for_update().get(pk=organisation_id)
    rights.require(by, "registry.edit_organisation", found.area_id)
    rights.require(by, "registry.edit_organisation", entry.area)
    _check_credit_code(entry.credit_code, found.pk)
    spelling = pinyin.spell(entry.name)
    values = {
        "name": entry.name,
        "short_name": entry.short_name,
        "spelling": spelling.sort_key,
        "initials": spelling.initials[:60],
        "kind": entry.kind,
        "parent_id": entry.parent_id,
        "area_id": entry.area,
        "phone": entry.phone,
        "address": entry.address,
        "credit_code": identity.unified_social_credit_code(entry.credit_code) if entry.credit_code else None,
    }
    return _change(found, values, by.id, at)


def _check_credit_code(text: str, own_id: uuid.UUID | None) -> None:
    if not text:
        return
    code = identity.unified_social_credit_code(text)
    held = Organisation.objects.filter(credit_code=code).values_list("pk", flat=True).first()
    if held is not None and held != own_id:
        raise ValueError("这个统一社会信用代码已经登记在另一个组织名下。请核对。")


@transaction.atomic
def join_organisation(
    *,
    person_id: uuid.UUID,
    organisation_id: uuid.UUID,
    role: str,
    valid_from: date,
    valid_to: date | None = None,
    by: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Membership:
    """Make a person a member from a day; who holds this role there already keeps the one membership.

    With `at` the beginning is told as a fact.
    """
    Person.objects.select_for_update().get(pk=person_id)
    held = Membership.objects.filter(person=person_id, organisation=organisation_id, role=role)
    running = held.exclude(valid_to__lt=valid_from)
    if valid_to is not None:
        running = running.filter(valid_from__lte=valid_to)
    found = running.order_by("valid_from").first()
    if found is not None:
        return found
    made = Membership.objects.create(
        person_id=person_id, organisation_id=organisation_id, role=role, valid_from=valid_from, valid_to=valid_to
    )
    if at is not None:
        told = MembershipBegan(
            about=person_id,
            area=facts.Code(made.organisation.area_id),
            organisation=organisation_id,
            role=facts.Code(role),
            valid_from=valid_from,
        )
        facts.tell(told, by=by, at=at)
    return made


@transaction.atomic
def add_member(
    *, person_id: uuid.UUID, organisation_id: uuid.UUID, role: str, valid_from: date, by: rights.Actor, at: datetime
) -> Membership:
    """Make a person a member by hand. Raises `Unseen`, `Refused`, `ValueError`."""
    person = queries.seen_person(person_id, by)
    organisation = queries.seen_organisation(organisation_id, by)
    if not (policies.may_edit(by, person) or by.may("registry.edit_organisation", organisation.area_id)):
        raise rights.Refused("登记成员需要“registry.edit_person”权限，请向本单位管理员申请。")
    if role not in roles.ROLE_WORDS:
        raise ValueError("没有这个身份。请从列表中选择。")
    if organisation.closed_on is not None and organisation.closed_on <= valid_from:
        raise ValueError("这个组织已经撤销，不能再加入。请选择别的组织。")
    return join_organisation(
        person_id=person.pk, organisation_id=organisation.pk, role=role, valid_from=valid_from, by=by.id, at=at
    )


@transaction.atomic
def end_membership(*, membership_id: int, on: date, by: rights.Actor, at: datetime) -> None:
    """End a membership on a day; one that has ended keeps its day. Raises `Unseen`, `Refused`, `ValueError`."""
    found = Membership.objects.select_for_update(of=("self",)).filter(pk=membership_id).first()
    if found is None:
        raise rights.Unseen("没有这条成员记录。")
    person = queries.seen_person(found.person_id, by)
    if not policies.may_edit(by, person):
        raise rights.Refused("更改成员需要“registry.edit_person”权限，请向本单位管理员申请。")
    if on < found.valid_from:
        raise ValueError("结束日期不能早于开始日期。请核对。")
    if found.valid_to is not None and found.valid_to <= on:
        return
    found.valid_to = on
    found.save(update_fields=["valid_to"])
    told = MembershipEnded(
        about=person.pk,
        area=facts.Code(person.area_id),
        organisation=found.organisation_id,
        role=facts.Code(found.role),
        valid_to=on,
    )
    facts.tell(told, by=by.id, at=at)


@transaction.atomic
def close_organisation(*, organisation_id: uuid.UUID, on: date, by: uuid.UUID | None, at: datetime) -> None:
    """Close an organisation with a day; who still belongs to it belongs until that day. One that is closed stays so.

    Asks for no right: whoever calls it has asked.
    """
    found = Organisation.objects.select_for_update().get(pk=organisation_id)
    if found.closed_on is not None:
        return
    found.closed_on = on
    found.save(update_fields=["closed_on"])
    running = Membership.objects.filter(organisation=found).exclude(valid_to__lte=on).select_related("person")
    for row in running.order_by("pk"):
        row.valid_to = max(on, row.valid_from)
        row.save(update_fields=["valid_to"])
        ended = MembershipEnded(
            about=row.person_id,
            area=facts.Code(row.person.area_id),
            organisation=found.pk,
            role=facts.Code(row.role),
            valid_to=row.valid_to,
        )
        facts.tell(ended, by=by, at=at)
    told = OrganisationChanged(about=found.pk, area=facts.Code(found.area_id), fields=(facts.Code("closed_on"),))
    facts.tell(told, by=by, at=at)


@transaction.atomic
def register_dual(
    *,
    person_id: uuid.UUID,
    unit_id: uuid.UUID,
    community_id: uuid.UUID,
    valid_from: date,
    by: rights.Actor,
    at: datetime,
) -> tuple[Membership, Membership]:
    """Dual registration: the member stays in his unit and reports to his home community. Two memberships, once each.

    Doing it again changes nothing. Raises `Unseen`, `Refused`, and `ValueError` where the two are the same.
    """
    if unit_id == community_id:
        raise ValueError("单位和居住地社区要是两个组织。请核对。")
    own = queries.membership_of(person_id, unit_id, valid_from)
    at_unit = own or add_member(
        person_id=person_id, organisation_id=unit_id, role="party_member", valid_from=valid_from, by=by, at=at
    )
    at_home = add_member(
        person_id=person_id, organisation_id=community_id, role=roles.DUAL_MEMBER, valid_from=valid_from, by=by, at=at
    )
    return at_unit, at_home
