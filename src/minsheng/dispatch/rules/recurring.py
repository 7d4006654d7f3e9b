"""Pure rules of visits that come again: on which days, and how they keep off official holidays."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum

MOST_HOLIDAY_DAYS = 40
"""No run of holidays is longer; a calendar that says so is wrong, and the visit stays where it was."""


class Every(StrEnum):
    """In what a visit's interval is counted."""

    WEEK = "week"
    MONTH = "month"


EVERY_WORDS = {Every.WEEK: "周", Every.MONTH: "个月"}


def planned_days(starts_on: date, every: Every, interval: int, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` on which the visit falls, in order, holidays not yet looked at.

    Monthly: the same day of the month, or its last day where the month is shorter. `interval` >= 1.
    """
    step = 0
    while (day := _nth(starts_on, every, interval * step)) <= last:
        if day >= first:
            yield day
        step += 1


def _nth(starts_on: date, every: Every, steps: int) -> date:
    if every is Every.WEEK:
        return starts_on + timedelta(weeks=steps)
    years, month = divmod(starts_on.month - 1 + steps, 12)
    year = starts_on.year + years
    return date(year, month + 1, min(starts_on.day, calendar.monthrange(year, month + 1)[1]))


def off_holidays(planned: date, is_holiday: Callable[[date], bool]) -> date:
    """The day itself, or the first one after it that is no official holiday."""
    days = (planned + timedelta(days=number) for number in range(MOST_HOLIDAY_DAYS))
    return next((day for day in days if not is_holiday(day)), planned)
