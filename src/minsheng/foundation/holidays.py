"""The official calendar of holidays and make-up working days (2004-2026, from the package `chinesecalendar`)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import chinese_calendar


class MissingYear(Exception):
    """The official calendar of a year is not known; the sentence says how to enter it. Never a guess."""


@lru_cache(maxsize=10_000)
def official_day(on: date) -> bool:
    """Is this an official working day? Raises `MissingYear` for a year that was not published yet."""
    try:
        return bool(chinese_calendar.is_workday(on))
    except NotImplementedError as problem:
        raise MissingYear(
            f"还没有{on.year}年的法定节假日安排，不能推算{on:%Y-%m-%d}是不是工作日。"
            "请管理员在“工作日历”中录入该年的日子，或升级日历数据包。"
        ) from problem


@lru_cache(maxsize=10_000)
def holiday_name(on: date) -> str:
    """The holiday of which this day off is a part, in Chinese ("春节"); "" for any other day or an unknown year."""
    try:
        is_off, name = chinese_calendar.get_holiday_detail(on)
    except NotImplementedError:
        return ""
    return str(chinese_calendar.Holiday(name).chinese) if is_off and name else ""


FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}
"""Days off that the measures on national holidays (as of 2025-01-01) name by their date; the others move with the year."""


def fixed_holiday(on: date) -> str:
    """The holiday of a day that is off in every year, published or not; "" for any other day."""
    return FIXED.get((on.month, on.day), "")
