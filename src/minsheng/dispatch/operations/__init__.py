"""Writes of dispatch: tasks come into the pool (`offering`), are claimed (`claiming`) and finished (`finishing`);
records of visits come in (`visits`).
"""

from minsheng.dispatch.operations.acts import (
    check_in_member,
    check_in_unit,
    do_required_act,
    end_check_in,
    load_required_act,
    set_required_act,
    withdraw_required_act,
)
from minsheng.dispatch.operations.bringing import bring_photo, bring_record, drop_tried, forget_tried, keep_tried
from minsheng.dispatch.operations.calendars import end_calendar, make_calendar
from minsheng.dispatch.operations.claiming import claim_for, claim_task, release_for, release_task
from minsheng.dispatch.operations.confirming import ServedWord, confirm_help, forget_words
from minsheng.dispatch.operations.finishing import Report, end_tasks_of_case, finish_task
from minsheng.dispatch.operations.hall import (
    end_visitor,
    give_shift_back,
    note_left,
    note_visitor,
    take_shift,
    take_visitor,
)
from minsheng.dispatch.operations.leaving import end_help_for, forget_case
from minsheng.dispatch.operations.matches import ask_for_post, decline_post, offer_for_post
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
    leave_pairing,
    propose_pairing,
)
from minsheng.dispatch.operations.phoning import key_sheet_for, report_for
from minsheng.dispatch.operations.photos import fetch_photo, keep_photo
from minsheng.dispatch.operations.profiles import HelperEntry, prove_licence, set_helper, set_push_rule, set_skill
from minsheng.dispatch.operations.pushing import (
    ask_to_take_over,
    decline_offer,
    forget_left_claims,
    push_task,
    push_unclaimed,
    time_out_claim,
)
from minsheng.dispatch.operations.records import fetch_help_records
from minsheng.dispatch.operations.recurring import (
    NewRecurring,
    end_recurring,
    pause_recurring,
    plan_recurring,
    plan_visit,
    resume_recurring,
    set_recurring,
)
from minsheng.dispatch.operations.reminding import remind_of_confirmations
from minsheng.dispatch.operations.shopping import (
    dispute_shopping,
    settle_shopping,
    sign_shopping,
    take_money,
)
from minsheng.dispatch.operations.signing import NewSheet, forget_sign_ins, key_sign_in
from minsheng.dispatch.operations.visits import NewRecord, UsedId, contest_visit, key_sheet, record_visit, settle_record
from minsheng.dispatch.operations.zones import NewZone, draw_zone, end_zone, set_zone
from minsheng.dispatch.rules import MOST_FOR_A_CASE, Answer, NotNow, Outcome, Push, TaskKind
from minsheng.dispatch.rules.recurring import Every

__all__ = [
    "MOST_FOR_A_CASE",
    "Answer",
    "Every",
    "HelperEntry",
    "NewBase",
    "NewPost",
    "NewRecord",
    "NewRecurring",
    "NewSheet",
    "NewTask",
    "NewTeam",
    "NewZone",
    "NotNow",
    "Outcome",
    "Push",
    "Report",
    "Said",
    "ServedWord",
    "TaskKind",
    "UsedId",
    "accept_pairing",
    "ask_for_post",
    "ask_to_take_over",
    "bring_photo",
    "bring_record",
    "change_pairing",
    "check_in_member",
    "check_in_unit",
    "claim_for",
    "claim_task",
    "confirm_help",
    "contest_visit",
    "decline_offer",
    "decline_post",
    "dispute_shopping",
    "do_required_act",
    "draw_zone",
    "drop_tried",
    "end_base",
    "end_calendar",
    "end_check_in",
    "end_help_for",
    "end_pairing",
    "end_post",
    "end_recurring",
    "end_tasks_of_case",
    "end_team",
    "end_visitor",
    "end_zone",
    "fetch_help_records",
    "fetch_photo",
    "finish_task",
    "forget_case",
    "forget_left_claims",
    "forget_sign_ins",
    "forget_tried",
    "forget_words",
    "found_team",
    "give_shift_back",
    "join_team",
    "keep_photo",
    "keep_tried",
    "key_sheet",
    "key_sheet_for",
    "key_sign_in",
    "leave_pairing",
    "leave_post",
    "load_required_act",
    "make_calendar",
    "note_left",
    "note_visitor",
    "offer_case_task",
    "offer_for_post",
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
    "release_for",
    "release_task",
    "remind_of_confirmations",
    "report_for",
    "resume_recurring",
    "set_helper",
    "set_industries",
    "set_post",
    "set_push_rule",
    "set_recurring",
    "set_required_act",
    "set_skill",
    "set_zone",
    "settle_record",
    "settle_shopping",
    "sign_shopping",
    "take_money",
    "take_post",
    "take_shift",
    "take_visitor",
    "time_out_claim",
    "withdraw_required_act",
    "withdraw_task",
]
