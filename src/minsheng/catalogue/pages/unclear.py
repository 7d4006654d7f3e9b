"""Matters of which nobody knows whose they are: the list, one of them, asking, speaking, deciding, telling."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.catalogue import operations, policies, queries
from minsheng.catalogue.forms.unclear import AskForm, DecisionForm, OpinionForm
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs
from minsheng.registry import queries as registry


@require_GET
@needs(*policies.SEE_UNCLEAR)
def unclear_list(request: HttpRequest) -> HttpResponse:
    """Open matters, those due first in front; with `?view=settled` the decided ones."""
    is_settled = request.GET.get("view") == "settled"
    actor = rights.acting(request)
    context = {
        "title": _("归属不清的事"),
        "lines": queries.unclear_items(actor, timezone.now(), settled=is_settled),
        "is_settled": is_settled,
        "may_ask": actor.may("catalogue.raise_unclear"),
    }
    return render(request, "catalogue/unclear_list.html", context)


@require_http_methods(["GET", "POST"])
@needs("catalogue.raise_unclear")
@once.once
def ask(request: HttpRequest) -> HttpResponse:
    """Ask by hand who should do something, with evidence."""
    actor = rights.acting(request)
    form = AskForm(actor, request.POST or None)
    own = min(registry.organisations_of(actor.id, timezone.localdate()), default=None)
    if request.method == "POST" and form.is_valid():
        if own is None:
            raise rights.Refused("您还没有登记在哪个单位。请管理员先在机构成员中登记。")
        told = form.cleaned_data
        try:
            made = operations.ask_who_leads(
                title=told["title"],
                evidence=told["evidence"],
                area=told["area"],
                category=told["category"] or None,
                organisation_id=own,
                by=actor,
                at=timezone.now(),
            )
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已提出，开始计时，到期前由裁定人答复。"))
            return redirect("catalogue:unclear", made.pk)
    context = {"title": _("提出归属不清的事"), "form": form, "back_url": reverse("catalogue:unclear_list")}
    return render(request, "catalogue/ask.html", context, status=422 if form.errors else 200)


@require_GET
@needs(*policies.SEE_UNCLEAR)
def unclear(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """One matter: evidence, clock, what the organisations think, the decision, who has learnt of it."""
    return _shown(request, item_id)


def _shown(request: HttpRequest, item_id: uuid.UUID, status: int = 200, **forms: Any) -> HttpResponse:
    shown = queries.unclear_shown(item_id, rights.acting(request), timezone.now())
    context: dict[str, Any] = {
        "title": shown.item.title,
        "shown": shown,
        "opinion_form": forms.get("opinion_form") or OpinionForm(),
        "decision_form": forms.get("decision_form") or DecisionForm(),
        "form": forms.get("opinion_form") or forms.get("decision_form"),
        "back_url": reverse("catalogue:unclear_list"),
    }
    return render(request, "catalogue/unclear.html", context, status=status)


@require_POST
@needs("catalogue.raise_unclear")
@once.once
def propose(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Say for one's organisation who should lead."""
    queries.unclear_shown(item_id, rights.acting(request), timezone.now())
    form = OpinionForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.propose_lead(
                item_id=item_id,
                lead_id=uuid.UUID(told["lead"]),
                reason=told["reason"],
                by=rights.acting(request),
                at=timezone.now(),
            )
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("意见已记下，裁定前还可以改。"))
            return redirect("catalogue:unclear", item_id)
    return _shown(request, item_id, status=422, opinion_form=form)


@require_POST
@needs("catalogue.arbitrate")
@once.once
def decide(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Decide who leads."""
    queries.unclear_shown(item_id, rights.acting(request), timezone.now())
    form = DecisionForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.decide_lead(
                item_id=item_id,
                lead_id=uuid.UUID(told["lead"]),
                co_ids=tuple(uuid.UUID(one) for one in told["co_handlers"]),
                reason=told["reason"],
                by=rights.acting(request),
                at=timezone.now(),
            )
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已裁定，并写进清单草稿。请看下面哪些单位还没有告知。"))
            return redirect("catalogue:unclear", item_id)
    return _shown(request, item_id, status=422, decision_form=form)


@require_POST
@needs(*policies.SEE_UNCLEAR)
def told(request: HttpRequest, item_id: uuid.UUID, organisation_id: uuid.UUID) -> HttpResponse:
    """Note that an organisation has learnt of the decision."""
    channel = request.POST.get("channel", "read")
    operations.note_told(
        item_id=item_id,
        organisation_id=organisation_id,
        channel=channel,
        by=rights.acting(request),
        at=timezone.now(),
    )
    messages.success(request, _("已登记。"))
    return redirect("catalogue:unclear", item_id)
