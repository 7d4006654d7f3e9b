"""Pure rules of tasks for helpers: their kinds, their places, their ends."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class NotNow(Exception):
    """The task does not stand where this begins; the sentence says where it stands and what to do."""


class TaskKind(StrEnum):
    """What a task is; each is claimed, held and finished in the same way."""

    HELP = "help"
    COMPANY = "company"
    SHOPPING = "shopping"
    HOME_SERVICE = "home_service"


KIND_WORDS = {
    TaskKind.HELP: "帮忙办一件事",
    TaskKind.COMPANY: "看望、唠家常",
    TaskKind.SHOPPING: "代购",
    TaskKind.HOME_SERVICE: "定期上门服务",
}


class Outcome(StrEnum):
    """What came of a task."""

    DONE = "done"
    NOTHING_NEEDED = "nothing_needed"
    NEED_FOUND = "need_found"
    NOT_DONE = "not_done"


OUTCOME_WORDS = {
    Outcome.DONE: "办好了",
    Outcome.NOTHING_NEEDED: "看望了，没有别的需要",
    Outcome.NEED_FOUND: "办好了，还发现新的需要",
    Outcome.NOT_DONE: "没办成",
}


class TaskEnd(StrEnum):
    """How a task left the pool."""

    DONE = "done"
    NOT_DONE = "not_done"
    WITHDRAWN = "withdrawn"
    DONE_BY_LEAD = "done_by_lead"


class ClaimEnd(StrEnum):
    """How somebody's place of a task ended. Never read for one person alone."""

    FINISHED = "finished"
    GIVEN_BACK = "given_back"
    TIMED_OUT = "timed_out"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"


CLAIM_WORDS = {
    ClaimEnd.FINISHED: "已完成",
    ClaimEnd.GIVEN_BACK: "已放回任务池",
    ClaimEnd.TIMED_OUT: "到时没有去，已放回任务池",
    ClaimEnd.HANDED_OVER: "已交给别人",
    ClaimEnd.WITHDRAWN: "任务已撤回",
}


MOST_FOR_A_CASE = 2
"""Whoever did what a case asks for never verifies it, so each must be known: who delivers, and who went along."""


def free_place(people_needed: int, taken: Collection[int]) -> int | None:
    """The lowest place of a task that nobody holds, from 1 to `people_needed`; None where all are held."""
    return next((place for place in range(1, people_needed + 1) if place not in taken), None)
