"""Putting tasks into the pool: a case's task that its lead shares, or one that needs no case."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.cases import operations as cases_operations
from minsheng.cases import queries as cases
from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms import NewTaskForm, OfferForm
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

OFFER = ("dispatch.offer_tasks", "cases.deliver")


@require_GET
@needs(*OFFER)
def offers(request: HttpRequest) -> HttpResponse:
    """What could be shared with helpers, and what is in the pool."""
    return _offers(request, "")


def _offers(request: HttpRequest, problem: str) -> HttpResponse:
    actor, now = rights.acting(request), timezone.now()
    context = {
        "title": _("请人帮忙"),
        "to_share": queries.open_to_share(actor, now),
        "shared": queries.shared_by(actor),
        "may_share": actor.may("cases.deliver"),
        "may_offer": actor.may("dispatch.offer_tasks"),
        "client_id": once.new_client_id,
        "problem": problem,
    }
    return render(request, "dispatch/offers.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
@needs("cases.deliver")
@once.once
def share(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Let helpers do the open task of a case."""
    actor, now = rights.acting(request), timezone.now()
    task = cases.task_to_share(case_id, actor, now)
    form = OfferForm(request.POST or None)
    form.for_a_case()
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            operations.offer_case_task(
                case_id=case_id,
                skill=told["skill"] or None,
                people_needed=told["people_needed"],
                note=told["note"],
                hazards=told["hazards"],
                by=actor,
                at=now,
            )
        except (ValueError, operations.NotNow, cases_operations.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已放进任务池。单位仍然负责，办完由别人核实。"))
            return redirect("dispatch:offers")
    context = {"title": _("请人帮忙"), "form": form, "task": task, "back_url": reverse("dispatch:offers")}
    context["offer"] = cases.provider_offer_of(task.case)
    return render(request, "dispatch/share.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("dispatch.offer_tasks")
@once.once
def new_task(request: HttpRequest) -> HttpResponse:
    """A task that needs no case."""
    actor = rights.acting(request)
    form = NewTaskForm(actor, timezone.now(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.offer_task(task=form.task(), by=actor, at=timezone.now())
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已放进任务池。"))
            return redirect("dispatch:offers")
    context = {"title": _("新任务"), "form": form, "back_url": reverse("dispatch:offers")}
    return render(request, "dispatch/new_task.html", context, status=422 if form.errors else 200)


@require_POST
@needs("dispatch.offer_tasks")
@once.once
def withdraw(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """Take a task out of the pool."""
    try:
        operations.withdraw_task(task_id=task_id, by=rights.acting(request), at=timezone.now())
    except operations.NotNow as problem:
        return _offers(request, str(problem))
    messages.success(request, _("已撤回。"))
    return redirect("dispatch:offers")
