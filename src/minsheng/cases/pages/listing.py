"""The work list, and its export as it stands on the screen."""

from __future__ import annotations

import io
from datetime import datetime
from urllib.parse import urlencode

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minsheng.cases import queries
from minsheng.cases.forms.acting import FilterForm
from minsheng.foundation import rights, worktime
from minsheng.foundation.guards import needs

EXPORT_MOST = 5_000
READ = ("cases.read", "cases.read_own_organisation")


def _chosen(request: HttpRequest) -> tuple[FilterForm, queries.Filter]:
    form = FilterForm(request.GET)
    told = form.cleaned_data if form.is_valid() else {}
    return form, queries.Filter(
        view=told.get("view") or "open",
        state=told.get("state", ""),
        text=told.get("text", ""),
        after=told.get("after", ""),
    )


@require_GET
@needs(*READ)
def work_list(request: HttpRequest) -> HttpResponse:
    """The actor's cases, those with the earliest limit first."""
    form, chosen = _chosen(request)
    page = queries.work_list(rights.acting(request), chosen, timezone.now())
    here = {key: value for key, value in request.GET.items() if key != "after"}
    context = {
        "title": _("工作清单"),
        "form": form,
        "chosen": chosen,
        "page": page,
        "views": [(key, words, key == chosen.view) for key, words in form.fields["view"].choices],  # type: ignore[attr-defined]
        "query": urlencode(here),
        "next_url": "?" + urlencode({**here, "after": page.next}) if page.next else "",
    }
    return render(request, "cases/work_list.html", context)


@require_GET
@needs(*READ)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook: all columns as text, at most 5 000 cases (it says so when there are more)."""
    _form, chosen = _chosen(request)
    page = queries.work_list(rights.acting(request), chosen, timezone.now(), most=EXPORT_MOST)
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("工作清单")
        bold = book.add_format({"bold": True})
        for column, name in enumerate(
            ("编号", "内容", "状态", "类别", "地区", "主办单位", "受理时间", "到期时间", "超时")
        ):
            sheet.write_string(0, column, name, bold)
        for row, line in enumerate(page.lines, start=1):
            for column, text in enumerate(_cells(line)):
                sheet.write_string(row, column, text)
        if page.next:
            sheet.write_string(len(page.lines) + 1, 0, f"只导出前{EXPORT_MOST}件。请缩小范围后再导出其余的。")
        sheet.set_column(0, 8, 18)
    response = HttpResponse(
        held.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = 'attachment; filename="work-list.xlsx"'
    return response


def _cells(line: queries.Line) -> tuple[str, ...]:
    late = "超时" if line.is_late else ""
    return (
        line.number,
        line.title,
        line.state_words,
        line.category,
        line.area,
        line.lead,
        _moment(line.opened_at),
        _moment(line.due_at),
        late,
    )


def _moment(at: datetime | None) -> str:
    return f"{worktime.local(at):%Y-%m-%d %H:%M}" if at else ""
