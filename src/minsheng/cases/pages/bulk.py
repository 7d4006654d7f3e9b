"""Several cases at once: join them into one, give them to their leads, print their sheets; and take them apart."""

from __future__ import annotations

import uuid

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.cases import operations, queries, rules
from minsheng.cases.forms.merging import AssignManyForm, MergeForm, UndoMergeForm
from minsheng.cases.pages import listing
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

READ = ("cases.read", "cases.read_own_organisation")
NONE_CHOSEN = "还没有选。请在清单里打勾，再按按钮。"
NONE_READY = "选中的事都不在等派单。还没有定责的，请先打开定责；已经派出去的不用再派。"
TOO_MANY = f"一次最多选{operations.MOST_MERGED + 1}件。请分几次做。"


def _chosen(request: HttpRequest) -> list[uuid.UUID]:
    """The cases that were ticked, in the order of the list. Raises `ValueError` for none, too many, or no ids."""
    told = request.GET.getlist("case") or request.POST.getlist("case")
    try:
        found = [uuid.UUID(one) for one in dict.fromkeys(told)]
    except ValueError as problem:
        raise ValueError(NONE_CHOSEN) from problem
    if not found:
        raise ValueError(NONE_CHOSEN)
    if len(found) > operations.MOST_MERGED + 1:
        raise ValueError(TOO_MANY)
    return found


def _back(request: HttpRequest, problem: str) -> HttpResponse:
    messages.warning(request, problem)
    return redirect(listing.last_list(request))


@require_http_methods(["GET", "POST"])
@needs("cases.merge")
@once.once
def merge(request: HttpRequest) -> HttpResponse:
    """Join the ticked cases into one of them."""
    actor, now = rights.acting(request), timezone.now()
    try:
        lines = queries.lines_of(_chosen(request), actor, now)
    except ValueError as problem:
        return _back(request, str(problem))
    form = MergeForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        survivor = uuid.UUID(form.cleaned_data["survivor"])
        others = [line.id for line in lines if line.id != survivor]
        try:
            operations.merge_cases(
                survivor_id=survivor, case_ids=others, reason=form.cleaned_data["reason"], by=actor, at=now
            )
        except (ValueError, rules.NotNow, rights.Refused) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已合并。每位来话人都保留，有结果逐一告知；合并可以拆开。"))
            return redirect("cases:case", survivor)
    context = {
        "title": _("合并成一件"),
        "form": form,
        "lines": lines,
        "submit": _("合并"),
        "back_url": listing.last_list(request),
    }
    return render(request, "cases/bulk.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("cases.merge")
@once.once
def undo_merge(request: HttpRequest, merge_id: uuid.UUID) -> HttpResponse:
    """Take joined cases apart."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.merge_shown(merge_id, actor, now)
    form = UndoMergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.undo_merge(merge_id=merge_id, reason=form.cleaned_data["reason"], by=actor, at=now)
        except (ValueError, rules.NotNow, rights.Refused) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已拆开，各件接着单独办理，时限没有停过。"))
            return redirect("cases:case", shown.survivor.id)
    context = {
        "title": _("拆开合并"),
        "form": form,
        "lines": [shown.survivor, *shown.joined],
        "submit": _("拆开"),
        "back_url": reverse("cases:case", args=[shown.survivor.id]),
    }
    return render(request, "cases/bulk.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("cases.assign")
@once.once
def assign(request: HttpRequest) -> HttpResponse:
    """Give each of the ticked cases that wait for it to its lead, all or none; the page says which are left out."""
    actor, now = rights.acting(request), timezone.now()
    try:
        chosen = queries.lines_of(_chosen(request), actor, now)
    except ValueError as problem:
        return _back(request, str(problem))
    lines = [line for line in chosen if line.state in rules.BY_ACT[rules.Act.ASSIGN].sources]
    if not lines:
        return _back(request, NONE_READY)
    left = [line for line in chosen if line not in lines]
    told = request.POST.copy()
    told.setlist("case", [str(line.id) for line in lines])
    form = AssignManyForm(told if request.method == "POST" else None, lines=lines)
    if request.method == "POST" and form.is_valid():
        try:
            operations.assign_cases(case_ids=[line.id for line in lines], by=actor, at=now)
        except (ValueError, rules.NotNow, rights.Refused) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已派单的件数：") + str(len(lines)))
            if left:
                numbers = "、".join(line.number for line in left)
                messages.warning(request, _("这几件没有派，还没有定责或已经派出去了：") + numbers)
            return redirect(listing.last_list(request))
    context = {
        "title": _("一起派单"),
        "form": form,
        "lines": lines,
        "left": left,
        "submit": _("派给各主办单位"),
        "back_url": listing.last_list(request),
    }
    return render(request, "cases/bulk.html", context, status=422 if form.errors else 200)


@require_GET
@needs(*READ)
def sheets(request: HttpRequest) -> HttpResponse:
    """The sheets of the ticked cases, one a page."""
    actor, now = rights.acting(request), timezone.now()
    try:
        chosen = _chosen(request)
    except ValueError as problem:
        return _back(request, str(problem))
    found = []
    for case_id in chosen:
        shown = queries.case_shown(case_id, actor, now)
        address = request.build_absolute_uri(reverse("cases:status")) + f"?number={shown.number}"
        found.append({"shown": shown, "qr": segno.make(address, error="m").svg_data_uri(scale=4)})
    return render(request, "cases/sheets.html", {"title": _("办理单"), "found": found})


@require_GET
@needs("cases.merge")
def topics(request: HttpRequest) -> HttpResponse:
    """What is said most, by place and matter, in each of the last four weeks; every number opens to its cases."""
    actor = rights.acting(request)
    context = {
        "title": _("热点"),
        "topics": queries.hot_topics(actor.areas("cases.merge"), timezone.now()),
    }
    return render(request, "cases/topics.html", context)
