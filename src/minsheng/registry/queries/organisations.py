"""Reads of organisations and memberships."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from minsheng.foundation import editions
from minsheng.registry.models import Membership, Organisation


def organisation(organisation_id: uuid.UUID) -> Organisation:
    """One organisation. Raises `Organisation.DoesNotExist`."""
    return Organisation.objects.get(pk=organisation_id)


def organisation_by_code(code: str) -> Organisation:
    """One organisation by its code. Raises `Organisation.DoesNotExist`."""
    return Organisation.objects.get(code=code)


def organisation_names(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Short names by id. One query."""
    return dict(Organisation.objects.filter(pk__in=set(ids)).values_list("pk", "short_name"))


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation as other stages need it, kept in memory for one edition."""

    id: uuid.UUID
    code: str
    name: str
    initials: str
    kind: str
    area: str
    phone: str
    is_intake: bool


def organisations() -> Mapping[uuid.UUID, OrganisationRow]:
    """All organisations by id, in the order of their pinyin. One query while they are unchanged."""
    return editions.kept("organisations", _read_organisations)


def _read_organisations() -> Mapping[uuid.UUID, OrganisationRow]:
    rows = Organisation.objects.order_by("spelling", "code").values_list(
        "pk", "code", "short_name", "initials", "kind", "area_id", "phone", "is_intake"
    )
    return {row[0]: OrganisationRow(*row) for row in rows}


def intake_for(area: str) -> OrganisationRow | None:
    """The organisation that answers for a new voice of an area until its lead is settled (the nearest above)."""
    found = [row for row in organisations().values() if row.is_intake and area.startswith(row.area)]
    return max(found, key=lambda row: len(row.area), default=None)


def intake_areas() -> tuple[str, ...]:
    """The areas that have somebody to take voices."""
    return tuple(sorted({row.area for row in organisations().values() if row.is_intake}))


def organisations_found(text: str, most: int = 20) -> list[Organisation]:
    """Organisations by a part of the name, of the pinyin or by initials; all, where text is empty."""
    found = Organisation.objects.all()
    if text:
        plain = text.strip().lower()
        found = found.filter(
            Q(name__contains=text)
            | Q(short_name__contains=text)
            | Q(initials__startswith=plain)
            | Q(spelling__contains=plain)
        )
    return list(found.order_by("spelling")[:most])


def organisations_of(account_id: uuid.UUID, on: date) -> frozenset[uuid.UUID]:
    """The organisations that the person behind an account belongs to on a day. One query."""
    return frozenset(
        Membership.objects.filter(person__account_id=account_id, valid_from__lte=on)
        .exclude(valid_to__lt=on)
        .values_list("organisation_id", flat=True)
    )


def accounts_of(organisation_id: uuid.UUID, on: date) -> dict[uuid.UUID, str]:
    """The people of an organisation who may sign in: name by account id."""
    rows = Membership.objects.filter(organisation_id=organisation_id, valid_from__lte=on, person__account__isnull=False)
    return dict(
        rows.exclude(valid_to__lt=on).order_by("person__spelling").values_list("person__account_id", "person__name")
    )
