"""Routes of the catalogue."""

from django.urls import path

from minsheng.catalogue.pages import drafting, guides, looking, promises, sheets, unclear

app_name = "catalogue"
urlpatterns = [
    path("duties/", looking.duties, name="duties"),
    path("duties/list/", looking.duty_list, name="duty_list"),
    path("duties/list/export/", looking.duty_list_export, name="duty_list_export"),
    path("duties/list/<int:number>/", looking.duty, name="duty"),
    path("duty-draft/", drafting.draft, name="draft"),
    path("duty-draft/begin/", drafting.begin, name="begin_draft"),
    path("duty-draft/publish/", drafting.publish, name="publish_draft"),
    path("duty-draft/discard/", drafting.discard, name="discard_draft"),
    path("duty-draft/lines/new/", drafting.line, name="new_draft_line"),
    path("duty-draft/lines/<int:number>/", drafting.line, name="draft_line"),
    path("duty-draft/lines/<int:number>/remove/", drafting.remove, name="remove_draft_line"),
    path("duty-draft/sheet/", sheets.draft_sheet, name="draft_sheet"),
    path("duty-draft/import/", sheets.upload, name="upload_draft"),
    path("duty-draft/import/<uuid:import_id>/", sheets.draft_import, name="draft_import"),
    path("duty-draft/import/<uuid:import_id>/returned/", sheets.returned, name="returned_sheet"),
    path("duty-draft/import/<uuid:import_id>/<slug:name>/", sheets.act, name="act_on_import"),
    path("unclear/", unclear.unclear_list, name="unclear_list"),
    path("unclear/ask/", unclear.ask, name="ask"),
    path("unclear/<uuid:item_id>/", unclear.unclear, name="unclear"),
    path("unclear/<uuid:item_id>/propose/", unclear.propose, name="unclear_propose"),
    path("unclear/<uuid:item_id>/decide/", unclear.decide, name="unclear_decide"),
    path("unclear/<uuid:item_id>/told/<uuid:organisation_id>/", unclear.told, name="unclear_told"),
    path("services/", guides.services, name="services"),
    path("services/new/", guides.new_service, name="new_service"),
    path("services/<slug:code>/", guides.service, name="service"),
    path("services/<slug:code>/edit/", guides.edit_guide, name="edit_guide"),
    path("services/<slug:code>/labels/", guides.label_service, name="label_service"),
    path("chains/", promises.chains, name="chains"),
    path("commitments/", promises.registers, name="registers"),
    path("commitments/<slug:code>/", promises.register, name="register"),
    path("commitments/slots/<uuid:commitment_id>/", promises.commitment, name="commitment"),
    path("commitments/slots/<uuid:commitment_id>/set/", promises.set_commitment, name="set_commitment"),
    path("commitments/slots/<uuid:commitment_id>/evidence/", promises.add_evidence, name="add_evidence"),
    path("commitments/slots/<uuid:commitment_id>/rate/", promises.rate, name="rate"),
]
