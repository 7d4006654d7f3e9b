"""Time limits against steppers that walk minute by minute and day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.foundation import holidays, worktime
from minsheng.foundation.worktime import LimitUnit, WorkCalendar, at_local

QUIET = settings(deadline=None)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("text", ["2026-06-03T09:30:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00", "x"])
def test_what_is_no_moment_of_these_times_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        worktime.moment_of(text)


def test_a_moment_of_any_offset_is_kept_in_utc() -> None:
    found = worktime.moment_of("2026-06-03T09:30:00+23:59")
    assert found.isoformat() == "2026-06-02T09:31:00+00:00"


DAY = timedelta(days=1)
OFFICIAL = WorkCalendar()
moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 10, 15), timezones=st.just(worktime.ZONE))  # noqa: DTZ001 - Hypothesis adds the zone
minute_moments = moments.map(lambda at: at.replace(second=0, microsecond=0))
day_sets = st.frozensets(st.dates(date(2026, 3, 1), date(2026, 4, 30)), max_size=25)


def _week(on: date) -> bool:
    return on.weekday() < 5


def _unknown(on: date) -> bool:
    raise holidays.MissingYear(f"{on.year}")


def _is_office_minute(calendar: WorkCalendar, at: datetime) -> bool:
    clock = at.time()
    return calendar.is_workday(at.date()) and any(opens <= clock < closes for opens, closes in calendar.office_hours)


def _stepped_due(calendar: WorkCalendar, start: datetime, minutes: int) -> datetime:
    at = start
    while minutes:
        minutes -= _is_office_minute(calendar, at)
        at += MINUTE
    return at


def _stepped_days(is_workday: Callable[[date], bool], on: date, amount: int) -> date:
    while amount:
        on += DAY
        amount -= is_workday(on)
    return on


# Working days


@QUIET
@given(moments, st.integers(1, 40))
def test_working_days_end_at_close_of_office_on_the_last_one(start: datetime, amount: int) -> None:
    due = OFFICIAL.due(start, amount, LimitUnit.WORKING_DAYS)
    assert due.at == at_local(_stepped_days(holidays.official_day, start.date(), amount), time(17, 30))


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a Friday; Saturday makes up for Spring Festival
        (date(2026, 2, 14), 1, date(2026, 2, 24)),  # nine days off follow
        (date(2026, 2, 24), 4, date(2026, 2, 28)),  # another make-up Saturday
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # National Day, two days, a make-up Saturday
        (date(2026, 1, 1), 1, date(2026, 1, 4)),  # a make-up Sunday
        (date(2026, 6, 3), 5, date(2026, 6, 10)),  # a plain week
    ],
)
def test_working_days_over_the_holidays_of_2026(start: date, amount: int, end: date) -> None:
    assert OFFICIAL.due(at_local(start, time(9)), amount, LimitUnit.WORKING_DAYS).at == at_local(end, time(17, 30))


def test_a_limit_of_no_days_ends_today_and_never_before_it_began() -> None:
    morning, evening = at_local(date(2026, 6, 3), time(9)), at_local(date(2026, 6, 3), time(20))
    assert OFFICIAL.due(morning, 0, LimitUnit.WORKING_DAYS).at == at_local(date(2026, 6, 3), time(17, 30))
    assert OFFICIAL.due(evening, 0, LimitUnit.WORKING_DAYS).at == evening


# Working hours


@settings(deadline=None, max_examples=40)
@given(minute_moments, st.integers(1, 30))
def test_working_hours_agree_with_a_minute_stepper(start: datetime, amount: int) -> None:
    assert OFFICIAL.due(start, amount, LimitUnit.WORKING_HOURS).at == _stepped_due(OFFICIAL, start, amount * 60)


@settings(deadline=None, max_examples=25)
@given(
    st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 20), timezones=st.just(worktime.ZONE)),  # noqa: DTZ001 - likewise
    st.integers(1, 12),
    day_sets,
    st.lists(st.times().map(lambda clock: clock.replace(second=0, microsecond=0)), min_size=4, max_size=4, unique=True),
)
def test_working_hours_agree_in_any_calendar(
    start: datetime, amount: int, off: frozenset[date], clocks: list[time]
) -> None:
    first, second, third, fourth = sorted(clocks)
    calendar = WorkCalendar(
        {day: False for day in off if day.weekday() < 2}, _week, ((first, second), (third, fourth)), lambda _: ""
    )
    a_day = (datetime.combine(start, second) - datetime.combine(start, first)) // MINUTE
    a_day += (datetime.combine(start, fourth) - datetime.combine(start, third)) // MINUTE
    if a_day < 60:
        return
    began = start.replace(second=0, microsecond=0)
    assert calendar.due(began, amount, LimitUnit.WORKING_HOURS).at == _stepped_due(calendar, began, amount * 60)


@QUIET
@given(moments, st.integers(1, 60))
def test_working_hours_lose_no_second(start: datetime, amount: int) -> None:
    due = OFFICIAL.due(start, amount, LimitUnit.WORKING_HOURS)
    assert OFFICIAL.elapsed_minutes(start, due.at, LimitUnit.WORKING_HOURS) == amount * 60
    assert OFFICIAL.elapsed_minutes(start, due.at - timedelta(microseconds=1), LimitUnit.WORKING_HOURS) < amount * 60


def test_working_hours_pass_over_the_break_at_noon() -> None:
    start = at_local(date(2026, 6, 3), time(11, 59, 30))
    assert OFFICIAL.due(start, 1, LimitUnit.WORKING_HOURS).at == at_local(date(2026, 6, 3), time(15, 29, 30))


# Calendar days, hours, minutes


@QUIET
@given(moments, st.integers(0, 400))
def test_calendar_days_end_with_the_last_day(start: datetime, amount: int) -> None:
    due = OFFICIAL.due(start, amount, LimitUnit.CALENDAR_DAYS)
    last = due.at - timedelta(microseconds=1)
    assert (last.date() - start.date()).days == amount
    assert (due.at.date() - start.date()).days == amount + 1
    assert due.lines[-1] == f"到{last:%Y-%m-%d} 24:00为止"


@QUIET
@given(moments, st.integers(0, 5_000))
def test_hours_and_minutes_run_round_the_clock(start: datetime, amount: int) -> None:
    seconds = start.timestamp()
    assert OFFICIAL.due(start, amount, LimitUnit.HOURS).at.timestamp() == pytest.approx(seconds + amount * 3600)
    assert OFFICIAL.due(start, amount, LimitUnit.MINUTES).at.timestamp() == pytest.approx(seconds + amount * 60)


@pytest.mark.parametrize("unit", list(LimitUnit))
def test_the_start_may_be_told_in_any_time_zone(unit: LimitUnit) -> None:
    start = datetime(2026, 2, 13, 23, 30, tzinfo=UTC)  # already Saturday in the banner
    assert OFFICIAL.due(start, 3, unit).at == OFFICIAL.due(start.astimezone(worktime.ZONE), 3, unit).at
    assert OFFICIAL.due(start, 3, unit).at.tzinfo is worktime.ZONE


@QUIET
@given(moments, st.integers(0, 30), st.integers(0, 3_000), st.sampled_from(list(LimitUnit)))
def test_a_later_start_or_a_longer_limit_never_ends_earlier(
    start: datetime, amount: int, later_minutes: int, unit: LimitUnit
) -> None:
    due = OFFICIAL.due(start, amount, unit).at
    assert due >= start
    assert OFFICIAL.due(start, amount + 1, unit).at > due
    assert OFFICIAL.due(start + MINUTE * later_minutes, amount, unit).at >= due


# Elapsed time


@settings(deadline=None, max_examples=40)
@given(minute_moments, st.integers(0, 6_000))
def test_elapsed_minutes_agree_with_a_minute_stepper(start: datetime, minutes: int) -> None:
    end = start + MINUTE * minutes
    stepped = sum(_is_office_minute(OFFICIAL, start + MINUTE * passed) for passed in range(minutes))
    assert OFFICIAL.elapsed_minutes(start, end, LimitUnit.WORKING_HOURS) == stepped
    assert OFFICIAL.elapsed_minutes(start, end, LimitUnit.WORKING_DAYS) == stepped
    for unit in (LimitUnit.MINUTES, LimitUnit.HOURS, LimitUnit.CALENDAR_DAYS):
        assert OFFICIAL.elapsed_minutes(start, end, unit) == minutes


@QUIET
@given(st.lists(minute_moments, min_size=3, max_size=3), st.sampled_from(list(LimitUnit)))
def test_elapsed_minutes_add_up(moments_three: list[datetime], unit: LimitUnit) -> None:
    first, second, third = sorted(moments_three)
    whole = OFFICIAL.elapsed_minutes(first, third, unit)
    assert whole == OFFICIAL.elapsed_minutes(first, second, unit) + OFFICIAL.elapsed_minutes(second, third, unit)


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        OFFICIAL.elapsed_minutes(
            at_local(date(2026, 6, 3), time(9)), at_local(date(2026, 6, 3), time(8)), LimitUnit.HOURS
        )


# The days set by hand


@QUIET
@given(st.dates(date(2026, 3, 2), date(2026, 4, 20)), st.integers(1, 20), day_sets, day_sets)
def test_a_day_set_by_hand_wins(start: date, amount: int, off: frozenset[date], works: frozenset[date]) -> None:
    table = {**dict.fromkeys(works, True), **dict.fromkeys(off, False)}
    calendar = WorkCalendar(table)

    def is_workday(on: date) -> bool:
        return on not in off and (on in works or holidays.official_day(on))

    due = calendar.due(at_local(start, time(9)), amount, LimitUnit.WORKING_DAYS)
    assert due.at == at_local(_stepped_days(is_workday, start, amount), time(17, 30))


@pytest.mark.parametrize("unit", [LimitUnit.WORKING_DAYS, LimitUnit.WORKING_HOURS])
def test_a_missing_year_is_an_error_never_a_guess(unit: LimitUnit) -> None:
    start = at_local(date(2026, 12, 31), time(17))
    with pytest.raises(holidays.MissingYear, match=r"2027年.*录入"):
        OFFICIAL.due(start, 8, unit)
    with pytest.raises(holidays.MissingYear):
        OFFICIAL.elapsed_minutes(start, start + DAY * 3, unit)


def test_a_missing_year_stops_no_limit_round_the_clock() -> None:
    start = at_local(date(2026, 12, 31), time(17))
    assert OFFICIAL.due(start, 8, LimitUnit.HOURS).at == at_local(date(2027, 1, 1), time(1))
    assert OFFICIAL.due(start, 8, LimitUnit.CALENDAR_DAYS).at == at_local(date(2027, 1, 9), time(0))


def test_days_set_by_hand_make_a_missing_year_known() -> None:
    table = {date(2027, 1, 1): False, date(2027, 1, 2): False, date(2027, 1, 3): False, date(2027, 1, 4): True}
    due = WorkCalendar(table).due(at_local(date(2026, 12, 31), time(9)), 1, LimitUnit.WORKING_DAYS)
    assert due.at == at_local(date(2027, 1, 4), time(17, 30))
    with pytest.raises(holidays.MissingYear):
        WorkCalendar(table).due(at_local(date(2026, 12, 31), time(9)), 2, LimitUnit.WORKING_DAYS)


# The counting in words


def test_the_lines_say_each_day_that_did_not_count_and_why() -> None:
    calendar = WorkCalendar({date(2026, 2, 24): False})
    due = calendar.due(at_local(date(2026, 2, 12), time(17)), 7, LimitUnit.WORKING_DAYS)
    assert due.lines == (
        "从2026-02-12 17:00开始，限7个工作日",
        "当天不算，到最后一个工作日下班",
        "2月14日(周六)调休上班，算",
        "2月15日(周日)至2月23日(周一)法定节假日（春节），不算",
        "2月24日(周二)手工调整为休息日，不算",
        "2月28日(周六)调休上班，算",
        "3月1日(周日)周末，不算",
        "到2026-03-02 17:30为止",
    )


def test_a_weekend_set_to_work_is_named() -> None:
    calendar = WorkCalendar({date(2026, 6, 6): True})
    due = calendar.due(at_local(date(2026, 6, 5), time(9)), 1, LimitUnit.WORKING_DAYS)
    assert "6月6日(周六)手工调整为工作日，算" in due.lines


def test_a_day_set_to_what_it_is_anyway_is_not_called_an_adjustment() -> None:
    table = {date(2026, 6, 5): True, date(2026, 6, 6): False, date(2027, 1, 2): False, date(2027, 1, 4): True}
    calendar = WorkCalendar(table)
    words = [calendar.why(day) for day in table]
    assert words == ["工作日", "周末", "周末", "工作日"]


@QUIET
@given(moments, st.integers(1, 25))
def test_the_lines_name_exactly_the_days_off(start: datetime, amount: int) -> None:
    due = OFFICIAL.due(start, amount, LimitUnit.WORKING_DAYS)
    passed = [start.date() + DAY * number for number in range(1, (due.at.date() - start.date()).days + 1)]
    off = sum(not OFFICIAL.is_workday(day) for day in passed)
    assert sum(_days_named(line, start.date()) for line in due.lines if line.endswith("，不算")) == off


def _days_named(line: str, since: date) -> int:
    """How many days a line names ("2月15日(周日)至2月23日(周一)...")."""
    named = [part.split("日(", maxsplit=1)[0].split("月") for part in line.split("至")]
    days = []
    for month, day in named:
        on = date(since.year, int(month), int(day))
        days.append(on if on >= since else on.replace(year=since.year + 1))
    return (days[-1] - days[0]).days + 1


# What is refused


def test_a_moment_without_time_zone_is_refused() -> None:
    for unit in LimitUnit:
        with pytest.raises(ValueError, match="time zone"):
            OFFICIAL.due(datetime(2026, 6, 3, 9, 0), 1, unit)  # noqa: DTZ001 - refused for that


@pytest.mark.parametrize("unit", list(LimitUnit))
@pytest.mark.parametrize("amount", [-1, 10**7, 10**30])
def test_an_impossible_amount_is_refused(unit: LimitUnit, amount: int) -> None:
    with pytest.raises(ValueError, match="ten years"):
        WorkCalendar(official=_week).due(at_local(date(2026, 6, 3), time(9)), amount, unit)


@pytest.mark.parametrize("unit", [LimitUnit.WORKING_DAYS, LimitUnit.WORKING_HOURS])
def test_a_calendar_without_working_days_is_refused(unit: LimitUnit) -> None:
    with pytest.raises(ValueError, match="ten years"):
        WorkCalendar(official=lambda _: False).due(at_local(date(2026, 6, 3), time(9)), 1, unit)


@pytest.mark.parametrize(
    "hours",
    [
        (),
        ((time(12), time(8)),),
        ((time(8), time(8)),),
        ((time(8), time(12)), (time(11), time(17))),
        ((time(14), time(17)), (time(8), time(12))),
    ],
)
def test_office_hours_out_of_order_are_refused(hours: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="office hours"):
        WorkCalendar(office_hours=hours)


def test_a_year_that_neither_calendar_knows_is_refused_day_by_day() -> None:
    calendar = WorkCalendar({date(2026, 6, 3): True}, official=_unknown)
    assert calendar.is_workday(date(2026, 6, 3))
    with pytest.raises(holidays.MissingYear):
        calendar.is_workday(date(2026, 6, 4))
