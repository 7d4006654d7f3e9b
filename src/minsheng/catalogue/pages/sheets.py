"""The draft as a sheet: out, in (first only read), back with what is wrong, carried out, undone."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.catalogue import operations, queries
from minsheng.catalogue.forms.drafting import SheetForm
from minsheng.catalogue.pages.drafting import KEEP, own_draft
from minsheng.catalogue.pages.looking import XLSX
from minsheng.foundation import rights, sheets
from minsheng.foundation.guards import needs


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@require_GET
@needs(KEEP)
def draft_sheet(request: HttpRequest) -> HttpResponse:
    """The draft as a workbook; read in again it changes nothing."""
    return _file(queries.sheet_of(own_draft(request).items.order_by("number")), "responsibility-draft")


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def upload(request: HttpRequest) -> HttpResponse:
    """Upload a sheet; it is only read, nothing is changed yet."""
    found = own_draft(request)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.prepare_import(
                draft_id=found.pk,
                content=form.cleaned_data["file"].read(),
                by=rights.acting(request),
                at=timezone.now(),
            )
        except sheets.SheetProblem as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("catalogue:draft_import", made.pk)
    context = {"title": _("导入表格"), "form": form, "back_url": reverse("catalogue:draft")}
    return render(request, "catalogue/upload.html", context, status=422 if form.errors else 200)


@require_GET
@needs(KEEP)
def draft_import(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """What a sheet would change, or what is wrong in it."""
    shown = queries.import_shown(import_id, rights.acting(request))
    context = {"title": _("导入表格"), "shown": shown, "back_url": reverse("catalogue:draft")}
    return render(request, "catalogue/draft_import.html", context)


@require_GET
@needs(KEEP)
def returned(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """The user's own rows back, with what is wrong in each."""
    shown = queries.import_shown(import_id, rights.acting(request))
    return _file(queries.returned_sheet(shown.made), "responsibility-draft-returned")


@require_POST
@needs(KEEP)
def act(request: HttpRequest, import_id: uuid.UUID, name: str) -> HttpResponse:
    """Carry a sheet out, or undo it."""
    queries.import_shown(import_id, rights.acting(request))
    carry_out = operations.carry_out_import if name == "carry-out" else operations.undo_import
    try:
        carry_out(import_id=import_id, by=rights.acting(request), at=timezone.now())
    except ValueError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("已写进草稿。") if name == "carry-out" else _("已撤销，草稿回到导入以前。"))
    return redirect("catalogue:draft_import", import_id)
