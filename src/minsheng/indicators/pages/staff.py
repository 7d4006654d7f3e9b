"""The boards of staff: exact figures of their areas; each opens to its facts and is compared with a new count."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.cases import queries as cases
from minsheng.foundation import rights, worktime
from minsheng.foundation.guards import needs
from minsheng.indicators import operations, policies, queries
from minsheng.indicators.forms import ChooseForm
from minsheng.indicators.pages import showing


@require_GET
@needs(policies.READ)
def boards(request: HttpRequest) -> HttpResponse:
    """To the board that was chosen, or to the first one that the actor may read."""
    actor, now = rights.acting(request), timezone.now()
    form = _chosen(request)
    if request.GET and form.is_valid():
        month = date.fromisoformat(f"{form.cleaned_data['month']}-01")
        return redirect("indicators:board", form.cleaned_data["area"], month)
    if request.GET:
        return render(request, "indicators/choose.html", {"title": _("看板"), "form": form}, status=422)
    area = queries.first_area(actor)
    if area is None:
        raise rights.Unseen(_("您的服务范围里没有旗县、苏木乡镇或嘎查村。请联系管理员核对您的授权地区。"))
    return redirect("indicators:board", area, queries.newest_month(area, now))


def _chosen(request: HttpRequest, area: str = "", month: date | None = None) -> ChooseForm:
    """The form that chooses an area and a month; filled in with those that are shown."""
    form = ChooseForm(request.GET if area == "" and request.GET else None)
    this_month = date(*worktime.local_date(timezone.now()).timetuple()[:2], 1)
    months = {this_month, *queries.months_counted(), *([month] if month else [])}
    form.offer(rights.acting(request).areas(policies.READ), sorted(months, reverse=True))
    if month:
        form.initial = {"area": form.fields["area"].label_of(area), "month": f"{month:%Y-%m}"}  # type: ignore[attr-defined]
    return form


@require_GET
@needs(policies.READ)
def board(request: HttpRequest, area: str, month: date) -> HttpResponse:
    """All figures of an area and month, and of the areas in it."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.staff_board(actor, area, month, now)
    may_open = policies.may_open(actor, area) and not cases.is_tenant(area)

    def figure_url(code: str, measure: str) -> str:
        return reverse("indicators:figure", args=[code, month, measure]) if may_open else ""

    def board_url(code: str) -> str:
        return reverse("indicators:board", args=[code, month])

    context = {
        "title": f"{shown.area.name} · {showing.month_words(month)}",
        "shown": shown,
        "form": _chosen(request, area, month),
        "around": [(one.name, board_url(one.code)) for one in shown.around],
        "goals": [] if cases.is_tenant(area) else showing.goal_lines(queries.goals(area, month)),
        "boxes": showing.boxes(shown.figures, area, figure_url),
        "lines": showing.lines([one for one in shown.parts if one.has_facts], figure_url, board_url),
        "quiet": [(one.area.name, board_url(one.area.code)) for one in shown.parts if not one.has_facts],
        "formulas": showing.formulas(),
        "months": showing.month_links("indicators:board", area, shown.earlier, shown.later),
        "may_open": may_open,
        "waiting": showing.waiting(shown.oldest_untold, now),
    }
    return render(request, "indicators/board.html", context)


@require_GET
@needs(policies.OPEN)
def figure(request: HttpRequest, area: str, month: date, measure: str) -> HttpResponse:
    """One figure: its formula and version, a new count beside the kept one, and every fact behind it."""
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    shown = queries.opened(rights.acting(request), area, month, measure, timezone.now(), page=page)
    here = reverse("indicators:figure", args=[area, month, measure])
    kept, now = shown.compared.kept, shown.compared
    context = {
        "title": _(shown.measure.name),
        "shown": shown,
        "place": f"{shown.area.name} · {showing.month_words(month)}",
        "formula": _(shown.measure.formula),
        "now": showing.number(now.now_written),
        "kept": showing.number(kept.written),
        "part": showing.box(shown.measure, kept).note,
        "counted": len(shown.compared.now.seqs),
        "left": len(shown.compared.now.left_out),
        "back_url": reverse("indicators:board", args=[area, month]),
        "back_label": _("回看板"),
        "check_url": reverse("indicators:check", args=[area, month]),
        "export_url": reverse("indicators:figure_export", args=[area, month, measure]),
        "previous_url": f"{here}?page={shown.page - 1}" if shown.page > 1 else "",
        "next_url": f"{here}?page={shown.page + 1}" if shown.page < shown.pages else "",
    }
    return render(request, "indicators/figure.html", context)


@require_http_methods(["GET", "POST"])
@needs(policies.OPEN)
def check(request: HttpRequest, area: str, month: date) -> HttpResponse:
    """Count everything again from the log beside what is kept (promise M7); POST keeps the new count.

    Counting twice gives the same, so a second click needs no client id.
    """
    actor, now = rights.acting(request), timezone.now()
    if request.method == "POST":
        queries.area_seen(actor, area, policies.may_open)
        operations.recount(area=area, month=month, at=now)
        messages.success(request, _("已按事实重新清点。"))
        return redirect("indicators:check", area, month)
    found = queries.compared(actor, area, month)
    place = queries.area_seen(actor, area, policies.may_open)[-1]
    context = {
        "title": _("核对"),
        "place": f"{place.name} · {showing.month_words(month)}",
        "rows": [
            (
                _(one.kept.measure.name),
                reverse("indicators:figure", args=[area, month, one.kept.measure.code]),
                " ".join(showing.number(one.kept.written)),
                " ".join(showing.number(one.now_written)),
                one.is_same,
            )
            for one in found
        ],
        "is_same": all(one.is_same for one in found),
        "counted_at": max((one.kept.counted_at for one in found if one.kept.counted_at), default=None),
        "is_settled": all(one.kept.is_settled for one in found),
        "through": max(one.kept.facts_through for one in found),
        "now_at": now,
        "back_url": reverse("indicators:board", args=[area, month]),
        "back_label": _("回看板"),
    }
    return render(request, "indicators/check.html", context)
