"""Writes of organisations and memberships."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from minsheng.foundation import facts, ids, pinyin
from minsheng.registry.facts import OrganisationRegistered
from minsheng.registry.models import Membership, Organisation


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
