"""Pages of the second step of signing in: the code, and setting it up or ending it for oneself."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from minsheng.foundation import operations, second_factor, sessions
from minsheng.foundation.forms import CodeForm, OwnWordForm, SetUpCodeForm
from minsheng.foundation.logs import security
from minsheng.foundation.models import Account

PENDING = "second_step"
OFFERED = "second_secret"
MINUTES = 10
"""So long a right password waits for its code."""
BACKEND = "minsheng.foundation.signing.AccountBackend"


def ask_code(request: HttpRequest, account: Account, target: str) -> HttpResponse:
    """Note that the password was right, and go to the page that asks for the code. Nobody is signed in yet."""
    request.session.cycle_key()
    request.session[PENDING] = {"account": str(account.pk), "at": timezone.now().isoformat(), "next": target}
    return redirect("foundation:second_step")


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """The code after the password."""
    pending = _pending(request, timezone.now())
    if pending is None:
        return render(request, "foundation/second_step.html", {"title": gettext("再输一个验证码"), "is_over": True})
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account_id = uuid.UUID(pending["account"])
        try:
            is_right = operations.use_code(account_id=account_id, typed=form.cleaned_data["code"], at=timezone.now())
        except operations.Locked as locked:
            until = f"{timezone.localtime(locked.until):%H:%M}"
            form.add_error("code", gettext("错了太多次，%(until)s 以后再试。") % {"until": until})
        else:
            if is_right:
                del request.session[PENDING]
                login(request, Account.objects.get(pk=account_id), backend=BACKEND)
                return redirect(pending["next"])
            security.warning("wrong code for account %s", account_id)
            form.add_error(
                "code",
                gettext("验证码不对，或已经用过。看看手机时间准不准，等下一个码；还不行，用恢复码，或找管理员。"),
            )
    context = {"title": gettext("再输一个验证码"), "form": form}
    return render(request, "foundation/second_step.html", context, status=422 if form.errors else 200)


def _pending(request: HttpRequest, now: datetime) -> dict[str, str] | None:
    held: dict[str, str] | None = request.session.get(PENDING)
    if held is None:
        return None
    is_fresh = (now - datetime.fromisoformat(held["at"])).total_seconds() < MINUTES * 60
    is_open = is_fresh and Account.objects.filter(pk=held["account"], is_active=True).exists()
    if not is_open:
        del request.session[PENDING]
    return held if is_open else None


@never_cache
@sensitive_post_parameters("code", "password")
@require_http_methods(["GET", "POST"])
def own_second_factor(request: HttpRequest) -> HttpResponse:
    """Set up the code for oneself (it counts once a first code has been typed), or end it with the own password."""
    account = request.user
    if not account.is_authenticated:
        return redirect_to_login(request.path)
    return _ending(request, account) if account.factor_sealed else _setting_up(request, account)


def _setting_up(request: HttpRequest, account: Account) -> HttpResponse:
    secret = request.session.setdefault(OFFERED, second_factor.new_secret())
    form = SetUpCodeForm(account, timezone.now(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        step = second_factor.step_of(secret, form.cleaned_data["code"], timezone.now(), 0)
        if step is not None:
            recovery = second_factor.new_recovery_codes()
            operations.set_own_second_factor(
                secret=secret,
                recovery=recovery,
                step=step,
                here=sessions.handle_of(request),
                by=account.pk,
                at=timezone.now(),
            )
            del request.session[OFFERED]
            request.session.cycle_key()
            shown = {"title": gettext("把恢复码抄下来"), "codes": recovery}
            return render(request, "foundation/recovery_codes.html", shown)
        form.add_error("code", gettext("验证码不对。看看手机时间准不准，再输下一个码。"))
    address = second_factor.address(secret, account.login, gettext("民声"))
    context: dict[str, Any] = {
        "title": gettext("登录验证码"),
        "form": form,
        "qr": segno.make(address, error="m").svg_data_uri(scale=5),
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
    }
    return render(request, "foundation/second_factor.html", context, status=422 if form.errors else 200)


def _ending(request: HttpRequest, account: Account) -> HttpResponse:
    now = timezone.now()
    form = OwnWordForm(account, now, request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.end_own_second_factor(here=sessions.handle_of(request), by=account.pk, at=now)
        messages.success(request, gettext("登录不再要验证码。别处的登录都已断开。"))
        return redirect("foundation:own_second_factor")
    context = {
        "title": gettext("登录验证码"),
        "form": form,
        "is_on": True,
        "left": len(account.recovery_hashes),
    }
    return render(request, "foundation/second_factor.html", context, status=422 if form.errors else 200)
