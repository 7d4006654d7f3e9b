"""A list is declared, looked at before it is kept, decided by another person where sensitive, extended, ended."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minsheng.foundation import once, rights, worktime
from minsheng.foundation import operations as ground
from minsheng.foundation.guards import needs
from minsheng.registry import operations, queries
from minsheng.registry.forms.listing import ListEndForm, ListForm
from minsheng.registry.pages.acting import one_form
from minsheng.registry.pages.deciding import decided, ended


@never_cache
@require_http_methods(["GET", "POST"])
@needs(queries.DECLARE)
@once.once
def declare_list(request: HttpRequest) -> HttpResponse:
    """Declare a list: what is written is tried first (with GET, so that reading is noted), then kept."""
    actor, now = rights.acting(request), timezone.now()
    sent = request.POST or (request.GET if "name" in request.GET else None)
    form = ListForm(actor, worktime.local_date(now), sent)
    words = {"title": _("设一份名单"), "done": _("名单已设好。"), "back_url": reverse("registry:lists")}

    def carry_out(form: ListForm) -> str:
        made = operations.declare_list(told=form.told(), by=actor, at=now)
        return reverse("registry:list", args=[made.pk])

    template = "registry/declare_list.html"
    if request.method == "POST":
        return one_form(request, form, carry_out, words=words, template=template)
    shown = None
    if form.is_bound and form.is_valid():
        told = form.told()
        tried = queries.unkept_list(told.area, queries.purpose(told.purpose), told.rule, told.expires_on)
        shown = queries.list_preview(tried, actor, now)
        about = [(row.id, row.area) for row in shown.sample]
        ground.log_readings(by=actor.id, about=about, purpose=told.purpose, items=["list"], at=now)
    context = {**words, "form": form, "shown": shown, "hidden": _sent(request)}
    return render(request, template, context, status=422 if form.errors else 200)


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What was tried, to be sent again as it is when it is kept."""
    return [(key, one) for key in request.GET if key != once.FIELD for one in request.GET.getlist(key)]


@require_http_methods(["GET", "POST"])
@needs(queries.APPROVE)
@once.once
def decide_list(request: HttpRequest, code: str) -> HttpResponse:
    """Say yes or no to a sensitive list: its rule, its purpose and how many it would hold, nobody's name."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_list(code, actor)
    rights.require(actor, queries.APPROVE, found.area_id)
    words = {
        "title": _("批准名单"),
        "found": found,
        "shown": queries.list_to_decide(found, actor, now),
        "names": queries.names_of(found),
        "back_url": reverse("registry:list", args=[code]),
    }
    decide = partial(operations.decide_list, code=code)
    return decided(request, decide, words=words, template="registry/decide_list.html")


@require_http_methods(["GET", "POST"])
@needs(queries.DECLARE, queries.APPROVE)
@once.once
def extend_list(request: HttpRequest, code: str) -> HttpResponse:
    """Let a list go on until another day."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_list(code, actor)
    rights.require(actor, queries.APPROVE if queries.is_list_sensitive(found) else queries.DECLARE, found.area_id)
    here = reverse("registry:list", args=[code])

    def carry_out(form: ListEndForm) -> str:
        operations.extend_list(code=code, expires_on=form.cleaned_data["expires_on"], by=actor, at=now)
        return here

    words = {
        "title": _("延期"),
        "subject": found.name,
        "note": _("现在用到 {on}。规则和用途都没有变，才延；变了就另设一份。").format(
            on=f"{found.expires_on:%Y-%m-%d}"
        ),
        "done": _("已延期。"),
        "back_url": here,
    }
    return one_form(request, ListEndForm(request.POST or None), carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(queries.DECLARE)
@once.once
def end_list(request: HttpRequest, code: str) -> HttpResponse:
    """End a list: from then on it lists nobody."""
    actor = rights.acting(request)
    found = queries.seen_list(code, actor)
    rights.require(actor, queries.DECLARE, found.area_id)

    words = {
        "title": _("结束名单"),
        "subject": found.name,
        "note": _("结束以后不再列人，也不能恢复；写过的规则和谁设的还查得到。要再用，另设一份。"),
        "done": _("名单已结束。"),
        "back_url": reverse("registry:list", args=[code]),
    }
    end = partial(operations.end_list, code=code)
    return ended(request, end, onward=reverse("registry:lists"), words=words)
