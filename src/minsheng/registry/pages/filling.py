"""Department tables: which there are for a person, and one of them, filled; only what is missing is asked."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.foundation import once, rights
from minsheng.foundation import operations as ground
from minsheng.foundation.guards import needs
from minsheng.registry import operations, queries
from minsheng.registry.forms.filling import MissingForm
from minsheng.registry.pages.acting import one_form

READ = "registry.read_person"


@never_cache
@require_GET
@needs(READ)
def forms_for(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Every department table, with how much of it must still be asked of this person."""
    actor = rights.acting(request)
    found = queries.seen_person(person_id, actor)
    rows = queries.forms_for(person_id, actor, timezone.now())
    context = {
        "title": _("填表"),
        "subject": found,
        "near": [row for row in rows if row.is_near],
        "far": [row for row in rows if not row.is_near],
        "back_url": reverse("registry:person", args=[person_id]),
    }
    return render(request, "registry/forms.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(READ)
def filled_form(request: HttpRequest, person_id: uuid.UUID, code: str) -> HttpResponseBase:
    """One table, filled with all that is known, to be printed; that it was read is noted."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.form_filled(code, person_id, actor, now)
    if not shown.refused:
        ground.log_reading(
            by=actor.id,
            about=shown.person.pk,
            area=shown.person.area_id,
            purpose=shown.template.purpose_id,
            items=shown.items,
            at=now,
        )
    return _asked(request, shown)


@once.once
def _asked(request: HttpRequest, shown: queries.Filled) -> HttpResponse:
    actor, now = rights.acting(request), timezone.now()
    may_edit = actor.may("registry.edit_person", shown.person.area_id)
    if request.method == "POST" and not may_edit:
        raise rights.Refused(_("登记这些内容需要“registry.edit_person”权限，请向本单位管理员申请。"))
    form = MissingForm(shown.missing, request.POST or None) if shown.missing and may_edit else None
    here = reverse("registry:filled_form", args=[shown.person.pk, shown.template.pk])
    context = {
        "title": shown.template.name,
        "shown": shown,
        "form": form,
        "printed_at": now,
        "back_url": reverse("registry:forms_for", args=[shown.person.pk]),
    }
    if form is None:
        return render(request, "registry/filled.html", context)

    def carry_out(form: MissingForm) -> str:
        operations.note_facts(person_id=shown.person.pk, told=form.told(), by=actor, at=now)
        return here

    words = {**context, "done": _("已记下，以后别的表也不用再问。")}
    return one_form(request, form, carry_out, words=words, template="registry/filled.html")
