"""Pages of one's own security keys: which there are, a further one, one less."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from minsheng.foundation import operations, queries, rights, second_factor, security_keys, sessions
from minsheng.foundation.forms import NewKeyForm, OwnWordForm
from minsheng.foundation.logs import security
from minsheng.foundation.models import Account, KeyChallenge, SecurityKey

ASKED = "key_challenge"
ADDING = "key_to_add"
ANSWER = "credential"
FRESH = security_keys.LIFE / 2
"""So old a question may be when a page is shown with it once more; whoever reads slowly has this long left."""


def challenge_of(request: HttpRequest, account_id: uuid.UUID, purpose: KeyChallenge.Purpose, at: datetime) -> bytes:
    """The question that this session is to answer: the one that waits already, or a new one."""
    held = request.session.get(ASKED)
    if held and held["of"] == [str(account_id), purpose] and at - datetime.fromisoformat(held["at"]) < FRESH:
        return bytes.fromhex(held["challenge"])
    made = operations.issue_challenge(account_id=account_id, purpose=purpose, at=at)
    request.session[ASKED] = {
        "of": [str(account_id), purpose],
        "at": at.isoformat(),
        "challenge": made.hex(),
    }
    return made


def taken_challenge(request: HttpRequest, account_id: uuid.UUID, purpose: KeyChallenge.Purpose) -> bytes:
    """The question that this session was to answer, b"" where there is none; the session answers it no second time."""
    held = request.session.pop(ASKED, None)
    is_it = held is not None and held["of"] == [str(account_id), purpose]
    return bytes.fromhex(held["challenge"]) if is_it else b""


def known(keys: list[SecurityKey]) -> list[security_keys.Known]:
    """Keys as a browser is told of them."""
    return [
        security_keys.Known(credential_id=bytes(one.credential_id), transports=tuple(one.transports)) for one in keys
    ]


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def own_keys(request: HttpRequest) -> HttpResponse:
    """The own security keys, and the first half of adding one: its name, and the own password once more."""
    account, now = request.user, timezone.now()
    if not account.is_authenticated:
        return redirect_to_login(request.path)
    keys = queries.security_keys_of(account.pk)
    place = security_keys.place_of(request)
    form = NewKeyForm(account, now, request.POST or None) if place and len(keys) < operations.MOST_KEYS else None
    if request.method == "POST" and form is not None and form.is_valid():
        name = form.cleaned_data["name"]
        if all(one.name != name for one in keys):
            request.session[ADDING] = {"account": str(account.pk), "name": name, "at": now.isoformat()}
            return redirect("foundation:add_key")
        form.add_error("name", gettext("已经有一把密钥叫这个名字。请换个名字，免得以后删错。"))
    context = {
        "title": gettext("安全密钥"),
        "keys": keys,
        "left": len(account.recovery_hashes),
        "has_code": bool(account.factor_sealed),
        "form": form,
        "right_address": "" if place else security_keys.right_address(request),
        "is_full": len(keys) >= operations.MOST_KEYS,
    }
    return render(request, "foundation/security_keys.html", context, status=422 if form and form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def add_key(request: HttpRequest) -> HttpResponse:
    """The second half: the browser asks for the key, and its answer is checked and kept."""
    account, now = request.user, timezone.now()
    if not account.is_authenticated:
        return redirect_to_login(request.path)
    adding, place = _adding(request, account, now), security_keys.place_of(request)
    if adding is None or place is None:
        return redirect("foundation:own_keys")
    problem = ""
    if request.method == "POST":
        try:
            return _added(request, account, adding["name"], place, now)
        except ValueError as refused:
            problem = str(refused)
    options = security_keys.asked_to_enrol(
        place,
        challenge_of(request, account.pk, KeyChallenge.Purpose.ADD, now),
        account_id=account.pk,
        login=account.login,
        name=account.name,
        known=known(queries.security_keys_of(account.pk)),
    )
    context = {
        "title": gettext("登记安全密钥"),
        "name": adding["name"],
        "options": options,
        "problem": problem,
        "back_url": resolve_url("foundation:own_keys"),
    }
    return render(request, "foundation/security_key_add.html", context, status=422 if problem else 200)


def _adding(request: HttpRequest, account: Account, now: datetime) -> dict[str, str] | None:
    """The key that this session has given the password for, not long ago."""
    held: dict[str, str] | None = request.session.get(ADDING)
    if held is None or held["account"] != str(account.pk):
        return None
    age: timedelta = now - datetime.fromisoformat(held["at"])
    return held if age < security_keys.LIFE else None


def _added(
    request: HttpRequest, account: Account, name: str, place: security_keys.Place, now: datetime
) -> HttpResponse:
    """Keep the key of the browser's answer. Raises `ValueError`, as a sentence."""
    purpose = KeyChallenge.Purpose.ADD
    challenge = taken_challenge(request, account.pk, purpose)
    if not operations.spend_challenge(challenge=challenge, account_id=account.pk, purpose=purpose, at=now):
        raise ValueError(gettext("这一次等得太久，或已经用过。请再按一次“开始”。"))
    try:
        enrolled = security_keys.enrolled(place, challenge, request.POST.get(ANSWER, ""))
    except security_keys.NotProven as problem:
        security.warning("a new security key of account %s does not hold: %s", account.pk, problem)
        raise ValueError(gettext("密钥的回答没有通过检查。请再按一次“开始”；还不行，换一把密钥。")) from problem
    codes = second_factor.new_recovery_codes()
    are_new = operations.add_own_key(
        enrolled=enrolled, name=name, recovery=codes, here=sessions.handle_of(request), by=account.pk, at=now
    )
    del request.session[ADDING]
    request.session.cycle_key()
    if are_new:
        shown: dict[str, Any] = {"title": gettext("把恢复码抄下来"), "codes": codes, "is_key": True}
        return render(request, "foundation/recovery_codes.html", shown)
    messages.success(request, gettext("已登记。下次登录就能用。别处的登录都已断开。"))
    return redirect("foundation:own_keys")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def remove_key(request: HttpRequest, key_id: uuid.UUID) -> HttpResponse:
    """Take an own key away, with the own password."""
    account, now = request.user, timezone.now()
    if not account.is_authenticated:
        return redirect_to_login(request.path)
    keys = queries.security_keys_of(account.pk)
    key = next((one for one in keys if one.pk == key_id), None)
    if key is None:
        raise rights.Unseen(gettext("没有这把安全密钥，或已经删掉。"))
    form = OwnWordForm(account, now, request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.remove_own_key(key_id=key_id, here=sessions.handle_of(request), by=account.pk, at=now)
        request.session.cycle_key()
        messages.success(request, gettext("已删掉。别处的登录都已断开。"))
        return redirect("foundation:own_keys")
    context = {
        "title": gettext("删掉安全密钥"),
        "key": key,
        "form": form,
        "is_last": len(keys) == 1 and not account.factor_sealed,
        "own_keys": resolve_url("foundation:own_keys"),
        "back_url": resolve_url("foundation:own_keys"),
    }
    return render(request, "foundation/security_key_remove.html", context, status=422 if form.errors else 200)
