"""Pure rules of dispatch: tasks for helpers (`tasks`)."""

from minsheng.dispatch.rules.tasks import (
    CLAIM_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    ClaimEnd,
    NotNow,
    Outcome,
    TaskEnd,
    TaskKind,
    delivery_of,
    free_place,
)

__all__ = [
    "CLAIM_WORDS",
    "KIND_WORDS",
    "OUTCOME_WORDS",
    "ClaimEnd",
    "NotNow",
    "Outcome",
    "TaskEnd",
    "TaskKind",
    "delivery_of",
    "free_place",
]
