"""Reads of dispatch: the pool, what a helper holds, what a lead can share."""

from minsheng.dispatch.queries.matching import OfferShown, colleagues, helpers_for, offers_to, push_rule
from minsheng.dispatch.queries.profiles import HelperRow, Profile, helper_name, helpers_of, profile_of
from minsheng.dispatch.queries.tasks import (
    HeldTask,
    PoolLine,
    SharedLine,
    TaskToShare,
    held_task,
    hints_of,
    open_to_share,
    pool,
    seen_task,
    shared_by,
    skills,
    tasks_held,
)
from minsheng.dispatch.rules import KIND_WORDS, OUTCOME_WORDS, Outcome

__all__ = [
    "KIND_WORDS",
    "OUTCOME_WORDS",
    "HeldTask",
    "HelperRow",
    "OfferShown",
    "Outcome",
    "PoolLine",
    "Profile",
    "SharedLine",
    "TaskToShare",
    "colleagues",
    "held_task",
    "helper_name",
    "helpers_for",
    "helpers_of",
    "hints_of",
    "offers_to",
    "open_to_share",
    "pool",
    "profile_of",
    "push_rule",
    "seen_task",
    "shared_by",
    "skills",
    "tasks_held",
]
