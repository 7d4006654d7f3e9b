"""The rate of those who said "it was done": its numbers, the cases behind them, what is left out and by whom."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.cases import operations, queries, rules
from minsheng.cases.forms.following import AskExclusionForm, DecideExclusionForm
from minsheng.foundation import once, rights, worktime
from minsheng.foundation.guards import needs

READ = ("cases.ask_exclusion", "cases.decide_exclusion")


def _month(request: HttpRequest) -> date:
    """The month asked for, else the present one. Raises `Http404` for what is none."""
    today = worktime.local_date(timezone.now())
    try:
        found = date.fromisoformat(f"{request.GET.get('month', f'{today:%Y-%m}')}-01")
    except ValueError as problem:
        raise Http404 from problem
    if not 2000 <= found.year <= today.year + 1:
        raise Http404
    return found


def _areas(actor: rights.Actor) -> tuple[str, ...]:
    return actor.areas("cases.ask_exclusion") or actor.areas("cases.decide_exclusion")


@require_GET
@needs(*READ)
def follow_up(request: HttpRequest) -> HttpResponse:
    """The rate of a month with numerator and denominator; beside it who is not in it, and why."""
    actor, month = rights.acting(request), _month(request)
    areas = _areas(actor)
    rate, leads = queries.rate_of(areas, month)
    before = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    today = worktime.local_date(timezone.now())
    context = {
        "title": _("办成率"),
        "month": month,
        "rate": rate,
        "groups": [_group(one, month) for one in rate.groups],
        "leads": [{"rate": one, "url": _address(month, "met", lead=one.lead)} for one in leads],
        "before_url": "?" + urlencode({"month": f"{before:%Y-%m}"}),
        "after_url": "?" + urlencode({"month": f"{after:%Y-%m}"}) if after <= today else "",
        "waiting": queries.exclusions(areas),
        "decided": queries.exclusions(areas, undecided=False),
        "may_decide": actor.may("cases.decide_exclusion"),
        "own": actor.id,
        "samples": queries.samples(areas, month),
    }
    return render(request, "cases/follow_up.html", context)


def _group(one: queries.Group, month: date) -> dict[str, Any]:
    counts = one.key in {outcome.value for outcome in rules.Outcome}
    return {"words": one.words, "count": one.count, "is_counted": counts, "url": _address(month, one.key)}


def _address(month: date, group: str, lead: Any = None) -> str:
    told = {"month": f"{month:%Y-%m}", "group": group, **({"lead": str(lead.id)} if lead else {})}
    return reverse("cases:follow_up_cases") + "?" + urlencode(told)


@require_GET
@needs(*READ)
def follow_up_cases(request: HttpRequest) -> HttpResponse:
    """The cases behind one number of the rate."""
    actor, month, now = rights.acting(request), _month(request), timezone.now()
    group = request.GET.get("group", "met")
    try:
        lead = uuid.UUID(request.GET["lead"]) if request.GET.get("lead") else None
        found = queries.cases_of_rate(_areas(actor), month, group, now, lead)
    except ValueError as problem:
        raise Http404 from problem
    context = {
        "title": queries.GROUP_WORDS[group],
        "month": month,
        "found": found,
        "may_ask": actor.may("cases.ask_exclusion") and group in {one.value for one in rules.Outcome},
        "back_url": reverse("cases:follow_up") + f"?month={month:%Y-%m}",
    }
    return render(request, "cases/follow_up_cases.html", context)


@require_http_methods(["GET", "POST"])
@needs("cases.ask_exclusion")
@once.once
def ask_exclusion(request: HttpRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Ask to leave one answer out of the rate."""
    actor, now = rights.acting(request), timezone.now()
    answer = queries.answer_of(answer_id, actor.areas("cases.ask_exclusion"))
    form = AskExclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = rules.ExclusionReason(form.cleaned_data["reason"])
        try:
            operations.ask_exclusion(
                verification_id=answer_id, reason=reason, words=form.cleaned_data["words"], by=actor, at=now
            )
        except (ValueError, rules.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已申请，由另一人决定。决定之前照常计入。"))
            return redirect("cases:follow_up")
    context = {
        "title": _("申请不计入"),
        "form": form,
        "number": queries.number_of(answer.delivery.case),
        "case": answer.delivery.case,
        "answered": rules.OUTCOME_WORDS[rules.Outcome(answer.outcome)],
        "words": answer.words,
        "submit": _("提交申请"),
        "back_url": reverse("cases:follow_up"),
    }
    return render(request, "cases/exclusion.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("cases.decide_exclusion")
@once.once
def decide_exclusion(request: HttpRequest, exclusion_id: uuid.UUID) -> HttpResponse:
    """Decide about what another person asked."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.exclusion(exclusion_id, actor.areas("cases.decide_exclusion"))
    form = DecideExclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            operations.decide_exclusion(
                exclusion_id=exclusion_id, is_granted=told["decision"] == "yes", words=told["words"], by=actor, at=now
            )
        except (ValueError, rules.NotNow, rights.Refused) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("决定已保存。"))
            return redirect("cases:follow_up")
    answer = shown.exclusion.verification
    context = {
        "title": _("是否不计入"),
        "form": form,
        "number": shown.number,
        "case": answer.delivery.case,
        "answered": shown.outcome,
        "words": answer.words,
        "asked": shown,
        "submit": _("保存决定"),
        "back_url": reverse("cases:follow_up"),
    }
    return render(request, "cases/exclusion.html", context, status=422 if form.errors else 200)
