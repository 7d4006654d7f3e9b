"""When personal data may be used for a purpose, and until when a yes holds. Pure."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Answered:
    """The newest answer of a person to a purpose: given, refused or withdrawn, and the last day of a yes."""

    answer: str
    valid_to: date | None


def may_use(basis: str, newest: Answered | None, on: date) -> bool:
    """May data of this person be used for a purpose on a day?

    `duty`: always (deletion can be asked for). `objection`: unless the person has refused or withdrawn.
    `consent`: only by a yes that stands and has not run out; silence is no.
    """
    if basis == "duty":
        return True
    if basis == "objection":
        return newest is None or newest.answer == "given"
    return newest is not None and newest.answer == "given" and (newest.valid_to is None or on <= newest.valid_to)


def why(basis: str, newest: Answered | None, on: date) -> str:
    """The same in a sentence for the person."""
    if basis == "duty":
        return "办理本人的事所必需，不需要另外同意。"
    if newest is None:
        return "本人没有拒绝。" if basis == "objection" else "还没有问过本人，所以不用。"
    if newest.answer == "refused":
        return "本人不同意，所以不用。"
    if newest.answer == "withdrawn":
        return "本人已撤回同意，所以不用。"
    if newest.valid_to is not None and on > newest.valid_to and basis == "consent":
        return f"同意到{newest.valid_to:%Y-%m-%d}已经到期，要重新问本人。"
    return "本人同意。" if newest.valid_to is None else f"本人同意，到{newest.valid_to:%Y-%m-%d}为止。"


def last_day(given_on: date, months: int | None) -> date | None:
    """The last day of a yes given on a day for so many months (the same day of the month, or its last day)."""
    if months is None:
        return None
    index = given_on.year * 12 + given_on.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(given_on.day, calendar.monthrange(year, month + 1)[1]))
