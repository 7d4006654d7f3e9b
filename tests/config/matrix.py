"""Who may do what: every page and every operation, by role. `test_matrix.py` holds the code to these two tables.

A new address or a new operation without a row here fails the test. To add one:

- a page: `"app:name": Page(GET=..., POST=...)` with the roles that are let in; a method that is not named must
  answer 405. `of` names the kind of record in its address (see `ADDRESSES`): then people of another area, and of
  another organisation where the role is written `role@lead`, must get 404 as if there were nothing.
  A page with several forms behind one address has a row for each: `"app:name word"` (see `VARIANTS`).
- an operation with `by`: `"app.name": Operation(roles, call)`, where `call(by, banner)` carries it out.
  One that checks no right (it is called by another operation only) is `Inner("by whom it is called")`.

`EVERYONE` includes people who have not signed in. Roles are those of `presets/demo/roles.yaml`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from minsheng.cases import operations as cases
from minsheng.cases import queries as case_queries
from minsheng.cases.pages.acts import ACTS
from minsheng.catalogue import operations as catalogue
from minsheng.dispatch import operations as dispatch
from minsheng.foundation import operations as ground
from minsheng.foundation import rights
from minsheng.registry import operations as registry
from minsheng.registry import queries as registered
from minsheng.registry.rules.accounts import Proof
from minsheng.registry.rules.importing import Kind as SheetKind
from tests.factories.banner import OWN, VILLAGE, Banner
from tests.factories.organising import new_base, new_recurring, new_study, new_zone
from tests.factories.photos import PHOTO

Roles = tuple[str, ...]
EVERYONE: Roles = ("everyone",)
LEAD = "handler@lead"
CLOCK: Roles = ("operator", "supervisor", LEAD)
TAKERS: Roles = ("operator", "secretary")
READERS: Roles = ("operator", "secretary", "verifier", "supervisor", "arbiter", LEAD)
REOPENERS: Roles = ("operator", "verifier", "supervisor")
IMPORTERS: Roles = ("supervisor",)
TELLERS: Roles = ("operator", "verifier")
RATERS: Roles = ("verifier", "supervisor")
MERGERS: Roles = ("operator", "supervisor")
KEEPERS: Roles = ("list_keeper",)
RAISERS: Roles = ("operator", "secretary", "handler", "list_keeper")
CLEARERS: Roles = (*RAISERS, "arbiter")
TOLD: Roles = tuple(f"{role}@lead" for role in CLEARERS)
LOOKERS: Roles = ("operator", "secretary", "handler", "supervisor", "list_keeper", "arbiter")
STAFF: Roles = (*LOOKERS, "verifier", "auditor", "admin", "security", "volunteer", "organiser")
ORGANISERS: Roles = ("secretary", "organiser")
HELPERS: Roles = ("volunteer",)
STUDENTS: Roles = ("operator", *ORGANISERS, *HELPERS)
TEACHERS: Roles = (*ORGANISERS, *HELPERS)
HOLDER = "volunteer@lead"
KNOWERS: Roles = ("operator", "secretary", "verifier", "supervisor", "admin")
SHEET_TAKERS: Roles = ("secretary", "admin")
SHARERS: Roles = ("secretary", "supervisor", "admin")
JOINERS: Roles = ("operator", "secretary", "admin")
OPENERS: Roles = ("operator", "secretary", "supervisor", "auditor")
BOARD_READERS: Roles = (*OPENERS, "verifier")
MANAGERS: Roles = ("admin",)
SETTLERS: Roles = ("operator", "secretary", "supervisor")
VISITORS: Roles = ("handler", "volunteer")
REVEALERS: Roles = ("operator", "secretary", "verifier", LEAD)


@dataclass(frozen=True)
class Page:
    """Which roles are let in by each method; None: the method answers 405."""

    GET: Roles | None = None
    POST: Roles | None = None
    of: str = ""


@dataclass(frozen=True)
class Operation:
    """Which roles may carry it out on the record of the own area, and the call."""

    roles: Roles
    call: Callable[[rights.Actor, Banner], object]
    of: str = "case"
    is_own: bool = False
    """It is about the actor alone, wherever he holds his role."""


@dataclass(frozen=True)
class Inner:
    """Checks no right itself, because only these call it."""

    called_by: str


PAGES: Mapping[str, Page] = {
    "foundation:home": Page(GET=EVERYONE),
    "foundation:sign_in": Page(GET=EVERYONE, POST=EVERYONE),
    "foundation:sign_out": Page(POST=EVERYONE),
    "foundation:set_view": Page(POST=EVERYONE),
    "foundation:set_language": Page(POST=EVERYONE),
    "foundation:healthz": Page(GET=EVERYONE),
    "foundation:calendar": Page(GET=("admin",), POST=("admin",)),
    "foundation:calendar_year": Page(GET=("admin",), POST=("admin",)),
    "foundation:second_step": Page(GET=EVERYONE, POST=EVERYONE),
    "foundation:match_clock": Page(GET=EVERYONE, POST=EVERYONE),
    "foundation:own_second_factor": Page(GET=STAFF, POST=STAFF),
    "foundation:own_keys": Page(GET=STAFF, POST=STAFF),
    "foundation:add_key": Page(GET=STAFF, POST=STAFF),
    "foundation:remove_key": Page(GET=(), POST=(), of="key"),  # only its owner, and none of these is the one
    "foundation:kept_form": Page(GET=STAFF, POST=STAFF),
    "foundation:own_sessions": Page(GET=STAFF, POST=STAFF),
    "foundation:change_password": Page(GET=STAFF, POST=STAFF),
    "foundation:audit": Page(GET=("auditor",)),
    "foundation:audit_export": Page(GET=("auditor",)),
    "registry:systems": Page(GET=MANAGERS),
    "registry:new_system": Page(GET=MANAGERS, POST=MANAGERS),
    "registry:system": Page(GET=MANAGERS, of="client"),
    "registry:new_key": Page(GET=MANAGERS, POST=MANAGERS, of="client"),
    "registry:subscribe": Page(GET=MANAGERS, POST=MANAGERS, of="client"),
    "registry:renew_secret": Page(GET=MANAGERS, POST=MANAGERS, of="client"),
    "registry:unsubscribe": Page(GET=MANAGERS, POST=MANAGERS, of="client"),
    "registry:send_again": Page(GET=MANAGERS, POST=MANAGERS, of="dead"),
    "registry:end_system": Page(GET=MANAGERS, POST=MANAGERS, of="client"),
    "registry:revoke_key": Page(GET=MANAGERS, POST=MANAGERS, of="token"),
    "registry:accounts": Page(GET=("admin", "security")),
    "registry:new_account": Page(GET=("admin",), POST=("admin",)),
    "registry:account": Page(GET=("admin", "security"), of="account"),
    "registry:reset_password": Page(GET=("admin",), POST=("admin",), of="account"),
    "registry:end_lost_factor": Page(GET=("security",), POST=("security",), of="account"),
    "registry:end_sessions": Page(GET=("admin",), POST=("admin",), of="account"),
    "registry:close_account": Page(GET=("admin",), POST=("admin",), of="account"),
    "registry:reopen_account": Page(GET=("admin",), POST=("admin",), of="account"),
    "registry:give_role": Page(GET=("security",), POST=("security",), of="account"),
    "registry:end_role": Page(GET=("security",), POST=("security",), of="grant"),
    "registry:duplicates": Page(GET=TAKERS),
    "registry:duplicate": Page(GET=TAKERS, POST=TAKERS, of="pair"),
    "registry:merges": Page(GET=TAKERS),
    "registry:undo_merge": Page(GET=TAKERS, POST=TAKERS, of="merge"),
    "registry:people": Page(GET=KNOWERS),
    "registry:new_person": Page(GET=TAKERS, POST=TAKERS),
    "registry:person": Page(GET=KNOWERS, of="person"),
    "registry:change_person": Page(GET=TAKERS, POST=TAKERS, of="person"),
    "registry:leave": Page(GET=TAKERS, POST=TAKERS, of="person"),
    "registry:phone": Page(POST=("operator", "secretary", "verifier"), of="person"),
    "registry:readings": Page(GET=KNOWERS, of="person"),
    "registry:join": Page(GET=JOINERS, POST=JOINERS, of="person"),
    "registry:end_membership": Page(GET=TAKERS, POST=TAKERS, of="membership"),
    "registry:kin": Page(GET=TAKERS, POST=TAKERS, of="person"),
    "registry:proxy": Page(GET=TAKERS, POST=TAKERS, of="person"),
    "registry:end_proxy": Page(POST=TAKERS, of="proxy"),
    "registry:answers": Page(GET=KNOWERS, of="person"),
    "registry:answer": Page(GET=TAKERS, POST=TAKERS, of="purpose"),
    "registry:ask": Page(GET=TAKERS, POST=TAKERS, of="person"),
    "registry:data_sheet": Page(GET=(*TAKERS, "supervisor"), of="person"),
    "registry:requests": Page(GET=("supervisor",)),
    "registry:answer_request": Page(GET=("supervisor",), POST=("supervisor",), of="request"),
    "registry:forms_for": Page(GET=KNOWERS, of="person"),
    "registry:filled_form": Page(GET=KNOWERS, POST=TAKERS, of="form"),
    "registry:form_templates": Page(GET=SHARERS),
    "registry:compose_form": Page(GET=SHEET_TAKERS, POST=SHEET_TAKERS),
    "registry:form_template": Page(GET=SHARERS, POST=("supervisor",), of="waiting form"),
    "registry:end_form": Page(GET=SHEET_TAKERS, POST=SHEET_TAKERS, of="waiting form"),
    "registry:questions": Page(GET=SHARERS),
    "registry:new_question": Page(GET=SHEET_TAKERS, POST=SHEET_TAKERS),
    "registry:question": Page(GET=SHARERS, POST=("supervisor",), of="waiting question"),
    "registry:end_question": Page(GET=SHEET_TAKERS, POST=SHEET_TAKERS, of="waiting question"),
    "registry:lists": Page(GET=KNOWERS),
    "registry:list": Page(GET=KNOWERS, of="list"),
    "registry:declare_list": Page(GET=SHEET_TAKERS, POST=SHEET_TAKERS),
    "registry:decide_list": Page(GET=("supervisor",), POST=("supervisor",), of="waiting list"),
    "registry:extend_list": Page(GET=SHEET_TAKERS, POST=SHEET_TAKERS, of="list"),
    "registry:end_list": Page(GET=SHEET_TAKERS, POST=SHEET_TAKERS, of="list"),
    "registry:lists_of": Page(GET=KNOWERS, of="person"),
    "registry:sharings": Page(GET=SHARERS),
    "registry:ask_sharing": Page(GET=SHEET_TAKERS, POST=SHEET_TAKERS),
    "registry:sharing": Page(GET=("supervisor",), POST=("supervisor",), of="sharing"),
    "registry:sharing_file": Page(GET=(), of="sharing"),
    "registry:organisations_file": Page(GET=KNOWERS),
    "registry:sheets": Page(GET=SHEET_TAKERS, POST=SHEET_TAKERS),
    "registry:sheet_template people": Page(GET=SHEET_TAKERS),
    "registry:sheet_template organisations": Page(GET=("admin",)),
    "registry:sheet_template memberships": Page(GET=SHEET_TAKERS),
    "registry:sheet": Page(GET=SHEET_TAKERS, of="sheet"),
    "registry:sheet_progress": Page(GET=SHEET_TAKERS, of="sheet"),
    "registry:sheet_result": Page(GET=SHEET_TAKERS, of="sheet"),
    "registry:act_on_sheet confirm": Page(POST=SHEET_TAKERS, of="sheet"),
    "registry:act_on_sheet drop": Page(POST=SHEET_TAKERS, of="sheet"),
    "registry:act_on_sheet undo": Page(POST=SHEET_TAKERS, of="sheet"),
    "registry:organisations": Page(GET=KNOWERS),
    "registry:new_organisation": Page(GET=("admin",), POST=("admin",)),
    "registry:organisation": Page(GET=KNOWERS, of="organisation"),
    "registry:change_organisation": Page(GET=("admin",), POST=("admin",), of="organisation"),
    "registry:label_organisation": Page(GET=("admin",), POST=("admin",), of="organisation"),
    "registry:residences": Page(GET=KNOWERS),
    "registry:visit_round": Page(GET=KNOWERS, of="residence"),
    "registry:programmes": Page(GET=KNOWERS),
    "registry:partnership": Page(GET=KNOWERS, of="partnership"),
    "catalogue:duties": Page(GET=EVERYONE),
    "catalogue:duty_list": Page(GET=EVERYONE),
    "catalogue:duty_list_export": Page(GET=EVERYONE),
    "catalogue:duty": Page(GET=EVERYONE, of="duty"),
    "catalogue:draft": Page(GET=KEEPERS),
    "catalogue:begin_draft": Page(POST=KEEPERS),
    "catalogue:publish_draft": Page(POST=KEEPERS, of="draft"),
    "catalogue:discard_draft": Page(POST=KEEPERS, of="draft"),
    "catalogue:new_draft_line": Page(GET=KEEPERS, POST=KEEPERS, of="draft"),
    "catalogue:draft_line": Page(GET=KEEPERS, POST=KEEPERS, of="duty"),
    "catalogue:remove_draft_line": Page(POST=KEEPERS, of="duty"),
    "catalogue:draft_sheet": Page(GET=KEEPERS, of="draft"),
    "catalogue:upload_draft": Page(GET=KEEPERS, POST=KEEPERS, of="draft"),
    "catalogue:draft_import": Page(GET=KEEPERS, of="import"),
    "catalogue:returned_sheet": Page(GET=KEEPERS, of="import"),
    "catalogue:act_on_import carry-out": Page(POST=KEEPERS, of="import"),
    "catalogue:act_on_import undo": Page(POST=KEEPERS, of="import"),
    "catalogue:unclear_list": Page(GET=CLEARERS),
    "catalogue:ask": Page(GET=RAISERS, POST=RAISERS),
    "catalogue:unclear": Page(GET=CLEARERS, of="unclear"),
    "catalogue:unclear_propose": Page(POST=RAISERS, of="unclear"),
    "catalogue:unclear_decide": Page(POST=("arbiter",), of="unclear"),
    "catalogue:unclear_told": Page(POST=TOLD, of="notice"),
    "catalogue:services": Page(GET=EVERYONE),
    "catalogue:new_service": Page(GET=KEEPERS, POST=KEEPERS),
    "catalogue:service": Page(GET=EVERYONE, of="service"),
    "catalogue:edit_guide": Page(GET=KEEPERS, POST=KEEPERS, of="service"),
    "catalogue:label_service": Page(GET=KEEPERS, POST=KEEPERS, of="service"),
    "catalogue:chains": Page(GET=EVERYONE),
    "catalogue:registers": Page(GET=STAFF),
    "catalogue:register": Page(GET=LOOKERS, of="register"),
    "catalogue:commitment": Page(GET=LOOKERS, of="slot"),
    "catalogue:set_commitment": Page(POST=KEEPERS, of="slot"),
    "catalogue:add_evidence": Page(POST=LOOKERS, of="slot"),
    "catalogue:rate": Page(POST=LOOKERS, of="slot"),
    "cases:replay": Page(GET=KEEPERS),
    "cases:voice": Page(GET=EVERYONE, POST=EVERYONE),
    "cases:said": Page(GET=EVERYONE),
    "cases:status": Page(GET=EVERYONE, POST=EVERYONE),
    "cases:desk": Page(GET=TAKERS, POST=TAKERS),
    "cases:paper_sheets": Page(GET=TAKERS),
    "cases:proposal": Page(POST=TAKERS),
    "cases:caller": Page(POST=TAKERS),
    "cases:hints": Page(POST=TAKERS),
    "cases:merge": Page(GET=MERGERS, POST=MERGERS),
    "cases:undo_merge": Page(GET=MERGERS, POST=MERGERS, of="joined"),
    "cases:assign_many": Page(GET=("operator", "supervisor"), POST=("operator", "supervisor")),
    "cases:sheets": Page(GET=READERS),
    "cases:topics": Page(GET=MERGERS),
    "cases:work_list": Page(GET=READERS),
    "cases:export": Page(GET=READERS),
    "cases:keep_filter": Page(POST=READERS),
    "cases:list_choices": Page(GET=READERS, POST=READERS),
    "cases:reminder_texts": Page(GET=READERS, POST=READERS),
    "cases:drop_filter": Page(POST=(), of="filter"),  # only its owner, and none of these is the one
    "cases:restore_filter": Page(POST=(), of="filter"),
    "cases:case": Page(GET=READERS, of="case"),
    "cases:sheet": Page(GET=READERS, of="case"),
    "cases:whistle": Page(GET=("secretary",), POST=("secretary",), of="case"),
    # only people of the organisation that was called for, and none of these belongs to it
    "cases:whistle_step sign": Page(GET=(), POST=(), of="call"),
    "cases:whistle_step contact": Page(GET=(), POST=(), of="call"),
    "cases:whistle_step arrive": Page(GET=(), POST=(), of="call"),
    "cases:rate_whistle": Page(GET=("secretary@lead",), POST=("secretary@lead",), of="call"),
    "cases:phone": Page(POST=REVEALERS, of="case"),
    "cases:act triage": Page(GET=TAKERS, POST=TAKERS, of="case"),
    "cases:act assign": Page(GET=("operator", "supervisor"), POST=("operator", "supervisor"), of="case"),
    "cases:act appointment": Page(GET=(LEAD,), POST=(LEAD,), of="case"),
    "cases:act visit": Page(GET=(LEAD,), POST=(LEAD,), of="case"),
    "cases:act deliver": Page(GET=(LEAD,), POST=(LEAD,), of="case"),
    "cases:act contact": Page(GET=(LEAD,), POST=(LEAD,), of="case"),
    "cases:act help": Page(GET=(), POST=(), of="case"),  # only co-handlers, and this case has none
    "cases:act hand_back": Page(GET=(LEAD,), POST=(LEAD,), of="case"),
    "cases:act decide_hand_back": Page(GET=("arbiter",), POST=("arbiter",), of="case"),
    "cases:act correct": Page(GET=("operator", "supervisor"), POST=("operator", "supervisor"), of="case"),
    "cases:door_code": Page(GET=(LEAD,), POST=(LEAD,), of="case"),
    "cases:act verify": Page(GET=("verifier",), POST=("verifier",), of="case"),
    "cases:act attempt": Page(GET=("verifier",), POST=("verifier",), of="case"),
    "cases:act decline": Page(GET=("operator",), POST=("operator",), of="case"),
    "cases:act refer": Page(GET=("operator",), POST=("operator",), of="case"),
    "cases:act reopen": Page(GET=REOPENERS, POST=REOPENERS, of="case"),
    "cases:act pause": Page(GET=CLOCK, POST=CLOCK, of="case"),
    "cases:act resume": Page(GET=CLOCK, POST=CLOCK, of="case"),
    "cases:act ask_extension": Page(GET=(LEAD,), POST=(LEAD,), of="case"),
    "cases:act decide_extension": Page(GET=("supervisor",), POST=("supervisor",), of="case"),
    "cases:imports": Page(GET=IMPORTERS, POST=IMPORTERS),
    "cases:import_template": Page(GET=IMPORTERS),
    "cases:import": Page(GET=IMPORTERS, of="messages"),
    "cases:import_progress": Page(GET=IMPORTERS, of="messages"),
    "cases:import_confirm": Page(POST=IMPORTERS, of="messages"),
    "cases:import_drop": Page(POST=IMPORTERS, of="messages"),
    "cases:import_result": Page(GET=IMPORTERS, of="messages"),
    "cases:feedback": Page(GET=TAKERS),
    "cases:new_feedback": Page(GET=TAKERS, POST=TAKERS),
    "cases:contact_cards": Page(GET=("secretary",)),
    "cases:contact_card": Page(GET=("secretary",), of="place"),
    "cases:set_contact_card": Page(GET=("secretary",), POST=("secretary",), of="place"),
    "cases:outreach": Page(GET=TAKERS),
    "cases:outreach_list": Page(GET=TAKERS, of="outreach"),
    "cases:outreach_contact": Page(GET=TAKERS, POST=TAKERS, of="to contact"),
    # only people of a bank outlet, and none of these belongs to one
    "cases:payment_register": Page(GET=()),
    "cases:new_payment_difficulty": Page(GET=(), POST=()),
    "cases:end_payment_difficulty": Page(GET=(), POST=(), of="difficulty"),
    "cases:staff_voice": Page(GET=EVERYONE, POST=EVERYONE, of="enterprise"),
    "cases:staff_sheets": Page(GET=(), of="enterprise"),  # only people of the enterprise
    "cases:staff_result": Page(GET=EVERYONE, POST=EVERYONE, of="enterprise"),
    "cases:mediations": Page(GET=("secretary",)),
    "cases:new_mediation": Page(GET=("secretary",), POST=("secretary",)),
    # only the mediator himself, and none of these is the one
    "cases:mediation": Page(GET=(), POST=(), of="mediation"),
    "cases:hand_over_mediation": Page(GET=(), POST=(), of="mediation"),
    "cases:left_mediations": Page(GET=MANAGERS),
    "cases:hand_over_left": Page(GET=MANAGERS, POST=MANAGERS, of="left mediator"),
    "cases:mediation_counts": Page(GET=BOARD_READERS),
    "cases:calls": Page(GET=TELLERS),
    "cases:retention": Page(GET=("auditor", "supervisor")),
    "cases:follow_up": Page(GET=RATERS),
    "cases:follow_up_cases": Page(GET=RATERS),
    "cases:ask_exclusion": Page(GET=RATERS, POST=RATERS, of="answer"),
    "cases:decide_exclusion": Page(GET=("supervisor",), POST=("supervisor",), of="exclusion"),
    "cases:text": Page(POST=TELLERS, of="voice"),
    "cases:letter": Page(GET=TELLERS, of="voice"),
    "cases:tell": Page(GET=TELLERS, POST=TELLERS, of="voice"),
    "dispatch:pool": Page(GET=HELPERS),
    "dispatch:mine": Page(GET=HELPERS),
    "dispatch:claim": Page(POST=HELPERS, of="help"),
    "dispatch:release": Page(POST=(HOLDER,), of="help"),
    "dispatch:finish": Page(GET=(HOLDER,), POST=(HOLDER,), of="help"),
    "dispatch:decline": Page(POST=HELPERS, of="help"),
    "dispatch:hand_over": Page(GET=(HOLDER,), POST=(HOLDER,), of="help"),
    "dispatch:profile": Page(GET=HELPERS, POST=HELPERS),
    "dispatch:volunteers": Page(GET=("secretary",)),
    "dispatch:licence": Page(GET=("secretary",), POST=("secretary",), of="helper"),
    "dispatch:offers": Page(GET=("secretary", "handler")),
    "dispatch:new_task": Page(GET=("secretary",), POST=("secretary",)),
    "dispatch:share": Page(GET=(LEAD,), POST=(LEAD,), of="open case"),
    "dispatch:withdraw": Page(POST=("secretary",), of="help"),
    "dispatch:phone_pool": Page(GET=TAKERS),
    "dispatch:claim_for": Page(GET=TAKERS, POST=TAKERS, of="help"),
    "dispatch:release_for": Page(POST=TAKERS, of="help held"),
    "dispatch:report_for": Page(GET=TAKERS, POST=TAKERS, of="help held"),
    "dispatch:sheet_for": Page(GET=TAKERS, of="helper"),
    "dispatch:key_sheet_for": Page(GET=TAKERS, POST=TAKERS, of="helper"),
    "dispatch:bring_outbox": Page(GET=TAKERS, POST=TAKERS),
    "dispatch:phone_helpers": Page(GET=TAKERS),
    "dispatch:phone_helper": Page(GET=TAKERS, POST=TAKERS, of="helper"),
    "dispatch:profile_for": Page(GET=TAKERS, POST=TAKERS, of="helper"),
    "dispatch:take_shift_for": Page(GET=TAKERS, POST=TAKERS, of="helper"),
    "dispatch:record_for": Page(GET=TAKERS, of="helper"),
    "dispatch:team_sheet": Page(GET=ORGANISERS, of="team"),
    "dispatch:key_team_sheet": Page(GET=ORGANISERS, POST=ORGANISERS, of="team"),
    "dispatch:post_sheet": Page(GET=ORGANISERS, of="post"),
    "dispatch:key_post_sheet": Page(GET=ORGANISERS, POST=ORGANISERS, of="post"),
    "dispatch:to_confirm": Page(GET=(*TAKERS, "handler", "supervisor")),
    "dispatch:confirm": Page(GET=TAKERS, POST=TAKERS, of="help done"),
    "dispatch:teams": Page(GET=ORGANISERS),
    "dispatch:new_team": Page(GET=ORGANISERS, POST=ORGANISERS),
    "dispatch:team": Page(GET=ORGANISERS, of="team"),
    "dispatch:join_team": Page(GET=("secretary",), POST=("secretary",), of="team"),
    "dispatch:leave_team": Page(GET=("secretary",), POST=("secretary",), of="team member"),
    "dispatch:end_team": Page(GET=ORGANISERS, POST=ORGANISERS, of="team"),
    "dispatch:zones": Page(GET=ORGANISERS),
    "dispatch:new_zone": Page(GET=ORGANISERS, POST=ORGANISERS),
    "dispatch:change_zone": Page(GET=ORGANISERS, POST=ORGANISERS, of="zone"),
    "dispatch:end_zone": Page(POST=ORGANISERS, of="zone"),
    "dispatch:pairings": Page(GET=TAKERS),
    "dispatch:new_pairing": Page(GET=TAKERS, POST=TAKERS),
    "dispatch:own_pairings": Page(GET=HELPERS),
    "dispatch:change_pairing": Page(GET=TAKERS, POST=TAKERS, of="pairing"),
    "dispatch:end_pairing": Page(POST=TAKERS, of="pairing"),
    "dispatch:accept_pairing": Page(POST=(HOLDER,), of="pairing"),
    "dispatch:leave_pairing": Page(POST=(HOLDER,), of="pairing"),
    "dispatch:recurring": Page(GET=TAKERS),
    "dispatch:new_recurring": Page(GET=TAKERS, POST=TAKERS),
    "dispatch:pause_recurring": Page(GET=TAKERS, POST=TAKERS, of="recurring"),
    "dispatch:resume_recurring": Page(POST=TAKERS, of="recurring"),
    "dispatch:end_recurring": Page(POST=TAKERS, of="recurring"),
    "dispatch:money": Page(GET=(HOLDER,), POST=(HOLDER,), of="shopping task"),
    "dispatch:shoppings": Page(GET=TAKERS),
    "dispatch:shopping_slip": Page(GET=TAKERS, of="shopping"),
    "dispatch:sign_shopping": Page(GET=TAKERS, POST=TAKERS, of="shopping"),
    "dispatch:check_ins": Page(GET=ORGANISERS),
    "dispatch:check_in_unit": Page(GET=ORGANISERS, POST=ORGANISERS),
    "dispatch:check_in_member": Page(GET=("secretary",), POST=("secretary",)),
    "dispatch:end_check_in": Page(GET=ORGANISERS, POST=ORGANISERS, of="check_in"),
    "dispatch:required_acts": Page(GET=ORGANISERS),
    "dispatch:new_required_act": Page(GET=ORGANISERS, POST=ORGANISERS),
    "dispatch:withdraw_required_act": Page(POST=ORGANISERS, of="act"),
    "dispatch:own_acts": Page(GET=HELPERS),
    "dispatch:own_record": Page(GET=HELPERS),
    "dispatch:help_records": Page(GET=SHEET_TAKERS, POST=SHEET_TAKERS),
    "dispatch:help_records_file": Page(GET=(), of="sharing"),
    "dispatch:do_required_act": Page(POST=HELPERS, of="act"),
    "dispatch:hall": Page(GET=HELPERS),
    "dispatch:take_shift": Page(GET=HELPERS, POST=HELPERS),
    "dispatch:give_shift_back": Page(POST=(HOLDER,), of="shift"),
    "dispatch:visitor arrive": Page(POST=HELPERS),
    "dispatch:visitor next": Page(POST=HELPERS),
    "dispatch:visitor done": Page(POST=HELPERS),
    "dispatch:visitor left": Page(POST=HELPERS),
    "dispatch:roster": Page(GET=ORGANISERS),
    "dispatch:check_armband": Page(GET=EVERYONE),
    "dispatch:posts_for_me": Page(GET=HELPERS),
    "dispatch:offer_for_post": Page(POST=HELPERS, of="post"),
    "dispatch:ask_for_post": Page(POST=ORGANISERS, of="post and helper"),
    "dispatch:decline_post": Page(POST=(HOLDER,), of="match"),
    "dispatch:studies": Page(GET=STUDENTS),
    "dispatch:study": Page(GET=STUDENTS, of="study"),
    "dispatch:new_study": Page(GET=TEACHERS, POST=TEACHERS),
    "dispatch:take_study": Page(POST=HELPERS, of="study"),
    "dispatch:leave_study": Page(POST=HELPERS, of="study"),
    "dispatch:take_skill_over": Page(POST=HELPERS, of="study"),
    "dispatch:cancel_study": Page(GET=ORGANISERS, POST=ORGANISERS, of="study"),
    "dispatch:who_came": Page(GET=ORGANISERS, POST=ORGANISERS, of="study"),
    "dispatch:take_study_for": Page(GET=TAKERS, POST=TAKERS, of="study"),
    "dispatch:leave_study_for": Page(POST=TAKERS, of="study and helper"),
    "dispatch:take_skill_over_for": Page(POST=TAKERS, of="study and helper"),
    "dispatch:note_told": Page(POST=(*TAKERS, "organiser"), of="study and helper"),
    "dispatch:bases": Page(GET=ORGANISERS),
    "dispatch:new_base": Page(GET=ORGANISERS, POST=ORGANISERS),
    "dispatch:end_base": Page(GET=ORGANISERS, POST=ORGANISERS, of="base"),
    "dispatch:posts": Page(GET=ORGANISERS),
    "dispatch:new_post": Page(GET=ORGANISERS, POST=ORGANISERS),
    "dispatch:post": Page(GET=ORGANISERS, of="post"),
    "dispatch:take_post": Page(GET=("secretary",), POST=("secretary",), of="post"),
    "dispatch:end_post": Page(GET=ORGANISERS, POST=ORGANISERS, of="post"),
    "dispatch:leave_post": Page(GET=("secretary",), POST=("secretary",), of="holding"),
    "dispatch:field": Page(GET=EVERYONE),
    "dispatch:visit_calendar": Page(GET=VISITORS, POST=VISITORS),
    "dispatch:end_calendar": Page(POST=VISITORS),
    "dispatch:calendar_feed": Page(GET=EVERYONE, of="calendar"),
    "dispatch:field_manifest": Page(GET=EVERYONE),
    "dispatch:field_worker": Page(GET=EVERYONE),
    "dispatch:field_hello": Page(GET=VISITORS),
    "dispatch:field_visits": Page(GET=VISITORS),
    "dispatch:field_records": Page(POST=VISITORS),
    "dispatch:field_photos": Page(POST=VISITORS),
    "dispatch:photo": Page(GET=(*SETTLERS, LEAD), of="visit_record"),
    "dispatch:visit_sheet": Page(GET=VISITORS),
    "dispatch:key_sheet": Page(GET=VISITORS, POST=VISITORS),
    "dispatch:to_settle": Page(GET=SETTLERS),
    "dispatch:settle": Page(GET=SETTLERS, POST=SETTLERS, of="visit_record"),
    "indicators:public_front": Page(GET=EVERYONE),
    "indicators:public": Page(GET=EVERYONE, of="board"),
    "indicators:public_figure": Page(GET=EVERYONE, of="figure"),
    "indicators:boards": Page(GET=BOARD_READERS),
    "indicators:board": Page(GET=BOARD_READERS, of="board"),
    "indicators:export": Page(GET=BOARD_READERS, of="board"),
    "indicators:check": Page(GET=OPENERS, POST=OPENERS, of="board"),
    "indicators:figure": Page(GET=OPENERS, of="figure"),
    "indicators:figure_export": Page(GET=OPENERS, of="figure"),
}

VARIANTS: Mapping[str, tuple[dict[str, str], ...]] = {
    "catalogue:act_on_import": ({"name": "carry-out"}, {"name": "undo"}),
    "registry:sheet_template": ({"kind": "people"}, {"kind": "organisations"}, {"kind": "memberships"}),
    "registry:act_on_sheet": ({"act": "confirm"}, {"act": "drop"}, {"act": "undo"}),
    "dispatch:visitor": ({"act": "arrive"}, {"act": "next"}, {"act": "done"}, {"act": "left"}),
    "cases:act": tuple({"name": name} for name in ACTS),
    "cases:whistle_step": ({"name": "sign"}, {"name": "contact"}, {"name": "arrive"}),
}
"""Addresses with several forms behind them: the words that the address can hold."""

ADDRESSES: Mapping[str, Callable[[Banner], dict[str, Any]]] = {
    "case": lambda banner: {"case_id": banner.case},
    "outreach": lambda _: {"code": "elders_alone"},
    "to contact": lambda banner: {"code": "elders_alone", "person_id": banner.more["alone"]},
    "difficulty": lambda banner: {"entry_id": banner.more["difficulty"]},
    "enterprise": lambda _: {"code": "990001"},
    "key": lambda banner: {"key_id": banner.more["key"]},
    "left mediator": lambda banner: {"account_id": banner.more["left_mediator"]},
    "filter": lambda banner: {"filter_id": banner.more["filter"]},
    "mediation": lambda banner: {"mediation_id": banner.more["mediation"]},
    "place": lambda _: {"code": VILLAGE},
    "call": lambda banner: {"call_id": banner.call},
    "voice": lambda banner: {"voice_id": banner.voice},
    "draft": lambda _: {},  # the open draft of the actor's own banner: there is one in the own area only
    "duty": lambda _: {"number": 80},
    "import": lambda banner: {"import_id": banner.made_import},
    "unclear": lambda banner: {"item_id": banner.unclear},
    "notice": lambda banner: {"item_id": banner.decided, "organisation_id": banner.lead},
    "service": lambda _: {"code": "elder-card"},
    "register": lambda _: {"code": "staff-care"},
    "slot": lambda banner: {"commitment_id": banner.slot},
    "pair": lambda banner: {"pair_id": banner.pair},
    "merge": lambda banner: {"merge_id": banner.merge},
    "person": lambda banner: {"person_id": banner.person},
    "membership": lambda banner: {"person_id": banner.person, "membership_id": banner.more["membership"]},
    "proxy": lambda banner: {"person_id": banner.person, "proxy_id": banner.more["proxy"]},
    "purpose": lambda banner: {"person_id": banner.person, "purpose": "visit"},
    "form": lambda banner: {"person_id": banner.person, "code": "home_care"},
    "list": lambda _: {"code": "of_test"},
    "waiting form": lambda banner: {"code": banner.more["waiting_form"]},
    "waiting question": lambda banner: {"code": banner.more["waiting_question"]},
    "waiting list": lambda banner: {"code": banner.more["waiting_list"]},
    "sharing": lambda banner: {"sharing_id": banner.more["sharing"]},
    "sheet": lambda banner: {"run_id": banner.more["sheet"]},
    "request": lambda banner: {"request_id": banner.more["request"]},
    "organisation": lambda banner: {"organisation_id": banner.more["organisation"]},
    "residence": lambda banner: {"residence_id": banner.more["residence"]},
    "partnership": lambda banner: {"partnership_id": banner.more["partnership"]},
    "board": lambda banner: {"area": OWN, "month": banner.at.date().replace(day=1)},
    "figure": lambda banner: {"area": OWN, "month": banner.at.date().replace(day=1), "measure": "voices_heard"},
    "dead": lambda banner: {"client_id": banner.more["client"], "message_id": banner.more["dead"]},
    "client": lambda banner: {"client_id": banner.more["client"]},
    "token": lambda banner: {"client_id": banner.more["client"], "token_id": banner.more["token"]},
    "account": lambda banner: {"account_id": banner.more["account"]},
    "grant": lambda banner: {"account_id": banner.more["account"], "grant_id": banner.more["grant"]},
    "help": lambda banner: {"task_id": banner.more["help"]},
    "helper": lambda banner: {"helper_id": banner.actors["volunteer", "own"].id},
    "open case": lambda banner: {"case_id": banner.more["open_case"]},
    "calendar": lambda banner: {"secret": banner.more["calendar"]},
    "visit_record": lambda banner: {"record_id": banner.more["visit_record"]},
    "team": lambda banner: {"team_id": banner.more["team"]},
    "team member": lambda banner: {"team_id": banner.more["team"], "person_id": banner.person},
    "zone": lambda banner: {"zone_id": banner.more["zone"]},
    "pairing": lambda banner: {"pairing_id": banner.more["pairing"]},
    "recurring": lambda banner: {"visit_id": banner.more["recurring"]},
    "shopping task": lambda banner: {"task_id": banner.more["shopping_task"]},
    "help held": lambda banner: {"task_id": banner.more["help"], "helper_id": banner.actors["volunteer", "own"].id},
    "help done": lambda banner: {"task_id": banner.more["help done"]},
    "shopping": lambda banner: {"shopping_id": banner.more["shopping"]},
    "check_in": lambda banner: {"check_in_id": banner.more["check_in"]},
    "act": lambda banner: {"act_id": banner.more["act"]},
    "shift": lambda banner: {"shift_id": banner.more["shift"]},
    "match": lambda banner: {"match_id": banner.more["match"]},
    "post and helper": lambda banner: {
        "post_id": banner.more["post"],
        "helper_id": banner.actors["volunteer", "own"].id,
    },
    "study": lambda banner: {"offer_id": banner.more["study"]},
    "study and helper": lambda banner: {
        "offer_id": banner.more["study"],
        "helper_id": banner.actors["volunteer", "own"].id,
    },
    "base": lambda banner: {"code": banner.more["base"]},
    "post": lambda banner: {"post_id": banner.more["post"]},
    "holding": lambda banner: {"holding_id": banner.more["holding"]},
    "joined": lambda banner: {"merge_id": banner.more["joined"]},
    "answer": lambda banner: {"answer_id": banner.more["answer"]},
    "exclusion": lambda banner: {"exclusion_id": banner.more["exclusion"]},
    "messages": lambda banner: {"run_id": banner.imported},
}
"""Where the record of the own area stands, by its kind; with fresh ids the same address leads to nothing."""


def _voice(at: Any) -> cases.NewVoice:
    return cases.NewVoice(words="路灯坏了", channel="phone", heard_at=at, area=VILLAGE)


def _triage(banner: Banner) -> cases.Triage:
    return cases.Triage(category="housing.village_building", lead=uuid.UUID(int=0))


GUIDE = catalogue.NewGuide(
    conditions=[],
    papers=[],
    steps=["来窗口"],
    costs=[],
    statutory_limit=None,
    promised_limit=(1, "working_days"),
    non_digital_path="打电话",
)


def _proxy(banner: Banner) -> registry.NewProxy:
    on = banner.at.date()
    return registry.NewProxy(
        agent_id=banner.more["kin"],
        scope="read_voices",
        valid_from=on,
        valid_to=on + timedelta(days=9),
        channel="phone",
        words="让他看",
    )


def _form() -> registry.NewForm:
    owner = registered.organisation_by_code("comm_150824100001").pk
    return registry.NewForm(name="登记表", organisation_id=owner, purpose="service", bound=["name", "age"])


def _question() -> registry.NewQuestion:
    owner = registered.organisation_by_code("comm_150824100001").pk
    return registry.NewQuestion(name="家里几个人", shape="number", months=12, organisation_id=owner, reason="排餐")


def _list(banner: Banner) -> registry.NewList:
    return registry.NewList(
        name="六十岁以上",
        area=OWN,
        purpose="outreach",
        owner_id=registered.organisation_by_code("housing").pk,
        rule={"age_from": 60},
        expires_on=banner.at.date() + timedelta(days=99),
    )


def _organisation() -> registry.OrganisationEntry:
    return registry.OrganisationEntry(name="住房局", short_name="住房局", kind="department", area="150824")


def _record(banner: Banner) -> dispatch.NewRecord:
    return dispatch.NewRecord(
        client_id=uuid.uuid4(),
        visit=banner.more["visit"],
        form="home_visit",
        answers={"result": "done"},
        done_at=banner.at,
    )


OPERATIONS: Mapping[str, Operation | Inner] = {
    "foundation.log_reading": Inner("pages and operations that show a person's data, after asking for the right"),
    "foundation.log_readings": Inner("pages and operations that show the data of several people"),
    "foundation.tell_resealed": Inner("minsheng reseal, which only who has the keys and the database can run"),
    "foundation.tell_renewed": Inner("minsheng reseal --index, likewise"),
    "foundation.set_calendar_day": Inner("the calendar's page, which asks for foundation.edit_calendar; presets"),
    "foundation.set_calendar_year": Inner("the page of a calendar year, which asks for foundation.edit_calendar"),
    "registry.register_person": Inner("registry.enter_person; cases.open_case; presets"),
    "registry.register_organisation": Inner("registry.enter_organisation; presets"),
    "registry.join_organisation": Inner("registry.add_member; presets"),
    "registry.close_organisation": Inner("dispatch.end_team"),
    "registry.use_proxy_for_item": Inner("the stage that carries the errand out"),
    "registry.open_account": Operation(
        ("admin",),
        lambda by, banner: registry.open_account(
            entry=registry.NewAccount(
                login="somebody", name="某人", area=VILLAGE, organisation_id=banner.more["organisation"]
            ),
            by=by,
            at=banner.at,
        ),
        of="",
    ),
    "registry.reset_password": Operation(
        ("admin",),
        lambda by, banner: registry.reset_password(account_id=banner.more["account"], by=by, at=banner.at),
        of="person",
    ),
    "registry.end_lost_factor": Operation(
        ("security",),
        lambda by, banner: registry.end_lost_factor(
            account_id=banner.more["account"], proof=Proof.IDENTITY_CARD, by=by, at=banner.at
        ),
        of="person",
    ),
    "registry.end_account_sessions": Operation(
        ("admin",),
        lambda by, banner: registry.end_account_sessions(account_id=banner.more["account"], by=by, at=banner.at),
        of="person",
    ),
    "registry.set_account_active": Operation(
        ("admin",),
        lambda by, banner: registry.set_account_active(
            account_id=banner.more["account"], is_active=False, by=by, at=banner.at
        ),
        of="person",
    ),
    "registry.give_role": Operation(
        ("security",),
        lambda by, banner: registry.give_role(
            account_id=banner.more["account"],
            role="operator",
            area=VILLAGE,
            valid_from=banner.at.date(),
            valid_to=None,
            by=by,
            at=banner.at,
        ),
        of="person",
    ),
    "registry.end_role": Operation(
        ("security",),
        lambda by, banner: registry.end_role(
            account_id=banner.more["account"],
            grant_id=banner.more["grant"],
            on=banner.at.date(),
            by=by,
            at=banner.at,
        ),
        of="person",
    ),
    "registry.enter_caller": Inner("cases.open_case"),
    "registry.enter_person": Operation(
        TAKERS,
        lambda by, banner: registry.enter_person(
            entry=registry.PersonEntry(name="某人", area=VILLAGE), by=by, at=banner.at
        ),
        of="",
    ),
    "registry.change_person": Operation(
        TAKERS,
        lambda by, banner: registry.change_person(
            person_id=banner.person, entry=registry.PersonEntry(address="别处"), by=by, at=banner.at
        ),
        of="person",
    ),
    "registry.note_leaving": Operation(
        TAKERS,
        lambda by, banner: registry.note_leaving(
            person_id=banner.person, how="moved", on=banner.at.date(), by=by, at=banner.at
        ),
        of="person",
    ),
    "registry.note_kin": Operation(
        TAKERS,
        lambda by, banner: registry.note_kin(
            person_id=banner.person, kin_id=banner.more["kin"], relation="child", by=by, at=banner.at
        ),
        of="person",
    ),
    "registry.give_proxy": Operation(
        TAKERS,
        lambda by, banner: registry.give_proxy(principal_id=banner.person, given=_proxy(banner), by=by, at=banner.at),
        of="person",
    ),
    "registry.end_proxy": Operation(
        TAKERS,
        lambda by, banner: registry.end_proxy(proxy_id=banner.more["proxy"], by=by, at=banner.at),
        of="person",
    ),
    "registry.add_member": Operation(
        JOINERS,
        lambda by, banner: registry.add_member(
            person_id=banner.person,
            organisation_id=banner.more["organisation"],
            role="volunteer",
            valid_from=banner.at.date(),
            by=by,
            at=banner.at,
        ),
        of="person",
    ),
    "registry.end_membership": Operation(
        TAKERS,
        lambda by, banner: registry.end_membership(
            membership_id=banner.more["membership"], on=banner.at.date(), by=by, at=banner.at
        ),
        of="person",
    ),
    "registry.register_dual": Operation(
        JOINERS,
        lambda by, banner: registry.register_dual(
            person_id=banner.person,
            unit_id=banner.more["organisation"],
            community_id=banner.more["community"],
            valid_from=banner.at.date(),
            by=by,
            at=banner.at,
        ),
        of="person",
    ),
    "registry.note_facts": Operation(
        TAKERS,
        lambda by, banner: registry.note_facts(person_id=banner.person, told={"cooks": "自己做"}, by=by, at=banner.at),
        of="person",
    ),
    "registry.compose_form": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.compose_form(told=_form(), by=by, at=banner.at),
        of="",
    ),
    "registry.decide_form": Operation(
        ("supervisor",),
        lambda by, banner: registry.decide_form(
            code=banner.more["waiting_form"], is_approved=True, answer="", by=by, at=banner.at
        ),
        of="waiting form",
    ),
    "registry.end_form": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.end_form(code=banner.more["waiting_form"], by=by, at=banner.at),
        of="waiting form",
    ),
    "registry.declare_question": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.declare_question(told=_question(), by=by, at=banner.at),
        of="",
    ),
    "registry.decide_question": Operation(
        ("supervisor",),
        lambda by, banner: registry.decide_question(
            code=banner.more["waiting_question"], is_approved=True, answer="", by=by, at=banner.at
        ),
        of="waiting question",
    ),
    "registry.end_question": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.end_question(code=banner.more["waiting_question"], by=by, at=banner.at),
        of="waiting question",
    ),
    "registry.declare_list": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.declare_list(told=_list(banner), by=by, at=banner.at),
        of="",
    ),
    "registry.decide_list": Operation(
        ("supervisor",),
        lambda by, banner: registry.decide_list(
            code=banner.more["waiting_list"], is_approved=True, answer="", by=by, at=banner.at
        ),
        of="waiting list",
    ),
    "registry.extend_list": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.extend_list(
            code="of_test", expires_on=banner.at.date() + timedelta(days=200), by=by, at=banner.at
        ),
        of="list",
    ),
    "registry.end_list": Operation(
        SHEET_TAKERS, lambda by, banner: registry.end_list(code="of_test", by=by, at=banner.at), of="list"
    ),
    "registry.ask_sharing": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.ask_sharing(
            asked=registry.NewSharing(reason="核对", area=OWN, purpose="service"), by=by, at=banner.at
        ),
        of="",
    ),
    "registry.decide_sharing": Operation(
        ("supervisor",),
        lambda by, banner: registry.decide_sharing(
            sharing_id=banner.more["sharing"], is_approved=True, answer="", by=by, at=banner.at
        ),
        of="sharing",
    ),
    "registry.granted": Operation(
        (),
        lambda by, banner: registry.granted(sharing_id=banner.more["sharing"], content="people", by=by, at=banner.at),
        of="sharing",
    ),
    "dispatch.fetch_help_records": Operation(
        (),
        lambda by, banner: dispatch.fetch_help_records(
            sharing_id=banner.more["sharing"], form="csv", by=by, at=banner.at
        ),
        of="sharing",
    ),
    "registry.fetch_sharing": Operation(
        (),
        lambda by, banner: registry.fetch_sharing(sharing_id=banner.more["sharing"], by=by, at=banner.at),
        of="sharing",
    ),
    "registry.try_sheet": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.try_sheet(
            kind=SheetKind.PEOPLE, content="姓名\n某人\n".encode(), file_name="a.csv", area=OWN, by=by, at=banner.at
        ),
        of="",
    ),
    "registry.confirm_sheet": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.confirm_sheet(run_id=banner.more["sheet"], by=by, at=banner.at),
        of="sheet",
    ),
    "registry.drop_sheet": Operation(
        SHEET_TAKERS, lambda by, banner: registry.drop_sheet(run_id=banner.more["sheet"], by=by), of="sheet"
    ),
    "registry.fetch_sheet_result": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.fetch_sheet_result(run_id=banner.more["sheet"], by=by, at=banner.at, words=str),
        of="sheet",
    ),
    "registry.undo_sheet": Operation(
        SHEET_TAKERS,
        lambda by, banner: registry.undo_sheet(run_id=banner.more["sheet"], by=by, at=banner.at),
        of="sheet",
    ),
    "registry.enter_organisation": Operation(
        ("admin",),
        lambda by, banner: registry.enter_organisation(code="new_one", entry=_organisation(), by=by, at=banner.at),
        of="",
    ),
    "registry.change_organisation": Operation(
        ("admin",),
        lambda by, banner: registry.change_organisation(
            organisation_id=banner.more["organisation"], entry=_organisation(), by=by, at=banner.at
        ),
        of="organisation",
    ),
    "registry.label_organisation": Operation(
        ("admin",),
        lambda by, banner: registry.label_organisation(
            organisation_id=banner.more["organisation"], labels=["errands"], by=by, at=banner.at
        ),
        of="organisation",
    ),
    "registry.answer_purpose": Operation(
        TAKERS,
        lambda by, banner: registry.answer_purpose(
            person_id=banner.person,
            said=registry.NewAnswer(purpose="visit", answer="refused", words="不要来", channel="phone"),
            by=by,
            at=banner.at,
        ),
        of="person",
    ),
    "registry.ask_about_data": Operation(
        TAKERS,
        lambda by, banner: registry.ask_about_data(
            person_id=banner.person,
            asked=registry.NewRequest(kind="deletion", words="都删了", channel="phone"),
            by=by,
            at=banner.at,
        ),
        of="person",
    ),
    "registry.carry_out_request": Operation(
        ("supervisor",),
        lambda by, banner: registry.carry_out_request(request_id=banner.more["request"], by=by, at=banner.at),
        of="request",
    ),
    "registry.refuse_request": Operation(
        ("supervisor",),
        lambda by, banner: registry.refuse_request(
            request_id=banner.more["request"], reason="法律要求保存", remedy="可以向法院起诉", by=by, at=banner.at
        ),
        of="request",
    ),
    "registry.reveal_phone": Operation(
        ("operator", "secretary", "verifier"),
        lambda by, banner: registry.reveal_phone(person_id=banner.person, by=by, purpose="call", at=banner.at),
        of="person",
    ),
    "registry.merge_people": Operation(
        TAKERS,
        lambda by, banner: registry.merge_people(
            survivor_id=banner.twins[0], merged_id=banner.twins[1], reason="问过本人", by=by, at=banner.at
        ),
        of="person",
    ),
    "registry.undo_merge": Operation(
        TAKERS,
        lambda by, banner: registry.undo_merge(merge_id=banner.merge, reason="是两个人", by=by, at=banner.at),
        of="merge",
    ),
    "registry.settle_pair": Operation(
        TAKERS,
        lambda by, banner: registry.settle_pair(
            pair_id=banner.pair, decision="same", reason="问过本人", by=by, at=banner.at
        ),
        of="pair",
    ),
    "catalogue.raise_unclear_item": Inner("cases.decide_hand_back"),
    "catalogue.begin_draft": Operation(
        KEEPERS, lambda by, banner: catalogue.begin_draft(area=OWN, name="又一份", by=by, at=banner.at), of=""
    ),
    "catalogue.set_draft_item": Operation(
        KEEPERS,
        lambda by, banner: catalogue.set_draft_item(
            draft_id=banner.draft, line=catalogue.Line(number=300, title="新的一项"), by=by
        ),
    ),
    "catalogue.remove_draft_item": Operation(
        KEEPERS, lambda by, banner: catalogue.remove_draft_item(draft_id=banner.draft, number=80, by=by)
    ),
    "catalogue.discard_draft": Operation(
        KEEPERS, lambda by, banner: catalogue.discard_draft(draft_id=banner.draft, by=by, at=banner.at)
    ),
    "catalogue.publish_draft": Operation(
        KEEPERS,
        lambda by, banner: catalogue.publish_draft(
            draft_id=banner.draft, takes_effect_on=banner.at.date(), by=by, at=banner.at
        ),
    ),
    "catalogue.prepare_import": Operation(
        KEEPERS,
        lambda by, banner: catalogue.prepare_import(
            draft_id=banner.draft, content="编号,事项名称\n80,甲\n".encode(), by=by, at=banner.at
        ),
    ),
    "catalogue.carry_out_import": Operation(
        KEEPERS, lambda by, banner: catalogue.carry_out_import(import_id=banner.made_import, by=by, at=banner.at)
    ),
    "catalogue.undo_import": Operation(
        KEEPERS, lambda by, banner: catalogue.undo_import(import_id=banner.made_import, by=by, at=banner.at)
    ),
    "catalogue.ask_who_leads": Operation(
        RAISERS,
        lambda by, banner: catalogue.ask_who_leads(
            title="谁修桥",
            evidence="都不管",
            area=VILLAGE,
            organisation_id=min(registered.organisations_of(by.id, banner.at.date())),
            by=by,
            at=banner.at,
        ),
        of="",
    ),
    "catalogue.propose_lead": Operation(
        RAISERS,
        lambda by, banner: catalogue.propose_lead(
            item_id=banner.unclear, lead_id=banner.lead, reason="有文件", by=by, at=banner.at
        ),
    ),
    "catalogue.decide_lead": Operation(
        ("arbiter",),
        lambda by, banner: catalogue.decide_lead(
            item_id=banner.unclear, lead_id=banner.elsewhere, co_ids=(), reason="按职能", by=by, at=banner.at
        ),
    ),
    "catalogue.note_told": Operation(
        TOLD,
        lambda by, banner: catalogue.note_told(
            item_id=banner.decided, organisation_id=banner.lead, channel="read", by=by, at=banner.at
        ),
    ),
    "foundation.add_client": Operation(
        MANAGERS,
        lambda by, banner: ground.add_client(
            client=ground.NewClient(code="of-test", name="甲", areas=(OWN,), scopes=("cases.read",)),
            by=by,
            at=banner.at,
        ),
        of="",
    ),
    "foundation.change_own_password": Inner("the page change_password, for oneself"),
    "cases.choose_text_number": Inner("cases.choose_reminder_number; dispatch.set_helper, for oneself"),
    "dispatch.keep_tried": Inner("the page bring_outbox, for oneself"),
    "dispatch.drop_tried": Inner("the page bring_outbox, for oneself"),
    "dispatch.make_calendar": Inner("the page visit_calendar, for oneself"),
    "dispatch.end_calendar": Inner("the page visit_calendar, for oneself"),
    "registry.note_fetched": Inner("registry.fetch_sharing; dispatch.fetch_help_records"),
    "foundation.end_own_sessions": Inner("the page own_sessions, for oneself"),
    "foundation.set_own_second_factor": Inner("the page own_second_factor, for oneself"),
    "foundation.end_lost_factor": Inner("registry.end_lost_factor, and `minsheng password` on the server"),
    "foundation.end_own_second_factor": Inner("the page own_second_factor, for oneself"),
    "foundation.add_own_key": Inner("the page add_key, for oneself"),
    "foundation.remove_own_key": Inner("the page remove_key, for oneself, which finds nobody else's"),
    "foundation.note_log_fetched": Inner("the page audit_export, for its auditor"),
    "foundation.end_client": Operation(
        MANAGERS, lambda by, banner: ground.end_client(client_id=banner.more["client"], by=by, at=banner.at)
    ),
    "foundation.subscribe": Operation(
        MANAGERS,
        lambda by, banner: ground.subscribe(
            client_id=banner.more["client"], url="https://9.9.9.9/", by=by, at=banner.at
        ),
    ),
    "foundation.renew_secret": Operation(
        MANAGERS, lambda by, banner: ground.renew_secret(client_id=banner.more["client"], by=by, at=banner.at)
    ),
    "foundation.unsubscribe": Operation(
        MANAGERS,
        lambda by, banner: ground.unsubscribe(subscription_id=banner.more["subscription"], by=by, at=banner.at),
    ),
    "foundation.send_again": Operation(
        MANAGERS,
        lambda by, banner: ground.send_again(message_id=banner.more["dead"], is_left_out=True, by=by, at=banner.at),
    ),
    "foundation.make_token": Operation(
        MANAGERS, lambda by, banner: ground.make_token(client_id=banner.more["client"], days=1, by=by, at=banner.at)
    ),
    "foundation.revoke_token": Operation(
        MANAGERS, lambda by, banner: ground.revoke_token(token_id=banner.more["token"], by=by, at=banner.at)
    ),
    "catalogue.add_service": Operation(
        KEEPERS,
        lambda by, banner: catalogue.add_service(
            name="借伞", organisation_id=banner.lead, words=[], category=None, by=by, at=banner.at
        ),
        of="",
    ),
    "catalogue.publish_guide": Operation(
        KEEPERS,
        lambda by, banner: catalogue.publish_guide(
            code="elder-card", valid_from=banner.at.date(), guide=GUIDE, by=by, at=banner.at
        ),
        of="",
    ),
    "catalogue.label_service": Operation(
        KEEPERS,
        lambda by, banner: catalogue.label_service(code="elder-card", labels=["errands"], by=by, at=banner.at),
        of="",
    ),
    "catalogue.set_commitment": Operation(
        KEEPERS,
        lambda by, banner: catalogue.set_commitment(
            commitment_id=banner.slot,
            measure="甲",
            owner_id=banner.lead,
            owner_name="乙",
            due_on=banner.at.date(),
            by=by,
            at=banner.at,
        ),
    ),
    "catalogue.add_evidence": Operation(
        KEEPERS,
        lambda by, banner: catalogue.add_evidence(commitment_id=banner.slot, words="做了", by=by, at=banner.at),
    ),
    "catalogue.rate_commitment": Operation(
        (),  # only people of the organisation that is served, and none of these belongs to it
        lambda by, banner: catalogue.rate_commitment(commitment_id=banner.slot, answer="done", by=by, at=banner.at),
    ),
    "cases.open_case": Operation(
        TAKERS, lambda by, banner: cases.open_case(voice=_voice(banner.at), by=by, at=banner.at), of=""
    ),
    "cases.open_cases": Operation(
        IMPORTERS, lambda by, banner: cases.open_cases(voices=[_voice(banner.at)], by=by, at=banner.at), of=""
    ),
    "cases.try_messages": Operation(
        IMPORTERS,
        lambda by, banner: cases.try_messages(
            content="内容\n路灯坏了\n".encode(), file_name="a.csv", area=OWN, by=by, at=banner.at
        ),
        of="",
    ),
    "cases.confirm_import": Operation(
        IMPORTERS, lambda by, banner: cases.confirm_import(run_id=banner.imported, by=by, at=banner.at)
    ),
    "cases.drop_import": Operation(IMPORTERS, lambda by, banner: cases.drop_import(run_id=banner.imported, by=by)),
    "cases.fetch_result": Operation(
        IMPORTERS, lambda by, banner: cases.fetch_result(run_id=banner.imported, by=by, at=banner.at, words=str)
    ),
    "cases.triage_case": Operation(
        TAKERS,
        lambda by, banner: cases.triage_case(case_id=banner.case, triage=_triage(banner), by=by, at=banner.at),
    ),
    "cases.assign_case": Operation(
        ("operator", "supervisor"), lambda by, banner: cases.assign_case(case_id=banner.case, by=by, at=banner.at)
    ),
    "cases.hand_back_case": Operation(
        (LEAD,),
        lambda by, banner: cases.hand_back_case(
            case_id=banner.case, reason="不归我们管", basis="责任清单", by=by, at=banner.at
        ),
    ),
    "cases.note_contact": Operation(
        (LEAD,), lambda by, banner: cases.note_contact(case_id=banner.case, how="phone", by=by, at=banner.at)
    ),
    "cases.blow_whistle": Operation(
        ("secretary",),
        lambda by, banner: cases.blow_whistle(
            case_id=banner.case, organisations=[banner.more["community"]], words="来看看", by=by, at=banner.at
        ),
    ),
    "cases.answer_whistle": Operation(
        (),  # only people of the organisation that was called for, and none of these belongs to it
        lambda by, banner: cases.answer_whistle(call_id=banner.call, step=cases.Step.SIGN, by=by, at=banner.at),
        of="call",
    ),
    "cases.rate_whistle": Operation(
        ("secretary@lead",),
        lambda by, banner: cases.rate_whistle(
            call_id=banner.call, rating=cases.Rating.GOOD, reason="", by=by, at=banner.at
        ),
        of="call",
    ),
    "cases.finish_co_task": Operation(
        (),  # only people of a co-handler, and this case has none
        lambda by, banner: cases.finish_co_task(case_id=banner.case, note="做了", by=by, at=banner.at),
    ),
    "cases.decide_hand_back": Operation(
        ("arbiter",),
        lambda by, banner: cases.decide_hand_back(
            case_id=banner.case, is_accepted=True, words="确实不是", by=by, at=banner.at
        ),
    ),
    "cases.correct_case": Operation(
        ("operator", "supervisor"),
        lambda by, banner: cases.correct_case(
            case_id=banner.case, triage=_triage(banner), reason="派错了", by=by, at=banner.at
        ),
    ),
    "cases.set_appointment": Operation(
        (LEAD,),
        lambda by, banner: cases.set_appointment(
            case_id=banner.case,
            start=banner.at + timedelta(hours=1),
            end=banner.at + timedelta(hours=2),
            contact_name="韩",
            by=by,
            at=banner.at,
        ),
    ),
    "cases.start_visit": Operation(
        (LEAD,), lambda by, banner: cases.start_visit(case_id=banner.case, code="0000", by=by, at=banner.at)
    ),
    "cases.deliver_task": Operation(
        (LEAD,),
        lambda by, banner: cases.deliver_task(case_id=banner.case, result="done", note="好了", by=by, at=banner.at),
    ),
    "cases.pause_limit": Operation(
        CLOCK,
        lambda by, banner: cases.pause_limit(
            case_id=banner.case, reason=cases.PauseReason.EXPERT, note="等鉴定", by=by, at=banner.at
        ),
    ),
    "cases.resume_limit": Operation(
        CLOCK, lambda by, banner: cases.resume_limit(case_id=banner.case, by=by, at=banner.at)
    ),
    "cases.ask_extension": Operation(
        (LEAD,),
        lambda by, banner: cases.ask_extension(case_id=banner.case, amount=1, reason="等公示", by=by, at=banner.at),
    ),
    "cases.decide_extension": Operation(
        ("supervisor",),
        lambda by, banner: cases.decide_extension(case_id=banner.case, is_granted=True, words="", by=by, at=banner.at),
    ),
    "cases.start_entrusted_visit": Operation(
        HELPERS,
        lambda by, banner: cases.start_entrusted_visit(
            case_id=banner.more["open_case"], code="0000", by=by, at=banner.at
        ),
    ),
    "cases.deliver_entrusted_task": Operation(
        HELPERS,
        lambda by, banner: cases.deliver_entrusted_task(
            case_id=banner.more["open_case"], done=cases.Done(result="done", note="好了"), by=by, at=banner.at
        ),
    ),
    "cases.open_entrusted_need": Operation(
        HELPERS,
        lambda by, banner: cases.open_entrusted_need(case_id=banner.case, words="要老花镜", by=by, at=banner.at),
    ),
    "cases.open_found_need": Operation(
        (LEAD,),
        lambda by, banner: cases.open_found_need(case_id=banner.case, words="要老花镜", by=by, at=banner.at),
    ),
    "cases.open_need_at_door": Operation(
        HELPERS, lambda by, banner: cases.open_need_at_door(voice=_voice(banner.at), by=by, at=banner.at), of=""
    ),
    "dispatch.offer_case_task": Operation(
        (LEAD,), lambda by, banner: dispatch.offer_case_task(case_id=banner.more["open_case"], by=by, at=banner.at)
    ),
    "dispatch.offer_task": Operation(
        ("secretary",),
        lambda by, banner: dispatch.offer_task(
            task=dispatch.NewTask(kind=dispatch.TaskKind.COMPANY, title="看望", area=VILLAGE), by=by, at=banner.at
        ),
        of="",
    ),
    "dispatch.withdraw_task": Operation(
        ("secretary",), lambda by, banner: dispatch.withdraw_task(task_id=banner.more["help"], by=by, at=banner.at)
    ),
    "dispatch.claim_task": Operation(
        HELPERS, lambda by, banner: dispatch.claim_task(task_id=banner.more["help"], by=by, at=banner.at)
    ),
    "dispatch.decline_offer": Operation(
        HELPERS, lambda by, banner: dispatch.decline_offer(task_id=banner.more["help"], by=by, at=banner.at)
    ),
    "dispatch.ask_to_take_over": Operation(
        (HOLDER,),
        lambda by, banner: dispatch.ask_to_take_over(
            task_id=banner.more["help"], helper_id=banner.actors["volunteer", "stranger"].id, by=by, at=banner.at
        ),
    ),
    "dispatch.set_helper": Operation(
        HELPERS,
        lambda by, banner: dispatch.set_helper(entry=dispatch.HelperEntry(area=VILLAGE), by=by, at=banner.at),
        of="",
    ),
    "dispatch.prove_licence": Operation(
        ("secretary",),
        lambda by, banner: dispatch.prove_licence(
            helper_id=banner.actors["volunteer", "own"].id,
            skill="vet",
            proof="兽医证",
            valid_to=banner.at.date(),
            by=by,
            at=banner.at,
        ),
    ),
    "dispatch.release_task": Operation(
        (HOLDER,), lambda by, banner: dispatch.release_task(task_id=banner.more["help"], by=by, at=banner.at)
    ),
    "dispatch.finish_task": Operation(
        (HOLDER,),
        lambda by, banner: dispatch.finish_task(
            task_id=banner.more["help"], report=dispatch.Report(outcome=dispatch.Outcome.DONE), by=by, at=banner.at
        ),
    ),
    "dispatch.record_visit": Operation(
        (LEAD,), lambda by, banner: dispatch.record_visit(record=_record(banner), by=by, at=banner.at)
    ),
    "dispatch.contest_visit": Operation(
        (LEAD,),
        lambda by, banner: dispatch.contest_visit(record=_record(banner), reason="办过了", by=by, at=banner.at),
    ),
    "dispatch.key_sheet": Operation(
        (LEAD,),
        lambda by, banner: dispatch.key_sheet(sheet_id=uuid.uuid4(), records=[_record(banner)], by=by, at=banner.at),
    ),
    "dispatch.keep_photo": Operation(
        (LEAD,),
        lambda by, banner: dispatch.keep_photo(
            record_id=banner.more["visit_record"], content=PHOTO, by=by, at=banner.at
        ),
        of="visit_record",
    ),
    "dispatch.fetch_photo": Operation(
        (*SETTLERS, LEAD),
        lambda by, banner: dispatch.fetch_photo(record_id=banner.more["visit_record"], by=by, at=banner.at),
        of="visit_record",
    ),
    "dispatch.settle_record": Operation(
        SETTLERS,
        lambda by, banner: dispatch.settle_record(
            record_id=banner.more["visit_record"], counts=False, words="打了电话", by=by, at=banner.at
        ),
        of="visit_record",
    ),
    "dispatch.claim_for": Operation(
        TAKERS,
        lambda by, banner: dispatch.claim_for(
            task_id=banner.more["help"],
            helper_id=banner.actors["volunteer", "own"].id,
            words="我去",
            by=by,
            at=banner.at,
        ),
        of="help",
    ),
    "dispatch.release_for": Operation(
        TAKERS,
        lambda by, banner: dispatch.release_for(
            task_id=banner.more["help"], helper_id=banner.actors["volunteer", "own"].id, by=by, at=banner.at
        ),
        of="help held",
    ),
    "dispatch.report_for": Operation(
        TAKERS,
        lambda by, banner: dispatch.report_for(
            record=dispatch.NewRecord(
                client_id=uuid.uuid4(),
                visit=banner.more["help"],
                form="home_visit",
                answers={"result": "done"},
                done_at=banner.at,
            ),
            helper_id=banner.actors["volunteer", "own"].id,
            said="本人来电说去过了",
            by=by,
            at=banner.at,
        ),
        of="help held",
    ),
    "dispatch.key_sheet_for": Operation(
        TAKERS,
        lambda by, banner: dispatch.key_sheet_for(
            sheet_id=uuid.uuid4(),
            records=[
                dispatch.NewRecord(
                    client_id=uuid.uuid4(),
                    visit=banner.more["help"],
                    form="home_visit",
                    answers={"result": "done"},
                    done_at=banner.at,
                )
            ],
            helper_id=banner.actors["volunteer", "own"].id,
            by=by,
            at=banner.at,
        ),
        of="help held",
    ),
    "dispatch.bring_record": Operation(
        TAKERS,
        lambda by, banner: dispatch.bring_record(
            record=dispatch.NewRecord(
                client_id=uuid.uuid4(),
                visit=banner.more["help"],
                form="home_visit",
                answers={"result": "done"},
                done_at=banner.at,
            ),
            helper_id=banner.actors["volunteer", "own"].id,
            by=by,
            at=banner.at,
        ),
        of="help held",
    ),
    "dispatch.bring_photo": Operation(
        TAKERS,
        lambda by, banner: dispatch.bring_photo(
            record_id=banner.more["visit_record"],
            content=PHOTO,
            helper_id=banner.actors["handler", "own"].id,
            by=by,
            at=banner.at,
        ),
        of="visit_record",
    ),
    "dispatch.key_sign_in": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.key_sign_in(
            sheet=dispatch.NewSheet(
                id=uuid.uuid4(),
                what="学习",
                on=banner.at.date(),
                came=[banner.person],
                team_id=banner.more["team"],
            ),
            by=by,
            at=banner.at,
        ),
        of="team",
    ),
    "dispatch.confirm_help": Operation(
        TAKERS,
        lambda by, banner: dispatch.confirm_help(
            task_id=banner.more["help done"],
            said=dispatch.ServedWord(answer=dispatch.Answer.YES, how="phone", minutes=30),
            by=by,
            at=banner.at,
        ),
        of="help done",
    ),
    "dispatch.found_team": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.found_team(
            team=dispatch.NewTeam(name="新队", short_name="新队", kind="team", area=VILLAGE), by=by, at=banner.at
        ),
        of="",
    ),
    "dispatch.join_team": Operation(
        ("secretary",),
        lambda by, banner: dispatch.join_team(
            team_id=banner.more["team"],
            person_id=banner.person,
            role="member",
            valid_from=banner.at.date(),
            by=by,
            at=banner.at,
        ),
        of="team",
    ),
    "dispatch.end_team": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.end_team(team_id=banner.more["team"], on=banner.at.date(), by=by, at=banner.at),
        of="team",
    ),
    "dispatch.draw_zone": Operation(
        ORGANISERS, lambda by, banner: dispatch.draw_zone(zone=new_zone(VILLAGE), by=by, at=banner.at), of=""
    ),
    "dispatch.end_zone": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.end_zone(zone_id=banner.more["zone"], by=by, at=banner.at),
        of="zone",
    ),
    "dispatch.propose_pairing": Operation(
        TAKERS,
        lambda by, banner: dispatch.propose_pairing(
            person_id=banner.more["kin"],
            helper_id=banner.actors["volunteer", "own"].id,
            said=dispatch.Said(words="愿意", channel="phone"),
            by=by,
            at=banner.at,
        ),
        of="person",
    ),
    "dispatch.change_pairing": Operation(
        TAKERS,
        lambda by, banner: dispatch.change_pairing(
            pairing_id=banner.more["pairing"],
            helper_id=banner.more["other_helper"],
            said=dispatch.Said(words="换一个", channel="phone"),
            by=by,
            at=banner.at,
        ),
        of="pairing",
    ),
    "dispatch.end_pairing": Operation(
        TAKERS,
        lambda by, banner: dispatch.end_pairing(pairing_id=banner.more["pairing"], by=by, at=banner.at),
        of="pairing",
    ),
    "dispatch.accept_pairing": Operation(
        (HOLDER,),
        lambda by, banner: dispatch.accept_pairing(pairing_id=banner.more["pairing"], by=by, at=banner.at),
        of="pairing",
    ),
    "dispatch.leave_pairing": Operation(
        (HOLDER,),
        lambda by, banner: dispatch.leave_pairing(pairing_id=banner.more["pairing"], by=by, at=banner.at),
        of="pairing",
    ),
    "dispatch.set_recurring": Operation(
        TAKERS,
        lambda by, banner: dispatch.set_recurring(visit=new_recurring(banner.person, banner.at), by=by, at=banner.at),
        of="person",
    ),
    "dispatch.pause_recurring": Operation(
        TAKERS,
        lambda by, banner: dispatch.pause_recurring(
            visit_id=banner.more["recurring"], first=banner.at.date(), last=None, by=by, at=banner.at
        ),
        of="recurring",
    ),
    "dispatch.resume_recurring": Operation(
        TAKERS,
        lambda by, banner: dispatch.resume_recurring(visit_id=banner.more["recurring"], by=by, at=banner.at),
        of="recurring",
    ),
    "dispatch.end_recurring": Operation(
        TAKERS,
        lambda by, banner: dispatch.end_recurring(visit_id=banner.more["recurring"], by=by, at=banner.at),
        of="recurring",
    ),
    "dispatch.take_money": Operation(
        (HOLDER,),
        lambda by, banner: dispatch.take_money(
            task_id=banner.more["shopping_task"], given_fen=100, by=by, at=banner.at
        ),
        of="shopping task",
    ),
    "dispatch.settle_shopping": Operation(
        (HOLDER,),
        lambda by, banner: dispatch.settle_shopping(
            task_id=banner.more["shopping_task"], spent_fen=9000, returned_fen=1000, by=by, at=banner.at
        ),
        of="shopping task",
    ),
    "dispatch.sign_shopping": Operation(
        TAKERS,
        lambda by, banner: dispatch.sign_shopping(
            shopping_id=banner.more["shopping"], how="paper", by=by, at=banner.at
        ),
        of="shopping",
    ),
    "dispatch.dispute_shopping": Operation(
        TAKERS,
        lambda by, banner: dispatch.dispute_shopping(
            shopping_id=banner.more["shopping"], words="少找了一块", by=by, at=banner.at
        ),
        of="shopping",
    ),
    "dispatch.check_in_unit": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.check_in_unit(
            unit_id=banner.more["organisation"],
            community_id=banner.more["community"],
            valid_from=banner.at.date(),
            by=by,
            at=banner.at,
        ),
        of="check_in",
    ),
    "dispatch.check_in_member": Operation(
        ("secretary",),
        lambda by, banner: dispatch.check_in_member(
            person_id=banner.person,
            unit_id=banner.more["organisation"],
            community_id=banner.more["community"],
            valid_from=banner.at.date(),
            by=by,
            at=banner.at,
        ),
        of="person",
    ),
    "dispatch.end_check_in": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.end_check_in(
            check_in_id=banner.more["check_in"], on=banner.at.date(), by=by, at=banner.at
        ),
        of="check_in",
    ),
    "dispatch.set_required_act": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.set_required_act(area=VILLAGE, title="巡查", by=by, at=banner.at),
        of="",
    ),
    "dispatch.withdraw_required_act": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.withdraw_required_act(act_id=banner.more["act"], by=by, at=banner.at),
        of="act",
    ),
    "dispatch.do_required_act": Operation(
        HELPERS,
        lambda by, banner: dispatch.do_required_act(act_id=banner.more["act"], by=by, at=banner.at),
        of="act",
    ),
    "dispatch.take_shift": Operation(
        HELPERS,
        lambda by, banner: dispatch.take_shift(
            hall_id=banner.more["organisation"],
            begins_at=banner.at + timedelta(hours=4),
            ends_at=banner.at + timedelta(hours=5),
            by=by,
            at=banner.at,
        ),
        of="",
    ),
    "dispatch.give_shift_back": Operation(
        (HOLDER,),
        lambda by, banner: dispatch.give_shift_back(shift_id=banner.more["shift"], by=by, at=banner.at),
        of="shift",
    ),
    "dispatch.note_visitor": Operation(
        (HOLDER,), lambda by, banner: dispatch.note_visitor(by=by, at=banner.at + timedelta(hours=1)), of="shift"
    ),
    "dispatch.take_visitor": Operation(
        (HOLDER,), lambda by, banner: dispatch.take_visitor(by=by, at=banner.at + timedelta(hours=1)), of="shift"
    ),
    "dispatch.end_visitor": Operation(
        (HOLDER,), lambda by, banner: dispatch.end_visitor(by=by, at=banner.at + timedelta(hours=1)), of="shift"
    ),
    "dispatch.note_left": Operation(
        (HOLDER,), lambda by, banner: dispatch.note_left(by=by, at=banner.at + timedelta(hours=1)), of="shift"
    ),
    "dispatch.offer_for_post": Operation(
        HELPERS,
        lambda by, banner: dispatch.offer_for_post(post_id=banner.more["post"], by=by, at=banner.at),
        of="post",
    ),
    "dispatch.ask_for_post": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.ask_for_post(
            post_id=banner.more["post"], helper_id=banner.actors["volunteer", "own"].id, by=by, at=banner.at
        ),
        of="post",
    ),
    "dispatch.decline_post": Operation(
        (HOLDER,),
        lambda by, banner: dispatch.decline_post(match_id=banner.more["match"], by=by, at=banner.at),
        of="match",
    ),
    "dispatch.offer_study": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.offer_study(
            study=new_study(banner.at, f"post:{banner.more['post']}"), by=by, at=banner.at
        ),
        of="",
    ),
    "dispatch.take_study_place": Operation(
        HELPERS,
        lambda by, banner: dispatch.take_study_place(offer_id=banner.more["study"], by=by, at=banner.at),
        of="study",
    ),
    "dispatch.leave_study_place": Operation(
        HELPERS,
        lambda by, banner: dispatch.leave_study_place(offer_id=banner.more["study"], by=by, at=banner.at),
        of="study",
    ),
    "dispatch.take_skill_over": Operation(
        HELPERS,
        lambda by, banner: dispatch.take_skill_over(offer_id=banner.more["study"], by=by, at=banner.at),
        of="study",
    ),
    "dispatch.take_study_place_for": Operation(
        TAKERS,
        lambda by, banner: dispatch.take_study_place_for(
            offer_id=banner.more["study"],
            helper_id=banner.actors["volunteer", "own"].id,
            words="想学",
            by=by,
            at=banner.at,
        ),
        of="study",
    ),
    "dispatch.leave_study_place_for": Operation(
        TAKERS,
        lambda by, banner: dispatch.leave_study_place_for(
            offer_id=banner.more["study"], helper_id=banner.actors["volunteer", "own"].id, by=by, at=banner.at
        ),
        of="study",
    ),
    "dispatch.take_skill_over_for": Operation(
        TAKERS,
        lambda by, banner: dispatch.take_skill_over_for(
            offer_id=banner.more["study"], helper_id=banner.actors["volunteer", "own"].id, by=by, at=banner.at
        ),
        of="study",
    ),
    "dispatch.cancel_study": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.cancel_study(offer_id=banner.more["study"], reason="下雪", by=by, at=banner.at),
        of="study",
    ),
    "dispatch.note_told": Operation(
        (*TAKERS, "organiser"),
        lambda by, banner: dispatch.note_told(
            offer_id=banner.more["study"], helper_id=banner.actors["volunteer", "own"].id, by=by, at=banner.at
        ),
        of="study",
    ),
    "dispatch.note_who_came": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.note_who_came(offer_id=banner.more["study"], came=[], by=by, at=banner.at),
        of="study",
    ),
    "dispatch.note_spoken": Operation(
        TAKERS,
        lambda by, banner: dispatch.note_spoken(
            helper_id=banner.actors["volunteer", "own"].id,
            act=dispatch.Spoken.DECLINE_POST,
            about=banner.more["match"],
            words="",
            by=by,
            at=banner.at,
        ),
        of="helper",
    ),
    "dispatch.set_helper_for": Operation(
        TAKERS,
        lambda by, banner: dispatch.set_helper_for(
            helper_id=banner.actors["volunteer", "own"].id,
            entry=dispatch.HelperEntry(area=VILLAGE),
            words="愿意",
            by=by,
            at=banner.at,
        ),
        of="helper",
    ),
    "dispatch.take_shift_for": Operation(
        TAKERS,
        lambda by, banner: dispatch.take_shift_for(
            helper_id=banner.actors["volunteer", "own"].id,
            hall_id=banner.more["organisation"],
            begins_at=banner.at + timedelta(hours=4),
            ends_at=banner.at + timedelta(hours=5),
            words="我来",
            by=by,
            at=banner.at,
        ),
        of="helper",
    ),
    "dispatch.open_base": Operation(
        ORGANISERS, lambda by, banner: dispatch.open_base(base=new_base(banner.at), by=by, at=banner.at), of=""
    ),
    "dispatch.end_base": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.end_base(code=banner.more["base"], on=banner.at.date(), by=by, at=banner.at),
        of="base",
    ),
    "dispatch.open_post": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.open_post(
            post=dispatch.NewPost(name="新岗", duty="看护", area=VILLAGE, valid_from=banner.at.date()),
            by=by,
            at=banner.at,
        ),
        of="",
    ),
    "dispatch.end_post": Operation(
        ORGANISERS,
        lambda by, banner: dispatch.end_post(post_id=banner.more["post"], on=banner.at.date(), by=by, at=banner.at),
        of="post",
    ),
    "dispatch.take_post": Operation(
        ("secretary",),
        lambda by, banner: dispatch.take_post(
            post_id=banner.more["post"], person_id=banner.person, valid_from=banner.at.date(), by=by, at=banner.at
        ),
        of="post",
    ),
    "dispatch.leave_post": Operation(
        ("secretary",),
        lambda by, banner: dispatch.leave_post(
            holding_id=banner.more["holding"], on=banner.at.date(), by=by, at=banner.at
        ),
        of="holding",
    ),
    "cases.verify_case": Operation(
        ("verifier",),
        lambda by, banner: cases.verify_case(
            case_id=banner.case, outcome=cases.Outcome.MET, asked="self", words="", by=by, at=banner.at
        ),
    ),
    "cases.note_attempt": Operation(
        ("verifier",),
        lambda by, banner: cases.note_attempt(
            case_id=banner.case, result=cases.AttemptResult.NO_ANSWER, note="", by=by, at=banner.at
        ),
    ),
    "cases.ask_exclusion": Operation(
        RATERS,
        lambda by, banner: cases.ask_exclusion(
            verification_id=banner.more["answer"],
            reason=cases.ExclusionReason.WRONG_CASE,
            words="别的事",
            by=by,
            at=banner.at,
        ),
        of="answer",
    ),
    "cases.decide_exclusion": Operation(
        ("supervisor",),
        lambda by, banner: cases.decide_exclusion(
            exclusion_id=banner.more["exclusion"], is_granted=True, words="属实", by=by, at=banner.at
        ),
        of="exclusion",
    ),
    "cases.merge_cases": Operation(
        MERGERS,
        lambda by, banner: cases.merge_cases(
            survivor_id=banner.case, case_ids=[banner.more["loose"]], reason="一件事", by=by, at=banner.at
        ),
    ),
    "cases.undo_merge": Operation(
        MERGERS,
        lambda by, banner: cases.undo_merge(merge_id=banner.more["joined"], reason="两件事", by=by, at=banner.at),
        of="joined",
    ),
    "cases.join_voice": Operation(
        TAKERS,
        lambda by, banner: cases.join_voice(case_id=banner.case, voice=_voice(banner.at), by=by, at=banner.at),
    ),
    "cases.assign_cases": Operation(
        ("operator", "supervisor"),
        lambda by, banner: cases.assign_cases(case_ids=[banner.case], by=by, at=banner.at),
    ),
    "cases.hear_feedback": Operation(
        TAKERS,
        lambda by, banner: cases.hear_feedback(
            feedback=cases.NewFeedback(is_complaint=True, words="态度不好", channel="phone", case_id=banner.case),
            by=by,
            at=banner.at,
        ),
    ),
    "cases.set_contact_card": Operation(
        ("secretary",),
        lambda by, banner: cases.set_contact_card(
            area=VILLAGE,
            contact=cases.Contact(contact_name="甲", duty="书记", phone="0478-5550001"),
            by=by,
            at=banner.at,
        ),
    ),
    "cases.note_outreach": Operation(
        TAKERS,
        lambda by, banner: cases.note_outreach(
            list_code="elders_alone",
            person_id=banner.more["alone"],
            contact=cases.NewOutreach(channel="phone", result=cases.OutreachResult.NO_NEED),
            by=by,
            at=banner.at,
        ),
    ),
    "cases.note_payment_difficulty": Operation(
        (),  # only people of a bank outlet, and none of these belongs to one
        lambda by, banner: cases.note_payment_difficulty(
            outlet_id=banner.lead,
            entry=cases.NewPaymentDifficulty(
                name="甲",
                phone="0478-5567123",
                area=VILLAGE,
                difficulty=cases.PaymentTrouble.PHONE,
                help_wanted=cases.PaymentHelp.TEACHING,
                consent="同意",
            ),
            by=by,
            at=banner.at,
        ),
    ),
    "cases.end_payment_difficulty": Operation(
        (),
        lambda by, banner: cases.end_payment_difficulty(
            entry_id=banner.more["difficulty"], is_helped=True, by=by, at=banner.at
        ),
        of="difficulty",
    ),
    "cases.keep_filter": Operation(
        READERS,
        lambda by, banner: cases.keep_filter(chosen=case_queries.Filter(view="late"), by=by, at=banner.at),
        is_own=True,
    ),
    "cases.drop_filter": Operation(
        (),  # only its owner, and none of these is the one
        lambda by, banner: cases.drop_filter(filter_id=banner.more["filter"], by=by, at=banner.at),
        of="filter",
    ),
    "cases.restore_filter": Operation(
        (), lambda by, banner: cases.restore_filter(filter_id=banner.more["filter"], by=by), of="filter"
    ),
    "cases.choose_columns": Operation(
        READERS, lambda by, _: cases.choose_columns(columns=["state"], by=by), is_own=True
    ),
    "cases.choose_reminder_number": Operation(
        READERS, lambda by, banner: cases.choose_reminder_number(number="13900000001", by=by, at=banner.at), is_own=True
    ),
    "cases.paper_numbers": Operation(TAKERS, lambda by, _: cases.paper_numbers(area=VILLAGE, count=1, by=by), of=""),
    "cases.sheet_receipts": Operation(
        (),
        lambda by, _: cases.sheet_receipts(area="990001", count=1, by=by),  # only people of the enterprise
    ),
    "cases.open_mediation": Operation(
        ("secretary",),
        lambda by, banner: cases.open_mediation(
            area=VILLAGE, dispute=cases.Dispute("甲", "乙", "院墙"), by=by, at=banner.at
        ),
        of="",
    ),
    "cases.note_met": Inner("cases.note_contact; cases.deliver_entrusted_task; dispatch.finish_task"),
    "cases.hand_over_mediation": Operation(
        (),  # only the mediator himself, and none of these is the one
        lambda by, banner: cases.hand_over_mediation(
            mediation_id=banner.more["mediation"], to=banner.more["to_mediate"], reason="x", by=by, at=banner.at
        ),
        of="mediation",
    ),
    "cases.hand_over_left_mediations": Operation(
        MANAGERS,
        lambda by, banner: cases.hand_over_left_mediations(
            mediator_id=banner.more["left_mediator"], to=banner.more["to_mediate"], reason="x", by=by, at=banner.at
        ),
        of="left mediator",
    ),
    "cases.end_mediation": Operation(
        (),  # only the mediator himself, and none of these is the one
        lambda by, banner: cases.end_mediation(
            mediation_id=banner.more["mediation"],
            outcome=cases.MediationOutcome.WITHDRAWN,
            agreement="",
            by=by,
            at=banner.at,
        ),
        of="mediation",
    ),
    "cases.queue_text": Operation(
        TELLERS,
        lambda by, banner: cases.queue_text(voice_id=banner.voice, hotline="12345", by=by, at=banner.at),
    ),
    "cases.tell_voicer": Operation(
        TELLERS,
        lambda by, banner: cases.tell_voicer(
            voice_id=banner.voice, channel="phone", words="办好了", by=by, at=banner.at
        ),
    ),
    "cases.decline_case": Operation(
        ("operator",),
        lambda by, banner: cases.decline_case(
            case_id=banner.case, reason_code="court", reason="已立案", remedy="等法院", by=by, at=banner.at
        ),
    ),
    "cases.refer_case": Operation(
        ("operator",),
        lambda by, banner: cases.refer_case(
            case_id=banner.case, to="petition", reason="信访事项", remedy="去信访局", by=by, at=banner.at
        ),
    ),
    "cases.reopen_case": Operation(
        REOPENERS,
        lambda by, banner: cases.reopen_case(case_id=banner.case, reason="没办成", by=by, at=banner.at),
    ),
}
