"""The independent clock: walks a grid of single minutes (or days) and knows nothing of how `worktime` counts."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

import numpy as np

from minsheng.foundation import holidays, worktime
from minsheng.foundation.worktime import LimitUnit, Pause

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
BEGIN = datetime.combine(FIRST, time(0), worktime.ZONE)
DAYS = (LAST - FIRST).days + 1
DAY_MINUTES = 24 * 60


class Grid:
    """Two years of minutes in which an office is open or not, and of days that are working days or not."""

    def __init__(self) -> None:
        self.works = np.array([holidays.official_day(FIRST + timedelta(days=day)) for day in range(DAYS)])
        office = np.zeros(DAY_MINUTES, bool)
        for opens, closes in worktime.OFFICE_HOURS:
            office[opens.hour * 60 + opens.minute : closes.hour * 60 + closes.minute] = True
        self.open = np.outer(self.works, office).ravel()

    def end(self, start: datetime, amount: int, unit: LimitUnit, pauses: list[Pause]) -> datetime:
        """Where the walk arrives. Raises `IndexError` where two years are not enough."""
        if unit in (LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS):
            return self._days(start, amount, unit, pauses)
        first = _minute(start)
        counts = self.open[first:].copy() if unit is LimitUnit.WORKING_HOURS else np.ones(self.open.size - first, bool)
        for pause in pauses:
            counts[max(0, _minute(pause.start) - first) : max(0, _minute(pause.end) - first)] = False
        wanted = amount * (1 if unit is LimitUnit.MINUTES else 60)
        return BEGIN + timedelta(minutes=first + int(np.flatnonzero(counts)[wanted - 1]) + 1)

    def _days(self, start: datetime, amount: int, unit: LimitUnit, pauses: list[Pause]) -> datetime:
        day = _minute(start) // DAY_MINUTES
        close = DAY_MINUTES if unit is LimitUnit.CALENDAR_DAYS else 17 * 60 + 30
        while amount:
            day += 1
            at = BEGIN + timedelta(minutes=day * DAY_MINUTES + close)
            runs = not any(pause.start <= at < pause.end for pause in pauses)
            amount -= bool((unit is LimitUnit.CALENDAR_DAYS or self.works[day]) and runs)
        return BEGIN + timedelta(minutes=day * DAY_MINUTES + close)


def _minute(at: datetime) -> int:
    return int((at - BEGIN).total_seconds()) // 60


def agreement(cases: int, seed: int = 20261125) -> tuple[int, int]:
    """(how many ends of random limits agree with `worktime`, how many there were)."""
    chance, grid, calendar, equal = random.Random(seed), Grid(), worktime.WorkCalendar(), 0
    for _ in range(cases):
        start = BEGIN + timedelta(minutes=chance.randrange(600 * DAY_MINUTES))
        unit = chance.choice(list(LimitUnit))
        amount = chance.randint(1, 20) * (30 if unit is LimitUnit.MINUTES else 1)
        pauses = []
        for _ in range(chance.choice((0, 0, 1, 2, 3))):
            paused = start + timedelta(minutes=chance.randrange(-600, 12_000))
            pauses.append(Pause(paused, paused + timedelta(minutes=chance.randrange(6_000))))
        equal += calendar.due(start, amount, unit, pauses).at == grid.end(start, amount, unit, pauses)
    return equal, cases
