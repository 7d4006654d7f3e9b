"""Mediations: each is seen by its mediator alone; everybody else may learn a bounded count."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth

from minsheng.cases import rules
from minsheng.cases.models import Mediation
from minsheng.foundation import keys, rights, worktime
from minsheng.foundation import queries as ground

MEDIATE = "cases.mediate"
KEEP_ACCOUNTS = "foundation.manage_accounts"
MONTHS = 12
PAGE = 50
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
    area: str = ""
    handovers: tuple[str, ...] = ()


def sealed_place(mediation_id: uuid.UUID) -> str:
    """The place to which the sealed words are bound."""
    return f"cases_mediation.sealed.{mediation_id}"


def seal_dispute(dispute: Dispute, mediation_id: uuid.UUID) -> bytes:
    """The words of a dispute, sealed for this mediation."""
    return keys.ring().seal(json.dumps(asdict(dispute), ensure_ascii=False), sealed_place(mediation_id))


def own_mediations(actor: rights.Actor, start: int = 0, most: int = PAGE + 1) -> list[MediationShown]:
    """The actor's own mediations from the `start`th on, those under way first."""
    rows = Mediation.objects.filter(rights.inside("area_id", actor.areas(MEDIATE)), mediator=actor.id)
    found = list(rows.select_related("area").order_by("outcome", "-opened_at", "-id")[start : start + most])
    return [_shown(one) for one in found]


def own_mediation(mediation_id: uuid.UUID, actor: rights.Actor) -> MediationShown:
    """One of them. Raises `Unseen` for everybody but its mediator, whatever else he may see."""
    rows = Mediation.objects.filter(rights.inside("area_id", actor.areas(MEDIATE)), mediator=actor.id)
    found = rows.select_related("area").filter(pk=mediation_id).first()
    if found is None:
        raise rights.Unseen("没有这件调解，或不是您调解的。")
    went = found.handovers.select_related("before").order_by("at", "pk")
    words = (f"{worktime.local(one.at):%Y-%m-%d} 由{one.before.name}交接：{one.reason}" for one in went)
    return replace(_shown(found), handovers=tuple(words))


def mediators_of(area: str, at: datetime) -> Mapping[uuid.UUID, str]:
    """Who mediates in a place and can sign in: name by account id."""
    return ground.accounts_who_may(MEDIATE, area, worktime.local_date(at))


@dataclass(frozen=True)
class LeftMediator:
    """Somebody who mediated and can do so no longer; who may take over all of it: name by account id."""

    id: uuid.UUID
    name: str
    candidates: Mapping[uuid.UUID, str]


def left_mediators(actor: rights.Actor, at: datetime) -> list[LeftMediator]:
    """Whose mediations nobody can read any more, in the actor's areas. What, of whom and how many is not said."""
    rows = Mediation.objects.filter(rights.inside("area_id", actor.areas(KEEP_ACCOUNTS)))
    places: dict[uuid.UUID, set[str]] = {}
    for mediator, area in rows.order_by().values_list("mediator_id", "area_id").distinct():
        places.setdefault(mediator, set()).add(area)
    may = {area: mediators_of(area, at) for area in {one for areas in places.values() for one in areas}}
    left = {who: areas for who, areas in places.items() if any(who not in may[area] for area in areas)}
    names = ground.account_names(left)
    shown = [LeftMediator(who, names[who], _common([may[area] for area in areas])) for who, areas in left.items()]
    return sorted(shown, key=lambda one: (one.name, str(one.id)))


def _common(several: Sequence[Mapping[uuid.UUID, str]]) -> Mapping[uuid.UUID, str]:
    first, *others = several
    return {who: name for who, name in first.items() if all(who in other for other in others)}


def left_mediator(mediator_id: uuid.UUID, actor: rights.Actor, at: datetime) -> LeftMediator:
    """One of them. Raises `Unseen` where there is none, or not in the actor's areas."""
    found = next((one for one in left_mediators(actor, at) if one.id == mediator_id), None)
    if found is None:
        raise rights.Unseen("没有这位离开的调解人，或不在您的服务范围。")
    return found


def _shown(one: Mediation) -> MediationShown:
    told = json.loads(keys.ring().open(bytes(one.sealed), sealed_place(one.pk)))
    words = rules.MEDIATION_WORDS[rules.MediationOutcome(one.outcome)] if one.outcome else ""
    return MediationShown(one.pk, one.area.name, Dispute(**told), one.opened_at, one.ended_at, words, one.area_id)


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
