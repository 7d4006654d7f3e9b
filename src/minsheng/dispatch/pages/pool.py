"""The pool of tasks and what a helper holds: claimed in two taps, given back in two."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms import FinishForm, HandOverForm
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs


@require_GET
@needs("dispatch.claim")
def pool(request: HttpRequest) -> HttpResponse:
    """The tasks that have a free place, what is soonest first."""
    return render(request, "dispatch/pool.html", _pool(rights.acting(request)))


def _pool(actor: rights.Actor) -> dict[str, Any]:
    return {
        "title": _("任务池"),
        "lines": queries.pool(actor, timezone.now()),
        "insurance": queries.insurance_of(actor, "dispatch.claim"),
        "client_id": once.new_client_id,
    }


@require_POST
@needs("dispatch.claim")
@once.once
def claim(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """Take a task: the second tap."""
    try:
        operations.claim_task(task_id=task_id, by=rights.acting(request), at=timezone.now())
    except (operations.NotNow, rights.Refused) as problem:
        return _again(request, str(problem))
    messages.success(request, _("认领好了。地址和要做的事在下面。"))
    return redirect("dispatch:mine")


def _again(request: HttpRequest, problem: str) -> HttpResponse:
    context = {**_pool(rights.acting(request)), "problem": problem}
    return render(request, "dispatch/pool.html", context, status=422)


@never_cache
@require_GET
@needs("dispatch.claim")
def mine(request: HttpRequest) -> HttpResponse:
    """What the helper holds, with what each visit needs."""
    actor = rights.acting(request)
    tasks = queries.tasks_held(actor, timezone.now())
    context = {
        "title": _("我的任务"),
        "tasks": tasks,
        "offers": queries.offers_to(actor),
        "insurance": queries.insurance_of(actor, "dispatch.claim"),
        "client_id": once.new_client_id,
    }
    return render(request, "dispatch/mine.html", context)


@require_POST
@needs("dispatch.claim")
@once.once
def release(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """Give a task back; nobody asks why."""
    try:
        operations.release_task(task_id=task_id, by=rights.acting(request), at=timezone.now())
    except operations.NotNow as problem:
        return _again(request, str(problem))
    messages.success(request, _("已放回任务池，别人可以认领。不用说明原因，也不会记在您名下。"))
    return redirect("dispatch:mine")


@require_POST
@needs("dispatch.claim")
@once.once
def decline(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """Say no to an offer; nobody asks why."""
    operations.decline_offer(task_id=task_id, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("好的，不再为这件事找您。不用说明原因，也没有人会记。"))
    return redirect("dispatch:mine")


@require_http_methods(["GET", "POST"])
@needs("dispatch.claim")
@once.once
def hand_over(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """Ask another helper to take a task over."""
    actor, now = rights.acting(request), timezone.now()
    held = queries.held_task(task_id, actor)
    form = HandOverForm(queries.colleagues(actor, queries.seen_task(task_id, actor), now), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask_to_take_over(
                task_id=task_id, helper_id=uuid.UUID(form.cleaned_data["helper"]), by=actor, at=now
            )
        except (ValueError, operations.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已经问了。对方答应以前，任务还在您手里。"))
            return redirect("dispatch:mine")
    context = {"title": _("请别人接手"), "form": form, "task": held, "back_url": reverse("dispatch:mine")}
    return render(request, "dispatch/hand_over.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@needs("dispatch.claim")
@once.once
def finish(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """Say what came of a task."""
    actor = rights.acting(request)
    held = queries.held_task(task_id, actor)
    form = FinishForm(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            counts = operations.finish_task(task_id=task_id, report=form.report(), by=actor, at=timezone.now())
        except (ValueError, operations.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            if counts:
                messages.success(request, _("记下了，谢谢您。接下来由别人回访核实。"))
            else:
                messages.error(request, _("口令不符：这次上门作废，已经报告受理中心。请不要进门，等重新预约。"))
            return redirect("dispatch:mine")
    context = {"title": _("填写结果"), "form": form, "task": held, "back_url": reverse("dispatch:mine")}
    return render(request, "dispatch/finish.html", context, status=422 if form.errors else 200)
