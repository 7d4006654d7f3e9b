"""The desk: take a call, see who is responsible and why, save and assign."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.cases import operations, queries, rules
from minsheng.cases.forms.intake import IntakeForm
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import editions, identity, once, rights
from minsheng.foundation import operations as ground
from minsheng.foundation.fields import area_options
from minsheng.foundation.guards import needs
from minsheng.foundation.widgets import SEMICOLON
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry

SHEETS = 10
"""In one print."""


@require_http_methods(["GET", "POST"])
@needs("cases.take_voice")
@editions.holding()
@once.once
def desk(request: HttpRequest) -> HttpResponse:
    """Take a call. `propose` shows the form again with the proposals (the way without script)."""
    actor = rights.acting(request)
    if request.method == "GET":
        return _shown(request, IntakeForm(actor, initial=_known(request, actor)))
    if "propose" in request.POST:
        return _proposed(request, actor, "cases/desk.html")
    if "join" in request.POST:
        return _joined(request, actor)
    form = _form_with_gaps_filled(request, actor)
    if not form.is_valid() or _is_keyed(form, actor):
        return _shown(request, form, status=422)
    try:
        case = _opened(form.cleaned_data, actor)
    except operations.Emergency as emergency:
        return render(request, "cases/emergency.html", {"title": _("紧急"), "emergency": emergency}, status=422)
    except ValueError as problem:
        form.add_error(None, str(problem))
        return _shown(request, form, status=422)
    messages.success(request, _("已保存。请告诉来话人编号：") + queries.number_of(case))
    if request.POST.get("save") == "next":
        return redirect("cases:desk")
    return redirect("cases:case", case.pk)


def _known(request: HttpRequest, actor: rights.Actor) -> dict[str, str]:
    """What is known of the person (`?person=`) whom somebody of this desk has rung or gone to see, for the form."""
    wanted = request.GET.get("person", "")
    if not wanted:
        return {}
    try:
        person = registry.seen_person(uuid.UUID(wanted), actor)
    except ValueError as problem:
        raise rights.Unseen("没有这个人，或不在您的服务范围。") from problem
    phone = registry_operations.reveal_phone(person_id=person.pk, by=actor, purpose="desk", at=timezone.now())
    area = _area_label(person.area_id, actor)
    return {"caller_name": person.name, "caller_phone": phone, "area": area, "place": person.address}


def _joined(request: HttpRequest, actor: rights.Actor) -> HttpResponse:
    """Write the voice into a case that is about the same matter; category and lead are that case's."""
    form, now = IntakeForm(actor, request.POST), timezone.now()
    if not form.is_valid() and set(form.errors) - {"category", "lead", "co_handlers"}:
        return _shown(request, form, status=422)
    if _is_keyed(form, actor):
        return _shown(request, form, status=422)
    try:
        case = queries.seen_case(uuid.UUID(request.POST["join"]), actor, now)
        operations.join_voice(case_id=case.pk, voice=_voice(form.cleaned_data, now), by=actor, at=now)
    except (ValueError, rules.NotNow) as problem:
        form.add_error(None, str(problem))
        return _shown(request, form, status=422)
    messages.success(request, _("已记到这件里。请告诉来话人编号：") + queries.number_of(case))
    return redirect("cases:case", case.pk)


def _is_keyed(form: IntakeForm, actor: rights.Actor) -> bool:
    """Was this sheet of paper keyed before? Then the form says into which case."""
    told = form.cleaned_data
    if not told.get("sheet_number") or not told.get("area"):
        return False
    source, number = queries.paper_source(told["area"]), told["sheet_number"]
    queries.wait_for_source(source, number)
    known = queries.case_of_source(source, number, actor, timezone.now())
    if known is not None:
        form.add_error("sheet_number", _("这张诉求单已经录过，编号：") + queries.number_of(known))
    elif queries.is_source_known(source, number):
        form.add_error("sheet_number", _("这张诉求单别的地方已经录过，您看不到那一件。请问旗里的受理中心。"))
    return "sheet_number" in form.errors


@require_GET
@needs("cases.take_voice")
def paper_sheets(request: HttpRequest) -> HttpResponse:
    """Sheets to lay out where people write down what they need, each with a number and a strip to tear off."""
    actor = rights.acting(request)
    numbers = operations.paper_numbers(area=_area(request), count=SHEETS, by=actor)
    return render(request, "cases/paper_sheets.html", {"title": _("诉求单"), "numbers": numbers})


def _voice(told: dict[str, Any], now: datetime) -> operations.NewVoice:
    return operations.NewVoice(
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
        source=queries.paper_source(told["area"]) if told["sheet_number"] else "",
        source_number=told["sheet_number"],
    )


def _opened(told: dict[str, Any], actor: rights.Actor) -> Any:
    now = timezone.now()
    voice = _voice(told, now)
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
        "proposal": proposal_for(str(form["words"].value() or ""), area=_area(request), place=_place(form)),
    }
    return render(request, "cases/desk.html", context, status=status)


def _area(request: HttpRequest) -> str:
    """Where this desk takes voices: proposals come from the responsibility list of that banner."""
    return next(iter(rights.acting(request).areas("cases.take_voice")), "")


def _place(form: IntakeForm) -> str:
    """The village or community that the form names so far, "" where it names none."""
    try:
        return str(form.fields["area"].clean(form["area"].value()))
    except ValidationError:
        return ""


def proposal_for(words: str, category: str = "", area: str = "", place: str = "") -> dict[str, Any]:
    """What the system proposes for these words: categories, the responsible organisation, and who serves first.

    `area` is that of the desk, `place` where the need is.
    """
    if not words.strip():
        return {}
    categories = queries.propose_categories(words)
    chosen = category or (categories[0].category.code if categories else "")
    duty = catalogue.propose_duty(words, chosen, on=timezone.localdate(), area=area)
    offer = queries.provider_offer(chosen, place)
    emergency = next((one for one in categories[:1] if one.category.urgency == "emergency"), None)
    return {
        "categories": categories,
        "chosen": chosen,
        "duty": duty,
        "offer": offer,
        "emergency": emergency,
        "empty": not categories and duty is None,
        "filled": _filled(categories, chosen, duty, offer),
    }


def _filled(categories: list[Any], chosen: str, duty: Any, offer: rules.ProviderOffer | None) -> dict[str, str]:
    """What a proposal writes into the fields: of those who serve such needs only the one that is offered it first."""
    helpers = list(duty.item.co_names) if duty else []
    if duty and offer:
        helpers = queries.helpers_offered(duty.item.lead_id, duty.item.co_ids, offer)
    category = next((one.category for one in categories if one.category.code == chosen), None)
    return {
        "category": category.path if category else "",
        "lead": duty.item.lead_name if duty else "",
        "co_handlers": SEMICOLON.join(helpers),
    }


def _form_with_gaps_filled(request: HttpRequest, actor: rights.Actor) -> IntakeForm:
    """The form that was sent; without category or lead it comes back with the proposal's, to be confirmed."""
    if request.POST.get("category", "").strip() and request.POST.get("lead", "").strip():
        return IntakeForm(actor, request.POST)
    told = request.POST.copy()
    told["co_handlers"] = _picked(request)
    place = _place(IntakeForm(actor, request.POST))
    filled = proposal_for(told.get("words", ""), area=_area(request), place=place).get("filled", {})
    gaps = [name for name in ("category", "lead") if filled.get(name) and not told.get(name, "").strip()]
    for name in [*gaps, *(["co_handlers"] if "lead" in gaps else [])]:
        told[name] = told.get(name, "").strip() or filled[name]
    form = IntakeForm(actor, told)
    for name in gaps:
        form.add_error(name, _("刚才没有填，已按建议填上。请看一眼，对就再按一次保存。"))
    return form


def _picked(request: HttpRequest) -> str:
    """The co-handlers that are ticked or typed, as one text."""
    return SEMICOLON.join(one for one in request.POST.getlist("co_handlers") if one.strip())


def _proposed(request: HttpRequest, actor: rights.Actor, template: str) -> HttpResponse:
    """The desk, or its piece, with a proposal for the words; what the person chose against the last one stays.

    `propose` may name the category that is wanted: then its proposal is taken whole.
    """
    told = request.POST.dict() | {"co_handlers": _picked(request)}
    wanted = request.POST.get("propose", "1")
    place = _place(IntakeForm(actor, request.POST))
    proposal = proposal_for(told.get("words", ""), "" if wanted == "1" else wanted, area=_area(request), place=place)
    filled: dict[str, Any] = dict(told)
    for name, value in proposal.get("filled", {}).items():
        typed = told.get(name, "")
        is_own = typed not in {"", told.get(f"proposed_{name}", "")}
        filled[name] = typed if is_own and wanted == "1" else value
    filled["circumstances"] = request.POST.getlist("circumstances")
    context = {"title": _("接听来话"), "form": IntakeForm(actor, initial=filled), "proposal": proposal}
    if template == "cases/desk.html":  # the way without script
        context["hints"] = _hints(IntakeForm(actor, filled), actor)
    return render(request, template, context)


@require_POST
@needs("cases.take_voice")
def proposal(request: HttpRequest) -> HttpResponse:
    """The piece of the desk that follows the words: proposals with their reasons, and the fields they fill."""
    return _proposed(request, rights.acting(request), "cases/_proposal.html")


@require_POST
@needs("cases.take_voice")
@editions.holding()
def hints(request: HttpRequest) -> HttpResponse:
    """The piece of the desk that says which open cases may be the same matter, and why."""
    actor = rights.acting(request)
    return render(request, "cases/_hints.html", {"hints": _hints(IntakeForm(actor, request.POST), actor)})


def _hints(form: IntakeForm, actor: rights.Actor) -> list[queries.Hint]:
    """For what the form holds so far, right or not."""
    form.is_valid()
    told = form.cleaned_data
    matter = queries.Matter(
        phone=told.get("caller_phone") or "",
        area=told.get("area") or "",
        place=told.get("place") or "",
        category=told.get("category") or "",
    )
    return queries.likely_duplicates(actor, matter, timezone.now())


@require_POST
@needs("cases.take_voice")
@editions.holding()
def caller(request: HttpRequest) -> HttpResponse:
    """The piece of the desk that follows the phone number: who this is, and what is still open for him."""
    actor = rights.acting(request)
    phone = request.POST.get("caller_phone", "")
    now = timezone.now()
    try:
        people = registry.people_with_phone(phone, actor)
        lines = queries.similar_open(phone, actor, now)
        ended = queries.recently_ended(phone, actor, now)
    except identity.InvalidPhone as problem:
        return render(request, "cases/_caller.html", {"problem": str(problem) if phone.strip() else ""})
    about = [(person.pk, person.area_id) for person in people]
    ground.log_readings(by=actor.id, about=about, purpose="desk", items=["name", "birth_year"], at=now)
    shown = [
        {"name": one.name, "birth_year": one.birth_year, "area_label": _area_label(one.area_id, actor)}
        for one in people
    ]
    return render(request, "cases/_caller.html", {"people": shown, "lines": lines, "ended": ended, "asked": True})


def _area_label(code: str, actor: rights.Actor) -> str:
    """The area as the desk's list writes it, "" where this desk takes no voices from there."""
    return next((one.label for one in area_options(actor.areas("cases.take_voice")) if one.key == code), "")
