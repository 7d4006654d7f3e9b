"""Sheets of people, organisations and memberships: template, upload, try, confirm, follow, see what came of it, undo."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.foundation import once, rights, sheets, worktime
from minsheng.foundation.guards import needs
from minsheng.foundation.importing import ImportState, NotNow
from minsheng.registry import operations, queries
from minsheng.registry.forms.importing import SheetForm
from minsheng.registry.rules.importing import OPEN, Kind, RowOutcome

NEEDED = tuple(queries.PERMISSIONS.values())


@require_http_methods(["GET", "POST"])
@needs(*NEEDED)
@once.once
def sheets_taken(request: HttpRequest) -> HttpResponse:
    """Upload a sheet to be tried; below the form the sheets so far."""
    actor = rights.acting(request)
    form = SheetForm(actor, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            run = operations.try_sheet(
                kind=Kind(told["kind"]),
                content=told["file"].read(),
                file_name=told["file"].name,
                area=told["area"],
                by=actor,
                at=timezone.now(),
            )
        except sheets.SheetProblem as problem:
            form.add_error("file", problem.sentence.said(_))
        except rights.Refused as problem:
            form.add_error("area", str(problem))
        else:
            return redirect("registry:sheet", run.pk)
    context = {
        "title": _("表格导入"),
        "form": form,
        "runs": queries.sheets_taken(actor),
        "kinds": [kind.value for kind in queries.kinds_for(actor)],
        "back_url": reverse("registry:people" if actor.may("registry.read_person") else "registry:organisations"),
    }
    return render(request, "registry/sheets.html", context, status=422 if form.errors else 200)


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to be kept."""
    response = HttpResponse(content, content_type=sheets.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@require_GET
@needs(*NEEDED)
def sheet_template(request: HttpRequest, kind: str) -> HttpResponse:
    """The workbook to fill in."""
    if kind not in queries.kinds_for(rights.acting(request)):
        raise rights.Unseen(_("没有这种模板。"))
    return workbook(queries.sheet_template(Kind(kind), _), f"{kind}-template")


@never_cache
@require_GET
@needs(*NEEDED)
def sheet(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """One sheet, as far as it has come: what would happen, how far it is, or what came of it."""
    context = _shown(request, run_id)
    run = context["shown"].run
    context["wrong"] = queries.sheet_rows(run, RowOutcome.WRONG)
    if run.state == ImportState.TRIED:
        context["preview"] = queries.sheet_rows(run, *OPEN, most=10)
    if run.state == ImportState.DONE:
        context["done"] = queries.sheet_rows(run, RowOutcome.ENTERED, RowOutcome.CHANGED, RowOutcome.UNDONE)
        context["kept"] = queries.sheet_rows(run, RowOutcome.KEPT)
    return render(request, "registry/sheet.html", context)


@never_cache
@require_GET
@needs(*NEEDED)
def sheet_progress(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The piece of the page that follows a running sheet; once it has ended, the whole page is fetched anew."""
    context = _shown(request, run_id)
    if context["shown"].state is not ImportState.CONFIRMED:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "components/import_progress.html", context)


def _shown(request: HttpRequest, run_id: uuid.UUID) -> dict[str, Any]:
    found = queries.seen_sheet(run_id, rights.acting(request))
    shown = queries.sheet_shown(found)
    return {
        "title": _("表格导入"),
        "back_url": reverse("registry:sheets"),
        "shown": shown,
        "counts": shown,
        "state": "dropped" if found.undone_at else shown.state.value,
        "progress_url": reverse("registry:sheet_progress", args=[run_id]),
        "confirm_url": reverse("registry:act_on_sheet", args=[run_id, "confirm"]),
        "is_still": found.moved_at is not None and timezone.now() - found.moved_at > operations.STILL,
    }


@require_POST
@needs(*NEEDED)
def act_on_sheet(request: HttpRequest, run_id: uuid.UUID, act: str) -> HttpResponse:
    """Confirm a sheet (or let it go on), give it up, or undo it."""
    actor, now = rights.acting(request), timezone.now()
    queries.seen_sheet(run_id, actor)
    try:
        if act == "confirm":
            operations.confirm_sheet(run_id=run_id, by=actor, at=now)
        elif act == "drop":
            operations.drop_sheet(run_id=run_id, by=actor)
            messages.success(request, _("已放弃，文件内容已删除。"))
            return redirect("registry:sheets")
        elif act == "undo":
            operations.undo_sheet(run_id=run_id, by=actor, at=now)
            messages.success(request, _("已撤销。又有变动的没有撤销，列在下面。"))
        else:
            raise rights.Unseen(_("没有这个操作。"))
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect("registry:sheet", run_id)


@never_cache
@require_GET
@needs(*NEEDED)
def sheet_result(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The user's own file with what came of each row; the download is logged."""
    actor, now = rights.acting(request), timezone.now()
    try:
        content = operations.fetch_sheet_result(run_id=run_id, by=actor, at=now, words=_)
    except ValueError as problem:
        messages.error(request, str(problem))
        return redirect("registry:sheet", run_id)
    return workbook(content, f"result-{worktime.local(now):%Y%m%d-%H%M}")
