"""Proactive outreach: which lists, whom to contact and why, what came of it."""

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
from minsheng.cases.forms.outreach import OutreachForm
from minsheng.foundation import once, rights
from minsheng.foundation import operations as ground
from minsheng.foundation.guards import needs
from minsheng.registry import operations as registry_operations

TAKE = "cases.take_voice"
ITEMS = ["list", "known"]


@require_GET
@needs(TAKE)
def outreach(request: HttpRequest) -> HttpResponse:
    """The lists of the actor that ask for contacts."""
    context = {"title": _("主动联系"), "rules": queries.outreach_rules(rights.acting(request))}
    return render(request, "cases/outreach.html", context)


@never_cache
@require_GET
@needs(TAKE)
def outreach_list(request: HttpRequest, code: str) -> HttpResponse:
    """Whom to contact now, each with the reason; a reading of each is noted. It is not printed and not exported."""
    actor, now = rights.acting(request), timezone.now()
    rule = queries.seen_outreach(code, actor)
    lines = queries.outreach_lines(rule, actor, now)
    about = [(one.id, one.area) for one in lines]
    ground.log_readings(by=actor.id, about=about, purpose=rule.derived_list.purpose_id, items=ITEMS, at=now)
    context = {
        "title": rule.derived_list.name,
        "rule": rule,
        "lines": lines,
        "most": queries.OUTREACH_PAGE,
        "back_url": reverse("cases:outreach"),
    }
    return render(request, "cases/outreach_list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(TAKE)
@once.once
def outreach_contact(request: HttpRequest, code: str, person_id: uuid.UUID) -> HttpResponse:
    """Ring a person of a list or go there: his number (noted), why he is on it, and what came of it."""
    actor, now = rights.acting(request), timezone.now()
    rule = queries.seen_outreach(code, actor)
    line = queries.outreach_line(rule, person_id, actor, now)
    rights.require(actor, TAKE, line.area)
    form = OutreachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        contact = operations.NewOutreach(
            channel=told["channel"], result=rules.OutreachResult(told["result"]), words=told["words"]
        )
        try:
            operations.note_outreach(list_code=code, person_id=person_id, contact=contact, by=actor, at=now)
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已记下。"))
            return redirect("cases:outreach_list", code)
    phone = registry_operations.reveal_phone(
        person_id=person_id, by=actor, purpose=rule.derived_list.purpose_id, at=now
    )
    context = {
        "title": _("联系%(name)s") % {"name": line.name},
        "line": line,
        "phone": phone,
        "form": form,
        "back_url": reverse("cases:outreach_list", args=[code]),
    }
    return render(request, "cases/outreach_contact.html", context, status=422 if form.errors else 200)
