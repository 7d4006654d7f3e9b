"""Reads of cases: who sees what, the work list, one case, the calls to make, the public status."""

from minsheng.cases.queries.callers import PhoneShown, phones_shown, recently_ended
from minsheng.cases.queries.calls import Call, calls_to_tell, calls_to_verify, oldest_untold, seen_voice, words_to_tell
from minsheng.cases.queries.connecting import Key, Wanted, case_of_source, cases_listed
from minsheng.cases.queries.helping import (
    SharedTask,
    Standing,
    shared_tasks,
    task_standing,
    task_to_share,
    tasks_to_share,
)
from minsheng.cases.queries.importing import (
    Counts,
    ImportShown,
    Preview,
    RowShown,
    import_preview,
    import_rows,
    import_shown,
    imports,
    payload,
    place_of,
    result_file,
    seen_import,
    visible_imports,
)
from minsheng.cases.queries.listing import Filter, Line, Page, similar_open, work_list
from minsheng.cases.queries.messages import COLUMNS as MESSAGE_COLUMNS
from minsheng.cases.queries.messages import Message, MessageReader, message_template
from minsheng.cases.queries.proposing import model_in_use, propose_categories
from minsheng.cases.queries.replaying import Replayed, replay_of_draft
from minsheng.cases.queries.seeing import (
    NO_SUCH_CASE,
    appointment_to_read,
    caller_phone,
    last_delivery,
    number_of,
    numbers_seen,
    organisations_of,
    seen_case,
    visible_cases,
)
from minsheng.cases.queries.showing import CaseShown, LimitShown, Step, VoiceShown, case_shown, extension_words
from minsheng.cases.queries.status import Status, public_status
from minsheng.cases.queries.steps import CoTaskShown, HandBackShown, open_co_tasks, step_due, waiting_hand_back
from minsheng.cases.queries.whistles import CallShown, seen_call, whistle_calls
from minsheng.cases.rules import Classifier

__all__ = [
    "MESSAGE_COLUMNS",
    "NO_SUCH_CASE",
    "Call",
    "CallShown",
    "CaseShown",
    "Classifier",
    "CoTaskShown",
    "Counts",
    "Filter",
    "HandBackShown",
    "ImportShown",
    "Key",
    "LimitShown",
    "Line",
    "Message",
    "MessageReader",
    "Page",
    "PhoneShown",
    "Preview",
    "Replayed",
    "RowShown",
    "SharedTask",
    "Standing",
    "Status",
    "Step",
    "VoiceShown",
    "Wanted",
    "appointment_to_read",
    "caller_phone",
    "calls_to_tell",
    "calls_to_verify",
    "case_of_source",
    "case_shown",
    "cases_listed",
    "extension_words",
    "import_preview",
    "import_rows",
    "import_shown",
    "imports",
    "last_delivery",
    "message_template",
    "model_in_use",
    "number_of",
    "numbers_seen",
    "oldest_untold",
    "open_co_tasks",
    "organisations_of",
    "payload",
    "phones_shown",
    "place_of",
    "propose_categories",
    "public_status",
    "recently_ended",
    "replay_of_draft",
    "result_file",
    "seen_call",
    "seen_case",
    "seen_import",
    "seen_voice",
    "shared_tasks",
    "similar_open",
    "step_due",
    "task_standing",
    "task_to_share",
    "tasks_to_share",
    "visible_cases",
    "visible_imports",
    "waiting_hand_back",
    "whistle_calls",
    "words_to_tell",
    "work_list",
]
