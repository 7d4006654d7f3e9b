"""Help that waits for the word of the served side: the list, and noting it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.forms.confirming import ConfirmForm
from minsheng.dispatch.pages.acting import one_form
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs


@never_cache
@require_GET
@needs(policies.CONFIRM_HELP, policies.SETTLE)
def to_confirm(request: HttpRequest) -> HttpResponse:
    """What is done and waits for a word, what was reminded of first; and what an office was noticed of."""
    actor, now = rights.acting(request), timezone.now()
    context = {
        "title": _("等服务对象确认"),
        "rows": queries.help_to_confirm(actor, now),
        "noticed": queries.help_noticed_to(actor, now),
    }
    return render(request, "dispatch/to_confirm.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(policies.CONFIRM_HELP)
@once.once
def confirm(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """Note what the served side says."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_help(task_id, actor, now)
    form = ConfirmForm(found, request.POST or None)
    back = reverse("dispatch:to_confirm")

    def carry_out(form: ConfirmForm) -> str:
        operations.confirm_help(task_id=task_id, said=form.said(), by=actor, at=now)
        return back

    words = {
        "title": _("服务对象确认"),
        "subject": " · ".join(one for one in (found.title, found.served, "、".join(found.helpers)) if one),
        "note": _("打电话、看签字的纸单，或当面问过服务的那一方，才登记。确认以后，志愿者的时间才算数。"),
        "done": _("已登记。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)
