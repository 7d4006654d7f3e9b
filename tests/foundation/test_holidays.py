"""The official calendar, against the State Council's notices as they were published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from minsheng.foundation import holidays

# 国务院办公厅关于2026年部分节假日安排的通知 (国办发明电〔2025〕7号): first and last day off, name
OFF_2026 = [
    (date(2026, 1, 1), date(2026, 1, 3), "元旦"),
    (date(2026, 2, 15), date(2026, 2, 23), "春节"),
    (date(2026, 4, 4), date(2026, 4, 6), "清明"),
    (date(2026, 5, 1), date(2026, 5, 5), "劳动节"),
    (date(2026, 6, 19), date(2026, 6, 21), "端午"),
    (date(2026, 9, 25), date(2026, 9, 27), "中秋"),
    (date(2026, 10, 1), date(2026, 10, 7), "国庆节"),
]
MAKE_UP_2026 = [
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=passed) for passed in range((last - first).days + 1)]


def test_every_day_of_2026_is_as_published() -> None:
    off = {day: name for first, last, name in OFF_2026 for day in _days(first, last)}
    for day in _days(date(2026, 1, 1), date(2026, 12, 31)):
        works = day in MAKE_UP_2026 or (day.weekday() < 5 and day not in off)
        assert holidays.official_day(day) is works, day
        assert holidays.holiday_name(day) == off.get(day, ""), day


def test_the_extended_spring_festival_of_2020_is_known() -> None:
    assert not holidays.official_day(date(2020, 1, 31))
    assert not holidays.official_day(date(2020, 2, 2))
    assert holidays.official_day(date(2020, 2, 3))


@pytest.mark.parametrize("on", [date(2004, 1, 1), date(2026, 12, 31)])
def test_the_first_and_last_known_day_are_answered(on: date) -> None:
    assert isinstance(holidays.official_day(on), bool)


@pytest.mark.parametrize("on", [date(2003, 12, 31), date(2027, 1, 1), date(2027, 1, 2), date(2100, 6, 1)])
def test_a_missing_year_is_an_error_with_a_remedy(on: date) -> None:
    with pytest.raises(holidays.MissingYear, match=rf"{on.year}年.*录入") as problem:
        holidays.official_day(on)
    assert on.isoformat() in str(problem.value)
    assert holidays.holiday_name(on) == ""
