"""Visits on paper: the list and the return slips are printed, and a sheet that came back is keyed once."""

from __future__ import annotations

import uuid

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms import field
from minsheng.dispatch.forms.sheets import SheetForm, mark
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

MOST_ON_PAPER = 40


@require_GET
@needs("dispatch.claim", "cases.deliver")
def visit_sheet(request: HttpRequest) -> HttpResponse:
    """The visits of whoever is signed in, to be taken along on paper, with a return slip for each."""
    visits = queries.visits_of(rights.acting(request), timezone.now(), MOST_ON_PAPER)
    address = request.build_absolute_uri(reverse("dispatch:key_sheet"))
    slips = [(one, segno.make(f"{address}#id_result_{mark(one)}", error="m").svg_data_uri(scale=3)) for one in visits]
    context = {
        "title": _("上门单"),
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
    if request.method == "POST" and form.is_valid():
        sheet = form.cleaned_data["client_id"] or uuid.uuid4()
        try:
            count = operations.key_sheet(sheet_id=sheet, records=form.records(now), by=actor, at=now)
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            told = _("录入了 %(count)s 次上门。") % {"count": count}
            messages.success(request, told)
            return redirect("dispatch:visit_sheet")
    context = {"title": _("录入上门单"), "form": form, "back_url": reverse("dispatch:visit_sheet")}
    return render(request, "dispatch/key_sheet.html", context, status=422 if form.errors else 200)
