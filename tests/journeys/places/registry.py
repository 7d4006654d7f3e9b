"""The pages of the registry: records that may be one person."""

from __future__ import annotations

from tests.journeys.places.walking import Place, at, first

NO_PAGES: dict[str, str] = {}

PLACES: dict[str, Place] = {
    "duplicates": Place("registry:duplicates", "operator1", at("/people/duplicates/")),
    "duplicate": Place("registry:duplicate", "operator1", first("/people/duplicates/", "/people/duplicates/0")),
    "merges": Place("registry:merges", "operator1", at("/people/merges/")),
    "merge, undo": Place("registry:undo_merge", "operator1", first("/people/merges/", "/people/merges/0")),
}
