"""The pages of the indicators: the public board, the staff's figures, and what stands behind a number."""

from __future__ import annotations

from tests.journeys.places.walking import Place, at, first

NO_PAGES = {"indicators:export": "a workbook", "indicators:figure_export": "a workbook"}

PLACES: dict[str, Place] = {
    "board": Place("indicators:public_front", "", at("/board/")),
    "board, area": Place("indicators:public", "", first("/board/", "/board/150824100/")),
    "board, figure": Place("indicators:public_figure", "", first("/board/", "/board/150824/")),
    "figures": Place("indicators:boards", "auditor1", at("/figures/")),
    "figures, area": Place("indicators:board", "auditor1", first("/figures/", "/figures/150824201/")),
    "figure": Place("indicators:figure", "auditor1", first("/figures/", "/figures/150824/")),
    "figures, check": Place("indicators:check", "auditor1", first("/figures/", "/figures/150824/")),
}
