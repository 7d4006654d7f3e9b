"""Time limits over the working calendar: when they end, and how that was counted, line by line. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from minsheng.foundation import holidays

ZONE = ZoneInfo("Asia/Shanghai")
OFFICE_HOURS = ((time(8, 30), time(12, 0)), (time(14, 30), time(17, 30)))
MINUTE = timedelta(minutes=1)
MOST_DAYS = 3_660
TOO_LONG = "a limit ends within ten years"
WEEKDAYS = "一二三四五六日"


class LimitUnit(StrEnum):
    """In which unit a limit is counted. `minutes` and `hours` run round the clock."""

    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


UNIT_WORDS = {
    LimitUnit.MINUTES: "分钟",
    LimitUnit.HOURS: "小时",
    LimitUnit.WORKING_HOURS: "工作小时",
    LimitUnit.WORKING_DAYS: "个工作日",
    LimitUnit.CALENDAR_DAYS: "个自然日",
}


def local(at: datetime) -> datetime:
    """The moment on the banner's clock. Raises `ValueError` for a moment without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(ZONE)


def local_date(at: datetime) -> date:
    """The day on the banner's calendar."""
    return local(at).date()


def at_local(on: date, clock: time) -> datetime:
    """The moment of a day and a clock time in the banner."""
    return datetime.combine(on, clock, ZONE)


def plain_digits(text: str) -> str:
    """The ASCII digits of a text, full-width ones included; everything else is dropped."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter in "0123456789")


@dataclass(frozen=True)
class Due:
    """When a limit ends, and its counting in words."""

    at: datetime
    lines: tuple[str, ...]


@dataclass(frozen=True)
class WorkCalendar:
    """The official calendar, under the days that the banner set by hand. Office hours: ordered, not overlapping."""

    overrides: Mapping[date, bool] = field(default_factory=dict)
    official: Callable[[date], bool] = holidays.official_day
    office_hours: tuple[tuple[time, time], ...] = OFFICE_HOURS
    holiday_name: Callable[[date], str] = holidays.holiday_name

    def __post_init__(self) -> None:
        clocks = [clock for pair in self.office_hours for clock in pair]
        if not clocks or any(later <= earlier for earlier, later in pairwise(clocks)):
            raise ValueError("office hours are pairs of clock times, one after the other")

    def is_workday(self, on: date) -> bool:
        """Is this a working day? Raises `holidays.MissingYear` where neither calendar knows it."""
        found = self.overrides.get(on)
        return self.official(on) if found is None else found

    def is_set_by_hand(self, on: date) -> bool:
        """Does a day set by hand say otherwise than the official calendar (or the week, in a year it lacks)?"""
        if on not in self.overrides:
            return False
        try:
            usual = self.official(on)
        except holidays.MissingYear:
            usual = on.weekday() < 5
        return self.overrides[on] is not usual

    def why(self, on: date) -> str:
        """Why this day is (not) a working day, in a word."""
        is_weekend = on.weekday() >= 5
        if self.is_set_by_hand(on):
            return "手工调整为" + ("工作日" if self.overrides[on] else "休息日")
        if self.is_workday(on):
            return "调休上班" if is_weekend else "工作日"
        name = self.holiday_name(on)
        if name:
            return f"法定节假日（{name}）"
        return "周末" if is_weekend else "法定节假日"

    def due(self, start: datetime, amount: int, unit: LimitUnit) -> Due:
        """When a limit of `amount` >= 0 units ends that begins at `start` (aware), counted line by line.

        Working days: the day of the start does not count; the end is the close of office on the last one.
        Calendar days: likewise, at the end of the last day (24:00). Hours and minutes run round the clock;
        working hours run within office hours. Raises `holidays.MissingYear`, and `ValueError` for an amount
        below 0, an end later than ten years, a start without time zone.
        """
        if not 0 <= amount <= MOST_DAYS * 24 * 60:
            raise ValueError(f"{TOO_LONG}, and not before it begins")
        began = local(start)
        opening = f"从{began:%Y-%m-%d %H:%M}开始，限{amount}{UNIT_WORDS[unit]}"
        if unit is LimitUnit.CALENDAR_DAYS:
            last = began.date() + timedelta(days=_within(amount))
            closing = f"到{last:%Y-%m-%d} 24:00为止"
            return Due(at_local(last + timedelta(days=1), time(0)), (opening, "当天不算，其余每天都算", closing))
        if unit is LimitUnit.WORKING_DAYS:
            end, lines = self._working_days(began, amount)
        elif unit is LimitUnit.WORKING_HOURS:
            end, lines = self._working_time(began, timedelta(hours=amount))
        else:
            length = MINUTE * amount * (60 if unit is LimitUnit.HOURS else 1)
            _within(length.days)
            end, lines = local(began.astimezone(UTC) + length), ["昼夜连续计算，节假日也算"]
        return Due(end, (opening, *lines, f"到{end:%Y-%m-%d %H:%M}为止"))

    def elapsed_minutes(self, start: datetime, end: datetime, unit: LimitUnit) -> int:
        """Whole minutes from `start` to `end` (aware, not earlier) that count for limits in this unit.

        Working days and working hours: minutes within office hours; the other units: every minute. Raises
        `ValueError` and `holidays.MissingYear` like `due`.
        """
        began, ended = local(start), local(end)
        if ended < began:
            raise ValueError("time does not run backwards")
        if unit not in (LimitUnit.WORKING_HOURS, LimitUnit.WORKING_DAYS):
            return (ended.astimezone(UTC) - began.astimezone(UTC)) // MINUTE
        days = _within((ended.date() - began.date()).days)
        spent = timedelta()
        for day in (began.date() + timedelta(days=passed) for passed in range(days + 1)):
            for opens, closes in self._spans(day) if self.is_workday(day) else ():
                spent += max(min(closes, ended) - max(opens, began), timedelta())
        return spent // MINUTE

    def _spans(self, on: date) -> Iterator[tuple[datetime, datetime]]:
        return ((at_local(on, opens), at_local(on, closes)) for opens, closes in self.office_hours)

    def _working_days(self, began: datetime, amount: int) -> tuple[datetime, list[str]]:
        day, counted, skipped = began.date(), 0, _Skipped(self)
        for _ in range(MOST_DAYS):
            if counted == amount:
                end = at_local(day, self.office_hours[-1][1])
                return max(end, began), ["当天不算，到最后一个工作日下班", *skipped.lines()]
            day += timedelta(days=1)
            if self.is_workday(day):
                counted += 1
                skipped.note_special(day)
            else:
                skipped.add(day)
        raise ValueError(TOO_LONG)

    def _working_time(self, began: datetime, left: timedelta) -> tuple[datetime, list[str]]:
        day, skipped = began.date(), _Skipped(self)
        if not left:
            return began, ["只算上班时间"]
        for _ in range(MOST_DAYS):
            if self.is_workday(day):
                skipped.note_special(day)
                for opens, closes in self._spans(day):
                    first = max(began, opens)
                    room = max(closes - first, timedelta())
                    if room >= left:
                        return first + left, ["只算上班时间", *skipped.lines()]
                    left -= room
            else:
                skipped.add(day)
            day += timedelta(days=1)
        raise ValueError(TOO_LONG)


def _within(days: int) -> int:
    if days > MOST_DAYS:
        raise ValueError(TOO_LONG)
    return days


class _Skipped:
    """Collects days that did not count (or counted although they look like days off), joined to ranges."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        self.ranges: list[tuple[date, date, str, str]] = []

    def add(self, on: date) -> None:
        self._note(on, self.calendar.why(on), "不算")

    def note_special(self, on: date) -> None:
        if on.weekday() >= 5 or self.calendar.is_set_by_hand(on):
            self._note(on, self.calendar.why(on), "算")

    def _note(self, on: date, why: str, counts: str) -> None:
        if self.ranges and self.ranges[-1][2:] == (why, counts) and self.ranges[-1][1] + timedelta(days=1) == on:
            self.ranges[-1] = (self.ranges[-1][0], on, why, counts)
        else:
            self.ranges.append((on, on, why, counts))

    def lines(self) -> list[str]:
        return [
            f"{_day(first)}{'至' + _day(last) if last != first else ''}{why}，{counts}"
            for first, last, why, counts in self.ranges
        ]


def _day(on: date) -> str:
    return f"{on.month}月{on.day}日(周{WEEKDAYS[on.weekday()]})"
