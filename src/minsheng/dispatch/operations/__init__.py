"""Writes of dispatch: tasks come into the pool (`offering`), are claimed (`claiming`) and finished (`finishing`)."""

from minsheng.dispatch.operations.claiming import claim_task, release_task
from minsheng.dispatch.operations.finishing import Report, end_tasks_of_case, finish_task
from minsheng.dispatch.operations.offering import NewTask, offer_case_task, offer_task, withdraw_task
from minsheng.dispatch.operations.profiles import HelperEntry, prove_licence, set_helper, set_push_rule, set_skill
from minsheng.dispatch.operations.pushing import (
    ask_to_take_over,
    decline_offer,
    push_task,
    push_unclaimed,
    time_out_claim,
)
from minsheng.dispatch.rules import NotNow, Outcome, Push, TaskKind

__all__ = [
    "HelperEntry",
    "NewTask",
    "NotNow",
    "Outcome",
    "Push",
    "Report",
    "TaskKind",
    "ask_to_take_over",
    "claim_task",
    "decline_offer",
    "end_tasks_of_case",
    "finish_task",
    "offer_case_task",
    "offer_task",
    "prove_licence",
    "push_task",
    "push_unclaimed",
    "release_task",
    "set_helper",
    "set_push_rule",
    "set_skill",
    "time_out_claim",
    "withdraw_task",
]
