"""Addresses whose pages nobody walks here yet, each with what is known of them. A new address does not belong here."""

from __future__ import annotations

from tests.journeys.places.walking import Place

REGISTRY = "not walked yet; tested by Django's client, lists and duplicates looked at in a browser by hand"
BOARD = "not walked yet; axe was run by hand over its pages in six views"
IMPORT = "not walked yet; upload and dry run looked at by hand at 1280 and 390"

NO_PAGES = {
    **{
        f"registry:{name}": REGISTRY
        for name in (
            *("answer", "answer_request", "answers", "ask", "change_organisation", "change_person", "data_sheet"),
            *("duplicate", "duplicates", "end_membership", "end_proxy", "join", "kin", "leave", "merges"),
            *("new_organisation", "new_person", "organisation", "organisations", "partnership", "people", "person"),
            *("phone", "programmes", "proxy", "readings", "requests", "residences", "undo_merge", "visit_round"),
        )
    },
    **{
        f"indicators:{name}": BOARD
        for name in (
            *("public_front", "public", "public_figure", "boards", "board", "figure", "check"),
            *("export", "figure_export"),
        )
    },
    **{
        f"cases:{name}": IMPORT
        for name in (
            *("imports", "import", "import_confirm", "import_drop", "import_progress", "import_result"),
            "import_template",
        )
    },
}
PLACES: dict[str, Place] = {}
