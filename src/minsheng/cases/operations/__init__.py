"""Writes of cases: opening, handling, ending, verifying and telling, importing."""

from minsheng.cases.operations.asking import TooManyGuesses, look_up_status
from minsheng.cases.operations.choosing import choose_columns, drop_filter, forget_filters, keep_filter, restore_filter
from minsheng.cases.operations.contacts import Contact, set_contact_card
from minsheng.cases.operations.counting import count_open_limits
from minsheng.cases.operations.ending import (
    DECLINE_REASONS,
    REFERRALS,
    decline_case,
    forget_voicer,
    refer_case,
    reopen_case,
)
from minsheng.cases.operations.entrusting import (
    deliver_entrusted_task,
    open_entrusted_need,
    open_found_need,
    open_need_at_door,
    start_entrusted_visit,
)
from minsheng.cases.operations.excluding import ask_exclusion, decide_exclusion
from minsheng.cases.operations.extending import ask_extension, decide_extension, room_left
from minsheng.cases.operations.feedback import NewFeedback, hear_feedback
from minsheng.cases.operations.following import draw_sample, draw_samples, note_attempt, set_follow_up_rule
from minsheng.cases.operations.handing_back import (
    correct_case,
    decide_hand_back,
    finish_co_task,
    hand_back_case,
    set_step_limit,
)
from minsheng.cases.operations.handling import (
    Done,
    assign_case,
    assign_cases,
    deliver_task,
    note_contact,
    set_appointment,
    start_visit,
    triage_case,
)
from minsheng.cases.operations.importing import JOB as IMPORT_JOB
from minsheng.cases.operations.importing import (
    confirm_import,
    drop_import,
    fetch_result,
    forget_imports,
    import_chunk,
    try_messages,
)
from minsheng.cases.operations.keeping import delete_what_was_kept_long_enough, set_retention_rule
from minsheng.cases.operations.mediation import (
    end_mediation,
    hand_over_left_mediations,
    hand_over_mediation,
    open_mediation,
)
from minsheng.cases.operations.merging import MOST_MERGED, join_voice, merge_cases, undo_merge
from minsheng.cases.operations.opening import Emergency, NewVoice, Opened, Triage, open_case, open_cases
from minsheng.cases.operations.outreach import NewOutreach, note_met, note_outreach, set_outreach
from minsheng.cases.operations.paper import keyed_number, paper_numbers
from minsheng.cases.operations.pausing import pause_limit, require_pausable, resume_limit
from minsheng.cases.operations.payments import PURPOSE as OUTLET_PURPOSE
from minsheng.cases.operations.payments import (
    NewPaymentDifficulty,
    end_payment_difficulty,
    forget_difficulties_of,
    forget_expired_difficulties,
    note_payment_difficulty,
    set_payment_register,
)
from minsheng.cases.operations.providing import NewProvider, set_providers
from minsheng.cases.operations.reminder_texts import (
    choose_reminder_number,
    choose_text_number,
    queue_hint,
    queue_reminders,
)
from minsheng.cases.operations.reminding import NewRung, remind, set_ladder
from minsheng.cases.operations.tenants import (
    MOST_SHEETS,
    is_receipt,
    is_sheet_receipt,
    new_receipt,
    release_voices,
    say_anonymously,
    set_tenant,
    sheet_receipts,
)
from minsheng.cases.operations.texting import queue_text, send_texts
from minsheng.cases.operations.verifying import tell_voicer, verify_case
from minsheng.cases.operations.whistling import answer_whistle, blow_whistle, rate_whistle
from minsheng.cases.queries import Dispute
from minsheng.cases.rules import (
    AttemptResult,
    CircumstanceKind,
    ExclusionReason,
    ImportState,
    MediationOutcome,
    NotNow,
    Outcome,
    OutreachResult,
    PauseReason,
    PaymentHelp,
    PaymentTrouble,
    Rating,
    RowOutcome,
    Step,
    To,
)

__all__ = [
    "DECLINE_REASONS",
    "IMPORT_JOB",
    "MOST_MERGED",
    "MOST_SHEETS",
    "OUTLET_PURPOSE",
    "REFERRALS",
    "AttemptResult",
    "CircumstanceKind",
    "Contact",
    "Dispute",
    "Done",
    "Emergency",
    "ExclusionReason",
    "ImportState",
    "MediationOutcome",
    "NewFeedback",
    "NewOutreach",
    "NewPaymentDifficulty",
    "NewProvider",
    "NewRung",
    "NewVoice",
    "NotNow",
    "Opened",
    "Outcome",
    "OutreachResult",
    "PauseReason",
    "PaymentHelp",
    "PaymentTrouble",
    "Rating",
    "RowOutcome",
    "Step",
    "To",
    "TooManyGuesses",
    "Triage",
    "answer_whistle",
    "ask_exclusion",
    "ask_extension",
    "assign_case",
    "assign_cases",
    "blow_whistle",
    "choose_columns",
    "choose_reminder_number",
    "choose_text_number",
    "confirm_import",
    "correct_case",
    "count_open_limits",
    "decide_exclusion",
    "decide_extension",
    "decide_hand_back",
    "decline_case",
    "delete_what_was_kept_long_enough",
    "deliver_entrusted_task",
    "deliver_task",
    "draw_sample",
    "draw_samples",
    "drop_filter",
    "drop_import",
    "end_mediation",
    "end_payment_difficulty",
    "fetch_result",
    "finish_co_task",
    "forget_difficulties_of",
    "forget_expired_difficulties",
    "forget_filters",
    "forget_imports",
    "forget_voicer",
    "hand_back_case",
    "hand_over_left_mediations",
    "hand_over_mediation",
    "hear_feedback",
    "import_chunk",
    "is_receipt",
    "is_sheet_receipt",
    "join_voice",
    "keep_filter",
    "keyed_number",
    "look_up_status",
    "merge_cases",
    "new_receipt",
    "note_attempt",
    "note_contact",
    "note_met",
    "note_outreach",
    "note_payment_difficulty",
    "open_case",
    "open_cases",
    "open_entrusted_need",
    "open_found_need",
    "open_mediation",
    "open_need_at_door",
    "paper_numbers",
    "pause_limit",
    "queue_hint",
    "queue_reminders",
    "queue_text",
    "rate_whistle",
    "refer_case",
    "release_voices",
    "remind",
    "reopen_case",
    "require_pausable",
    "restore_filter",
    "resume_limit",
    "room_left",
    "say_anonymously",
    "send_texts",
    "set_appointment",
    "set_contact_card",
    "set_follow_up_rule",
    "set_ladder",
    "set_outreach",
    "set_payment_register",
    "set_providers",
    "set_retention_rule",
    "set_step_limit",
    "set_tenant",
    "sheet_receipts",
    "start_entrusted_visit",
    "start_visit",
    "tell_voicer",
    "triage_case",
    "try_messages",
    "undo_merge",
    "verify_case",
]
