"""Limits with pauses against a stepper that walks minute by minute and day by day."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.foundation import holidays, worktime
from minsheng.foundation.worktime import LimitUnit, Pause, WorkCalendar, at_local

QUIET = settings(deadline=None, max_examples=60)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CALENDAR = WorkCalendar()
START = datetime(2026, 9, 28, 10, 0, tzinfo=worktime.ZONE)  # a Monday before the long holiday
moments = st.integers(-600, 12_000).map(lambda minutes: START + minutes * MINUTE)
pauses = st.lists(
    st.tuples(moments, st.integers(0, 6_000)).map(lambda pair: Pause(pair[0], pair[0] + pair[1] * MINUTE, "等材料")),
    max_size=4,
)


def stepped(amount: int, unit: LimitUnit, still: list[Pause]) -> datetime:
    """The end of a limit that begins at START, by walking; knows nothing of how the rule counts."""
    if unit in (LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS):
        return stepped_days(amount, unit, still)
    left = amount * (1 if unit is LimitUnit.MINUTES else 60)
    at = START
    while left:
        in_office = holidays.official_day(at.date()) and any(
            opens <= at.time() < closes for opens, closes in worktime.OFFICE_HOURS
        )
        counts = unit is not LimitUnit.WORKING_HOURS or in_office
        left -= counts and not any(pause.start <= at < pause.end for pause in still)
        at += MINUTE
    return at


def stepped_days(amount: int, unit: LimitUnit, still: list[Pause]) -> datetime:
    day = START.date()
    while amount:
        day += DAY
        close = at_local(day + DAY, time(0)) if unit is LimitUnit.CALENDAR_DAYS else at_local(day, time(17, 30))
        counts = unit is LimitUnit.CALENDAR_DAYS or holidays.official_day(day)
        amount -= counts and not any(pause.start <= close < pause.end for pause in still)
    return at_local(day + DAY, time(0)) if unit is LimitUnit.CALENDAR_DAYS else at_local(day, time(17, 30))


@QUIET
@given(st.integers(1, 30), st.sampled_from(list(LimitUnit)), pauses)
def test_the_end_is_where_the_stepper_arrives(amount: int, unit: LimitUnit, still: list[Pause]) -> None:
    amount *= 7 if unit is LimitUnit.MINUTES else 1
    assert CALENDAR.due(START, amount, unit, still).at == stepped(amount, unit, still)


@QUIET
@given(st.integers(1, 20), st.sampled_from(list(LimitUnit)), pauses, st.randoms(use_true_random=False))
def test_the_order_of_pauses_and_their_overlap_change_nothing(
    amount: int, unit: LimitUnit, still: list[Pause], chance: object
) -> None:
    shuffled = list(still)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert CALENDAR.due(START, amount, unit, [*shuffled, *still]).at == CALENDAR.due(START, amount, unit, still).at


@QUIET
@given(st.integers(1, 20), st.sampled_from(list(LimitUnit)), pauses)
def test_a_pause_never_makes_an_end_earlier(amount: int, unit: LimitUnit, still: list[Pause]) -> None:
    plain = CALENDAR.due(START, amount, unit)
    assert CALENDAR.due(START, amount, unit, still).at >= plain.at
    assert CALENDAR.due(START, amount, unit, []) == plain


def test_the_lines_name_each_pause_and_the_new_end() -> None:
    still = [Pause(START + DAY, START + 2 * DAY, "等待来话人补充材料")]
    due = CALENDAR.due(START, 2, LimitUnit.WORKING_DAYS, still)
    assert due.at == at_local(datetime(2026, 10, 8, tzinfo=UTC).date(), time(17, 30))
    assert "09月29日 10:00至09月30日 10:00暂停（等待来话人补充材料），不算" in due.lines
    assert due.lines[-1] == "算上暂停，到2026-10-08 17:30为止"


def test_a_pause_after_the_end_is_not_told() -> None:
    late = Pause(START + 40 * DAY, START + 41 * DAY, "后来")
    assert CALENDAR.due(START, 2, LimitUnit.HOURS, [late]).lines == CALENDAR.due(START, 2, LimitUnit.HOURS).lines


def test_a_pause_that_ends_before_it_began_is_refused() -> None:
    with pytest.raises(ValueError, match="after it began"):
        Pause(START, START - MINUTE)
