"""Import of messages: upload, try, confirm, follow, see what came of it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.cases import operations, queries, rules
from minsheng.cases.forms.importing import MessageFileForm
from minsheng.foundation import once, rights, sheets, worktime
from minsheng.foundation.guards import needs

STILL = timedelta(minutes=2)


@require_http_methods(["GET", "POST"])
@needs("cases.import")
@once.once
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a file to be tried; below the form the imports so far."""
    actor = rights.acting(request)
    form = MessageFileForm(actor, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            run = operations.try_messages(
                content=told["file"].read(),
                file_name=told["file"].name,
                area=told["area"],
                source=told["source"],
                by=actor,
                at=timezone.now(),
            )
        except sheets.SheetProblem as problem:
            form.add_error("file", problem.sentence.said(_))
        except ValueError as problem:
            form.add_error("source", str(problem))
        else:
            return redirect("cases:import", run.pk)
    context = {"title": _("批量导入"), "form": form, "runs": queries.imports(actor)}
    return render(request, "cases/imports.html", context, status=422 if form.errors else 200)


@require_GET
@needs("cases.import")
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    del request  # it is the same for everybody
    return _workbook(queries.message_template(_), "messages-template.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=sheets.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@require_GET
@needs("cases.import")
def run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """One import, as far as it has come: what would happen, how far it is, or what came of it."""
    context = _shown(request, run_id)
    shown: queries.ImportShown = context["shown"]
    outcome = rules.RowOutcome
    context["wrong"] = queries.import_rows(shown.run, outcome.WRONG)
    if shown.state is rules.ImportState.TRIED:
        context["known"] = queries.import_rows(shown.run, outcome.KNOWN, most=10)
        context["preview"] = queries.import_preview(shown.run, worktime.local_date(timezone.now()))
    if shown.state is rules.ImportState.DONE:
        context["urgent"] = queries.import_rows(shown.run, outcome.OPENED, is_urgent=True)
        context["opened"] = queries.import_rows(shown.run, outcome.OPENED)
    return render(request, "cases/import.html", context)


@never_cache
@require_GET
@needs("cases.import")
def progress(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The piece of the page that follows a running import; once it has ended, the whole page is fetched anew."""
    context = _shown(request, run_id)
    if context["shown"].state is not rules.ImportState.CONFIRMED:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "components/import_progress.html", {**context, "counts": context["shown"].counts})


def _shown(request: HttpRequest, run_id: uuid.UUID) -> dict[str, Any]:
    found = queries.seen_import(run_id, rights.acting(request))
    shown = queries.import_shown(found)
    return {
        "title": _("批量导入"),
        "back_url": reverse("cases:imports"),
        "shown": shown,
        "state": shown.state.value,
        "progress_url": reverse("cases:import_progress", args=[run_id]),
        "confirm_url": reverse("cases:import_confirm", args=[run_id]),
        "is_still": found.moved_at is not None and timezone.now() - found.moved_at > STILL,
    }


@require_POST
@needs("cases.import")
def confirm(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Let the job begin (or go on)."""
    try:
        operations.confirm_import(run_id=run_id, by=rights.acting(request), at=timezone.now())
    except rules.NotNow as problem:
        messages.error(request, str(problem))
    return redirect("cases:import", run_id)


@require_POST
@needs("cases.import")
def drop(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Give up a file that was tried."""
    try:
        operations.drop_import(run_id=run_id, by=rights.acting(request))
    except rules.NotNow as problem:
        messages.error(request, str(problem))
        return redirect("cases:import", run_id)
    messages.success(request, _("已放弃，文件内容已删除。"))
    return redirect("cases:imports")


@never_cache
@require_GET
@needs("cases.import")
def result(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The user's own file with what came of each row; the download is logged."""
    actor, now = rights.acting(request), timezone.now()
    try:
        content = operations.fetch_result(run_id=run_id, by=actor, at=now, words=_)
    except ValueError as problem:
        messages.error(request, str(problem))
        return redirect("cases:import", run_id)
    return _workbook(content, f"import-{worktime.local(now):%Y%m%d-%H%M}.xlsx")
