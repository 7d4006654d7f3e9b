"""Pure rules of what comes back from the doors: what a record does to its visit, and when it is late."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from minsheng.foundation import worktime


class Result(StrEnum):
    """What came of standing at a door."""

    DONE = "done"
    NOTHING_NEEDED = "nothing_needed"
    NEED_FOUND = "need_found"
    NOBODY_HOME = "nobody_home"
    NOT_DONE = "not_done"


RESULT_WORDS = {
    Result.DONE: "办好了",
    Result.NOTHING_NEEDED: "看望了，没有别的需要",
    Result.NEED_FOUND: "发现了新的需要",
    Result.NOBODY_HOME: "没人在家",
    Result.NOT_DONE: "没办成",
}


class Standing(StrEnum):
    """What became of a record."""

    COUNTED = "counted"
    VOID = "void"
    TO_SETTLE = "to_settle"
    NOTED = "noted"


STANDING_WORDS = {
    Standing.COUNTED: "已记下",
    Standing.VOID: "口令不符，这次上门作废",
    Standing.TO_SETTLE: "等人核对",
    Standing.NOTED: "已核对，不另计一次",
}

LATE_AFTER = timedelta(hours=24)


WRITTEN_UP_FOR = timedelta(hours=12)
"""So long after its window what is written down is taken for that visit, not for another one."""


def day_of(
    written_at: datetime, minutes: int | None, window_start: datetime | None, window_end: datetime | None
) -> date:
    """The calendar day to which a visit belongs: the one on which it began, also where it went on past midnight.

    Written down at its agreed time or soon after: the day of that. Else: the day on which so many minutes of it began.
    """
    if window_start is not None and window_end is not None and window_start <= written_at < window_end + WRITTEN_UP_FOR:
        return worktime.local_date(window_start)
    return worktime.local_date(written_at - timedelta(minutes=minutes or 0))


def ends_visit(result: Result) -> bool:
    """Is the visit over with this result? Where nobody was at home, somebody goes again."""
    return result is not Result.NOBODY_HOME


def delivery_result(result: Result) -> str:
    """The result of the delivery that the record makes (see `cases.Delivery`)."""
    return "not_possible" if result is Result.NOT_DONE else "done"


def is_late(done_at: datetime, received_at: datetime) -> bool:
    """Was it written down so long before it came in that the record is marked?"""
    return received_at - done_at > LATE_AFTER
