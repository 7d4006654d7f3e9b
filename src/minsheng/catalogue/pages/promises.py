"""Four-role chains for everybody; the register of promises for those whom it serves and those who keep it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from minsheng.catalogue import operations, queries
from minsheng.catalogue.forms.promises import CommitmentForm, EvidenceForm, RatingForm, commitment_initial
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

READ = "foundation.sign_in"


@require_GET
def chains(request: HttpRequest) -> HttpResponse:
    """For each base: who leads, who guides, who takes part, who benefits. One page to print."""
    rows = queries.chains_on(timezone.localdate())
    context = {"title": _("四级责任"), "rows": rows, "is_sample": any(row.is_sample for row in rows)}
    return render(request, "catalogue/chains.html", context)


@require_GET
@needs(READ)
def registers(request: HttpRequest) -> HttpResponse:
    """The registers of promises that this person may see."""
    found = queries.registers(rights.acting(request), timezone.localdate())
    return render(request, "catalogue/registers.html", {"title": _("承诺登记册"), "registers": found})


@require_GET
@needs(READ)
def register(request: HttpRequest, code: str) -> HttpResponse:
    """One register with every slot, the empty ones too; prints as it stands."""
    shown = queries.register_shown(code, rights.acting(request), timezone.now())
    context = {"title": shown.register.name, "shown": shown, "back_url": reverse("catalogue:registers")}
    return render(request, "catalogue/register.html", context)


@require_GET
@needs(READ)
def commitment(request: HttpRequest, commitment_id: uuid.UUID) -> HttpResponse:
    """One promise: what, who, until when, what shows it, what those served say."""
    return _shown(request, commitment_id)


def _shown(request: HttpRequest, commitment_id: uuid.UUID, status: int = 200, **forms: Any) -> HttpResponse:
    shown, slot = queries.commitment_shown(commitment_id, rights.acting(request), timezone.now())
    context: dict[str, Any] = {
        "title": slot.commitment.measure or _("第%(number)s格还空着") % {"number": slot.commitment.slot},
        "register": shown.register,
        "slot": slot,
        "commitment_form": forms.get("commitment_form") or CommitmentForm(initial=commitment_initial(slot)),
        "evidence_form": forms.get("evidence_form") or EvidenceForm(),
        "rating_form": forms.get("rating_form") or RatingForm(),
        "form": next(iter(forms.values()), None),
        "may_keep": shown.may_keep,
        "may_add_evidence": queries.may_add_evidence(shown, slot),
        "may_rate": queries.may_rate(shown, slot),
        "back_url": reverse("catalogue:register", args=[shown.register.code]),
    }
    return render(request, "catalogue/commitment.html", context, status=status)


@require_POST
@needs("catalogue.keep_commitments")
@once.once
def set_commitment(request: HttpRequest, commitment_id: uuid.UUID) -> HttpResponse:
    """Write a promise into a slot."""
    queries.commitment_shown(commitment_id, rights.acting(request), timezone.now())
    form = CommitmentForm(request.POST)
    if not form.is_valid():
        return _shown(request, commitment_id, status=422, commitment_form=form)
    operations.set_commitment(
        commitment_id=commitment_id,
        measure=form.cleaned_data["measure"],
        owner_id=form.owner_id(),
        owner_name=form.cleaned_data["owner_name"],
        due_on=form.cleaned_data["due_on"],
        by=rights.acting(request),
        at=timezone.now(),
    )
    messages.success(request, _("已保存。"))
    return redirect("catalogue:commitment", commitment_id)


@require_POST
@needs(READ)
@once.once
def add_evidence(request: HttpRequest, commitment_id: uuid.UUID) -> HttpResponse:
    """Say what shows that the promise is kept."""
    queries.commitment_shown(commitment_id, rights.acting(request), timezone.now())
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return _shown(request, commitment_id, status=422, evidence_form=form)
    try:
        operations.add_evidence(
            commitment_id=commitment_id, words=form.cleaned_data["words"], by=rights.acting(request), at=timezone.now()
        )
    except ValueError as problem:
        form.add_error(None, str(problem))
        return _shown(request, commitment_id, status=422, evidence_form=form)
    messages.success(request, _("依据已记下，不能再改；写错了就再补一条。"))
    return redirect("catalogue:commitment", commitment_id)


@require_POST
@needs(READ)
def rate(request: HttpRequest, commitment_id: uuid.UUID) -> HttpResponse:
    """Answer whether it was done."""
    queries.commitment_shown(commitment_id, rights.acting(request), timezone.now())
    form = RatingForm(request.POST)
    if not form.is_valid():
        return _shown(request, commitment_id, status=422, rating_form=form)
    try:
        operations.rate_commitment(
            commitment_id=commitment_id,
            answer=form.cleaned_data["answer"],
            by=rights.acting(request),
            at=timezone.now(),
        )
    except ValueError as problem:
        form.add_error(None, str(problem))
        return _shown(request, commitment_id, status=422, rating_form=form)
    messages.success(request, _("回答已记下，只记回答，不记是谁。"))
    return redirect("catalogue:commitment", commitment_id)
