"""The work list, and its export as it stands on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minsheng.cases import queries, rules
from minsheng.cases.forms.acting import VIEWS, FilterForm
from minsheng.cases.pages import lines
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import editions, markup, once, rights, sessions, sheets, worktime
from minsheng.foundation import queries as ground
from minsheng.foundation.guards import needs

EXPORT_MOST = 5_000
LONGEST = 2_000
"""Letters of an address that is kept; a longer one is not."""
READ = ("cases.read", "cases.read_own_organisation")
BANNER = 6
"""Digits of a banner's code: who sees one chooses among its townships, anybody else among all places that he sees."""


def chosen_filter(request: HttpRequest) -> tuple[FilterForm, queries.Filter]:
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
    form, chosen = chosen_filter(request)
    page = queries.work_list(rights.acting(request), chosen, timezone.now())
    here = {key: value for key, value in request.GET.items() if key != "after"}
    own = queries.list_choices(rights.acting(request))
    names = rules.FIRST_COLUMNS if own.columns is None else own.columns
    columns = tuple(lines.COLUMNS[name] for name in names if name in lines.COLUMNS)
    context = {
        "title": _("工作清单"),
        "chosen": chosen,
        "states": rules.STATE_WORDS,
        **_narrowing(rights.acting(request), chosen),
        "page": page,
        "columns": columns,
        "rows": lines.drawn(page.lines, columns, with_matter="category" in names),
        "may_assign": rights.acting(request).may("cases.assign"),
        "may_merge": rights.acting(request).may("cases.merge"),
        "views": _views(chosen, here),
        **_own_filters(own, chosen),
        "ignored": _ignored(form),
        "query": urlencode(here),
        "next_url": "?" + urlencode({**here, "after": page.next}) if page.next else "",
    }
    response = render(request, "cases/work_list.html", context)
    _remember_list(request, response)
    return response


def _own_filters(own: queries.Choices, chosen: queries.Filter) -> dict[str, object]:
    """One's own filters as links, and the way to keep this one where it is none of them yet."""
    here = queries.query_of(chosen)
    address = reverse("cases:work_list")
    filters = [
        {"words": filter_words(one.query), "is_chosen": one.query == here, "url": f"{address}?{one.query}"}
        for one in own.filters
    ]
    kept = queries.kept_query(chosen)
    is_new = kept and kept not in {one.query for one in own.filters}
    return {
        "filters": filters,
        "keep_url": f"{reverse('cases:keep_filter')}?{kept}" if is_new else "",
        "client_id": once.new_client_id(),
    }


def filter_words(query: str) -> str:
    """What a kept filter is called: what it shows."""
    chosen = queries.filter_of(query)
    place = ground.divisions().get(chosen.area)
    matter = catalogue.category(chosen.category) if chosen.category else None
    told = (
        VIEWS[chosen.view],
        rules.STATE_WORDS[rules.State(chosen.state)] if chosen.state else "",
        place.name if place else "",
        matter.name if matter else "",
    )
    return " · ".join(str(one) for one in told if one)


def _narrowing(actor: rights.Actor, chosen: queries.Filter) -> dict[str, object]:
    """The places and matters by which the list can be narrowed: the parts of one's areas, and what is chosen already."""
    areas = tuple(sorted({*actor.areas("cases.read"), *actor.areas("cases.read_own_organisation")}))
    return {
        "areas": editions.derived("divisions", ("narrowing", areas, chosen.area), lambda: _places(areas, chosen.area)),
        "matters": editions.derived("catalogue", ("narrowing", chosen.category), lambda: _matters(chosen.category)),
        "is_narrowed": bool(chosen.area or chosen.category),
    }


def _places(areas: tuple[str, ...], chosen: str) -> SafeString:
    is_wide = any(len(code) <= BANNER for code in areas)
    parts = ground.divisions_inside(areas, levels=("township",)) if is_wide else ground.divisions_inside(areas)
    here = ground.divisions().get(chosen)
    if here is not None and here not in parts:
        parts = [here, *parts]
    return _options([(one.code, one.name) for one in parts], chosen) if len(parts) > 1 else markup.joined([])


def _matters(chosen: str) -> SafeString:
    matters = [(row.code, row.path) for row in catalogue.leaf_categories()]
    matter = catalogue.category(chosen) if chosen else None
    if matter is not None and chosen not in dict(matters):
        matters = [(chosen, matter.path), *matters]
    return _options(matters, chosen)


def _options(told: Sequence[tuple[str, str]], chosen: str) -> SafeString:
    """Options of a choice, written at once: with a hundred of them a template took a tenth of the page's time."""
    form = '<option value="%s">%s</option>'
    drawn = markup.joined(markup.filled(form, one) for one in told if one[0] != chosen)
    first = markup.joined(
        markup.filled('<option value="%s" selected>%s</option>', one) for one in told if one[0] == chosen
    )
    return markup.joined([first, drawn])


def _ignored(form: FilterForm) -> str:
    """The conditions that were not understood, as they stand in the address; "" for none."""
    return "；".join(f"{form.fields[name].label or name}“{form.data.get(name, '')[:60]}”" for name in form.errors)


def _views(chosen: queries.Filter, here: Mapping[str, object]) -> list[dict[str, object]]:
    """The views as links that keep what is searched for."""
    return [
        {"words": words, "is_chosen": key == chosen.view, "url": "?" + urlencode({**here, "view": key})}
        for key, words in VIEWS.items()
    ]


def _remember_list(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the present list in this browser, so that the way back from a case leads to it and not to the first page.

    A cookie of this session: in the session's row it cost a flush to the disk at every other look at the list.
    """
    told = f"{sessions.handle_of(request)}?{request.GET.urlencode()}"
    if len(told) > LONGEST or request.COOKIES.get(settings.LIST_COOKIE_NAME) == told:
        return
    response.set_cookie(
        settings.LIST_COOKIE_NAME,
        told,
        max_age=settings.SESSION_COOKIE_AGE,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )


def last_list(request: HttpRequest) -> str:
    """The address of the list that this person looked at last in this session."""
    handle, _mark, query = request.COOKIES.get(settings.LIST_COOKIE_NAME, "").partition("?")
    is_own = bool(query) and handle == str(sessions.handle_of(request))
    return reverse("cases:work_list") + (f"?{query}" if is_own else "")


@require_GET
@needs(*READ)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook: the columns that one chose, as text; at most 5 000 cases (it says so when there are more)."""
    _form, chosen = chosen_filter(request)
    page = queries.work_list(rights.acting(request), chosen, timezone.now(), most=EXPORT_MOST)
    own = queries.list_choices(rights.acting(request)).columns
    headings, cells = zip(*_exported(own), strict=True)
    end = f"只导出前{EXPORT_MOST}件。请缩小范围后再导出其余的。" if page.next else ""
    content = sheets.workbook(
        headings, ([cell(line) for cell in cells] for line in page.lines), title="工作清单", end=end
    )
    response = HttpResponse(content, content_type=sheets.XLSX)
    response["Content-Disposition"] = 'attachment; filename="work-list.xlsx"'
    return response


def _exported(own: Sequence[str] | None) -> list[tuple[str, Callable[[queries.Line], str]]]:
    """The headings of an export with what stands under each, in the order of the screen; all for who chose none."""
    names = ("", *(rules.LIST_COLUMNS if own is None else own))
    return [(heading, cell) for name in names for column, heading, cell in EXPORTED if column == name]


def _moment(at: datetime | None) -> str:
    return f"{worktime.local(at):%Y-%m-%d %H:%M}" if at else ""


EXPORTED: tuple[tuple[str, str, Callable[[queries.Line], str]], ...] = (
    ("number", "编号", lambda line: line.number),
    ("", "内容", lambda line: line.title),
    ("state", "状态", lambda line: line.state_words),
    ("category", "类别", lambda line: line.category),
    ("area", "地区", lambda line: line.area),
    ("lead", "主办单位", lambda line: line.lead),
    ("opened", "受理时间", lambda line: _moment(line.opened_at)),
    ("due", "到期时间", lambda line: _moment(line.due_at)),
    ("due", "超时", lambda line: "超时" if line.is_late else ""),
)
"""Of which column, under which heading, what of a line; the words of the matter are in every export."""
