"""Who is responsible: by ordinary words, or the whole list as it was on any day. Open to everybody."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import xlsxwriter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minsheng.catalogue import queries
from minsheng.catalogue.forms.looking import ListFilterForm, QuestionForm
from minsheng.foundation import queries as ground
from minsheng.foundation import rights

LINES_A_PAGE = 40
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def banner_of(request: HttpRequest) -> str:
    """The banner whose list is meant: the one in the address, else the actor's own, else the first that has one."""
    areas = queries.list_areas()
    wanted = request.GET.get("area", "")
    if wanted:
        if wanted not in areas:
            raise Http404
        return wanted
    own = [held.area[:6] for held in rights.acting(request).held if held.area[:6] in areas]
    return next(iter([*own, *areas]), "")


@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    """The responsible organisation for a question, lead first, with the reason and the legal basis."""
    is_asked = bool(request.GET.get("question", "").strip())
    form = QuestionForm(request.GET if is_asked else None)
    found: list[queries.DutyProposal] = []
    on = timezone.localdate()
    is_asked = is_asked and form.is_valid()
    if is_asked:
        on = form.cleaned_data["on"] or on
        found = queries.look_up_duty(form.cleaned_data["question"], on=on, area=banner_of(request))
    context = {
        "title": _("谁来管"),
        "form": form,
        "found": found,
        "asked": is_asked,
        "on": on,
        "is_today": on == timezone.localdate(),
    }
    return render(request, "catalogue/duties.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True)
class Listed:
    """The lines that a filter chose, and the filter."""

    form: ListFilterForm
    on: date
    area: str
    rows: list[queries.ItemRow]
    after: int


def _listed(request: HttpRequest) -> Listed:
    form = ListFilterForm(request.GET)
    told = form.cleaned_data if form.is_valid() else {}
    on, area = told.get("on") or timezone.localdate(), banner_of(request)
    text, list_type = told.get("text", "").strip(), told.get("list_type", "")
    rows = [row for row in queries.items_in_force(on, area) if row.area == area]
    rows = [row for row in rows if not list_type or row.list_type == list_type]
    if text.isdecimal():
        rows = [row for row in rows if row.number == int(text)]
    elif text:
        rows = [row for row in rows if any(text in part for part in (row.title, row.lead_name, *row.co_names))]
    return Listed(form, on, area, rows, told.get("after") or 0)


@require_GET
def duty_list(request: HttpRequest) -> HttpResponse:
    """The list in force on a day, by number, a page at a time (print shows the same page; the table has all)."""
    listed = _listed(request)
    here = {key: value for key, value in request.GET.items() if key != "after" and value}
    rows = [row for row in listed.rows if row.number > listed.after]
    shown = rows[:LINES_A_PAGE]
    context = {
        "title": _("责任清单"),
        "form": listed.form,
        "on": listed.on,
        "rows": shown,
        "count": len(listed.rows),
        "area": ground.division_names([listed.area]).get(listed.area, ""),
        "query": urlencode(here),
        "next_url": "?" + urlencode({**here, "after": shown[-1].number}) if len(rows) > len(shown) else "",
        "previous_url": "?" + urlencode(here) if listed.after else "",
        "is_sample": any(row.is_sample for row in shown),
    }
    return render(request, "catalogue/duty_list.html", context)


HEADINGS = (
    "编号",
    "事项名称",
    "主体责任部门",
    "主体责任层级",
    "配合责任部门",
    "清单类型",
    "诉求类别",
    "依据",
    "生效日",
    "失效日",
)


@require_GET
def duty_list_export(request: HttpRequest) -> HttpResponse:
    """The lines on the screen as a workbook, all pages of them."""
    listed = _listed(request)
    rows = [_cells(row) for row in listed.rows]
    response = HttpResponse(_workbook(rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="responsibility-list-{listed.on}.xlsx"'
    return response


def _workbook(rows: Iterable[tuple[str, ...]]) -> bytes:
    """All cells are text, nothing is ever a formula."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("责任清单")
        sheet.set_column(0, len(HEADINGS) - 1, 20)
        for line, row in enumerate((HEADINGS, *rows)):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text)
    return held.getvalue()


def _cells(row: queries.ItemRow) -> tuple[str, ...]:
    known = queries.category(row.category or "")
    return (
        str(row.number),
        row.title,
        row.lead_name,
        row.level,
        "；".join(row.co_names) or "无需配合部门",
        row.list_type_words,
        known.path if known else "",
        row.legal_basis,
        f"{row.valid_from}",
        f"{row.valid_to}" if row.valid_to else "",
    )


@require_GET
def duty(request: HttpRequest, number: int) -> HttpResponse:
    """One duty with all its versions, the newest first: who led it when, and by what."""
    versions = queries.item_versions(number, banner_of(request))
    if not versions:
        raise Http404
    today = timezone.localdate()
    known = queries.category(versions[0].category or "")
    context = {
        "title": f"{number} {versions[0].title}",
        "versions": [(row, row.is_in_force(today)) for row in versions],
        "category": known.path if known else "",
    }
    return render(request, "catalogue/duty.html", context)
