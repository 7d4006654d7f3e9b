"""What exists for whom: the areas whose figures an actor may read or open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.queries import AreaRow
from minsheng.indicators import policies, rules
from minsheng.indicators.models import Figure

UNSEEN = "没有这个地区，或不在您的服务范围。"
May = Callable[[rights.Actor, str], bool]


def area_seen(actor: rights.Actor, area: str, may: May = policies.may_read) -> tuple[AreaRow, ...]:
    """The area, after those around it that the actor may see too. Raises `Unseen` where he may not see it."""
    around = ground.divisions_around([area])
    if not around or around[-1].code != area or not may(actor, area):
        raise rights.Unseen(UNSEEN)
    return tuple(one for one in around if may(actor, one.code))


def first_area(actor: rights.Actor) -> str | None:
    """The area whose board an actor sees first: the widest that he may read, from the banner down."""
    areas = actor.areas(policies.READ)
    levels = ("banner", "township", "village", "community", "grid", "enterprise")
    return next((one.code for one in ground.divisions_inside(areas, levels=levels)), None)


def months_beside(month: date, at: datetime) -> tuple[date | None, date | None]:
    """The month before, if anything was counted by then, and the month after, if it has begun. One query.

    Raises `Unseen` for a month that has not begun.
    """
    now = rules.month_of(at)
    if month > now:
        raise rights.Unseen("这个月还没有开始，没有可以看的数字。")
    is_first = not Figure.objects.filter(month__lt=month).exists()
    return None if is_first else rules.month_before(month), rules.next_month(month) if month < now else None


def months_counted() -> Sequence[date]:
    """The months for which anything was counted, newest first."""
    return list(Figure.objects.order_by("-month").values_list("month", flat=True).distinct())


def newest_month(area: str, at: datetime) -> date:
    """The newest month in which anything was counted in an area; this month where nothing was."""
    found = Figure.objects.filter(area=area, month__lte=rules.month_of(at)).order_by("-month")
    return found.values_list("month", flat=True).first() or rules.month_of(at)
