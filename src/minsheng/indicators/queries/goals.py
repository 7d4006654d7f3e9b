"""The goals of a year beside what was counted so far: months of one measure in one unit, which may be added up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from minsheng.foundation import units
from minsheng.indicators import rules
from minsheng.indicators.models import Figure, YearGoal


@dataclass(frozen=True)
class GoalShown:
    """A goal, and how much of it there is: both in the measure's unit."""

    measure: rules.Measure
    at_least: units.Quantity
    so_far: units.Quantity

    @property
    def is_reached(self) -> bool:
        """Is there at least as much as was set out?"""
        return self.so_far.value >= self.at_least.value


def goals(area: str, month: date) -> list[GoalShown]:
    """The goals of an area for the year of a month, with what its months up to that one add up to. Two queries."""
    rows = list(YearGoal.objects.filter(area=area, year=month.year))
    if not rows:
        return []
    first = date(month.year, 1, 1)
    found = Figure.objects.filter(area=area, month__range=(first, month), measure__in=[row.measure for row in rows])
    versions = {measure.code: measure.version for measure in rules.MEASURES}
    sums = {
        (one["measure"], one["formula_version"]): one["total"]
        for one in found.values("measure", "formula_version").annotate(total=Sum("value"))
    }
    return [
        GoalShown(
            rules.BY_CODE[row.measure],
            rules.GOAL_UNITS[row.measure](row.at_least),
            rules.GOAL_UNITS[row.measure](sums.get((row.measure, versions[row.measure])) or 0),
        )
        for row in sorted(rows, key=lambda one: list(rules.BY_CODE).index(one.measure))
    ]
