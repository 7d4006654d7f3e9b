"""Contact cards: which places have one, setting one, and the card itself to print on A6."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.cases import operations, queries
from minsheng.cases.forms.contacts import ContactForm
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

KEEP = "cases.keep_contacts"


@require_GET
@needs(KEEP)
def contact_cards(request: HttpRequest) -> HttpResponse:
    """The places of the actor with their cards, those without one first."""
    lines = queries.contact_lines(rights.acting(request), timezone.now())
    return render(request, "cases/contact_cards.html", {"title": _("联系卡"), "lines": lines})


@require_GET
@needs(KEEP)
def contact_card(request: HttpRequest, code: str) -> HttpResponse:
    """The card of a place, as it comes out of the printer."""
    place = queries.place_of_card(code, rights.acting(request))
    context = {
        "title": _("联系卡"),
        "place": place,
        "card": queries.contact_card(code),
        "back_url": reverse("cases:contact_cards"),
    }
    return render(request, "cases/contact_card.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def set_contact_card(request: HttpRequest, code: str) -> HttpResponse:
    """Say who can be rung in a place, and at which number."""
    actor = rights.acting(request)
    place, card = queries.place_of_card(code, actor), queries.contact_card(code)
    known = {name: getattr(card, name) for name in ("contact_name", "duty", "phone", "hours")} if card else {}
    form = ContactForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("contact_name", "duty", "phone", "hours")}
        try:
            operations.set_contact_card(area=code, contact=operations.Contact(**told), by=actor, at=timezone.now())
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已保存。打印出来发给住户，旧卡请收回。"))
            return redirect("cases:contact_card", code)
    back = reverse("cases:contact_cards")
    context = {"title": _("%(place)s的联系卡") % {"place": place.name}, "form": form, "back_url": back}
    return render(request, "cases/set_contact_card.html", context, status=422 if form.errors else 200)
