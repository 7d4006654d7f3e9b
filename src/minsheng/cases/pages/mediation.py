"""Mediations: the mediator's own; and their bounded count, which is all that anybody else learns."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.cases import operations, queries, rules
from minsheng.cases.forms.mediation import EndMediationForm, MediationForm
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

MEDIATE = "cases.mediate"


@never_cache
@require_GET
@needs(MEDIATE)
def mediations(request: HttpRequest) -> HttpResponse:
    """The mediations of whoever looks, and nobody else's."""
    context = {"title": _("调解"), "rows": queries.own_mediations(rights.acting(request))}
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


@require_GET
@needs("indicators.read_board")
def mediation_counts(request: HttpRequest) -> HttpResponse:
    """How many mediations ended each month in a banner; small counts are said as a bound."""
    rows = queries.mediation_counts(rights.acting(request), timezone.now())
    return render(request, "cases/mediation_counts.html", {"title": _("调解件数"), "rows": rows})
