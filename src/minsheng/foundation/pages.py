"""Pages of the shell: front page, signing in and out, switches of the header, problems, health."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from typing import Any

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.foundation import operations, rights
from minsheng.foundation.context import ELDER, VIEW_COOKIE, front, is_elder
from minsheng.foundation.forms import CalendarDayForm, SignInForm
from minsheng.foundation.guards import needs
from minsheng.foundation.models import CalendarDay

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
        login(request, form.get_user())
        return redirect(target)
    context = {"title": gettext("登录"), "form": form, "next": target}
    return render(request, "foundation/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the public front page."""
    logout(request)
    messages.success(request, gettext("已退出登录。"))
    return redirect("foundation:home")


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
    }
    return render(request, "foundation/calendar.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` when this worker answers and reaches the database, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("healthz: the database does not answer")
        return HttpResponse("database unreachable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


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
    log.warning("form refused: %s", reason)
    return render(request, "foundation/csrf_failure.html", {"back": request.path}, status=403)


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
