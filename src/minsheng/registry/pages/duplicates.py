"""Records that may be one person: the queue, a pair side by side, what was joined, parting it again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.foundation import once, rights
from minsheng.foundation import operations as ground
from minsheng.foundation.guards import needs
from minsheng.registry import operations, queries
from minsheng.registry.forms.duplicates import SettleForm, UndoForm
from minsheng.registry.pages.acting import next_url

SETTLE = "registry.settle_duplicates"
SIDE_ITEMS = ["name", "birth_year", "area", "phone_masked", "identity_masked", "address", "memberships"]
FIELD_WORDS = {
    "name": gettext_lazy("姓名"),
    "birth": gettext_lazy("出生年份"),
    "area": gettext_lazy("地区"),
    "phone": gettext_lazy("电话"),
    "identity": gettext_lazy("身份证号"),
    "address": gettext_lazy("住址"),
    "memberships": gettext_lazy("所在单位"),
}
STATES = (("waiting", gettext_lazy("待核对")), ("unsure", gettext_lazy("暂不能确定")))


@never_cache
@require_GET
@needs(SETTLE)
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs that wait, the likeliest first."""
    actor, now = rights.acting(request), timezone.now()
    state = "unsure" if request.GET.get("state") == "unsure" else "waiting"
    rows = queries.possible_duplicates(actor, state=state, after=request.GET.get("after", ""))
    _log(actor, (one for row in rows for one in row.shown), ["name", "area"], "duplicates_list", now)
    context = {
        "title": _("疑似重复登记"),
        "rows": rows.rows,
        "next_url": next_url(request, rows.next),
        "states": [(key, words, key == state) for key, words in STATES],
        "total": queries.waiting_duplicates(actor),
    }
    return render(request, "registry/duplicates.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(SETTLE)
@once.once
def duplicate(request: HttpRequest, pair_id: uuid.UUID) -> HttpResponse:
    """Two records side by side; a person says whether they are one and goes on to the next pair."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.pair_shown(pair_id, actor)
    form = SettleForm(shown.people, request.POST or None) if shown.may_settle else None
    if request.method == "POST":
        if form is None:
            raise rights.Refused(_("两条登记都在您的服务范围内才能认定。请旗里的登记管理员来核对。"))
        if form.is_valid():
            try:
                _settle(form, pair_id, actor)
            except (operations.AlreadySettled, ValueError) as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, _("已保存。"))
                return _to_next(actor)
    _log(actor, ((person.pk, person.area_id) for person in shown.people), SIDE_ITEMS, f"duplicates:{pair_id}", now)
    context = {
        "title": _("是同一个人吗"),
        "shown": shown,
        "lines": [(FIELD_WORDS[line.field], line) for line in shown.lines],
        "form": form,
        "back_url": reverse("registry:duplicates"),
    }
    return render(request, "registry/duplicate.html", context, status=422 if form and form.errors else 200)


def _settle(form: SettleForm, pair_id: uuid.UUID, actor: rights.Actor) -> None:
    told = form.cleaned_data
    operations.settle_pair(
        pair_id=pair_id,
        decision=told["decision"],
        survivor_id=uuid.UUID(told["survivor"]),
        reason=told["reason"],
        by=actor,
        at=timezone.now(),
    )


def _to_next(actor: rights.Actor) -> HttpResponse:
    following = queries.next_pair(actor)
    return redirect("registry:duplicate", following) if following else redirect("registry:duplicates")


@never_cache
@require_GET
@needs(SETTLE)
def merges(request: HttpRequest) -> HttpResponse:
    """Which records were joined, by whom and on what ground; each can be parted again."""
    actor, now = rights.acting(request), timezone.now()
    rows = queries.standing_merges(actor, after=request.GET.get("after", ""))
    _log(actor, (one for row in rows for one in row.shown), ["name"], "merges_list", now)
    context = {
        "title": _("已合并的登记"),
        "rows": rows.rows,
        "next_url": next_url(request, rows.next),
        "back_url": reverse("registry:duplicates"),
    }
    return render(request, "registry/merges.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(SETTLE)
@once.once
def undo_merge(request: HttpRequest, merge_id: uuid.UUID) -> HttpResponse:
    """Part two records that had been joined."""
    actor = rights.acting(request)
    merge = queries.seen_merge(merge_id, actor)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.undo_merge(merge_id=merge_id, reason=form.cleaned_data["reason"], by=actor, at=timezone.now())
        except (operations.AlreadySettled, ValueError) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已撤销，两条登记恢复原样。"))
            return redirect("registry:merges")
    people = ((person.pk, person.area_id) for person in (merge.survivor, merge.merged))
    _log(actor, people, ["name"], f"merges:{merge_id}", timezone.now())
    context = {"title": _("撤销合并"), "merge": merge, "form": form, "back_url": reverse("registry:merges")}
    return render(request, "registry/undo_merge.html", context, status=422 if form.errors else 200)


def _log(
    actor: rights.Actor, people: Iterable[tuple[uuid.UUID, str]], items: list[str], purpose: str, at: datetime
) -> None:
    ground.log_readings(by=actor.id, about=dict.fromkeys(people), purpose=purpose, items=items, at=at)
