"""The work list, and its export as it stands on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minsheng.cases import queries
from minsheng.cases.forms.acting import FilterForm
from minsheng.cases.pages import lines
from minsheng.foundation import rights, sheets, worktime
from minsheng.foundation.guards import needs

EXPORT_MOST = 5_000
HEADINGS = ("编号", "内容", "状态", "类别", "地区", "主办单位", "受理时间", "到期时间", "超时")
LAST_LIST = "last_list"
READ = ("cases.read", "cases.read_own_organisation")


def _chosen(request: HttpRequest) -> tuple[FilterForm, queries.Filter]:
    """The form and what of it can be understood; a condition that cannot is left out, and the page says so."""
    form = FilterForm(request.GET)
    form.is_valid()
    told = form.cleaned_data
    return form, queries.Filter(
        view=told.get("view") or "open",
        state=told.get("state", ""),
        text=told.get("text", ""),
        after=told.get("after", ""),
        area=told.get("area", ""),
        category=told.get("category", ""),
    )


@require_GET
@needs(*READ)
def work_list(request: HttpRequest) -> HttpResponse:
    """The actor's cases, those with the earliest limit first."""
    form, chosen = _chosen(request)
    page = queries.work_list(rights.acting(request), chosen, timezone.now())
    here = {key: value for key, value in request.GET.items() if key != "after"}
    remember_filter(request)
    columns = tuple(lines.COLUMNS.values())
    context = {
        "title": _("工作清单"),
        "form": form,
        "chosen": chosen,
        "page": page,
        "columns": columns,
        "rows": lines.drawn(page.lines, columns),
        "may_assign": rights.acting(request).may("cases.assign"),
        "may_merge": rights.acting(request).may("cases.merge"),
        "views": _views(form, chosen, here),
        "ignored": _ignored(form),
        "query": urlencode(here),
        "next_url": "?" + urlencode({**here, "after": page.next}) if page.next else "",
    }
    return render(request, "cases/work_list.html", context)


def _ignored(form: FilterForm) -> str:
    """The conditions that were not understood, as they stand in the address; "" for none."""
    return "；".join(f"{form.fields[name].label or name}“{form.data.get(name, '')[:60]}”" for name in form.errors)


def _views(form: FilterForm, chosen: queries.Filter, here: Mapping[str, object]) -> list[dict[str, object]]:
    """The views as links that keep what is searched for."""
    return [
        {"words": words, "is_chosen": key == chosen.view, "url": "?" + urlencode({**here, "view": key})}
        for key, words in form.fields["view"].choices  # type: ignore[attr-defined]
    ]


def remember_filter(request: HttpRequest) -> None:
    """Keep the present list, so that the way back from a case leads to it and not to the first page."""
    query = request.GET.urlencode()
    if request.session.get(LAST_LIST, "") != query:
        request.session[LAST_LIST] = query


def last_list(request: HttpRequest) -> str:
    """The address of the list that this person looked at last."""
    query = request.session.get(LAST_LIST, "")
    return reverse("cases:work_list") + (f"?{query}" if query else "")


@require_GET
@needs(*READ)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook: all columns as text, at most 5 000 cases (it says so when there are more)."""
    _form, chosen = _chosen(request)
    page = queries.work_list(rights.acting(request), chosen, timezone.now(), most=EXPORT_MOST)
    end = f"只导出前{EXPORT_MOST}件。请缩小范围后再导出其余的。" if page.next else ""
    content = sheets.workbook(HEADINGS, map(_cells, page.lines), title="工作清单", end=end)
    response = HttpResponse(content, content_type=sheets.XLSX)
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
