"""Writes of cases: opening, handling, ending, verifying and telling, importing."""

from minsheng.cases.operations.asking import TooManyGuesses, look_up_status
from minsheng.cases.operations.counting import count_open_limits
from minsheng.cases.operations.ending import (
    DECLINE_REASONS,
    REFERRALS,
    decline_case,
    forget_voicer,
    refer_case,
    reopen_case,
)
from minsheng.cases.operations.extending import ask_extension, decide_extension
from minsheng.cases.operations.handling import (
    assign_case,
    deliver_task,
    hand_back_case,
    set_appointment,
    start_visit,
    triage_case,
)
from minsheng.cases.operations.opening import Emergency, NewVoice, Triage, open_case
from minsheng.cases.operations.pausing import pause_limit, resume_limit
from minsheng.cases.operations.verifying import tell_voicer, verify_case
from minsheng.cases.rules import CircumstanceKind, Outcome, PauseReason

__all__ = [
    "DECLINE_REASONS",
    "REFERRALS",
    "CircumstanceKind",
    "Emergency",
    "NewVoice",
    "Outcome",
    "PauseReason",
    "TooManyGuesses",
    "Triage",
    "ask_extension",
    "assign_case",
    "count_open_limits",
    "decide_extension",
    "decline_case",
    "deliver_task",
    "forget_voicer",
    "hand_back_case",
    "look_up_status",
    "open_case",
    "pause_limit",
    "refer_case",
    "reopen_case",
    "resume_limit",
    "set_appointment",
    "start_visit",
    "tell_voicer",
    "triage_case",
    "verify_case",
]
