"""Pure rules of cases: the way of a case (`way`), messages classified by a learned model (`classifying`, `training`).

`training` is not imported here: it loads scikit-learn, which only the worker that trains needs.
"""

from minsheng.cases.rules import classifying
from minsheng.cases.rules.classifying import Classified, Classifier
from minsheng.cases.rules.way import (
    ACT_WORDS,
    BY_ACT,
    CIRCUMSTANCE_WORDS,
    ENDED_STATES,
    LIMIT_WORDS,
    MOST_BOUNCES,
    OPEN_STATES,
    OUTCOME_WORDS,
    STATE_WORDS,
    TRANSITIONS,
    Act,
    CircumstanceKind,
    LimitDue,
    LimitKind,
    NotNow,
    Outcome,
    State,
    Transition,
    act_after_answer,
    acts_from,
    after,
    is_passed_around,
    limits_due,
    needs_doorstep,
)

__all__ = [
    "ACT_WORDS",
    "BY_ACT",
    "CIRCUMSTANCE_WORDS",
    "ENDED_STATES",
    "LIMIT_WORDS",
    "MOST_BOUNCES",
    "OPEN_STATES",
    "OUTCOME_WORDS",
    "STATE_WORDS",
    "TRANSITIONS",
    "Act",
    "CircumstanceKind",
    "Classified",
    "Classifier",
    "LimitDue",
    "LimitKind",
    "NotNow",
    "Outcome",
    "State",
    "Transition",
    "act_after_answer",
    "acts_from",
    "after",
    "classifying",
    "is_passed_around",
    "limits_due",
    "needs_doorstep",
]
