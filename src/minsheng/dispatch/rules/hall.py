"""Pure rules of a hall: which armband is free, and how long visitors waited and were helped."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_ARMBANDS = 99
MINUTE = timedelta(minutes=1)


def free_armband(taken: Collection[int]) -> int | None:
    """The lowest number that nobody wears; None where all are worn."""
    return next((number for number in range(1, MOST_ARMBANDS + 1) if number not in taken), None)


@dataclass(frozen=True)
class Times:
    """Visitors who were helped (encounters), and in whole minutes the middle and longest wait and the middle help."""

    encounters: int
    wait_minutes: int
    longest_wait_minutes: int
    help_minutes: int


def times(visitors: Iterable[tuple[datetime, datetime, datetime]]) -> Times:
    """From when each came, was taken and was helped. Minutes begun are not counted; the middle is the lower one."""
    rows = list(visitors)
    waits = sorted((began - arrived) // MINUTE for arrived, began, _ in rows)
    helps = sorted((ended - began) // MINUTE for _, began, ended in rows)
    middle = (len(rows) - 1) // 2
    return Times(len(rows), waits[middle], waits[-1], helps[middle]) if rows else Times(0, 0, 0, 0)
