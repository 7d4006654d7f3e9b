"""Pure rules of the steps between organisations: how long each may take where a banner has set nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from minsheng.foundation import holidays, worktime


class Step(StrEnum):
    """A step between organisations that has its own limit, set by the banner's preset."""

    HAND_BACK = "hand_back"
    SIGN = "sign"
    CONTACT = "contact"
    ARRIVE = "arrive"


DEFAULT_STEPS: Mapping[Step, tuple[int, worktime.LimitUnit]] = {
    Step.HAND_BACK: (1, worktime.LimitUnit.WORKING_DAYS),
    Step.SIGN: (2, worktime.LimitUnit.WORKING_HOURS),
    Step.CONTACT: (4, worktime.LimitUnit.WORKING_HOURS),
    Step.ARRIVE: (1, worktime.LimitUnit.WORKING_DAYS),
}
"""Where a banner has set no limit of its own."""


WHISTLE_STEPS = (Step.SIGN, Step.CONTACT, Step.ARRIVE)
"""What an organisation that a community called for does, in this order."""
WHISTLE_WORDS = {Step.SIGN: "签收", Step.CONTACT: "联系社区", Step.ARRIVE: "到场"}


class Rating(StrEnum):
    """What the community says of an organisation that it called for."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


RATING_WORDS = {Rating.GOOD: "到位", Rating.FAIR: "一般", Rating.POOR: "不到位"}
RATINGS_WITH_A_REASON = (Rating.FAIR, Rating.POOR)

HAND_BACK_AGAIN = "有新的理由或新的依据，可以再申请一次，由另一位裁定人裁定；时限不停，请继续办理。"
HAND_BACK_REMEDY = "还有不同意见的，到“归属不清的事”里写明依据提出，由另外的裁定人限期说清；在此之前请继续办理。"
"""What a lead can still do after a hand-back was refused."""

NO_ARBITER_WORDS = (
    "现在没有人可以裁定：{why}。请{givers}给另一位（例如分管的旗领导）开通裁定人的角色；"
    "没有裁定之前由主办单位继续办理，时限不停。"
)
"""Why an argument waits, with a name and a way out."""

CONTACT_WORDS = {"phone": "电话", "visit": "上门", "window": "当面", "message": "短信或微信"}
"""How a lead got in touch with the caller for the first time."""
SPOKEN = {"phone": "phone", "visit": "visit", "window": "visit"}
"""Of these, how they spoke with each other: a message that was sent is no talk."""


@dataclass(frozen=True)
class StepDue:
    """When a step must be done, counted line by line; no end where the calendar lacks a year."""

    due_at: datetime | None
    lines: tuple[str, ...]


def step_due(start: datetime, amount: int, unit: worktime.LimitUnit, calendar: worktime.WorkCalendar) -> StepDue:
    """The end of a step that begins at `start`."""
    try:
        due = calendar.due(start, amount, unit)
    except holidays.MissingYear as problem:
        return StepDue(None, (str(problem),))
    return StepDue(due.at, due.lines)
