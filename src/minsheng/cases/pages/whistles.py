"""Whistles: a community calls organisations together, they answer step by step, the community rates them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minsheng.cases import operations, policies, queries, rules
from minsheng.cases.forms import whistling as forms
from minsheng.cases.models import Case
from minsheng.foundation import once, rights, worktime
from minsheng.foundation.guards import needs
from minsheng.registry import queries as registry

READ = ("cases.read", "cases.read_own_organisation")


@require_http_methods(["GET", "POST"])
@needs("cases.whistle")
@once.once
def blow(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Call organisations together for a case."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_case(case_id, actor, now)
    policies.require_whistle(actor, found)
    form = forms.WhistleForm(request.POST or None, area=found.area_id)

    def carry_out() -> None:
        told = form.cleaned_data
        called = [uuid.UUID(one) for one in told["organisations"]]
        operations.blow_whistle(case_id=case_id, organisations=called, words=told["words"], by=actor, at=now)

    ends = "；".join(
        f"{rules.WHISTLE_WORDS[one]} {_moment(queries.step_due(found.area_id, one, now).due_at)}"
        for one in rules.WHISTLE_STEPS
    )
    note = _("现在吹哨，这些单位最晚：%(ends)s。到场以后由您评价。") % {"ends": ends}
    return _carried_out(request, found, form, carry_out, (_("吹哨"), _("叫这些单位来"), _("已吹哨。")), note)


@require_http_methods(["GET", "POST"])
@needs(*READ)
@once.once
def step(request: HttpRequest, call_id: uuid.UUID, name: str) -> HttpResponse:
    """Note that the own organisation has signed, made contact or arrived."""
    if name not in {one.value for one in rules.WHISTLE_STEPS}:
        raise Http404
    actor, now = rights.acting(request), timezone.now()
    call = queries.seen_call(call_id, actor, now)
    policies.require_called(call, _own(actor))
    form = forms.StepForm(request.POST or None)
    words = rules.WHISTLE_WORDS[rules.Step(name)]

    def carry_out() -> None:
        operations.answer_whistle(call_id=call_id, step=rules.Step(name), by=actor, at=now)

    due_at = call.steps.values_list("due_at", flat=True).get(step=name)
    note = _("%(community)s叫本单位来：%(words)s 最晚 %(due)s。按下就记为现在，不能撤回。") % {
        "community": registry.organisations()[call.whistle.community_id].name,
        "words": call.whistle.words,
        "due": _moment(due_at),
    }
    return _carried_out(request, call.whistle.case, form, carry_out, (words, words, _("已登记。")), note)


@require_http_methods(["GET", "POST"])
@needs("cases.whistle")
@once.once
def rate(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """Say how well an organisation answered the call."""
    actor, now = rights.acting(request), timezone.now()
    call = queries.seen_call(call_id, actor, now)
    policies.require_rater(actor, call.whistle.case, call, _own(actor))
    form = forms.RatingForm(request.POST or None)

    def carry_out() -> None:
        told = form.cleaned_data
        operations.rate_whistle(
            call_id=call_id, rating=rules.Rating(told["rating"]), reason=told["reason"], by=actor, at=now
        )

    title = _("评价%(name)s") % {"name": call.organisation.short_name or call.organisation.name}
    return _carried_out(request, call.whistle.case, form, carry_out, (title, _("保存评价"), _("评价已保存。")))


def _own(actor: rights.Actor) -> frozenset[uuid.UUID]:
    return registry.organisations_of(actor.id, worktime.local_date(timezone.now()))


def _moment(at: datetime | None) -> str:
    return f"{worktime.local(at):%m-%d %H:%M}" if at else _("等工作日历排好以后再算")


def _carried_out(
    request: HttpRequest,
    found: Case,
    form: Any,
    carry_out: Callable[[], None],
    words: tuple[str, str, str],
    note: str = "",
) -> HttpResponse:
    """The form (title, button), then what it asks for (what is said then), then back to the case."""
    title, submit, done = words
    back = reverse("cases:case", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            carry_out()
        except (ValueError, rules.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{queries.number_of(found)} {done}")
            return redirect(back)
    context = {
        "title": title,
        "submit": submit,
        "note": note,
        "form": form,
        "found": found,
        "number": queries.number_of(found),
        "lead": registry.organisations()[found.lead_id],
        "back_url": back,
    }
    return render(request, "cases/whistle.html", context, status=422 if form.errors else 200)
