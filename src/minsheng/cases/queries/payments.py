"""The register of payment difficulties: each outlet sees its own entries, and nobody else sees any."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from minsheng.cases import rules
from minsheng.cases.models import PaymentDifficulty, PaymentRegisterRule
from minsheng.foundation import queries as ground
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry

KEEP = "cases.keep_payment_register"
OUTLET = "outlet"
NO_OUTLET = "这本登记册由银行网点自己记、自己看。您的单位不是银行网点。"


@dataclass(frozen=True)
class PaymentLine:
    """An entry as its outlet sees it."""

    id: uuid.UUID
    person: uuid.UUID
    area: str
    name: str
    phone: str
    area_name: str
    difficulty: str
    help_wanted: str
    consent: str
    noted_at: datetime
    expires_on: date


def outlets_of(actor: rights.Actor, at: datetime) -> list[registry.OrganisationRow]:
    """The outlets that the actor works for, in areas where he may keep their registers. Raises `Refused` for none."""
    own = registry.organisations_of(actor.id, worktime.local_date(at))
    known = registry.organisations()
    found = [row for key in own if (row := known.get(key)) and row.kind == OUTLET and actor.may(KEEP, row.area)]
    if not found:
        raise rights.Refused(NO_OUTLET)
    return sorted(found, key=lambda row: row.name)


def payment_difficulties(actor: rights.Actor, at: datetime, most: int = 200) -> list[PaymentLine]:
    """What the actor's outlets have noted and may still keep, newest first. The page logs a reading of each person."""
    outlets = [one.id for one in outlets_of(actor, at)]
    rows = PaymentDifficulty.objects.filter(outlet__in=outlets, expires_on__gte=worktime.local_date(at))
    found = list(rows.select_related("person").order_by("-noted_at", "-id")[:most])
    names = ground.division_names([one.person.area_id for one in found])
    return [
        PaymentLine(
            one.pk,
            one.person_id,
            one.person.area_id,
            one.person.name,
            registry.phone_of(one.person),
            names.get(one.person.area_id, ""),
            rules.DIFFICULTY_WORDS[rules.PaymentTrouble(one.difficulty)],
            rules.HELP_WORDS[rules.PaymentHelp(one.help_wanted)],
            one.consent,
            one.noted_at,
            one.expires_on,
        )
        for one in found
    ]


def seen_payment_difficulty(entry_id: uuid.UUID, actor: rights.Actor, at: datetime) -> PaymentDifficulty:
    """One entry of the actor's outlets. Raises `Refused` for who works for none, `Unseen` for another outlet's."""
    outlets = [one.id for one in outlets_of(actor, at)]
    rows = PaymentDifficulty.objects.filter(outlet__in=outlets, expires_on__gte=worktime.local_date(at))
    found = rows.select_related("person").filter(pk=entry_id).first()
    if found is None:
        raise rights.Unseen("没有这条登记，或不是您这个网点的。")
    return found


def register_months(area: str) -> int:
    """How many months the outlets of the banner that this area belongs to keep an entry."""
    found = PaymentRegisterRule.objects.filter(area_id=area[:6]).first()
    return found.months if found else rules.REGISTER_MONTHS
