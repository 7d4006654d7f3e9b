"""Limits rebuilt from a case's history against a stepper that walks through it minute by minute."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.cases import rules
from minsheng.foundation import holidays, worktime
from minsheng.foundation.worktime import LimitUnit, WorkCalendar, at_local

QUIET = settings(deadline=None, max_examples=60)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
START = datetime(2026, 9, 28, 10, 0, tzinfo=worktime.ZONE)  # a Monday before the long holiday
HANDLING, CONTACT = rules.LimitKind.HANDLING, rules.LimitKind.FIRST_CONTACT
reasons = st.sampled_from(list(rules.PauseReason))


@st.composite
def histories(draw: st.DrawFn) -> list[rules.Stop]:
    """Pauses as a case has them: one after the other, the last one perhaps still open."""
    at, found = START + draw(st.integers(-2_000, 2_000)) * MINUTE, []
    for _ in range(draw(st.integers(0, 4))):
        began = at + draw(st.integers(0, 4_000)) * MINUTE
        at = began + draw(st.integers(0, 6_000)) * MINUTE
        found.append(rules.Stop(began, at, draw(reasons)))
    if draw(st.booleans()):
        found.append(rules.Stop(at + MINUTE, None, draw(reasons)))
    return found


def stepped(amount: int, unit: LimitUnit, history: list[rules.Stop]) -> datetime:
    """The end of a limit that begins at START, by walking; knows nothing of how the rule counts."""

    def stands(at: datetime) -> bool:
        return any(one.ended_at is not None and one.started_at <= at < one.ended_at for one in history)

    day, at = START.date(), START
    if unit in (LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS):
        close = START
        while amount:
            day += DAY
            close = at_local(day + DAY, time(0)) if unit is LimitUnit.CALENDAR_DAYS else at_local(day, time(17, 30))
            amount -= (unit is LimitUnit.CALENDAR_DAYS or holidays.official_day(day)) and not stands(close)
        return close
    left = amount * (1 if unit is LimitUnit.MINUTES else 60)
    while left:
        in_office = holidays.official_day(at.date()) and any(
            opens <= at.time() < closes for opens, closes in worktime.OFFICE_HOURS
        )
        left -= (unit is not LimitUnit.WORKING_HOURS or in_office) and not stands(at)
        at += MINUTE
    return at


def due(kind: rules.LimitKind, amount: int, unit: LimitUnit, history: list[rules.Stop]) -> rules.LimitDue:
    return rules.limit_due(kind, START, amount, unit, history, WorkCalendar())


@QUIET
@given(st.integers(1, 30), st.sampled_from(list(LimitUnit)), histories())
def test_a_limit_ends_where_the_stepper_arrives(amount: int, unit: LimitUnit, history: list[rules.Stop]) -> None:
    amount *= 7 if unit is LimitUnit.MINUTES else 1
    assert due(HANDLING, amount, unit, history).due_at == stepped(amount, unit, history)


@QUIET
@given(st.sampled_from([rules.LimitKind.RESPONSE, CONTACT]), st.sampled_from(list(LimitUnit)), histories())
def test_only_handling_pauses(kind: rules.LimitKind, unit: LimitUnit, history: list[rules.Stop]) -> None:
    assert due(kind, 3, unit, history) == due(kind, 3, unit, [])
    assert not rules.is_paused(kind, history)
    assert rules.is_paused(HANDLING, history) is any(one.ended_at is None for one in history)


@QUIET
@given(st.integers(1, 20), st.sampled_from(list(LimitUnit)), histories(), st.integers(0, 9_000))
def test_what_comes_after_a_limit_was_met_changes_nothing_of_it(
    amount: int, unit: LimitUnit, history: list[rules.Stop], minutes: int
) -> None:
    met = START + minutes * MINUTE
    before = [one for one in history if one.started_at < met]
    counted = rules.limit_due(HANDLING, START, amount, unit, history, WorkCalendar(), met_at=met)
    assert counted == due(HANDLING, amount, unit, before)


def test_an_open_pause_is_a_line_and_takes_no_time_yet() -> None:
    still = [rules.Stop(START + DAY, None, rules.PauseReason.ROAD_WEATHER)]
    counted, plain = (due(HANDLING, 2, LimitUnit.WORKING_DAYS, one) for one in (still, []))
    assert counted.due_at == plain.due_at
    assert counted.lines == (*plain.lines, "09月29日 10:00起暂停（道路不通或天气原因），恢复以后接着算")


def test_a_pause_into_a_year_without_calendar_leaves_the_end_open_and_says_so() -> None:
    long = [rules.Stop(START + DAY, START + 200 * DAY, rules.PauseReason.EXPERT)]
    counted = due(HANDLING, 2, LimitUnit.WORKING_DAYS, long)
    assert counted.due_at is None
    assert "工作日历" in counted.lines[0]


@QUIET
@given(st.integers(1, 20), st.integers(0, 20), st.sampled_from(list(LimitUnit)), histories())
def test_what_was_granted_is_counted_like_what_was_promised(
    amount: int, granted: int, unit: LimitUnit, history: list[rules.Stop]
) -> None:
    counted = rules.limit_due(HANDLING, START, amount, unit, history, WorkCalendar(), granted=granted)
    assert counted.due_at == stepped(amount + granted, unit, history)
    assert any("经批准延长" in line for line in counted.lines) is (granted > 0)


@QUIET
@given(st.integers(1, 20), st.lists(st.integers(-1, 30), max_size=6))
def test_extensions_in_all_never_pass_what_was_promised(promised: int, asked: list[int]) -> None:
    granted = 0
    for amount in asked:
        if rules.may_extend_by(promised, granted, amount):
            assert amount >= 1
            granted += amount
    assert granted <= promised
    assert not rules.may_extend_by(promised, promised, 1)
