"""Visits that come again, and money for shopping: for the desk, and for the helper who shops."""

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
from minsheng.dispatch.forms import recurring as forms
from minsheng.dispatch.pages.acting import one_form
from minsheng.foundation import once, rights, worktime
from minsheng.foundation.guards import needs

DESK = policies.RECORD_CONSENT


@never_cache
@require_GET
@needs(DESK)
def recurring(request: HttpRequest) -> HttpResponse:
    """The visits that come again, with their next days."""
    actor, now = rights.acting(request), timezone.now()
    context = {
        "title": _("定期上门"),
        "rows": queries.recurring_visits(actor, now),
        "plan_days": queries.PLAN_DAYS,
        "client_id": once.new_client_id,
    }
    return render(request, "dispatch/recurring.html", context)


@require_http_methods(["GET", "POST"])
@needs(DESK)
@once.once
def new_recurring(request: HttpRequest) -> HttpResponse:
    """Set a visit that comes again."""
    actor, now = rights.acting(request), timezone.now()
    form = forms.RecurringForm(actor, now, request.POST or None)
    back = reverse("dispatch:recurring")

    def carry_out(form: forms.RecurringForm) -> str:
        operations.set_recurring(visit=form.visit(), by=actor, at=now)
        return back

    words = {
        "title": _("登记定期上门"),
        "note": _("要本人愿意。遇到法定节假日自动往后挪；本人打个电话就能暂停或结束。"),
        "done": _("已登记。到时候自动放进任务池。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(DESK)
@once.once
def pause_recurring(request: HttpRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Nobody comes for a time."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_recurring(visit_id, actor)
    form = forms.PauseForm(worktime.local_date(now), request.POST or None)
    back = reverse("dispatch:recurring")

    def carry_out(form: forms.PauseForm) -> str:
        told = form.cleaned_data
        operations.pause_recurring(visit_id=visit_id, first=told["first"], last=told["last"], by=actor, at=now)
        return back

    words = {
        "title": _("暂停定期上门"),
        "subject": f"{found.person.name} · {found.title}",
        "done": _("已暂停。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_POST
@needs(DESK)
@once.once
def resume_recurring(request: HttpRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Visits come again."""
    operations.resume_recurring(visit_id=visit_id, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("已恢复。暂停时错过的不补。"))
    return redirect("dispatch:recurring")


@require_POST
@needs(DESK)
@once.once
def end_recurring(request: HttpRequest, visit_id: uuid.UUID) -> HttpResponse:
    """The person wants no more visits: one press."""
    operations.end_recurring(visit_id=visit_id, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("已结束，不再上门。不用说原因。"))
    return redirect("dispatch:recurring")


@never_cache
@require_http_methods(["GET", "POST"])
@needs("dispatch.claim")
@once.once
def money(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """A helper notes the money of his shopping: first what he was given, then what he spent and gave back."""
    actor, now = rights.acting(request), timezone.now()
    held, row = queries.held_task(task_id, actor), queries.shopping_of(task_id)
    back = reverse("dispatch:mine")
    words = {"subject": held.what, "back_url": back}
    if row is None:

        def take(form: forms.GivenForm) -> str:
            operations.take_money(task_id=task_id, given_fen=form.cleaned_data["given"], by=actor, at=now)
            return back

        given = {"title": _("收到买东西的钱"), "done": _("记下了。买好以后再来填花了多少、找回多少。")}
        return one_form(request, forms.GivenForm(request.POST or None), take, words={**words, **given})

    def settle(form: forms.SettleShoppingForm) -> str:
        told = form.cleaned_data
        operations.settle_shopping(
            task_id=task_id, spent_fen=told["spent"], returned_fen=told["returned"], by=actor, at=now
        )
        return back

    settled = {
        "title": _("算清买东西的钱"),
        "note": _("收到 %(given)s。花的加找回的，要等于收到的。保存就是您签字；对方签字由别人核对。")
        % {"given": row.given_words},
        "done": _("算清了。接着填写任务结果。"),
    }
    return one_form(request, forms.SettleShoppingForm(request.POST or None), settle, words={**words, **settled})


@never_cache
@require_GET
@needs(DESK)
def shoppings(request: HttpRequest) -> HttpResponse:
    """The money that is not signed for by both."""
    context = {"title": _("代购的钱"), "rows": queries.shoppings(rights.acting(request))}
    return render(request, "dispatch/shoppings.html", context)


@never_cache
@require_GET
@needs(DESK)
def shopping_slip(request: HttpRequest, shopping_id: uuid.UUID) -> HttpResponse:
    """The slip on paper: the three sums and two places to sign."""
    found = queries.seen_shopping(shopping_id, rights.acting(request))
    context = {"title": _("代购小票"), "row": found, "back_url": reverse("dispatch:shoppings")}
    return render(request, "dispatch/shopping_slip.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(DESK)
@once.once
def sign_shopping(request: HttpRequest, shopping_id: uuid.UUID) -> HttpResponse:
    """Note that the person signed, or that the sums are wrong."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_shopping(shopping_id, actor)
    form = forms.SignForm(request.POST or None)
    back = reverse("dispatch:shoppings")

    def carry_out(form: forms.SignForm) -> str:
        told = form.cleaned_data
        if told["answer"] == "yes":
            operations.sign_shopping(shopping_id=shopping_id, how=told["how"], by=actor, at=now)
        else:
            operations.dispute_shopping(shopping_id=shopping_id, words=told["words"], by=actor, at=now)
        return back

    sums = _("收到 %(given)s，花了 %(spent)s，找回 %(returned)s") % {
        "given": found.given_words,
        "spent": found.spent_words or "—",
        "returned": found.returned_words or "—",
    }
    words = {
        "title": _("核对签字"),
        "subject": f"{found.task.title} · {found.helper.name} · {sums}",
        "note": _("看过双方签字的小票，或打电话问过本人，才登记。"),
        "done": _("已登记。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)
