"""The desk for helpers without a device: everything that they press themselves elsewhere is noted here for them."""

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

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.forms import speaking as forms
from minsheng.dispatch.forms.organising import SearchForm
from minsheng.dispatch.pages.acting import one_form
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

DESK = policies.RECORD_CONSENT


@never_cache
@require_GET
@needs(DESK)
def phone_helpers(request: HttpRequest) -> HttpResponse:
    """The helpers who can phone this desk, by name."""
    text = request.GET.get("text", "")[:60]
    context = {
        "title": _("替志愿者登记"),
        "rows": queries.helpers_at_desk(rights.acting(request), timezone.now(), text),
        "form": SearchForm(request.GET or None),
        "text": text,
    }
    return render(request, "dispatch/phone_helpers.html", context)


def _helper(request: HttpRequest, helper_id: uuid.UUID) -> rights.Actor:
    """The helper as he acts himself; oneself is no caller. Raises `Unseen`, `Refused`."""
    try:
        return queries.helper_at_desk(helper_id, rights.acting(request), timezone.now())
    except ValueError as problem:
        raise rights.Refused(str(problem)) from problem


@never_cache
@require_http_methods(["GET", "POST"])
@needs(DESK)
@once.once
def phone_helper(request: HttpRequest, helper_id: uuid.UUID) -> HttpResponse:
    """What one helper can say now; what he says is noted with one press."""
    actor, now = rights.acting(request), timezone.now()
    helper = _helper(request, helper_id)
    told = queries.sayable(helper, now)
    form = forms.SpokenForm(told, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.note_spoken(
                helper_id=helper_id,
                act=form.act(),
                about=form.about(),
                words=form.cleaned_data["words"],
                by=actor,
                at=now,
            )
        except (ValueError, operations.NotNow, rights.Refused) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("记好了，和他自己点的一样。"))
            return redirect("dispatch:phone_helper", helper_id=helper_id)
    context = {
        "title": helper.name,
        "helper": helper,
        "told": told,
        "form": form,
        "has_profile": queries.profile_of(helper) is not None,
        "to_learn": queries.posts_to_learn_for(helper, now),
        "back_url": reverse("dispatch:phone_helpers"),
    }
    return render(request, "dispatch/phone_helper.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(DESK)
@once.once
def profile_for(request: HttpRequest, helper_id: uuid.UUID) -> HttpResponse:
    """Where and when a helper helps, what he can, where texts go: as he says."""
    actor, now = rights.acting(request), timezone.now()
    helper = _helper(request, helper_id)
    form = forms.ProfileForForm(helper, queries.profile_of(helper), now, request.POST or None)
    back = reverse("dispatch:phone_helper", args=[helper_id])

    def carry_out(form: forms.ProfileForForm) -> str:
        told = form.cleaned_data["words"]
        operations.set_helper_for(helper_id=helper_id, entry=form.entry(), words=told, by=actor, at=now)
        return back

    words = {
        "title": _("他会什么、什么时候有空"),
        "subject": helper.name,
        "note": _("照他说的填，念给他听对不对。没说的不要替他填。"),
        "done": _("记下了。他随时可以打电话来改。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(DESK)
@once.once
def take_shift_for(request: HttpRequest, helper_id: uuid.UUID) -> HttpResponse:
    """A shift in a hall for a helper who phones."""
    actor, now = rights.acting(request), timezone.now()
    helper = _helper(request, helper_id)
    form = forms.ShiftForForm(helper, request.POST or None)
    back = reverse("dispatch:phone_helper", args=[helper_id])

    def carry_out(form: forms.ShiftForForm) -> str:
        told = form.cleaned_data["words"]
        shift = operations.take_shift_for(helper_id=helper_id, **form.hours(), words=told, by=actor, at=now)
        messages.info(request, _("请告诉他：戴 %(number)s 号袖标。") % {"number": shift.armband})
        return back

    words = {
        "title": _("替他报一个班次"),
        "subject": helper.name,
        "note": _("袖标号码自动排，报好了念给他听。去不了打电话来退，不用说原因。"),
        "done": _("排好了。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@never_cache
@require_GET
@needs(DESK)
def record_for(request: HttpRequest, helper_id: uuid.UUID) -> HttpResponse:
    """A helper's record of confirmed help, printed for him, free."""
    helper = _helper(request, helper_id)
    context = {
        "title": _("志愿服务记录"),
        "who": helper.name,
        "rows": queries.records_of(helper),
        "today": timezone.localdate(),
        "back_url": reverse("dispatch:phone_helper", args=[helper_id]),
    }
    return render(request, "dispatch/record_for.html", context)
