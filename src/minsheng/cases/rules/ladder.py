"""Pure rules of reminding: who hears of a case before, at and after the end of its limit, and what is passed on too often."""

from __future__ import annotations

from enum import StrEnum


class To(StrEnum):
    """Who is reminded: the people who handle it, the head of their organisation, or an office that watches over both."""

    LEAD = "lead"
    HEAD = "head"
    OFFICE = "office"


class Ladder(StrEnum):
    """Whose limits a ladder is for."""

    LEAD = "lead"
    CO_HANDLER = "co_handler"


TO_WORDS = {To.LEAD: "承办人员", To.HEAD: "单位负责人"}


class Cause(StrEnum):
    """Why somebody is reminded or an office is noticed."""

    LIMIT = "limit"
    HELPING = "helping"
    WHISTLE = "whistle"
    NOBODY = "nobody"
    REWORK = "rework"
    PASSED_ON = "passed_on"
    NO_ARBITER = "no_arbiter"


MANY = 3
"""Worked on again, or passed on, so many times: somebody above looks at it."""


def cause_words(cause: Cause, hours: int, count: int, owed: str = "") -> str:
    """Why, in words; `hours` from the end of the limit (before it: negative), `count` of reworks or passings.

    `owed`: whose limit or queue it is and which, where it is not the lead's.
    """
    if cause is Cause.NOBODY:
        return f"{owed or '负责的单位'}没有人能登录办理"
    if cause is Cause.NO_ARBITER:
        return f"{'再次' if count > 1 else ''}申请退回，没有人可以裁定，要另外指定一位裁定人"
    if cause is Cause.REWORK:
        return f"已经重新办理{count}次"
    if cause is Cause.PASSED_ON:
        return f"已经转手{count}次"
    if hours == 0:
        return f"{owed}时限到了"
    return f"{owed}超过时限{hours}小时" if hours > 0 else f"{owed}离时限不到{-hours}小时"


def notice_words(to: To, organisation: str, why: str) -> str:
    """A notice as a sentence: a reminder inside an organisation, supervision from above it."""
    return f"报{organisation}督办：{why}" if to is To.OFFICE else f"催办{organisation}（{TO_WORDS[to]}）：{why}"
