"""Addresses whose pages nobody walks here yet, each with what is known of them. A new address does not belong here."""

from __future__ import annotations

from tests.journeys.places.walking import Place

BOARD = "not walked yet; axe was run by hand over its pages in six views"
IMPORT = "not walked yet; upload and dry run looked at by hand at 1280 and 390"

NO_PAGES = {
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
