"""The desk takes down what a helper says who phones: that he takes a task, gives it back, what came of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.forms.phoning import ClaimForForm, ReportForForm
from minsheng.dispatch.pages.acting import one_form
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs


@never_cache
@require_GET
@needs(policies.RECORD_CONSENT)
def phone_pool(request: HttpRequest) -> HttpResponse:
    """The tasks with a free place, to be read out on the phone."""
    return _phone_pool(request, "")


def _phone_pool(request: HttpRequest, problem: str) -> HttpResponse:
    actor = rights.acting(request)
    context = {
        "title": _("电话认领"),
        "lines": queries.pool_at_desk(actor, timezone.now()),
        "held": queries.held_at_desk(actor),
        "insurance": queries.insurance_of(actor, policies.RECORD_CONSENT),
        "client_id": once.new_client_id,
        "problem": problem,
    }
    return render(request, "dispatch/phone_pool.html", context, status=422 if problem else 200)


@require_POST
@needs(policies.RECORD_CONSENT)
@once.once
def release_for(request: HttpRequest, task_id: uuid.UUID, helper_id: uuid.UUID) -> HttpResponse:
    """A helper phones that he cannot go: one press, and nobody asks why."""
    actor = rights.acting(request)
    try:
        operations.release_for(task_id=task_id, helper_id=helper_id, by=actor, at=timezone.now())
    except operations.NotNow as problem:
        return _phone_pool(request, str(problem))
    messages.success(request, _("已放回任务池，别人可以认领。不用说明原因，也不会记在他名下。"))
    return redirect("dispatch:phone_pool")


@require_http_methods(["GET", "POST"])
@needs(policies.RECORD_CONSENT)
@once.once
def claim_for(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """Note who takes a task, and what he said."""
    actor, now = rights.acting(request), timezone.now()
    task = queries.task_at_desk(task_id, actor)
    form = ClaimForForm(task.area_id, request.POST or None)
    back = reverse("dispatch:phone_pool")

    def carry_out(form: ClaimForForm) -> str:
        operations.claim_for(
            task_id=task_id, helper_id=form.helper_id(), words=form.cleaned_data["words"], by=actor, at=now
        )
        return back

    words = {
        "title": _("电话认领"),
        "subject": " · ".join(one for one in (task.title, task.place) if one),
        "note": _("志愿者打电话或当面说要做，才登记。把地点和时间念给他听。他不去了也打电话来说，不用说原因。"),
        "done": _("登记好了，任务在他手里。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(policies.RECORD_CONSENT)
@once.once
def report_for(request: HttpRequest, task_id: uuid.UUID, helper_id: uuid.UUID) -> HttpResponse:
    """Note what a helper says came of a task: the questions of the field page, in one act."""
    actor, now = rights.acting(request), timezone.now()
    visit = queries.visit_at_desk(task_id, helper_id, actor, now)
    form = ReportForForm(visit, now, request.POST or None)
    back = reverse("dispatch:phone_pool")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["said"]
        try:
            kept = operations.report_for(record=form.record(), helper_id=helper_id, said=said, by=actor, at=now)
        except (ValueError, operations.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            if kept.reason:
                messages.error(request, kept.reason)
            else:
                messages.success(request, _("记好了，和他自己在手机上填一样。由别人核实，他和您都不能核实这一件。"))
            return redirect(back)
    context = {
        "title": _("电话报结果"),
        "subject": " · ".join(one for one in (visit.what, visit.where, visit.when) if one),
        "note": _("志愿者打电话或当面说办得怎么样，替他记下。"),
        "form": form,
        "back_url": back,
    }
    return render(request, "dispatch/form.html", context, status=422 if form.errors else 200)
