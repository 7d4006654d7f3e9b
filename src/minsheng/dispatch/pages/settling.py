"""Records of visits that came second: shown to a person, who says whether they count."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.forms.settling import SettleForm
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs


@require_GET
@needs("dispatch.settle_visits")
def to_settle(request: HttpRequest) -> HttpResponse:
    """The records that wait, the oldest first."""
    actor = rights.acting(request)
    context = {"title": _("要核对的上门记录"), "waiting": queries.records_to_settle(actor)}
    return render(request, "dispatch/to_settle.html", context)


@require_http_methods(["GET", "POST"])
@needs("dispatch.settle_visits")
@once.once
def settle(request: HttpRequest, record_id: uuid.UUID) -> HttpResponse:
    """One record beside the others of its visit, and the decision."""
    actor = rights.acting(request)
    found = queries.seen_record(record_id, actor)
    policies.require_settle(actor, found)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            operations.settle_record(
                record_id=record_id,
                counts=told["decision"] == "yes",
                words=told["words"],
                by=actor,
                at=timezone.now(),
            )
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已核对。"))
            return redirect("dispatch:to_settle")
    context = {
        "title": _("核对上门记录"),
        "form": form,
        "shown": queries.record_shown(found),
        "back_url": reverse("dispatch:to_settle"),
    }
    return render(request, "dispatch/settle.html", context, status=422 if form.errors else 200)
