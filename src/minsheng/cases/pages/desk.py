"""The desk: take a call, see who is responsible and why, save and assign."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minsheng.cases import operations, queries, rules
from minsheng.cases.forms.intake import IntakeForm
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import editions, identity, once, rights
from minsheng.foundation import operations as ground
from minsheng.foundation.guards import needs
from minsheng.registry import queries as registry


@require_http_methods(["GET", "POST"])
@needs("cases.take_voice")
@editions.holding()
@once.once
def desk(request: HttpRequest) -> HttpResponse:
    """Take a call. `propose` shows the form again with the proposals (the way without script)."""
    actor = rights.acting(request)
    if request.method == "GET":
        return _shown(request, IntakeForm(actor))
    if "propose" in request.POST:
        return _shown(request, IntakeForm(actor, initial=_with_proposal(request.POST.dict(), _area(request))))
    form = IntakeForm(actor, request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    try:
        case = _opened(form.cleaned_data, actor)
    except operations.Emergency as emergency:
        return render(request, "cases/emergency.html", {"title": _("紧急"), "emergency": emergency}, status=422)
    except ValueError as problem:
        form.add_error(None, str(problem))
        return _shown(request, form, status=422)
    messages.success(request, _("已保存。请告诉来话人编号：") + queries.number_of(case))
    return redirect("cases:case", case.pk)


def _opened(told: dict[str, Any], actor: rights.Actor) -> Any:
    now = timezone.now()
    voice = operations.NewVoice(
        words=told["words"],
        channel=told["channel"],
        heard_at=now,
        area=told["area"],
        place=told["place"],
        caller_name=told["caller_name"],
        caller_phone=told["caller_phone"],
        on_behalf_of=told["on_behalf_of"],
        consent=told["consent"],
        circumstances=tuple(rules.CircumstanceKind(one) for one in told["circumstances"]),
    )
    triage = operations.Triage(
        category=told["category"],
        lead=uuid.UUID(told["lead"]),
        co_handlers=tuple(uuid.UUID(one) for one in told["co_handlers"]),
    )
    return operations.open_case(voice=voice, by=actor, at=now, triage=triage)


def _shown(request: HttpRequest, form: IntakeForm, status: int = 200) -> HttpResponse:
    context = {
        "title": _("接听来话"),
        "form": form,
        "proposal": proposal_for(str(form["words"].value() or ""), area=_area(request)),
    }
    return render(request, "cases/desk.html", context, status=status)


def _area(request: HttpRequest) -> str:
    """Where this desk takes voices: proposals come from the responsibility list of that banner."""
    return next(iter(rights.acting(request).areas("cases.take_voice")), "")


def proposal_for(words: str, category: str = "", area: str = "") -> dict[str, Any]:
    """What the system proposes for these words: categories, and the responsible organisation with the reason."""
    if not words.strip():
        return {}
    categories = queries.propose_categories(words)
    chosen = category or (categories[0].category.code if categories else "")
    duty = catalogue.propose_duty(words, chosen, on=timezone.localdate(), area=area)
    emergency = next((one for one in categories[:1] if one.category.urgency == "emergency"), None)
    return {"categories": categories, "duty": duty, "emergency": emergency, "empty": not categories and duty is None}


def _with_proposal(told: dict[str, str], area: str) -> dict[str, Any]:
    proposal = proposal_for(told.get("words", ""), area=area)
    filled: dict[str, Any] = dict(told)
    if proposal and proposal["categories"]:
        filled["category"] = proposal["categories"][0].category.path
    if proposal and proposal["duty"]:
        filled["lead"] = proposal["duty"].item.lead_name
        filled["co_handlers"] = "；".join(proposal["duty"].item.co_names)
    return filled


@require_POST
@needs("cases.take_voice")
def proposal(request: HttpRequest) -> HttpResponse:
    """The piece of the desk that follows the words: proposals with their reasons, and the fields they fill."""
    area = _area(request)
    form = IntakeForm(rights.acting(request), initial=_with_proposal(request.POST.dict(), area))
    context = {"form": form, "proposal": proposal_for(request.POST.get("words", ""), area=area)}
    return render(request, "cases/_proposal.html", context)


@require_POST
@needs("cases.take_voice")
def caller(request: HttpRequest) -> HttpResponse:
    """The piece of the desk that follows the phone number: who this is, and what is still open for him."""
    actor = rights.acting(request)
    phone = request.POST.get("caller_phone", "")
    now = timezone.now()
    try:
        people = registry.people_with_phone(phone, actor)
        lines = queries.similar_open(phone, actor, now)
    except identity.InvalidPhone as problem:
        return render(request, "cases/_caller.html", {"problem": str(problem) if phone.strip() else ""})
    about = [(person.pk, person.area_id) for person in people]
    ground.log_readings(by=actor.id, about=about, purpose="desk", items=["name", "birth_year"], at=now)
    return render(request, "cases/_caller.html", {"people": people, "lines": lines, "asked": True})
