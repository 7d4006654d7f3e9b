"""Routes of the registry."""

from django.urls import path

from minsheng.registry.pages import duplicates

app_name = "registry"
urlpatterns = [
    path("people/duplicates/", duplicates.duplicates, name="duplicates"),
    path("people/duplicates/<uuid:pair_id>/", duplicates.duplicate, name="duplicate"),
    path("people/merges/", duplicates.merges, name="merges"),
    path("people/merges/<uuid:merge_id>/undo/", duplicates.undo_merge, name="undo_merge"),
]
