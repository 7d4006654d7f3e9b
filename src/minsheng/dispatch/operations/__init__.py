"""Writes of dispatch: tasks come into the pool (`offering`), are claimed (`claiming`) and finished (`finishing`);
records of visits come in (`visits`).
"""

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
from minsheng.dispatch.operations.visits import NewRecord, UsedId, contest_visit, key_sheet, record_visit, settle_record
from minsheng.dispatch.rules import NotNow, Outcome, Push, TaskKind

__all__ = [
    "HelperEntry",
    "NewRecord",
    "NewTask",
    "NotNow",
    "Outcome",
    "Push",
    "Report",
    "TaskKind",
    "UsedId",
    "ask_to_take_over",
    "claim_task",
    "contest_visit",
    "decline_offer",
    "end_tasks_of_case",
    "finish_task",
    "key_sheet",
    "offer_case_task",
    "offer_task",
    "prove_licence",
    "push_task",
    "push_unclaimed",
    "record_visit",
    "release_task",
    "set_helper",
    "set_push_rule",
    "set_skill",
    "settle_record",
    "time_out_claim",
    "withdraw_task",
]
