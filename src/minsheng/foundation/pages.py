"""Pages of the shell: front page, signing in and out, switches of the header, problems, health."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from minsheng.foundation import audit as log_read
from minsheng.foundation import kept_forms, operations, queries, rights, sheets, worktime
from minsheng.foundation.context import ELDER, VIEW_COOKIE, front, is_elder
from minsheng.foundation.forms import AuditForm, CalendarDayForm, CalendarYearForm, OwnPasswordForm, SignInForm
from minsheng.foundation.guards import needs
from minsheng.foundation.logs import security
from minsheng.foundation.models import CalendarDay, CalendarYear
from minsheng.foundation.second_pages import ask_code
from minsheng.foundation.sessions import handle_of

log = logging.getLogger(__name__)
YEAR_SECONDS = 365 * 24 * 3600


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The front: for the public three ways in, for a signed-in person what he may do."""
    if rights.acting(request).is_known:
        return render(request, "foundation/work.html", {"title": gettext("今天的工作")})
    return render(request, "foundation/front.html", {"title": gettext("有事要说，有事要查")})


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with login and password, then go to the page that was asked for."""
    target = _safe_target(request, "foundation:home")
    if rights.acting(request).is_known:
        return redirect(target)
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.get_user()
        if queries.has_second_factor(account):
            return ask_code(request, account, target)
        login(request, account)
        return redirect(target)
    is_kept = target == resolve_url("foundation:kept_form")
    context = {"title": gettext("登录"), "form": form, "next": target, "is_kept": is_kept}
    return render(request, "foundation/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the public front page."""
    logout(request)
    messages.success(request, gettext("已退出登录。"))
    response = redirect("foundation:home")
    for name in settings.ENDED_WITH_SESSION:
        response.delete_cookie(name, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'  # not "storage": an outbox of visits may wait there for a network
    return response


@require_POST
def set_view(request: HttpRequest) -> HttpResponse:
    """Switch the elder view on or off for this browser."""
    response = HttpResponseRedirect(_safe_target(request, "foundation:home"))
    if request.POST.get("view") == ELDER:
        _remember(response, VIEW_COOKIE, ELDER)
    else:
        response.delete_cookie(VIEW_COOKIE)
    return response


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of this browser."""
    response = HttpResponseRedirect(_safe_target(request, "foundation:home"))
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES) and check_for_language(wanted):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, wanted)
    return response


@require_http_methods(["GET", "POST"])
@needs("foundation.edit_calendar")
def calendar(request: HttpRequest) -> HttpResponse:
    """The days set by hand, newest first, and a form to set one; limits are counted by it from then on."""
    form = CalendarDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        operations.set_calendar_day(
            on=told["on"],
            is_workday=told["kind"] == "workday",
            reason=told["reason"],
            by=rights.acting(request).id,
            at=timezone.now(),
        )
        messages.success(request, gettext("已保存。以后算时限就按这一天算，已经告诉对方的期限不变。"))
        return redirect("foundation:calendar")
    context = {
        "title": gettext("工作日历"),
        "form": form,
        "days": CalendarDay.objects.order_by("-on")[:200],
        "years": CalendarYear.objects.order_by("-year"),
        "missing": queries.missing_year(worktime.local_date(timezone.now())),
    }
    return render(request, "foundation/calendar.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("foundation.edit_calendar")
def calendar_year(request: HttpRequest) -> HttpResponse:
    """Enter a year that the calendar package does not know yet: what was read is shown before it is kept."""
    missing = queries.missing_year(worktime.local_date(timezone.now()))
    form = CalendarYearForm(request.POST or None, initial={"year": missing})
    told = form.arrangement if request.method == "POST" and form.is_valid() else None
    if told is not None and "confirm" in request.POST:
        reason, by = form.cleaned_data["reason"], rights.acting(request).id
        operations.set_calendar_year(told=told, reason=reason, by=by, at=timezone.now())
        messages.success(request, gettext("%s年的日历已写入。还没有期限的事，今晚自动补算。") % told.year)
        return redirect("foundation:calendar")
    context = {"title": gettext("录入一年的放假安排"), "form": form, "told": told}
    return render(request, "foundation/calendar_year.html", context, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters("old_password", "new_password1", "new_password2")
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Choose an own password; whoever came in with a temporary one gets no further before that."""
    account = request.user
    if not account.is_authenticated:
        return redirect_to_login(request.path)
    now = timezone.now()
    form = OwnPasswordForm(account, now, request.POST or None)
    if request.method == "POST" and form.is_valid():
        account.password = make_password(form.cleaned_data["new_password1"])
        operations.change_own_password(hashed=account.password, here=handle_of(request), by=account.pk, at=now)
        update_session_auth_hash(request, account)
        messages.success(request, gettext("密码已改。别处登录的会话都已断开。"))
        return redirect("foundation:home")
    context = {
        "title": gettext("改密码"),
        "form": form,
        "is_temporary": account.has_temporary_password,
    }
    return render(request, "foundation/password.html", context, status=422 if form.errors else 200)


AUDIT_PAGE = 100
AUDIT_EXPORT = 20_000


@never_cache
@require_GET
@needs(log_read.PERMISSION)
def audit(request: HttpRequest) -> HttpResponse:
    """The log of what was done and of whose data was read, newest first, for the auditor's areas."""
    form, rows = _audit_rows(request, AUDIT_PAGE + 1)
    here = {key: value for key, value in request.GET.items() if key != "before"}
    shown = rows[:AUDIT_PAGE]
    more = len(rows) > AUDIT_PAGE
    context = {
        "title": gettext("操作日志"),
        "form": form,
        "rows": shown,
        "sealed": log_read.sealed(),
        "next_url": "?" + urlencode({**here, "before": shown[-1].number}) if more else "",
        "export_url": resolve_url("foundation:audit_export") + "?" + urlencode(here),
    }
    return render(request, "foundation/audit.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@needs(log_read.PERMISSION)
def audit_export(request: HttpRequest) -> HttpResponse:
    """The same part of the log as a table, at most `AUDIT_EXPORT` lines; that it was taken stands in the log itself."""
    form, rows = _audit_rows(request, AUDIT_EXPORT)
    what = "readings" if form.is_bound and form["what"].value() == "readings" else "facts"
    operations.note_log_fetched(what=what, row_count=len(rows), by=rights.acting(request).id, at=timezone.now())
    headings = [gettext(word) for word in ("编号", "时间", "谁", "做了什么", "记录", "地区", "细目")]
    lines = [
        [
            str(row.number),
            f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}",
            row.by or gettext("系统"),
            row.words,
            str(row.about),
            row.area,
            "；".join(f"{name}={value}" for name, value in row.details),
        ]
        for row in rows
    ]
    response = HttpResponse(sheets.csv_file(headings, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(gettext('操作日志'))}.csv"
    return response


def _audit_rows(request: HttpRequest, most: int) -> tuple[AuditForm, list[log_read.Row]]:
    form = AuditForm(request.GET or None)
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if form.errors:
        return form, []
    before = request.GET.get("before", "")
    wanted = log_read.Wanted(
        first=told.get("first"),
        last=told.get("last"),
        login=told.get("login") or "",
        before=int(before) if before.isdecimal() else None,
    )
    read = log_read.readings_shown if told.get("what") == "readings" else log_read.facts_shown
    try:
        return form, read(rights.acting(request), wanted, most)
    except ValueError as problem:
        form.add_error("login", str(problem))
        return form, []


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` when this worker answers and reaches the database, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("healthz: the database does not answer")
        return HttpResponse("database unreachable\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def locked_out(
    request: HttpRequest, original: HttpResponse | None = None, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page after too many wrong passwords: until when, and who can help at once."""
    wait = get_cool_off(request)
    last = (
        AccessAttempt.objects.filter(username=(credentials or {}).get("username", ""))
        .filter(ip_address=getattr(request, "axes_ip_address", None))
        .order_by("-attempt_time")
        .values_list("attempt_time", flat=True)
        .first()
    )
    until = (last or timezone.now()) + wait if wait else None
    context = {"title": gettext("登录暂停"), "until": until}
    return render(request, "foundation/locked_out.html", context, status=429)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: seen, but not allowed."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page, or not for this person; the two are not told apart."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database does not answer: drawn without it, in case that is what failed."""
    words = {"is_elder": is_elder(request), **front()}
    page = render_to_string("500.html", words)
    if isinstance(sys.exc_info()[1], OperationalError):
        return HttpResponse(page, status=503, headers={"Retry-After": "30"})
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form was open too long, or cookies are off."""
    security.warning("form refused: %s at %s", reason, request.path)
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    context = {"back": request.path, "kept": kept_forms.typed(request) if is_ours else None}
    return render(request, "foundation/csrf_failure.html", context, status=403)


def _safe_target(request: HttpRequest, otherwise: str) -> str:
    """The address in `next`, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url(otherwise)


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=YEAR_SECONDS,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
