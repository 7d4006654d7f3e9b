"""Responsibility zones: the list, drawn and ended. Pairings: the desk's list, and a helper's own."""

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
from minsheng.dispatch.forms import zones as forms
from minsheng.dispatch.forms.organising import SearchForm
from minsheng.dispatch.pages.acting import one_form
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

KEEP = policies.KEEP_TEAMS
DESK = policies.RECORD_CONSENT


@require_GET
@needs(KEEP)
def zones(request: HttpRequest) -> HttpResponse:
    """The zones with their areas, who answers for them and how many households lie in each."""
    return _zones(request, "")


def _zones(request: HttpRequest, problem: str) -> HttpResponse:
    text = request.GET.get("text", "")[:60]
    rows = queries.zones(rights.acting(request), timezone.localdate(), text)
    context = {
        "title": _("责任区"),
        "form": SearchForm(request.GET or None),
        "rows": rows,
        "text": text,
        "is_sample": any(row.zone.is_sample for row in rows),
        "client_id": once.new_client_id,
        "problem": problem,
    }
    return render(request, "dispatch/zones.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def new_zone(request: HttpRequest) -> HttpResponse:
    """Draw a zone."""
    return _draw(request, None)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def change_zone(request: HttpRequest, zone_id: uuid.UUID) -> HttpResponse:
    """Draw a zone anew."""
    return _draw(request, zone_id)


def _draw(request: HttpRequest, zone_id: uuid.UUID | None) -> HttpResponse:
    actor = rights.acting(request)
    found = queries.seen_zone(zone_id, actor) if zone_id else None
    form = forms.ZoneForm(actor, found, request.POST or None)

    def carry_out(form: forms.ZoneForm) -> str:
        operations.draw_zone(zone=form.zone(), zone_id=zone_id, by=actor, at=timezone.now())
        return reverse("dispatch:zones")

    words = {
        "title": _("更改责任区") if found else _("划一个责任区"),
        "note": _("写进来的地方，原来在别的责任区的，改归这个区。每一户始终在一个责任区。"),
        "done": _("划好了。"),
        "back_url": reverse("dispatch:zones"),
    }
    return one_form(request, form, carry_out, words=words)


@require_POST
@needs(KEEP)
@once.once
def end_zone(request: HttpRequest, zone_id: uuid.UUID) -> HttpResponse:
    """End a zone; refused with the reason where households would be left out."""
    try:
        operations.end_zone(zone_id=zone_id, by=rights.acting(request), at=timezone.now())
    except ValueError as problem:
        return _zones(request, str(problem))
    messages.success(request, _("已撤销。这些住户归范围更大的责任区。"))
    return redirect("dispatch:zones")


@never_cache
@require_GET
@needs(DESK)
def pairings(request: HttpRequest) -> HttpResponse:
    """Which household is paired with whom: ended with one press while the household is on the phone."""
    text = request.GET.get("text", "")[:60]
    context = {
        "title": _("结对"),
        "form": SearchForm(request.GET or None),
        "rows": queries.pairings(rights.acting(request), timezone.now(), text),
        "text": text,
        "client_id": once.new_client_id,
    }
    return render(request, "dispatch/pairings.html", context)


@require_http_methods(["GET", "POST"])
@needs(DESK)
@once.once
def new_pairing(request: HttpRequest) -> HttpResponse:
    """Note that a household would like a helper."""
    actor, now = rights.acting(request), timezone.now()
    helpers = {key: name for area in actor.areas(DESK) for key, name in queries.helpers_to_pair(area).items()}
    form = forms.PairForm(actor, now, helpers, request.POST or None)
    back = reverse("dispatch:pairings")

    def carry_out(form: forms.PairForm) -> str:
        told = form.cleaned_data
        helper = uuid.UUID(told["helper"])
        operations.propose_pairing(person_id=told["person"], helper_id=helper, said=form.said(), by=actor, at=now)
        return back

    words = {
        "title": _("登记结对"),
        "note": _("要这一户自己愿意。志愿者也答应了才算结对；哪一方都可以随时停，不用说原因。"),
        "done": _("已登记，正在问志愿者愿不愿意。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(DESK)
@once.once
def change_pairing(request: HttpRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """Another helper for a household, as it says on the phone."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_pairing(pairing_id, actor)
    form = forms.ChangePairForm(actor, now, queries.helpers_to_pair(found.person.area_id), request.POST or None)
    back = reverse("dispatch:pairings")

    def carry_out(form: forms.ChangePairForm) -> str:
        helper = uuid.UUID(form.cleaned_data["helper"])
        operations.change_pairing(pairing_id=pairing_id, helper_id=helper, said=form.said(), by=actor, at=now)
        return back

    words = {
        "title": _("换人"),
        "subject": f"{found.person.name} · {found.helper.name}",
        "note": _("原来的结对马上停，不用说原因；再问新的志愿者。"),
        "done": _("已换，正在问新的志愿者愿不愿意。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_POST
@needs(DESK)
@once.once
def end_pairing(request: HttpRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """The household wants no more: one press."""
    operations.end_pairing(pairing_id=pairing_id, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("已停，从现在起不再上门。不用说原因。"))
    return redirect("dispatch:pairings")


@never_cache
@require_GET
@needs("dispatch.claim")
def own_pairings(request: HttpRequest) -> HttpResponse:
    """A helper's own pairings, and those that wait for his word."""
    context = {
        "title": _("我的结对"),
        "rows": queries.own_pairings(rights.acting(request)),
        "client_id": once.new_client_id,
    }
    return render(request, "dispatch/own_pairings.html", context)


@require_POST
@needs("dispatch.claim")
@once.once
def accept_pairing(request: HttpRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """The helper says yes."""
    operations.accept_pairing(pairing_id=pairing_id, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("结对好了。上门前先打电话问方便不方便。"))
    return redirect("dispatch:own_pairings")


@require_POST
@needs("dispatch.claim")
@once.once
def leave_pairing(request: HttpRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """The helper says no, or wants no more."""
    operations.leave_pairing(pairing_id=pairing_id, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("好的。不用说明原因，也没有人会记。"))
    return redirect("dispatch:own_pairings")
