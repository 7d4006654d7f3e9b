"""The boards: all figures of an area and month, for staff as they are, for the public from five upwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from minsheng.cases import queries as cases
from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.queries import AreaRow
from minsheng.indicators import policies, rules
from minsheng.indicators.queries.counting import WIDER
from minsheng.indicators.queries.keeping import UNSEEN, Kept, Shown, kept_figures, months_kept, shown


@dataclass(frozen=True)
class Part:
    """An area inside the area of a board, with its figures by measure (None: not for the public)."""

    area: AreaRow
    figures: tuple[Shown | None, ...]


@dataclass(frozen=True)
class Board:
    """The figures of an area and month. `around`: the areas it lies in, as far as the reader may see them."""

    area: AreaRow
    around: tuple[AreaRow, ...]
    month: date
    earlier: date | None
    later: date | None
    figures: tuple[Shown | None, ...]
    parts: tuple[Part, ...]
    oldest_untold: datetime | None = None

    @property
    def counted_at(self) -> datetime | None:
        """When the newest of these figures was counted."""
        return max((one.counted_at for one in self.figures if one and one.counted_at), default=None)


def staff_board(actor: rights.Actor, area: str, month: date, at: datetime) -> Board:
    """The exact figures of an area, and of the areas in it. Raises `Unseen` where the actor may not read them."""
    around = ground.divisions_around([area])
    if not around or around[-1].code != area or not policies.may_read(actor, area):
        raise rights.Unseen(UNSEEN)
    inside = ground.divisions_in([area])[area]
    kept = kept_figures([area, *(one.code for one in inside)], month)
    earlier, later = months_beside(month, at)
    return Board(
        area=around[-1],
        around=tuple(one for one in around[:-1] if policies.may_read(actor, one.code)),
        month=month,
        earlier=earlier,
        later=later,
        figures=_all(kept, area),
        parts=tuple(Part(one, _all(kept, one.code)) for one in inside),
        oldest_untold=cases.oldest_untold((area,)),
    )


def _all(kept: Kept, area: str) -> tuple[Shown, ...]:
    return tuple(shown(kept, area, measure) for measure in rules.MEASURES)


def months_beside(month: date, at: datetime) -> tuple[date | None, date | None]:
    """The month before, if anything was counted by then, and the month after, unless it has not begun. One query.

    Raises `Unseen` for a month that has not begun.
    """
    now = rules.month_of(at)
    if month > now:
        raise rights.Unseen("这个月还没有开始，没有可以看的数字。")
    span = months_kept()
    earlier = rules.month_before(month) if span and span[0] < month else None
    return earlier, rules.next_month(month) if month < now else None


def public_board(area: str, month: date, at: datetime) -> Board:
    """What everybody may see of an area: no figure for fewer than five, none that subtraction would reveal.

    An area is hidden where it was hidden among its neighbours, and with it everything inside. Raises `Unseen`
    for an area that does not exist or lies above the banner.
    """
    around = [one for one in ground.divisions_around([area]) if one.level not in WIDER]
    if not around or around[-1].code != area:
        raise rights.Unseen("没有这个地区的数字。请从旗县一级看起。")
    inside = ground.divisions_in(one.code for one in around)
    kept = kept_figures([around[0].code, *(part.code for parts in inside.values() for part in parts)], month)
    earlier, later = months_beside(month, at)
    seen = {measure.code: _public(kept, around, inside, measure) for measure in rules.MEASURES}
    return Board(
        area=around[-1],
        around=tuple(around[:-1]),
        month=month,
        earlier=earlier,
        later=later,
        figures=tuple(_if(area in seen[measure.code], kept, area, measure) for measure in rules.MEASURES),
        parts=tuple(
            Part(
                one,
                tuple(_if(one.code in seen[measure.code], kept, one.code, measure) for measure in rules.MEASURES),
            )
            for one in inside[area]
        ),
    )


def _if(is_seen: bool, kept: Kept, area: str, measure: rules.Measure) -> Shown | None:  # noqa: FBT001 - a filter
    return shown(kept, area, measure) if is_seen else None


def _public(
    kept: Kept, around: Sequence[AreaRow], inside: Mapping[str, Sequence[AreaRow]], measure: rules.Measure
) -> frozenset[str]:
    """The areas of a chain and of the parts of its last one whose figure everybody may see."""
    top = around[0].code
    if shown(kept, top, measure).group < rules.SMALLEST_GROUP:
        return frozenset()
    seen = {top}
    for one, following in pairwise([*around, None]):
        if one is None or one.code not in seen:
            break
        groups = {part.code: shown(kept, part.code, measure).group for part in inside[one.code]}
        elsewhere = max(0, shown(kept, one.code, measure).group - sum(groups.values()))
        parts = rules.publishable(groups, elsewhere)
        seen |= parts & {following.code} if following else parts
    return frozenset(seen)
