"""Following up: calls that reached nobody, which small matters are asked about, and how a rate is counted."""

from __future__ import annotations

import random
import uuid
from collections.abc import Collection, Sequence
from datetime import timedelta
from enum import StrEnum


class AttemptResult(StrEnum):
    """How a call ended that brought no answer to "was it done?"."""

    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"


ATTEMPT_WORDS = {
    AttemptResult.NO_ANSWER: "没人接",
    AttemptResult.WRONG_NUMBER: "号码不对",
    AttemptResult.REFUSED: "不愿意回答",
}


class Unconfirmed(StrEnum):
    """Why nobody could say whether a delivered case was done; it never counts as done."""

    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"
    NOT_DRAWN = "not_drawn"
    ASKED_ENOUGH = "asked_enough"


UNCONFIRMED_WORDS = {
    Unconfirmed.NO_ANSWER: "打了规定次数的电话，没有人接",
    Unconfirmed.WRONG_NUMBER: "留的号码不对，打了规定次数没有找到本人",
    Unconfirmed.REFUSED: "本人不愿意接受回访",
    Unconfirmed.NOT_DRAWN: "这类小事按比例抽样回访，这件没有抽中",
    Unconfirmed.ASKED_ENOUGH: "这个季度已经问过本人几次，不再打扰",
}
UNCONFIRMED_REMEDY = "如果这件事没有办成，请拨打受理热线，说编号就可以重新办理。"

QUARTER = timedelta(days=90)
"""A person is followed up only so often within this time (promise M5)."""
RETRY_AFTER = timedelta(hours=2)
"""So long nobody rings again where a call has just reached nobody."""


def reason_after(results: Sequence[AttemptResult], most: int) -> Unconfirmed | None:
    """Why nobody rings any more after these calls, oldest first; None while another one is due.

    Who does not want to answer is not rung again; else the preset number of calls is made.
    """
    if not results:
        return None
    if results[-1] is AttemptResult.REFUSED:
        return Unconfirmed.REFUSED
    return Unconfirmed(results[-1].value) if len(results) >= most else None


def drawn(seed: int, candidates: Collection[uuid.UUID], share_per_100: int) -> frozenset[uuid.UUID]:
    """Which candidates are asked: the same seed and the same candidates, in any order, give the same answer.

    Each is drawn by itself, so that the share holds over many nights also where each night has few of them.
    """
    chance = random.Random(seed)  # noqa: S311 - to be drawn again by anybody who knows the seed
    return frozenset([one for one in sorted(candidates) if chance.randrange(100) < share_per_100])


class ExclusionReason(StrEnum):
    """Why an answer may be left out of the rate; nobody leaves one out because it is bad."""

    OUTSIDE_DUTY = "outside_duty"
    AGAINST_LAW = "against_law"
    NOT_POSSIBLE_YET = "not_possible_yet"
    WRONG_CASE = "wrong_case"


EXCLUSION_WORDS = {
    ExclusionReason.OUTSIDE_DUTY: "诉求超出公共服务的职责",
    ExclusionReason.AGAINST_LAW: "按法律法规不能这样办，已经说明依据",
    ExclusionReason.NOT_POSSIBLE_YET: "客观条件暂时不具备，已经说明计划",
    ExclusionReason.WRONG_CASE: "回答的是另一件事",
}
