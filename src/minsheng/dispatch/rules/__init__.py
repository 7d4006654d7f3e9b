"""Pure rules of dispatch: tasks for helpers (`tasks`), who is asked (`matching`), when (`pushing`), records of
visits (`visits`).
"""

from minsheng.dispatch.rules import matching, resting
from minsheng.dispatch.rules.confirming import ANSWER_WORDS, LONGEST_MINUTES, Answer, counted_minutes, due_on
from minsheng.dispatch.rules.pushing import Push, has_lapsed, is_timed_out, is_to_push
from minsheng.dispatch.rules.tasks import (
    CLAIM_WORDS,
    KIND_WORDS,
    MOST_FOR_A_CASE,
    OUTCOME_WORDS,
    ClaimEnd,
    NotNow,
    Outcome,
    TaskEnd,
    TaskKind,
    free_place,
)
from minsheng.dispatch.rules.visits import (
    RESULT_WORDS,
    STANDING_WORDS,
    Result,
    Standing,
    day_of,
    delivery_result,
    ends_visit,
    is_late,
)

__all__ = [
    "ANSWER_WORDS",
    "CLAIM_WORDS",
    "KIND_WORDS",
    "LONGEST_MINUTES",
    "MOST_FOR_A_CASE",
    "OUTCOME_WORDS",
    "RESULT_WORDS",
    "STANDING_WORDS",
    "Answer",
    "ClaimEnd",
    "NotNow",
    "Outcome",
    "Push",
    "Result",
    "Standing",
    "TaskEnd",
    "TaskKind",
    "counted_minutes",
    "day_of",
    "delivery_result",
    "due_on",
    "ends_visit",
    "free_place",
    "has_lapsed",
    "is_late",
    "is_timed_out",
    "is_to_push",
    "matching",
    "resting",
]
