"""Writes of dispatch: tasks come into the pool (`offering`), are claimed (`claiming`) and finished (`finishing`);
records of visits come in (`visits`).
"""

from minsheng.dispatch.operations.claiming import claim_task, release_task
from minsheng.dispatch.operations.finishing import Report, end_tasks_of_case, finish_task
from minsheng.dispatch.operations.offering import NewTask, offer_case_task, offer_task, withdraw_task
from minsheng.dispatch.operations.organising import (
    NewBase,
    NewPost,
    NewTeam,
    end_base,
    end_post,
    end_team,
    found_team,
    join_team,
    leave_post,
    open_base,
    open_post,
    set_industries,
    set_post,
    take_post,
)
from minsheng.dispatch.operations.pairings import (
    Said,
    accept_pairing,
    change_pairing,
    end_pairing,
    end_pairings_of,
    leave_pairing,
    propose_pairing,
)
from minsheng.dispatch.operations.profiles import HelperEntry, prove_licence, set_helper, set_push_rule, set_skill
from minsheng.dispatch.operations.pushing import (
    ask_to_take_over,
    decline_offer,
    push_task,
    push_unclaimed,
    time_out_claim,
)
from minsheng.dispatch.operations.recurring import (
    NewRecurring,
    end_recurring,
    pause_recurring,
    plan_recurring,
    plan_visit,
    resume_recurring,
    set_recurring,
)
from minsheng.dispatch.operations.shopping import (
    dispute_shopping,
    settle_shopping,
    sign_shopping,
    take_money,
)
from minsheng.dispatch.operations.visits import NewRecord, UsedId, contest_visit, key_sheet, record_visit, settle_record
from minsheng.dispatch.operations.zones import NewZone, draw_zone, end_zone, set_zone
from minsheng.dispatch.rules import NotNow, Outcome, Push, TaskKind
from minsheng.dispatch.rules.recurring import Every

__all__ = [
    "Every",
    "HelperEntry",
    "NewBase",
    "NewPost",
    "NewRecord",
    "NewRecurring",
    "NewTask",
    "NewTeam",
    "NewZone",
    "NotNow",
    "Outcome",
    "Push",
    "Report",
    "Said",
    "TaskKind",
    "UsedId",
    "accept_pairing",
    "ask_to_take_over",
    "change_pairing",
    "claim_task",
    "contest_visit",
    "decline_offer",
    "dispute_shopping",
    "draw_zone",
    "end_base",
    "end_pairing",
    "end_pairings_of",
    "end_post",
    "end_recurring",
    "end_tasks_of_case",
    "end_team",
    "end_zone",
    "finish_task",
    "found_team",
    "join_team",
    "key_sheet",
    "leave_pairing",
    "leave_post",
    "offer_case_task",
    "offer_task",
    "open_base",
    "open_post",
    "pause_recurring",
    "plan_recurring",
    "plan_visit",
    "propose_pairing",
    "prove_licence",
    "push_task",
    "push_unclaimed",
    "record_visit",
    "release_task",
    "resume_recurring",
    "set_helper",
    "set_industries",
    "set_post",
    "set_push_rule",
    "set_recurring",
    "set_skill",
    "set_zone",
    "settle_record",
    "settle_shopping",
    "sign_shopping",
    "take_money",
    "take_post",
    "time_out_claim",
    "withdraw_task",
]
