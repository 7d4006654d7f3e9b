"""Routes of cases."""

from django.urls import path, re_path

from minsheng.cases.api import open311
from minsheng.cases.pages import (
    bulk,
    calls,
    case,
    contacts,
    desk,
    door,
    feedback,
    importing,
    listing,
    public,
    rating,
    replay,
    whistles,
)

app_name = "cases"
urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/proposal/", desk.proposal, name="proposal"),
    path("desk/hints/", desk.hints, name="hints"),
    path("desk/caller/", desk.caller, name="caller"),
    path("cases/", listing.work_list, name="work_list"),
    path("cases/export/", listing.export, name="export"),
    path("cases/merge/", bulk.merge, name="merge"),
    path("cases/assign/", bulk.assign, name="assign_many"),
    path("cases/sheets/", bulk.sheets, name="sheets"),
    path("cases/merges/<uuid:merge_id>/", bulk.undo_merge, name="undo_merge"),
    path("topics/", bulk.topics, name="topics"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/sheet/", case.sheet, name="sheet"),
    path("cases/<uuid:case_id>/phone/", case.phone, name="phone"),
    path("cases/<uuid:case_id>/door-code/", door.door_code, name="door_code"),
    path("cases/<uuid:case_id>/whistle/", whistles.blow, name="whistle"),
    path("whistles/<uuid:call_id>/rate/", whistles.rate, name="rate_whistle"),
    path("whistles/<uuid:call_id>/<slug:name>/", whistles.step, name="whistle_step"),
    path("cases/<uuid:case_id>/<slug:name>/", case.act, name="act"),
    path("imports/", importing.imports, name="imports"),
    path("imports/template/", importing.template, name="import_template"),
    path("imports/<uuid:run_id>/", importing.run, name="import"),
    path("imports/<uuid:run_id>/progress/", importing.progress, name="import_progress"),
    path("imports/<uuid:run_id>/confirm/", importing.confirm, name="import_confirm"),
    path("imports/<uuid:run_id>/drop/", importing.drop, name="import_drop"),
    path("imports/<uuid:run_id>/result/", importing.result, name="import_result"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<uuid:voice_id>/tell/", calls.tell, name="tell"),
    path("calls/<uuid:voice_id>/text/", calls.text, name="text"),
    path("calls/<uuid:voice_id>/letter/", calls.letter, name="letter"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/new/", feedback.new_feedback, name="new_feedback"),
    path("contacts/", contacts.contact_cards, name="contact_cards"),
    path("contacts/<slug:code>/", contacts.contact_card, name="contact_card"),
    path("contacts/<slug:code>/change/", contacts.set_contact_card, name="set_contact_card"),
    path("follow-up/", rating.follow_up, name="follow_up"),
    path("follow-up/cases/", rating.follow_up_cases, name="follow_up_cases"),
    path("follow-up/answers/<uuid:answer_id>/", rating.ask_exclusion, name="ask_exclusion"),
    path("follow-up/exclusions/<uuid:exclusion_id>/", rating.decide_exclusion, name="decide_exclusion"),
    path("duty-replay/", replay.replay, name="replay"),
    path("voice/", public.voice, name="voice"),
    path("voice/said/", public.said, name="said"),
    path("status/", public.status, name="status"),
    re_path(r"^open311/v2/discovery\.(?P<form>json|xml)$", open311.discovery, name="open311_discovery"),
    re_path(r"^open311/v2/services\.(?P<form>json|xml)$", open311.services, name="open311_services"),
    re_path(
        r"^open311/v2/services/(?P<code>[\w.-]+)\.(?P<form>json|xml)$", open311.definition, name="open311_definition"
    ),
    re_path(r"^open311/v2/requests\.(?P<form>json|xml)$", open311.requests, name="open311_requests"),
    re_path(
        r"^open311/v2/requests/(?P<number>[\w-]+)\.(?P<form>json|xml)$", open311.one_request, name="open311_request"
    ),
]
