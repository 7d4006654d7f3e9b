"""A hall: shifts and armbands for guides, the roster for who keeps it, and checking an armband for everybody."""

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
from minsheng.dispatch.forms import hall as forms
from minsheng.dispatch.pages.acting import one_form
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

VISITOR_ACTS = {
    "arrive": operations.note_visitor,
    "next": operations.take_visitor,
    "done": operations.end_visitor,
    "left": operations.note_left,
}


@never_cache
@require_GET
@needs("dispatch.claim")
def hall(request: HttpRequest) -> HttpResponse:
    """A guide's shifts; on duty: his armband, his visitor, who waits."""
    return _hall(request, "")


def _hall(request: HttpRequest, problem: str) -> HttpResponse:
    actor, now = rights.acting(request), timezone.now()
    context = {
        "title": _("大厅值班"),
        "shifts": queries.own_shifts(actor, now),
        "duty": queries.on_duty(actor, now),
        "client_id": once.new_client_id,
        "problem": problem,
    }
    return render(request, "dispatch/hall.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
@needs("dispatch.claim")
@once.once
def take_shift(request: HttpRequest) -> HttpResponse:
    """Take a shift."""
    actor = rights.acting(request)
    form = forms.ShiftForm(actor, request.POST or None)
    back = reverse("dispatch:hall")

    def carry_out(form: forms.ShiftForm) -> str:
        operations.take_shift(**form.hours(), by=actor, at=timezone.now())
        return back

    words = {
        "title": _("报一个班次"),
        "note": _("袖标号码自动排，一个号码同一时间只有一个人戴。去不了随时退，不用说原因。"),
        "done": _("排好了，袖标号码在下面。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_POST
@needs("dispatch.claim")
@once.once
def give_shift_back(request: HttpRequest, shift_id: uuid.UUID) -> HttpResponse:
    """Give a shift back."""
    try:
        operations.give_shift_back(shift_id=shift_id, by=rights.acting(request), at=timezone.now())
    except operations.NotNow as problem:
        return _hall(request, str(problem))
    messages.success(request, _("已退班，不用说明原因。"))
    return redirect("dispatch:hall")


@require_POST
@needs("dispatch.claim")
@once.once
def visitor(request: HttpRequest, act: str) -> HttpResponse:
    """Somebody came, is taken, was helped, or went away: one press each."""
    carry_out = VISITOR_ACTS.get(act)
    if carry_out is None:
        raise rights.Unseen("没有这个动作。")
    try:
        carry_out(by=rights.acting(request), at=timezone.now())
    except (operations.NotNow, rights.Refused) as problem:
        return _hall(request, str(problem))
    return redirect("dispatch:hall")


@require_GET
@needs(policies.KEEP_TEAMS)
def roster(request: HttpRequest) -> HttpResponse:
    """Who is on duty when, with which armband; how long the visitors of today waited. Prints."""
    context = {"title": _("大厅班表"), "halls": queries.roster(rights.acting(request), timezone.now())}
    return render(request, "dispatch/roster.html", context)


@never_cache
@require_GET
def check_armband(request: HttpRequest) -> HttpResponse:
    """Is whoever wears this armband on duty now? For everybody; by telephone the desk looks here."""
    form = forms.ArmbandForm(request.GET or None)
    found, is_asked = None, form.is_bound and form.is_valid()
    if is_asked:
        told = form.cleaned_data
        found = queries.armband_holder(uuid.UUID(told["hall"]), told["armband"], timezone.now())
    context = {
        "title": _("查袖标"),
        "form": form,
        "is_asked": is_asked,
        "found": found,
        "surname": found.guide.name[:1] if found else "",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "dispatch/check_armband.html", context, status=status)
