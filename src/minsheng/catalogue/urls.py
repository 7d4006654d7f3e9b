"""Routes of the catalogue."""

from django.urls import path

from minsheng.catalogue.pages import drafting, looking

app_name = "catalogue"
urlpatterns = [
    path("duties/", looking.duties, name="duties"),
    path("duties/list/", looking.duty_list, name="duty_list"),
    path("duties/list/export/", looking.duty_list_export, name="duty_list_export"),
    path("duties/list/<int:number>/", looking.duty, name="duty"),
    path("duties/draft/", drafting.draft, name="draft"),
    path("duties/draft/begin/", drafting.begin, name="begin_draft"),
    path("duties/draft/publish/", drafting.publish, name="publish_draft"),
    path("duties/draft/discard/", drafting.discard, name="discard_draft"),
    path("duties/draft/lines/new/", drafting.line, name="new_draft_line"),
    path("duties/draft/lines/<int:number>/", drafting.line, name="draft_line"),
    path("duties/draft/lines/<int:number>/remove/", drafting.remove, name="remove_draft_line"),
]
