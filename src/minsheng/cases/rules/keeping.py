"""How long what people said and who they are is kept after a case has ended, by how it ended."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

MOST_MONTHS = 120


class Kept(StrEnum):
    """What is kept of a case for a time: who called, and what was said."""

    CALLER = "caller"
    WORDS = "words"


KEPT_WORDS = {
    Kept.CALLER: "来话人姓名、电话、替谁说的，和登记的人的联系",
    Kept.WORDS: "来话原话、标题、地点，感谢的话",
}


def months_before(at: datetime, months: int) -> datetime:
    """The same moment so many months earlier, or the last of its month where that day does not exist.

    Later moments never give earlier ones, more months never a later one. Raises `ValueError` below nought.
    """
    if months < 0:
        raise ValueError("months are counted from nought")
    number = at.year * 12 + at.month - 1 - months
    for day in range(at.day, 0, -1):
        try:
            return at.replace(year=number // 12, month=number % 12 + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")
