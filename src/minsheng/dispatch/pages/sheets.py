"""Visits on paper: the list and the return slips are printed, and a sheet that came back is keyed once."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.forms import field
from minsheng.dispatch.forms.sheets import SheetForm, mark
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

MOST_ON_PAPER = 40


@require_GET
@needs("dispatch.claim", "cases.deliver")
def visit_sheet(request: HttpRequest) -> HttpResponse:
    """The visits of whoever is signed in, to be taken along on paper, with a return slip for each."""
    actor = rights.acting(request)
    visits = queries.visits_of(actor, timezone.now(), MOST_ON_PAPER)
    return _sheet(request, actor.name, visits, reverse("dispatch:key_sheet"))


@never_cache
@require_GET
@needs(policies.RECORD_CONSENT)
def sheet_for(request: HttpRequest, helper_id: uuid.UUID) -> HttpResponse:
    """The same for a helper who has no device, printed at the desk."""
    name, visits = queries.visits_at_desk(helper_id, rights.acting(request), timezone.now(), MOST_ON_PAPER)
    return _sheet(request, name, visits, reverse("dispatch:key_sheet_for", args=[helper_id]))


def _sheet(request: HttpRequest, name: str, visits: Sequence[queries.FieldVisit], key_url: str) -> HttpResponse:
    address = request.build_absolute_uri(key_url)
    slips = [(one, segno.make(f"{address}#id_result_{mark(one)}", error="m").svg_data_uri(scale=3)) for one in visits]
    context = {
        "title": _("上门单"),
        "who": name,
        "key_url": key_url,
        "slips": slips,
        "results": [words for _value, words in field.RESULT.choices],
        "today": timezone.localdate(),
    }
    return render(request, "dispatch/visit_sheet.html", context)


@require_http_methods(["GET", "POST"])
@needs("dispatch.claim", "cases.deliver")
@once.once
def key_sheet(request: HttpRequest) -> HttpResponse:
    """A sheet that came back from the doors: many lines, one act."""
    actor, now = rights.acting(request), timezone.now()
    form = SheetForm(queries.visits_of(actor, now, MOST_ON_PAPER), request.POST or None)

    def keep(sheet: uuid.UUID) -> int:
        return operations.key_sheet(sheet_id=sheet, records=form.records(now), by=actor, at=now)

    return _key(request, form, keep, "", reverse("dispatch:visit_sheet"))


@never_cache
@require_http_methods(["GET", "POST"])
@needs(policies.RECORD_CONSENT)
@once.once
def key_sheet_for(request: HttpRequest, helper_id: uuid.UUID) -> HttpResponse:
    """The sheet that a helper without a device brought back, keyed at the desk under his name."""
    actor, now = rights.acting(request), timezone.now()
    name, visits = queries.visits_at_desk(helper_id, actor, now, MOST_ON_PAPER)
    form = SheetForm(visits, request.POST or None)

    def keep(sheet: uuid.UUID) -> int:
        return operations.key_sheet_for(
            sheet_id=sheet, records=form.records(now), helper_id=helper_id, by=actor, at=now
        )

    return _key(request, form, keep, name, reverse("dispatch:phone_pool"))


def _key(request: HttpRequest, form: SheetForm, keep: Callable[[uuid.UUID], int], name: str, back: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            count = keep(form.cleaned_data["client_id"] or uuid.uuid4())
        except (ValueError, operations.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("录入了 %(count)s 次上门。") % {"count": count})
            return redirect(back)
    context = {"title": _("录入上门单"), "who": name, "form": form, "back_url": back}
    return render(request, "dispatch/key_sheet.html", context, status=422 if form.errors else 200)
