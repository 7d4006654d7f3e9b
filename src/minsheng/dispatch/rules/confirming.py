"""Pure rules of what the served side says of help: what it can say, until when, and how many minutes count."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

LONGEST_MINUTES = 720
"""The most minutes that one task counts for one helper."""


class Answer(StrEnum):
    """What the served side says."""

    YES = "yes"
    NO = "no"


ANSWER_WORDS = {Answer.YES: "是，来做过", Answer.NO: "不是这样"}


def due_on(done_on: date, days: int) -> date:
    """The last day on which the served side should have been asked."""
    return done_on + timedelta(days=days)


def counted_minutes(said: int | None, reported: int | None) -> int:
    """The minutes that count: what the served side says, never more than the helper reported.

    Raises `ValueError` where neither is known, or the number is out of range.
    """
    minutes = said if said is not None else reported
    if minutes is None:
        raise ValueError("请问一下大约用了多少分钟，再登记。")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise ValueError(f"分钟数要在1到{LONGEST_MINUTES}之间。")
    if reported is not None and minutes > reported:
        raise ValueError(f"志愿者自己报的是{reported}分钟，不能比这更多。")
    return minutes
