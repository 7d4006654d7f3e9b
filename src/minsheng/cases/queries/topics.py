"""Hot topics: what is said most, by place and matter, week by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, IntegerField, Value, When
from django.db.models.functions import Coalesce, Left

from minsheng.cases.models import Case, Tenant
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import queries as ground
from minsheng.foundation import rights

WEEK = timedelta(days=7)
WEEKS = 4
LEAST_OF_EMPLOYEES = 5
"""In an enterprise fewer voices about one matter could point to somebody."""
TOWNSHIP = 9
"""Digits of a township's code: villages and communities are taken together."""


@dataclass(frozen=True)
class Topic:
    """A matter in a place: how many cases in each of the last weeks, oldest week first."""

    area: str
    area_name: str
    category: str
    category_name: str
    weeks: tuple[int, ...]

    @property
    def count(self) -> int:
        return sum(self.weeks)

    @property
    def is_growing(self) -> bool:
        """Were there more in the last week than in the one before?"""
        return self.weeks[-1] > self.weeks[-2]


def hot_topics(areas: Sequence[str], at: datetime, *, least: int = 3, most: int = 30) -> list[Topic]:
    """What was opened at least so often in the last four weeks, most first. Two queries, one over the days of four weeks.

    A case that nobody has triaged yet counts by the category that the system proposed.
    """
    starts = [at - WEEK * number for number in range(1, WEEKS)]
    week = models.Case(
        *(When(opened_at__gt=start, then=Value(number)) for number, start in enumerate(starts)),
        default=Value(WEEKS - 1),
        output_field=IntegerField(),
    )
    rows = (
        Case.objects.filter(rights.inside("area_id", areas), opened_at__gt=at - WEEK * WEEKS, opened_at__lte=at)
        .annotate(town=Left("area_id", TOWNSHIP), matter=Coalesce("category_id", "proposed_category_id"), week=week)
        .exclude(matter=None)
        .values_list("town", "matter", "week")
        .annotate(count=Count("pk"))
        .order_by("town", "matter")
    )
    weeks: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * WEEKS)
    for town, matter, number, count in rows:
        weeks[town, matter][WEEKS - 1 - number] += count
    enterprises = set(Tenant.objects.filter(rights.inside("area_id", areas)).values_list("area_id", flat=True))
    found = [
        (key, counts)
        for key, counts in weeks.items()
        if sum(counts) >= (max(least, LEAST_OF_EMPLOYEES) if key[0] in enterprises else least)
    ]
    found.sort(key=lambda one: (-sum(one[1]), one[0]))
    names = {row.code: row.name for row in ground.divisions_inside(areas, levels=("township",))}
    return [_topic(town, matter, counts, names.get(town, "")) for (town, matter), counts in found[:most]]


def _topic(town: str, matter: str, counts: Sequence[int], name: str) -> Topic:
    category = catalogue.category(matter)
    return Topic(town, name or ground.division_path(town), matter, category.path if category else matter, tuple(counts))
