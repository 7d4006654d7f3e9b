"""Pure rules of dispatch: tasks for helpers (`tasks`), who is asked (`matching`), when (`pushing`)."""

from minsheng.dispatch.rules import matching
from minsheng.dispatch.rules.pushing import Push, has_lapsed, is_timed_out, is_to_push
from minsheng.dispatch.rules.tasks import (
    CLAIM_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    ClaimEnd,
    NotNow,
    Outcome,
    TaskEnd,
    TaskKind,
    free_place,
)

__all__ = [
    "CLAIM_WORDS",
    "KIND_WORDS",
    "OUTCOME_WORDS",
    "ClaimEnd",
    "NotNow",
    "Outcome",
    "Push",
    "TaskEnd",
    "TaskKind",
    "free_place",
    "has_lapsed",
    "is_timed_out",
    "is_to_push",
    "matching",
]
