"""From the log to figures: the facts that a figure looks at, and what its rule makes of them."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from minsheng.foundation import facts
from minsheng.foundation import queries as ground
from minsheng.indicators import rules


def count(area: str, month: date) -> Mapping[str, rules.Counted]:
    """What the rules make of the log now: every measure of an area and month by its code. At most two queries."""
    period = rules.period_of(month)
    return rules.figures_of(_events_behind(area, period, rules.COUNTED), period)


def count_figures(area: str, month: date) -> Mapping[str, rules.Counted]:
    """As `count`, without the facts behind what is only counted one each: the database tallies those, for a month of a
    large banner in a quarter of the time. At most three queries.
    """
    period = rules.period_of(month)
    tallies = dict.fromkeys(rules.TALLIED, rules.Tally(0, 0))
    tallies |= {
        kind: rules.Tally(told, cases)
        for kind, told, cases in ground.facts_tallied(rules.TALLIED, area, period.start, period.end)
    }
    return rules.figures_of(_events_behind(area, period, rules.COHORT), period, tallies)


def _events_behind(area: str, period: rules.Period, kinds: Collection[str]) -> list[rules.Event]:
    """The facts of these kinds of an area and time, and what happened later to the cases that are followed."""
    counted = ground.facts_told(kinds, [area], period.start, period.end, rules.CARRIED)
    cases = {about for _seq, _at, kind, about, _body in counted if kind in rules.COHORT}
    followed = ground.facts_following(rules.FOLLOWED, cases, period.start, rules.CARRIED)
    return list(map(rules.Event._make, [*counted, *followed]))


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
        touched.update(itertools.product(around, _months(of_case)))
    return sorted(touched)


def _months(of_case: Iterable[facts.Told]) -> tuple[date, ...]:
    events = (rules.Event(one.seq, one.at, one.fact.kind, one.fact.about, {}) for one in of_case)
    return rules.touched_months(events)


WIDER = ("region", "prefecture")
"""Levels above the banner: they add up the exports of their banners, not this log."""


def areas_counted(codes: Iterable[str]) -> tuple[str, ...]:
    """These areas and those around them up to the banner, sorted. One query."""
    return tuple(area.code for area in ground.divisions_around(codes) if area.level not in WIDER)
