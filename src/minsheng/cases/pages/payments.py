"""The register of payment difficulties, for the people of an outlet."""

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
from minsheng.cases.forms.payments import EndPaymentForm, PaymentForm
from minsheng.foundation import once, rights
from minsheng.foundation import operations as ground
from minsheng.foundation.guards import needs

KEEP = "cases.keep_payment_register"


@never_cache
@require_GET
@needs(KEEP)
def payment_register(request: HttpRequest) -> HttpResponse:
    """The entries of the actor's own outlets; a reading of each person is noted."""
    actor, now = rights.acting(request), timezone.now()
    lines = queries.payment_difficulties(actor, now)
    about = [(one.person, one.area) for one in lines]
    ground.log_readings(by=actor.id, about=about, purpose="share_with_outlet", items=["name", "phone"], at=now)
    return render(request, "cases/payment_register.html", {"title": _("支付困难登记"), "lines": lines})


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def new_payment_difficulty(request: HttpRequest) -> HttpResponse:
    """Note a difficulty with the consent of whose it is."""
    actor, now = rights.acting(request), timezone.now()
    form = PaymentForm(queries.outlets_of(actor, now), request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        entry = operations.NewPaymentDifficulty(
            name=told["name"],
            phone=told["phone"],
            area=told["area"],
            difficulty=rules.PaymentTrouble(told["difficulty"]),
            help_wanted=rules.PaymentHelp(told["help_wanted"]),
            consent=told["consent"],
        )
        try:
            operations.note_payment_difficulty(outlet_id=uuid.UUID(told["outlet"]), entry=entry, by=actor, at=now)
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已登记。到期自动删除；本人不想登记了，随时删。"))
            return redirect("cases:payment_register")
    context = {"title": _("登记支付困难"), "form": form, "back_url": reverse("cases:payment_register")}
    return render(request, "cases/payment_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def end_payment_difficulty(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Delete an entry: helped, or not wanted any more."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_payment_difficulty(entry_id, actor, now)
    form = EndPaymentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.end_payment_difficulty(
            entry_id=entry_id, is_helped=form.cleaned_data["how"] == "helped", by=actor, at=now
        )
        messages.success(request, _("已删除。"))
        return redirect("cases:payment_register")
    context = {
        "title": _("删除%(name)s的登记") % {"name": found.person.name},
        "form": form,
        "back_url": reverse("cases:payment_register"),
    }
    return render(request, "cases/payment_form.html", context, status=422 if form.errors else 200)
