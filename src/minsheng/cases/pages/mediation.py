"""Mediations: the mediator's own; and their bounded count, which is all that anybody else learns."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.cases import operations, queries, rules
from minsheng.cases.forms.mediation import EndMediationForm, HandOverForm, MediationForm
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

MEDIATE = "cases.mediate"


@never_cache
@require_GET
@needs(MEDIATE)
def mediations(request: HttpRequest) -> HttpResponse:
    """The mediations of whoever looks, and nobody else's."""
    asked = request.GET.get("from", "")
    start = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0
    rows = queries.own_mediations(rights.acting(request), start)
    context = {
        "title": _("调解"),
        "rows": rows[: queries.MEDIATIONS_PAGE],
        "next_url": f"?from={start + queries.MEDIATIONS_PAGE}" if len(rows) > queries.MEDIATIONS_PAGE else "",
        "previous_url": f"?from={max(0, start - queries.MEDIATIONS_PAGE)}" if start else "",
    }
    return render(request, "cases/mediations.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(MEDIATE)
@once.once
def new_mediation(request: HttpRequest) -> HttpResponse:
    """Begin to mediate."""
    actor = rights.acting(request)
    form = MediationForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        dispute = queries.Dispute(told["first_party"], told["second_party"], told["matter"])
        try:
            made = operations.open_mediation(area=told["area"], dispute=dispute, by=actor, at=timezone.now())
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("cases:mediation", made.pk)
    context = {"title": _("新的调解"), "form": form, "back_url": reverse("cases:mediations")}
    return render(request, "cases/new_mediation.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(MEDIATE)
@once.once
def mediation(request: HttpRequest, mediation_id: uuid.UUID) -> HttpResponse:
    """One mediation, to end it or to print what was agreed."""
    actor = rights.acting(request)
    shown = queries.own_mediation(mediation_id, actor)
    form = EndMediationForm(request.POST or None) if shown.ended_at is None else None
    if request.method == "POST" and form is None:
        messages.warning(request, _("这件调解已经结束了。"))
        return redirect("cases:mediation", mediation_id)
    if request.method == "POST" and form is not None and form.is_valid():
        told = form.cleaned_data
        outcome = rules.MediationOutcome(told["outcome"])
        try:
            operations.end_mediation(
                mediation_id=mediation_id, outcome=outcome, agreement=told["agreement"], by=actor, at=timezone.now()
            )
        except (ValueError, rules.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已记下结果。"))
            return redirect("cases:mediation", mediation_id)
    context = {"title": _("调解"), "shown": shown, "form": form, "back_url": reverse("cases:mediations")}
    return render(request, "cases/mediation.html", context, status=422 if form is not None and form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(MEDIATE)
@once.once
def hand_over_mediation(request: HttpRequest, mediation_id: uuid.UUID) -> HttpResponse:
    """Give one's own mediation to another mediator of the place."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.own_mediation(mediation_id, actor)
    others = {one: name for one, name in queries.mediators_of(shown.area, now).items() if one != actor.account_id}
    form = HandOverForm(others, request.POST or None)

    def carry_out(to: uuid.UUID, reason: str) -> str:
        operations.hand_over_mediation(mediation_id=mediation_id, to=to, reason=reason, by=actor, at=now)
        return _("已交接，您以后看不到这件了。")

    back = reverse("cases:mediation", args=[mediation_id])
    return _handing_over(request, form, carry_out, then="cases:mediations", has_somebody=bool(others), back_url=back)


def _handing_over(
    request: HttpRequest,
    form: HandOverForm,
    carry_out: Callable[[uuid.UUID, str], str],
    *,
    then: str,
    has_somebody: bool,
    back_url: str,
    told: str = "",
) -> HttpResponse:
    """The form of a handing over; sent right, it is carried out, and the page `then` says so."""
    if request.method == "POST" and form.is_valid():
        try:
            done = carry_out(uuid.UUID(form.cleaned_data["to"]), form.cleaned_data["reason"])
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, done)
            return redirect(then)
    context = {
        "title": _("交给另一位调解人"),
        "form": form,
        "has_somebody": has_somebody,
        "told": told,
        "back_url": back_url,
    }
    return render(request, "cases/hand_over_mediation.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@needs(queries.KEEP_ACCOUNTS)
def left_mediations(request: HttpRequest) -> HttpResponse:
    """Mediators who have left and whose mediations nobody can read: names, nothing else."""
    rows = queries.left_mediators(rights.acting(request), timezone.now())
    return render(request, "cases/left_mediations.html", {"title": _("调解交接"), "rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
@needs(queries.KEEP_ACCOUNTS)
@once.once
def hand_over_left(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Give all that somebody mediated who has left to another, unread."""
    actor, now = rights.acting(request), timezone.now()
    left = queries.left_mediator(account_id, actor, now)
    form = HandOverForm(left.candidates, request.POST or None)

    def carry_out(to: uuid.UUID, reason: str) -> str:
        operations.hand_over_left_mediations(mediator_id=account_id, to=to, reason=reason, by=actor, at=now)
        return _("已交接。内容只有接手的调解人看得到。")

    return _handing_over(
        request,
        form,
        carry_out,
        then="cases:left_mediations",
        has_somebody=bool(left.candidates),
        back_url=reverse("cases:left_mediations"),
        told=_("%(name)s 调解过的事都交给接手的人，您看不到内容和件数。") % {"name": left.name},
    )


@require_GET
@needs("indicators.read_board")
def mediation_counts(request: HttpRequest) -> HttpResponse:
    """How many mediations ended each month in a banner; small counts are said as a bound."""
    rows = queries.mediation_counts(rights.acting(request), timezone.now())
    return render(request, "cases/mediation_counts.html", {"title": _("调解件数"), "rows": rows})
