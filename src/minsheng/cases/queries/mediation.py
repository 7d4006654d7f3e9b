"""Mediations: each is seen by its mediator alone; everybody else may learn a bounded count."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth

from minsheng.cases import rules
from minsheng.cases.models import Mediation
from minsheng.foundation import keys, rights, worktime
from minsheng.foundation import queries as ground

MEDIATE = "cases.mediate"
MONTHS = 12
BANNER_DIGITS = 6


@dataclass(frozen=True)
class Dispute:
    """What is sealed: the parties by name, what it is about, what they agreed ("" until then)."""

    first_party: str
    second_party: str
    matter: str
    agreement: str = ""


@dataclass(frozen=True)
class MediationShown:
    """A mediation as its mediator sees it."""

    id: uuid.UUID
    area_name: str
    dispute: Dispute
    opened_at: datetime
    ended_at: datetime | None
    outcome_words: str


def sealed_place(mediation_id: uuid.UUID) -> str:
    """The place to which the sealed words are bound."""
    return f"cases_mediation.sealed.{mediation_id}"


def seal_dispute(dispute: Dispute, mediation_id: uuid.UUID) -> bytes:
    """The words of a dispute, sealed for this mediation."""
    return keys.ring().seal(json.dumps(asdict(dispute), ensure_ascii=False), sealed_place(mediation_id))


def own_mediations(actor: rights.Actor, most: int = 100) -> list[MediationShown]:
    """The actor's own mediations, those under way first."""
    rows = Mediation.objects.filter(rights.inside("area_id", actor.areas(MEDIATE)), mediator=actor.id)
    found = list(rows.select_related("area").order_by("outcome", "-opened_at", "-id")[:most])
    return [_shown(one) for one in found]


def own_mediation(mediation_id: uuid.UUID, actor: rights.Actor) -> MediationShown:
    """One of them. Raises `Unseen` for everybody but its mediator, whatever else he may see."""
    rows = Mediation.objects.filter(rights.inside("area_id", actor.areas(MEDIATE)), mediator=actor.id)
    found = rows.select_related("area").filter(pk=mediation_id).first()
    if found is None:
        raise rights.Unseen("没有这件调解，或不是您调解的。")
    return _shown(found)


def _shown(one: Mediation) -> MediationShown:
    told = json.loads(keys.ring().open(bytes(one.sealed), sealed_place(one.pk)))
    words = rules.MEDIATION_WORDS[rules.MediationOutcome(one.outcome)] if one.outcome else ""
    return MediationShown(one.pk, one.area.name, Dispute(**told), one.opened_at, one.ended_at, words)


@dataclass(frozen=True)
class MediationCount:
    """How many mediations ended in a month in a banner; `is_exact` False: fewer than `count`."""

    month: date
    area_name: str
    count: int
    is_exact: bool


def mediation_counts(actor: rights.Actor, at: datetime) -> list[MediationCount]:
    """Bounded counts of the last twelve whole months of the actor's banners; never of a smaller area."""
    banners = {code[:BANNER_DIGITS] for code in actor.areas("indicators.read_board") if len(code) <= BANNER_DIGITS}
    first = worktime.local_date(at).replace(day=1)
    months = [_months_before(first, number) for number in range(1, MONTHS + 1)]
    names = ground.division_names(banners)
    counts = []
    for banner in sorted(banners):
        rows = Mediation.objects.filter(rights.inside("area_id", [banner]), ended_at__isnull=False)
        by_month = rows.annotate(month=TruncMonth("ended_at")).values_list("month").annotate(number=Count("pk"))
        found = {worktime.local_date(month): number for month, number in by_month.order_by()}
        counts += [
            MediationCount(month, names.get(banner, banner), *rules.bounded(found.get(month, 0))) for month in months
        ]
    return counts


def _months_before(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)
