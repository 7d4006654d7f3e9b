"""Boards and opened figures as a workbook or as CSV: what is on the screen, complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minsheng.foundation import rights, sheets
from minsheng.foundation.guards import needs
from minsheng.indicators import policies, queries, rules
from minsheng.indicators.pages import showing

EXPORT_MOST = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Rows = Iterable[Sequence[str]]


@require_GET
@needs(policies.READ)
def board(request: HttpRequest, area: str, month: date) -> HttpResponse:
    """A board: one line for the area and one for each area in it, the unit in every heading."""
    now = timezone.now()
    shown = queries.staff_board(rights.acting(request), area, month, now)
    headings = [_("地区"), _("月份"), *(f"{_(one.name)}（{_(one.unit)}）" for one in rules.MEASURES)]
    all_rows = [(shown.area.name, shown.figures), *((one.area.name, one.figures) for one in shown.parts)]
    rows = [[name, f"{month:%Y-%m}", *(_number(one) for one in figures)] for name, figures in all_rows]
    end = _("由事实清点于 %(counted)s，公式版本 %(versions)s；导出于 %(now)s") % {
        "counted": showing.moment(shown.counted_at) or "—",
        "versions": ", ".join(sorted({str(one.version) for one in rules.MEASURES})),
        "now": showing.moment(now),
    }
    return _answer(request, f"{_('看板')} {shown.area.name} {month:%Y-%m}", headings, rows, end)


def _number(shown: queries.Shown | None) -> str:
    return showing.number(shown.written)[0] if shown else ""


@require_GET
@needs(policies.OPEN)
def figure(request: HttpRequest, area: str, month: date, measure: str) -> HttpResponse:
    """A figure's facts, those that count and those that do not with the reason; its formula below."""
    now = timezone.now()
    shown = queries.opened(rights.acting(request), area, month, measure, now, most=EXPORT_MOST)
    headings = [_("事实号"), _("时间"), _("事项"), _("地区"), _("事情编号"), _("计入"), _("说明")]
    rows = [
        *(_cells(one, _("是")) for one in shown.facts),
        *(_cells(one, _("否")) for one in shown.left_out),
    ]
    end = _("%(name)s：%(number)s；公式（第%(version)s版）：%(formula)s 清点于 %(now)s") % {
        "name": _(shown.measure.name),
        "number": " ".join(showing.number(shown.compared.now_written)),
        "version": shown.measure.version,
        "formula": _(shown.measure.formula),
        "now": showing.moment(now),
    }
    if shown.pages > 1:
        end += _("（只导出前%(most)s条，请按下级地区分开导出。）") % {"most": EXPORT_MOST}
    return _answer(request, f"{_(shown.measure.name)} {shown.area.name} {month:%Y-%m}", headings, rows, end)


def _cells(one: queries.Behind, counts: str) -> list[str]:
    note = _(one.note) if one.note else ""
    return [str(one.seq), showing.moment(one.at), _(one.kind), one.area, one.number, counts, note]


def _answer(request: HttpRequest, name: str, headings: Sequence[str], rows: Rows, end: str) -> HttpResponse:
    """The table as the file that was asked for: `?as=csv`, else a workbook."""
    if request.GET.get("as") == "csv":
        held, kind, ending = sheets.csv_file(headings, [*rows, [end]]), "text/csv; charset=utf-8", "csv"
    else:
        held, kind, ending = sheets.workbook(headings, rows, title=_("看板"), end=end), XLSX, "xlsx"
    response = HttpResponse(held, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{ending}"
    return response
