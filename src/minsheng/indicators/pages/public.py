"""The board that everybody sees, without signing in: how much was heard, done and told, from five upwards."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minsheng.foundation import context as ground_context
from minsheng.foundation import rights
from minsheng.indicators import queries, rules
from minsheng.indicators.pages import showing


@require_GET
def front(_request: HttpRequest) -> HttpResponse:
    """To the newest month of the banner that this installation is at home in."""
    area = ground_context.home_area()
    if not area:
        raise rights.Unseen(_("还没有说明这里是哪个旗县。请管理员在 preset.yaml 中填写 home。"))
    return redirect("indicators:public", area, queries.newest_month(area, timezone.now()))


@require_GET
def board(request: HttpRequest, area: str, month: date) -> HttpResponse:
    """The figures of an area and month that may be public, and the boards of the areas in it."""
    shown = queries.public_board(area, month, timezone.now())

    def figure_url(code: str, measure: str) -> str:
        return reverse("indicators:public_figure", args=[code, month, measure])

    def board_url(code: str) -> str:
        return reverse("indicators:public", args=[code, month])

    context = {
        "title": _("办得怎么样"),
        "place": f"{shown.area.name} · {showing.month_words(month)}",
        "shown": shown,
        "around": [(one.name, board_url(one.code)) for one in shown.around],
        "boxes": [one if not one.is_hidden else _closed(one) for one in showing.boxes(shown.figures, area, figure_url)],
        "is_empty": not any(shown.figures),
        "parts": [(one.area.name, board_url(one.area.code)) for one in shown.parts],
        "months": showing.month_links("indicators:public", area, shown.earlier, shown.later),
        "smallest": rules.SMALLEST_GROUP,
    }
    return render(request, "indicators/public.html", context)


def _closed(box: showing.Box) -> showing.Box:
    """A hidden figure does not open."""
    return showing.Box(box.code, box.label, box.number, box.unit, "", box.note, is_hidden=True)


def _address(part: queries.Part, month: date) -> str:
    return reverse("indicators:public", args=[part.area.code, month])


@require_GET
def figure(request: HttpRequest, area: str, month: date, measure: str) -> HttpResponse:
    """One public figure: its formula and version, and the same figure of the areas in it."""
    shown = queries.public_board(area, month, timezone.now())
    found = rules.BY_CODE.get(measure)
    if found is None:
        raise rights.Unseen(_("没有这个数字。请从看板上打开。"))
    place = rules.MEASURES.index(found)
    mine = shown.figures[place]
    context = {
        "title": _(found.name),
        "place": f"{shown.area.name} · {showing.month_words(month)}",
        "box": showing.box(found, mine),
        "formula": _(found.formula),
        "version": found.version,
        "group": f"{mine.group} {_(found.stands_for)}" if mine else "",
        "counted_at": mine.counted_at if mine else None,
        "parts": [
            (one.area.name, _address(one, month), showing.box(found, one.figures[place]))
            for one in shown.parts
            if one.figures[place]
        ],
        "hidden": [(one.area.name, _address(one, month)) for one in shown.parts if not one.figures[place]],
        "smallest": rules.SMALLEST_GROUP,
        "back_url": reverse("indicators:public", args=[area, month]),
        "back_label": _("回看板"),
    }
    return render(request, "indicators/public_figure.html", context)
