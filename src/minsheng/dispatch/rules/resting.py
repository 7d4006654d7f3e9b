"""How much anybody may be given, or take, at once: helpers are volunteers and need their rest. Pure.

Volunteers are often asked by those they work for, so this holds for what they claim themselves as well as for offers.
Visits of one village are one round: between them nobody has to wait. What has no agreed time has no place in a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from minsheng.foundation import worktime

LONGEST_DUTY = timedelta(hours=8)
REST_BETWEEN_DUTIES = timedelta(hours=8)


@dataclass(frozen=True)
class Window:
    """From when to when somebody helps, in which area ("" on duty in a hall, which is left by nobody), and with what."""

    start: datetime
    end: datetime
    area: str = ""
    title: str = ""


def day_is_full(wanted: Window, held: Iterable[Window], most: int) -> bool:
    """Has a helper as many visits as anybody may have on the calendar day on which this one begins?"""
    day = worktime.local_date(wanted.start)
    return sum(bool(one.area) and worktime.local_date(one.start) == day for one in held) >= most


def too_near(wanted: Window, held: Iterable[Window], rest: timedelta) -> Window | None:
    """What stands in the way: a visit of another village without a rest between, or a duty at that time."""
    for one in held:
        if one.area and one.area == wanted.area:
            continue
        between = rest if one.area else timedelta()
        if one.start < wanted.end + between and wanted.start < one.end + between:
            return one
    return None


def is_too_long(wanted: Window, duties: Iterable[Window]) -> bool:
    """Would somebody be on duty for longer than `LONGEST_DUTY` without `REST_BETWEEN_DUTIES` before or after?

    Duties with less rest between them are one, also over midnight.
    """
    start, end, hours = wanted.start, wanted.end, wanted.end - wanted.start
    left = sorted(duties, key=lambda one: one.start)
    near = [one for one in left if one.start < end + REST_BETWEEN_DUTIES and start < one.end + REST_BETWEEN_DUTIES]
    while near:
        hours += sum((one.end - one.start for one in near), timedelta())
        start, end = min(start, *(one.start for one in near)), max(end, *(one.end for one in near))
        left = [one for one in left if one not in near]
        near = [one for one in left if one.start < end + REST_BETWEEN_DUTIES and start < one.end + REST_BETWEEN_DUTIES]
    return hours > LONGEST_DUTY
