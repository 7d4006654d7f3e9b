"""Dual check-in of units and members; the menu of required and elective acts."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.forms import acts as forms
from minsheng.dispatch.forms.organising import EndForm
from minsheng.dispatch.pages.acting import one_form
from minsheng.foundation import once, rights, worktime
from minsheng.foundation.guards import needs

KEEP = policies.KEEP_TEAMS


@require_GET
@needs(KEEP)
def check_ins(request: HttpRequest) -> HttpResponse:
    """Which units and members report to the actor's communities, and what they served: each hour once."""
    actor, now = rights.acting(request), timezone.now()
    context = {
        "title": _("双报到"),
        "rows": queries.check_ins(actor, worktime.local_date(now)),
        "reported": queries.reported(actor, now),
        "may_join": actor.may("registry.edit_person"),
        "year": worktime.local_date(now).year,
    }
    return render(request, "dispatch/check_ins.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def check_in_unit(request: HttpRequest) -> HttpResponse:
    """A unit reports."""
    actor, now = rights.acting(request), timezone.now()
    form = forms.UnitForm(actor, worktime.local_date(now), request.POST or None)
    back = reverse("dispatch:check_ins")

    def carry_out(form: forms.UnitForm) -> str:
        operations.check_in_unit(**form.ids(), valid_from=form.cleaned_data["valid_from"], by=actor, at=now)
        return back

    words = {"title": _("单位报到"), "done": _("已报到。再报一次也只算一个。"), "back_url": back}
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs("registry.edit_person")
@once.once
def check_in_member(request: HttpRequest) -> HttpResponse:
    """A member reports where he lives."""
    actor, now = rights.acting(request), timezone.now()
    rights.require(actor, KEEP)
    form = forms.MemberForm(actor, now, worktime.local_date(now), request.POST or None)
    back = reverse("dispatch:check_ins")

    def carry_out(form: forms.MemberForm) -> str:
        told = form.cleaned_data
        operations.check_in_member(
            person_id=told["person"], **form.ids(), valid_from=told["valid_from"], by=actor, at=now
        )
        return back

    words = {
        "title": _("党员报到"),
        "note": _("单位的身份不变，只在居住地多一个身份。会什么、什么时候有空，由本人在“我的任务”里填。"),
        "done": _("已报到。再报一次也只算一个。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def end_check_in(request: HttpRequest, check_in_id: uuid.UUID) -> HttpResponse:
    """A unit reports no more."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_check_in(check_in_id, actor)
    form = EndForm(worktime.local_date(now), request.POST or None)
    back = reverse("dispatch:check_ins")

    def carry_out(form: EndForm) -> str:
        operations.end_check_in(check_in_id=check_in_id, on=form.cleaned_data["on"], by=actor, at=now)
        return back

    words = {
        "title": _("报到结束"),
        "subject": f"{found.unit.short_name} · {found.community.short_name}",
        "done": _("已登记。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_GET
@needs(KEEP)
def required_acts(request: HttpRequest) -> HttpResponse:
    """The required acts of the year: few. Elective ones are the pool."""
    actor, year = rights.acting(request), timezone.localdate().year
    areas = actor.areas(KEEP)
    context = {
        "title": _("规定动作"),
        "rows": queries.required_acts(actor, year),
        "most": queries.push_rule(areas[0]).required_per_year,
        "year": year,
        "client_id": once.new_client_id,
    }
    return render(request, "dispatch/required_acts.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def new_required_act(request: HttpRequest) -> HttpResponse:
    """Set a required act."""
    actor = rights.acting(request)
    form = forms.ActForm(actor, request.POST or None)
    back = reverse("dispatch:required_acts")

    def carry_out(form: forms.ActForm) -> str:
        told = form.cleaned_data
        operations.set_required_act(area=told["area"], title=told["title"], by=actor, at=timezone.now())
        return back

    words = {
        "title": _("定一项规定动作"),
        "note": _("规定动作是职责，不算志愿服务时长；自选动作随自己，做多做少都不扣分。"),
        "done": _("定好了。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_POST
@needs(KEEP)
@once.once
def withdraw_required_act(request: HttpRequest, act_id: uuid.UUID) -> HttpResponse:
    """Take a required act back."""
    operations.withdraw_required_act(act_id=act_id, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("已撤下。"))
    return redirect("dispatch:required_acts")


@require_GET
@needs("dispatch.claim")
def own_acts(request: HttpRequest) -> HttpResponse:
    """A helper's menu: what is required (few), and what he chooses (the pool)."""
    year = timezone.localdate().year
    context = {
        "title": _("规定动作和自选动作"),
        "shown": queries.own_acts(rights.acting(request), year),
        "own_help": queries.own_help(rights.acting(request), year),
        "year": year,
        "client_id": once.new_client_id,
    }
    return render(request, "dispatch/own_acts.html", context)


@require_POST
@needs("dispatch.claim")
@once.once
def do_required_act(request: HttpRequest, act_id: uuid.UUID) -> HttpResponse:
    """A helper did a required act."""
    operations.do_required_act(act_id=act_id, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("记下了。"))
    return redirect("dispatch:own_acts")
