"""The door code: shown after an appointment is made until the person at the phone has written it down."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minsheng.cases import policies, queries, rules
from minsheng.foundation import rights
from minsheng.foundation.guards import needs

READABLE = timedelta(minutes=30)
KEY = "door_code"


def may_read_code(request: HttpRequest, case_id: uuid.UUID) -> None:
    """This browser has just made the appointment: for half an hour it may show the code, reloaded or not."""
    request.session[KEY] = [str(case_id), (timezone.now() + READABLE).isoformat()]


@never_cache
@require_http_methods(["GET", "POST"])
@needs("cases.deliver")
def door_code(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The code in large digits, with what to say; a POST says that it was read out and hides it for good."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_case(case_id, actor, now)
    policies.require_act(actor, found, rules.Act.DELIVER, queries.organisations_of(actor, now))
    told_case, until = request.session.get(KEY, ["", ""])
    agreed = queries.appointment_to_read(found)
    is_readable = told_case == str(case_id) and now < datetime.fromisoformat(until)
    if request.method == "POST" and is_readable:
        del request.session[KEY]
    if request.method == "POST" or agreed is None or not is_readable:
        return redirect("cases:case", case_id)
    task, code = agreed
    context = {"title": _("上门口令"), "task": task, "code": " ".join(code)}
    return render(request, "cases/door_code.html", context)
