"""Time limits over the working calendar: when they end, and how that was counted, line by line. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises `ValueError` for one without a zone, or of no age that anybody here speaks of.

    Python takes offsets of nearly a day, PostgreSQL takes none above 15:59; the year 1 has no moment a day before it.
    """
    if moment.tzinfo is None or not 1900 < moment.year < 2900:
        raise ValueError("a moment of these times, with its zone")
    return moment.astimezone(UTC)


def moment_of(text: str) -> datetime:
    """A moment as a program wrote it (ISO 8601), in UTC. Raises `ValueError`."""
    return in_utc(datetime.fromisoformat(text))


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


LONGEST_NIGHT = timedelta(hours=12)


def window_of(on: date, start: time, end: time) -> tuple[datetime, datetime]:
    """From a clock time of a day to another one: of the next day where it is not after the first (22:00 to 06:00).

    The last day that a computer knows has no next one: there the end stays before the beginning, which nobody accepts.
    """
    is_over_midnight = end <= start and on < date.max
    return at_local(on, start), at_local(on + timedelta(days=1) if is_over_midnight else on, end)


def is_slip(window: tuple[datetime, datetime]) -> bool:
    """Does a window go past midnight for longer than any night (12 hours)? Then one of its times is a slip of the pen."""
    first, last = window
    return local_date(last) > local_date(first) and last - first > LONGEST_NIGHT


def plain_digits(text: str) -> str:
    """The ASCII digits of a text, full-width ones included; everything else is dropped."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter in "0123456789")


@dataclass(frozen=True)
class Due:
    """When a limit ends, and its counting in words."""

    at: datetime
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Pause:
    """From `start` until before `end` the clock stood still, for a reason in words. Both aware, `end` not earlier."""

    start: datetime
    end: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        if local(self.end) < local(self.start):
            raise ValueError("a pause ends after it began")

    def holds(self, at: datetime) -> bool:
        """Did the clock stand still at this moment?"""
        return self.start <= at < self.end


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

    def earliest(self) -> WorkCalendar:
        """This calendar, with every day worked in a year that it lacks: a limit ends there no later than it will."""

        def official(on: date) -> bool:
            try:
                return self.official(on)
            except holidays.MissingYear:
                return True

        return replace(self, official=official)

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

    def due(self, start: datetime, amount: int, unit: LimitUnit, pauses: Iterable[Pause] = ()) -> Due:
        """When a limit of `amount` >= 0 units ends that begins at `start` (aware), counted line by line.

        Working days: the day of the start does not count; the end is the close of office on the last one.
        Calendar days: likewise, at the end of the last day (24:00). Hours and minutes run round the clock;
        working hours run within office hours. Pauses (in any order, they may overlap) take their minutes out of
        hours and minutes; a day does not count if the clock stood still at its end (close of office, 24:00).
        Raises `holidays.MissingYear`, and `ValueError` for an amount below 0, an end later than ten years, a
        start without time zone.
        """
        still = _joined(pauses, start)
        if still:
            return self._due_with_pauses(start, amount, unit, still)
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

    def _due_with_pauses(self, start: datetime, amount: int, unit: LimitUnit, pauses: Sequence[Pause]) -> Due:
        """Count without pauses, then go on by what each pause took, until nothing more is taken."""
        if unit in (LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS):
            return self._days_with_pauses(start, amount, unit, pauses)
        minutes = amount * (60 if unit is not LimitUnit.MINUTES else 1)
        taken, plain = timedelta(), self.due(start, amount, unit)
        end = plain.at
        while True:
            lost = sum(
                (self._running(max(p.start, start), min(p.end, end), unit) for p in pauses if p.start < end),
                timedelta(),
            )
            if lost == taken:
                return self._told(plain, end, pauses)
            taken = lost
            end = self._after(start, timedelta(minutes=minutes) + lost, unit)

    def _running(self, first: datetime, last: datetime, unit: LimitUnit) -> timedelta:
        """How much of a stretch counts for hours, minutes or working hours."""
        if last <= first:
            return timedelta()
        if unit is not LimitUnit.WORKING_HOURS:
            return last.astimezone(UTC) - first.astimezone(UTC)
        began, ended = local(first), local(last)
        days = (
            began.date() + timedelta(days=passed) for passed in range(_within((ended.date() - began.date()).days) + 1)
        )
        spans = (span for day in days if self.is_workday(day) for span in self._spans(day))
        return sum((max(min(closes, ended) - max(opens, began), timedelta()) for opens, closes in spans), timedelta())

    def _after(self, start: datetime, length: timedelta, unit: LimitUnit) -> datetime:
        began = local(start)
        if unit is LimitUnit.WORKING_HOURS:
            return self._working_time(began, length)[0]
        _within(length.days)
        return local(began.astimezone(UTC) + length)

    def _days_with_pauses(self, start: datetime, amount: int, unit: LimitUnit, pauses: Sequence[Pause]) -> Due:
        day, counted, closing = local(start).date(), 0, self._close_of(local(start).date(), unit)
        for _ in range(MOST_DAYS):
            if counted == amount:
                end = max(closing, local(start))
                return self._told(self.due(start, amount, unit), end, pauses)
            day += timedelta(days=1)
            counts = unit is LimitUnit.CALENDAR_DAYS or self.is_workday(day)
            closing = self._close_of(day, unit) if counts else closing
            if counts and not any(pause.holds(self._close_of(day, unit)) for pause in pauses):
                counted += 1
        raise ValueError(TOO_LONG)

    def _close_of(self, on: date, unit: LimitUnit) -> datetime:
        if unit is LimitUnit.CALENDAR_DAYS:
            return at_local(on + timedelta(days=1), time(0))
        return at_local(on, self.office_hours[-1][1])

    def _told(self, plain: Due, end: datetime, pauses: Sequence[Pause]) -> Due:
        """The lines without pauses, then each pause, then the new end."""
        lines = [
            f"{local(p.start):%m月%d日 %H:%M}至{local(p.end):%m月%d日 %H:%M}暂停{f'（{p.reason}）' if p.reason else ''}，不算"
            for p in pauses
            if p.start < end
        ]
        shown = f"{end - timedelta(days=1):%Y-%m-%d} 24:00" if end.time() == time(0) else f"{end:%Y-%m-%d %H:%M}"
        return Due(end, (*plain.lines, *lines, f"算上暂停，到{shown}为止") if lines else plain.lines)

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


def _joined(pauses: Iterable[Pause], start: datetime) -> list[Pause]:
    """Pauses that matter after a start, in order, overlapping ones joined (their reasons too)."""
    joined: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: (pause.start, pause.end)):
        if pause.end <= start or pause.end == pause.start:
            continue
        last = joined[-1] if joined else None
        if last is not None and pause.start <= last.end:
            reasons = "、".join(dict.fromkeys(part for part in (last.reason, pause.reason) if part))
            joined[-1] = Pause(last.start, max(last.end, pause.end), reasons)
        else:
            joined.append(Pause(max(pause.start, start), pause.end, pause.reason))
    return joined


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
