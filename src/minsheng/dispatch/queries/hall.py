"""Reads of hall shifts, of who wears which armband, and of how long visitors wait."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from minsheng.dispatch.models import Guidance, HallShift
from minsheng.dispatch.policies import KEEP_TEAMS
from minsheng.dispatch.rules import hall as rules
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry

if TYPE_CHECKING:
    from minsheng.registry.queries import OrganisationRow

HALL_KINDS = frozenset({"department", "institution", "community", "village"})
ROSTER_DAYS = 14
FORGOTTEN_AFTER = timedelta(hours=12)


def halls(areas: tuple[str, ...]) -> Mapping[uuid.UUID, OrganisationRow]:
    """The organisations that can have a hall, for the banners of some areas, by pinyin. Kept in memory."""
    return {key: row for key, row in registry.organisations_for(areas).items() if row.kind in HALL_KINDS}


@dataclass(frozen=True)
class OnDuty:
    """What a guide sees while he is on duty: his armband, whom he has, how many wait."""

    shift: HallShift
    visitor: Guidance | None
    waiting: int


def own_shifts(actor: rights.Actor, at: datetime) -> list[HallShift]:
    """A guide's own shifts that have not ended, the next first. One query."""
    rows = HallShift.objects.filter(guide=actor.account_id, given_back_at=None, ends_at__gt=at)
    return list(rows.select_related("hall").order_by("begins_at"))


def on_duty(actor: rights.Actor, at: datetime) -> OnDuty | None:
    """The shift that a guide is on now (or whose last visitor he still has), with his visitor and who waits. Three queries."""
    is_helping = Q(visitors__isnull=False, visitors__ended_at=None)
    rows = HallShift.objects.filter(guide=actor.account_id, given_back_at=None, begins_at__lte=at)
    shift = rows.filter(Q(ends_at__gt=at) | is_helping).select_related("hall").order_by("-begins_at").first()
    if shift is None:
        return None
    return OnDuty(shift, shift.visitors.filter(ended_at=None).first(), waiting_in([shift.hall_id], at).count())


def waiting_in(halls: Collection[uuid.UUID], at: datetime) -> QuerySet[Guidance]:
    """Who has come into halls and waits, who came first before the others; whom yesterday forgot waits no more."""
    since = at - FORGOTTEN_AFTER  # not since midnight, which is no less of a moment in a night shift
    rows = Guidance.objects.filter(
        hall__in=halls, began_at=None, left_at=None, arrived_at__gt=since, arrived_at__lte=at
    )
    return rows.order_by("arrived_at", "pk")


def _today(at: datetime) -> datetime:
    return worktime.at_local(worktime.local_date(at), datetime.min.time())


def own_shift(shift_id: uuid.UUID, actor: rights.Actor) -> HallShift:
    """One of a guide's own shifts. Raises `Unseen`."""
    shift = HallShift.objects.filter(pk=shift_id, guide=actor.account_id).select_related("hall").first()
    if shift is None:
        raise rights.Unseen("没有这个班次，或不是您的。")
    return shift


def armband_holder(hall: uuid.UUID, armband: int, at: datetime) -> HallShift | None:
    """Who wears this armband in this hall now; None: nobody does. One query."""
    rows = HallShift.objects.filter(hall=hall, armband=armband, given_back_at=None, begins_at__lte=at, ends_at__gt=at)
    return rows.select_related("guide", "hall").first()


@dataclass(frozen=True)
class HallToday:
    """A hall's shifts of the coming days, and how long its visitors of today waited and were helped."""

    name: str
    shifts: tuple[HallShift, ...]
    times: rules.Times
    waiting: int


def roster(actor: rights.Actor, at: datetime) -> list[HallToday]:
    """The halls of the actor's areas with shifts that have not ended before today, by pinyin. Three queries.

    A shift, and a visitor, belongs to the day on which it began, he came: a night shift of yesterday stands there until today
    is over, and whoever came before midnight is counted with yesterday's, but waits on.
    """
    start, areas = _today(at), rights.inside("hall__area_id", actor.areas(KEEP_TEAMS))
    shifts = list(
        HallShift.objects.filter(
            areas, given_back_at=None, ends_at__gt=start, begins_at__lt=start + timedelta(days=ROSTER_DAYS)
        )
        .select_related("hall", "guide")
        .order_by("hall__spelling", "begins_at", "armband")
    )
    names = {one.hall_id: one.hall.short_name for one in shifts}
    visitors = list(
        Guidance.objects.filter(hall__in=names, arrived_at__gte=start).values_list(
            "hall", "arrived_at", "began_at", "ended_at"
        )
    )
    waiting = Counter(waiting_in(list(names), at).values_list("hall", flat=True))
    return [
        HallToday(
            name,
            tuple(one for one in shifts if one.hall_id == key),
            rules.times(
                (came, began, ended) for hall, came, began, ended in visitors if hall == key and began and ended
            ),
            waiting[key],
        )
        for key, name in names.items()
    ]


def hall_area(hall: uuid.UUID, actor: rights.Actor) -> str:
    """The area of a hall in a banner where the actor helps. Raises `Refused`."""
    row = halls(actor.areas("dispatch.claim")).get(hall)
    if row is None:
        raise rights.Refused("您不在这个旗县帮忙，不能在这个大厅值班。请联系当地社区书记。")
    return row.area
