"""The boards: all figures of an area and month, for staff as they are, for the public from five upwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from minsheng.cases import queries as cases
from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.queries import AreaRow
from minsheng.indicators import rules
from minsheng.indicators.queries.counting import WIDER
from minsheng.indicators.queries.keeping import Kept, Shown, bounded, kept_figures, shown
from minsheng.indicators.queries.seeing import area_seen, months_beside


@dataclass(frozen=True)
class Part:
    """An area inside the area of a board, with its figures by measure (None: not for the public)."""

    area: AreaRow
    figures: tuple[Shown | None, ...]

    @property
    def has_facts(self) -> bool:
        """Was anything counted there?"""
        return any(one is not None and one.group for one in self.figures)


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
    """The exact figures of an area, and of the areas in it; those of an enterprise from five upwards, as its people
    know each other. Raises `Unseen` where the actor may not read them.
    """
    around = area_seen(actor, area)
    inside = ground.divisions_in([area])[area]
    kept = kept_figures([area, *(one.code for one in inside)], month)
    earlier, later = months_beside(month, at)
    return Board(
        area=around[-1],
        around=around[:-1],
        month=month,
        earlier=earlier,
        later=later,
        figures=_all(kept, area),
        parts=tuple(Part(one, _all(kept, one.code)) for one in inside),
        oldest_untold=cases.oldest_untold((area,)),
    )


def _all(kept: Kept, area: str) -> tuple[Shown | None, ...]:
    found = tuple(shown(kept, area, measure) for measure in rules.MEASURES)
    return tuple(map(bounded, found)) if cases.is_tenant(area) else found


def public_board(area: str, month: date, at: datetime) -> Board:
    """What everybody may see of an area: no figure for fewer than five, none that subtraction would reveal.

    An area is hidden where it was hidden among its neighbours, and with it everything inside. Raises `Unseen`
    for an area that does not exist or lies above the banner, and for an enterprise: how often its people speak is
    nobody else's business.
    """
    around = [one for one in ground.divisions_around([area]) if one.level not in WIDER]
    if not around or around[-1].code != area or cases.is_tenant(area):
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
    """The figure as the public may see it, None where it may not be seen."""
    found = shown(kept, area, measure)
    if isinstance(found.amount, rules.Share):
        found = replace(found, amount=rules.blurred(found.amount))
    return found if is_seen else None


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
