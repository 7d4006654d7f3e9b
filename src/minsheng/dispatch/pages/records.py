"""Records of voluntary service: one's own at any time, those of an area after another person's yes."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms.records import RecordsForm
from minsheng.foundation import once, rights, sheets
from minsheng.foundation.guards import needs
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry


@require_http_methods(["GET", "POST"])
@needs(registry.EXPORT)
@once.once
def help_records(request: HttpRequest) -> HttpResponse:
    """Ask for the records of an area; what one has asked for, with the file where it was granted."""
    actor, now = rights.acting(request), timezone.now()
    form = RecordsForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = registry_operations.NewSharing(
            reason=form.cleaned_data["reason"],
            purpose="volunteer_record",
            area=form.cleaned_data["area"],
            content="help_records",
        )
        try:
            registry_operations.ask_sharing(asked=asked, by=actor, at=now)
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已提出，等另一个人批准。"))
            return redirect("dispatch:help_records")
    own = [one for one, _name in registry.sharings(actor) if one.content == "help_records" and one.asked_by == actor.id]
    context = {
        "title": _("志愿服务记录"),
        "form": form,
        "rows": [(one, registry.is_open(one, now)) for one in own],
    }
    return render(request, "dispatch/help_records.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@needs(registry.EXPORT, registry.APPROVE)
def help_records_file(request: HttpRequest, sharing_id: uuid.UUID) -> HttpResponse:
    """The file, as a workbook or (`?form=csv`) as CSV, for whoever asked for it."""
    form = _form(request)
    try:
        content = operations.fetch_help_records(
            sharing_id=sharing_id, form=form, by=rights.acting(request), at=timezone.now()
        )
    except ValueError as problem:
        messages.error(request, str(problem))
        return redirect("dispatch:help_records")
    return _file(content, form)


@never_cache
@require_GET
@needs("dispatch.claim")
def own_record(request: HttpRequest) -> HttpResponse:
    """A helper's own records, free and without asking anybody."""
    form = _form(request)
    return _file(queries.records_file(queries.own_records(rights.acting(request)), form), form)


def _form(request: HttpRequest) -> queries.Form:
    return "csv" if request.GET.get("form") == "csv" else "xlsx"


def _file(content: bytes, form: queries.Form) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8" if form == "csv" else sheets.XLSX)
    response["Content-Disposition"] = f'attachment; filename="help-records.{form}"'
    return response
