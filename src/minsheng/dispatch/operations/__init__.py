"""Writes of dispatch: tasks come into the pool (`offering`), are claimed (`claiming`) and finished (`finishing`)."""

from minsheng.dispatch.operations.claiming import claim_task, release_task
from minsheng.dispatch.operations.finishing import Report, end_tasks_of_case, finish_task
from minsheng.dispatch.operations.offering import NewTask, offer_case_task, offer_task, withdraw_task
from minsheng.dispatch.rules import NotNow, Outcome, TaskKind

__all__ = [
    "NewTask",
    "NotNow",
    "Outcome",
    "Report",
    "TaskKind",
    "claim_task",
    "end_tasks_of_case",
    "finish_task",
    "offer_case_task",
    "offer_task",
    "release_task",
    "withdraw_task",
]
