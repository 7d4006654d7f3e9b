"""What helpers say of themselves, and licences that somebody else has seen."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms import LicenceForm, ProfileForm
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs


@require_http_methods(["GET", "POST"])
@needs("dispatch.claim")
@once.once
def profile(request: HttpRequest) -> HttpResponse:
    """Where and when the actor helps, and what he can."""
    actor = rights.acting(request)
    form = ProfileForm(actor, queries.profile_of(actor), timezone.now(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.set_helper(entry=form.entry(), by=actor, at=timezone.now())
        messages.success(request, _("记下了。随时可以改。"))
        return redirect("dispatch:mine")
    context = {"title": _("我会什么、什么时候有空"), "form": form, "back_url": reverse("dispatch:mine")}
    return render(request, "dispatch/profile.html", context, status=422 if form.errors else 200)


@require_GET
@needs("dispatch.keep_helpers")
def volunteers(request: HttpRequest) -> HttpResponse:
    """The helpers of the actor's areas, by name; nothing about them is counted."""
    context = {"title": _("志愿者"), "rows": queries.helpers_of(rights.acting(request))}
    return render(request, "dispatch/volunteers.html", context)


@require_http_methods(["GET", "POST"])
@needs("dispatch.keep_helpers")
@once.once
def licence(request: HttpRequest, helper_id: uuid.UUID) -> HttpResponse:
    """Note a licence that one has seen."""
    actor = rights.acting(request)
    name = queries.helper_name(actor, helper_id)
    form = LicenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            operations.prove_licence(
                helper_id=helper_id,
                skill=told["skill"],
                proof=told["proof"],
                valid_to=told["valid_to"],
                by=actor,
                at=timezone.now(),
            )
        except (ValueError, rights.Refused) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("登记好了。到期自动失效，换了新证再来登记。"))
            return redirect("dispatch:volunteers")
    context = {
        "title": _("登记%(name)s的证书") % {"name": name},
        "form": form,
        "back_url": reverse("dispatch:volunteers"),
    }
    return render(request, "dispatch/licence.html", context, status=422 if form.errors else 200)
