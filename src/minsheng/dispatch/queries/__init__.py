"""Reads of dispatch: the pool, what a helper holds, what a lead can share."""

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
    "Outcome",
    "PoolLine",
    "SharedLine",
    "TaskToShare",
    "held_task",
    "hints_of",
    "open_to_share",
    "pool",
    "seen_task",
    "shared_by",
    "skills",
    "tasks_held",
]
