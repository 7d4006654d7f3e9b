"""One case: the page, its print sheet, and the caller's phone number."""

from __future__ import annotations

import uuid

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from minsheng.cases import queries, rules
from minsheng.cases.pages import listing
from minsheng.cases.pages.acts import ACTS
from minsheng.foundation import operations as ground
from minsheng.foundation import queries as ground_queries
from minsheng.foundation import rights
from minsheng.foundation.guards import needs

READ = ("cases.read", "cases.read_own_organisation")


@require_GET
@needs(*READ)
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """A case: what was said, who answers for it, until when, what happened, what can be done now."""
    shown = queries.case_shown(case_id, rights.acting(request), timezone.now())
    context = {
        "title": shown.case.title,
        "shown": shown,
        "acts": _links(shown),
        "ended": rules.ENDED_STATES,
        "in_hand": _in_hand(shown),
        "may_reveal_phone": rights.acting(request).may("registry.reveal_phone", shown.case.area_id),
        "may_hear": rights.acting(request).may("cases.take_voice", shown.case.area_id),
        "complained": _complained(shown),
        "back_url": listing.last_list(request),
    }
    return render(request, "cases/case.html", context)


def _in_hand(shown: queries.CaseShown) -> str:
    """Who of the lead spoke with the caller last; "" for nobody yet. One query where there is somebody."""
    task = shown.open_task
    return ground_queries.account_names([task.taken_by]).get(task.taken_by, "") if task and task.taken_by else ""


def _complained(shown: queries.CaseShown) -> dict[str, str]:
    """What a complaint is about: the organisation, and the number of the case; empty for what is none."""
    if shown.complaint is None:
        return {}
    about, case = shown.complaint.organisation, shown.complaint.case
    return {"organisation": about.name if about else "", "number": queries.number_of(case) if case else ""}


def _links(shown: queries.CaseShown) -> list[dict[str, object]]:
    """The acts as links, first the one that comes next."""
    names: list[str] = [act.value for act in shown.acts if act.value in ACTS and act is not rules.Act.VERIFY]
    if names[:2] == ["triage", "assign"]:
        names[:2] = ["assign", "triage"]
    task = shown.open_task
    if rules.Act.DELIVER in shown.acts and task and task.route == "doorstep":
        is_agreed = task.window_start is not None and task.code_matched is not False
        names = _doorstep_first(names, is_agreed=is_agreed, is_inside=bool(task.code_matched))
    if shown.may_verify:
        names = ["verify", "attempt", *names]
    return [
        {"name": name, "label": ACTS[name].title, "url": reverse("cases:act", args=[shown.case.pk, name])}
        for name in names
    ]


def _doorstep_first(names: list[str], *, is_agreed: bool, is_inside: bool) -> list[str]:
    """Appointment, code, delivery: the one that is due comes first."""
    if is_inside:
        return [*names, "appointment"]
    return ["visit", "appointment", *names] if is_agreed else ["appointment", *names]


@require_GET
@needs(*READ)
def sheet(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The case on paper, large, with its number as a QR code; the number is also written out."""
    shown = queries.case_shown(case_id, rights.acting(request), timezone.now())
    address = request.build_absolute_uri(reverse("cases:status")) + f"?number={shown.number}"
    context = {"title": _("办理单"), "shown": shown, "qr": segno.make(address, error="m").svg_data_uri(scale=4)}
    return render(request, "cases/sheet.html", context)


@require_POST
@needs("registry.reveal_phone")
def phone(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show the callers' numbers, after noting who read them and for which case."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_case(case_id, actor, now)
    rights.require(actor, "registry.reveal_phone", found.area_id)
    phones = queries.phones_shown(found, actor, now)
    about = {(one.about, one.area) for one in phones if one.phone}
    ground.log_readings(by=actor.id, about=about, purpose=f"case:{found.pk}", items=["phone"], at=now)
    context = {"title": _("联系电话"), "phones": phones, "back_url": reverse("cases:case", args=[found.pk])}
    return render(request, "cases/phone.html", context)
