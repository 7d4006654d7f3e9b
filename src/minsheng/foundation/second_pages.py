"""Pages of the second step of signing in: the code or the security key, and setting up or ending one's own code."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from minsheng.foundation import operations, queries, second_factor, security_keys, sessions
from minsheng.foundation.forms import CodeForm, MatchClockForm, OwnWordForm, RecoveryForm, SetUpCodeForm
from minsheng.foundation.key_pages import ANSWER, challenge_of, known, taken_challenge
from minsheng.foundation.logs import security
from minsheng.foundation.models import Account, KeyChallenge

PENDING = "second_step"
OFFERED = "second_secret"
SEEN = "second_clock"
"""The step of a code that was typed at setting up, and by how many steps its telephone seemed to be off."""
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
    """What comes after the password: a code, a recovery code, or a security key."""
    now = timezone.now()
    pending = _pending(request, now)
    if pending is None:
        return render(request, "foundation/second_step.html", {"title": gettext("再输一个验证码"), "is_over": True})
    account = Account.objects.get(pk=pending["account"])
    form, problem, is_right = _code_form(request, account), "", False
    try:
        if ANSWER in request.POST:
            is_right = _is_key_right(request, account, now)
            problem = "" if is_right else gettext("密钥没有通过。再按一次；还不行，换一把，或用下面的码，或找管理员。")
        elif form is not None and form.is_valid():
            is_right = _is_code_right(form, account, now)
    except operations.Locked as locked:
        problem = _locked(locked)
    if is_right:
        del request.session[PENDING]
        login(request, account, backend=BACKEND)
        return redirect(pending["next"])
    context = {**_ways(request, account, now), "form": form, "problem": problem}
    return render(request, "foundation/second_step.html", context, status=422 if request.method == "POST" else 200)


def _locked(locked: operations.Locked) -> str:
    until = f"{timezone.localtime(locked.until):%H:%M}"
    return gettext("错了太多次，%(until)s 以后再试。") % {"until": until}


@never_cache
@sensitive_post_parameters("first", "second")
@require_http_methods(["GET", "POST"])
def match_clock(request: HttpRequest) -> HttpResponse:
    """For a telephone whose clock has moved: two codes in a row, after the password. They let nobody in."""
    now = timezone.now()
    pending = _pending(request, now)
    if pending is None:
        return render(request, "foundation/second_step.html", {"title": gettext("对一次手机时间"), "is_over": True})
    form, problem = MatchClockForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            if _is_clock_matched(form, pending["account"], now):
                messages.success(request, gettext("时间对好了。等手机换出下一个码，马上输在这里。"))
                return redirect("foundation:second_step")
        except operations.Locked as locked:
            problem = _locked(locked)
    context = {
        "title": gettext("对一次手机时间"),
        "form": form,
        "problem": problem,
        "second_step": resolve_url("foundation:second_step"),
        "back_url": resolve_url("foundation:second_step"),
    }
    return render(request, "foundation/match_clock.html", context, status=422 if request.method == "POST" else 200)


def _is_clock_matched(form: MatchClockForm, account_id: str, now: datetime) -> bool:
    """Do the two codes match a clock? Wrong ones get their sentence, never which of the two. Raises `Locked`."""
    typed = (form.cleaned_data["first"], form.cleaned_data["second"])
    if operations.match_clock(account_id=uuid.UUID(account_id), typed=typed, at=now):
        security.info("the clock of the telephone of account %s was matched", account_id)
        return True
    security.warning("wrong codes for the clock of account %s", account_id)
    sentence = gettext(
        "对不上。两个码要一前一后、都没用过，第二个一换出来就输。还不行：把手机设成自动校时再来，或用恢复码，或找管理员。"
    )
    form.add_error("second", sentence)
    return False


def _code_form(request: HttpRequest, account: Account) -> CodeForm | None:
    """The form for a code; None where the account has neither telephone nor recovery codes left."""
    typed = request.POST if request.method == "POST" and ANSWER not in request.POST else None
    if account.factor_sealed:
        return CodeForm(typed)
    return RecoveryForm(typed) if account.recovery_hashes else None


def _is_code_right(form: CodeForm, account: Account, now: datetime) -> bool:
    """Is the code right? A wrong one gets its sentence. Raises `Locked`."""
    if operations.use_code(account_id=account.pk, typed=form.cleaned_data["code"], at=now):
        return True
    security.warning("wrong code for account %s", account.pk)
    if account.factor_sealed:
        sentence = gettext(
            "验证码不对，或已经过时、用过。等手机换出下一个码，马上输；还不行，点下面的“对一次手机时间”，或用恢复码，或找管理员。"
        )
    else:
        sentence = gettext("恢复码不对，或已经用过。看看抄的纸，换一个；还不行，找管理员。")
    form.add_error("code", sentence)
    return False


def _is_key_right(request: HttpRequest, account: Account, now: datetime) -> bool:
    """Does the browser's answer prove a key of the account? Raises `Locked`."""
    place = security_keys.place_of(request)
    challenge = taken_challenge(request, account.pk, KeyChallenge.Purpose.SIGN_IN)
    return place is not None and operations.use_key(
        account_id=account.pk, answer=request.POST[ANSWER], challenge=challenge, place=place, at=now
    )


def _ways(request: HttpRequest, account: Account, now: datetime) -> dict[str, Any]:
    """What the page offers beside the form: the account's keys, where they count at this address."""
    keys = [one for one in queries.security_keys_of(account.pk) if one.suspected_at is None]
    place = security_keys.place_of(request)
    options = ""
    if keys and place is not None:
        challenge = challenge_of(request, account.pk, KeyChallenge.Purpose.SIGN_IN, now)
        options = security_keys.asked_to_prove(place, challenge, known(keys))
    return {
        "title": gettext("再确认一次是您本人") if keys else gettext("再输一个验证码"),
        "has_keys": bool(keys),
        "has_code": bool(account.factor_sealed),
        "options": options,
        "right_address": security_keys.right_address(request) if keys and place is None else "",
    }


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
        drift = _learned_drift(request, secret, form)
        if drift is not None:
            recovery = second_factor.new_recovery_codes()
            operations.set_own_second_factor(
                secret=secret,
                recovery=recovery,
                drift=drift,
                here=sessions.handle_of(request),
                by=account.pk,
                at=form.at,
            )
            del request.session[OFFERED]
            request.session.cycle_key()
            shown = {"title": gettext("把恢复码抄下来"), "codes": recovery}
            return render(request, "foundation/recovery_codes.html", shown)
    address = second_factor.address(secret, account.login, gettext("民声"))
    context: dict[str, Any] = {
        "title": gettext("登录验证码"),
        "form": form,
        "qr": segno.make(address, error="m").svg_data_uri(scale=5),
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
    }
    return render(request, "foundation/second_factor.html", context, status=422 if form.errors else 200)


def _learned_drift(request: HttpRequest, secret: str, form: SetUpCodeForm) -> int | None:
    """By how many steps the telephone is ahead; None, with a sentence, while it is not known.

    The code of now is enough. Another one may have been typed slowly: it counts once a later one says the same.
    """
    typed = form.cleaned_data["code"]
    drift = second_factor.drift_of(secret, typed, form.at)
    if drift is None:
        form.add_error("code", gettext("验证码不对。看看扫的是不是这个码，手机设成自动校时，再输下一个码。"))
        return None
    step = second_factor.present_step(form.at, drift)
    seen_step, seen_drift = request.session.get(SEEN, (step, None))
    if drift == 0 or (step > seen_step and drift == seen_drift):
        request.session.pop(SEEN, None)
        return drift
    request.session[SEEN] = (step, drift)
    form.add_error("code", gettext("这个码来晚了，或者手机时间不准。等手机换出下一个码，马上再输一次。"))
    return None


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
