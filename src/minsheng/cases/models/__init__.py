"""Tables of cases: voices, cases, tasks, deliveries, verifications, tellings (`case`); pauses (`limits`);
trained models (`learning`); guesses (`asking`).
"""

from minsheng.cases.models.asking import Guess
from minsheng.cases.models.case import (
    Case,
    CaseNumber,
    Circumstance,
    CoHandler,
    Delivery,
    Limit,
    Reason,
    Task,
    Telling,
    Verification,
    Voice,
)
from minsheng.cases.models.learning import TrainedModel
from minsheng.cases.models.limits import LimitPause

__all__ = [
    "Case",
    "CaseNumber",
    "Circumstance",
    "CoHandler",
    "Delivery",
    "Guess",
    "Limit",
    "LimitPause",
    "Reason",
    "Task",
    "Telling",
    "TrainedModel",
    "Verification",
    "Voice",
]
