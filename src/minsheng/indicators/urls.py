"""Routes of the boards: `board/` for everybody, `figures/` for staff."""

from __future__ import annotations

from datetime import date

from django.urls import path, register_converter

from minsheng.indicators.pages import exporting, public, staff


class MonthConverter:
    """A month in an address: 2026-06."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"


register_converter(MonthConverter, "month")

app_name = "indicators"
urlpatterns = [
    path("board/", public.front, name="public_front"),
    path("board/<slug:area>/<month:month>/", public.board, name="public"),
    path("board/<slug:area>/<month:month>/<slug:measure>/", public.figure, name="public_figure"),
    path("figures/", staff.boards, name="boards"),
    path("figures/<slug:area>/<month:month>/", staff.board, name="board"),
    path("figures/<slug:area>/<month:month>/export/", exporting.board, name="export"),
    path("figures/<slug:area>/<month:month>/check/", staff.check, name="check"),
    path("figures/<slug:area>/<month:month>/<slug:measure>/", staff.figure, name="figure"),
    path("figures/<slug:area>/<month:month>/<slug:measure>/export/", exporting.figure, name="figure_export"),
]
