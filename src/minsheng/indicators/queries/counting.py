"""From the log to figures: the facts that a figure looks at, and what its rule makes of them."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from minsheng.foundation import facts
from minsheng.foundation import queries as ground
from minsheng.indicators import rules


@dataclass(frozen=True)
class Count:
    """What the rules make of the log now: the facts that were read, and each measure by its code."""

    told: Mapping[int, facts.Told]
    figures: Mapping[str, rules.Counted]


def count(area: str, month: date) -> Count:
    """Count every measure of an area and month from the log. At most two queries."""
    told = facts_behind(area, month)
    figures = rules.figures_of([event_of(one) for one in told], rules.period_of(month))
    return Count({one.seq: one for one in told}, figures)


def facts_behind(area: str, month: date) -> list[facts.Told]:
    """The counted facts of an area and month, and what happened later to the cases that are followed."""
    period = rules.period_of(month)
    counted = ground.facts_told(rules.COUNTED, [area], period.start, period.end)
    cases = {one.fact.about for one in counted if one.fact.kind in rules.COHORT}
    return counted + ground.facts_following(rules.FOLLOWED, cases, period.start)


def event_of(told: facts.Told) -> rules.Event:
    """A fact of the log as the rules need it."""
    return rules.Event(told.seq, told.at, told.fact.kind, told.fact.about, facts.values_of(told.fact))


def touched_by(told: Sequence[facts.Told]) -> Sequence[tuple[str, date]]:
    """The areas and months whose figures new facts may change: from the banner down to the area of each case.

    Two queries: the facts of the cases, the areas around them. In a fixed order, so that two who put jobs for the
    same areas never wait for each other in a circle.
    """
    of_cases: dict[uuid.UUID, list[facts.Told]] = {}
    for one in ground.facts_of_all({one.fact.about for one in told}):
        of_cases.setdefault(one.fact.about, []).append(one)
    counted = areas_counted(str(one.fact.area) for of_case in of_cases.values() for one in of_case)
    touched: set[tuple[str, date]] = set()
    for of_case in of_cases.values():
        codes = {str(one.fact.area) for one in of_case}
        around = [area for area in counted if any(code.startswith(area) for code in codes)]
        touched.update(itertools.product(around, rules.touched_months(event_of(one) for one in of_case)))
    return sorted(touched)


WIDER = ("region", "prefecture")
"""Levels above the banner: they add up the exports of their banners, not this log."""


def areas_counted(codes: Iterable[str]) -> tuple[str, ...]:
    """These areas and those around them up to the banner, sorted. One query."""
    return tuple(area.code for area in ground.divisions_around(codes) if area.level not in WIDER)
