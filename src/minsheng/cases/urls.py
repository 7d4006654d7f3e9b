"""Routes of cases."""

from django.urls import path

from minsheng.cases.pages import calls, case, desk, listing, public, replay

app_name = "cases"
urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/proposal/", desk.proposal, name="proposal"),
    path("desk/caller/", desk.caller, name="caller"),
    path("cases/", listing.work_list, name="work_list"),
    path("cases/export/", listing.export, name="export"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/sheet/", case.sheet, name="sheet"),
    path("cases/<uuid:case_id>/phone/", case.phone, name="phone"),
    path("cases/<uuid:case_id>/<slug:name>/", case.act, name="act"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<uuid:voice_id>/tell/", calls.tell, name="tell"),
    path("duty-replay/", replay.replay, name="replay"),
    path("voice/", public.voice, name="voice"),
    path("voice/said/", public.said, name="said"),
    path("status/", public.status, name="status"),
]
