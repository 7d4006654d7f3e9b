"""What every request passes: who acts, problems as sentences, and (for measuring) the number of queries."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils import timezone

from minsheng.foundation import context, editions, kept_forms, once, queries, rights
from minsheng.foundation.logs import security
from minsheng.foundation.models import Account

Next = Callable[[HttpRequest], HttpResponseBase]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
MOST_BODY = 12 * 1024 * 1024
"""Bytes: a file of ten megabytes with the fields around it."""
log = logging.getLogger(__name__)


class ActorMiddleware:
    """Sets `request.actor`, from the one query that found the account (`signing`).

    A page that only reads is of one mind: kept data stands for it as it stood when the request began.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        account = request.user
        known: Mapping[str, int] = {}
        if account.is_authenticated:
            rights.set_acting(request, _actor(account))
            known = getattr(account, "editions", {})
        else:
            rights.set_acting(request, rights.NOBODY)
        with editions.beginning(known):
            if request.method not in {"GET", "HEAD"}:
                return self.get_response(request)
            with editions.holding():
                return self.get_response(request)


def _actor(account: Account) -> rights.Actor:
    """The actor behind an account, with what it holds today if that was read along with it."""
    held = getattr(account, "held", None)
    if held is None:
        return rights.actor_of(account.pk, account.name, timezone.localdate())
    return rights.Actor(
        account.pk,
        account.name,
        tuple(rights.Held(one["role"], one["area"], frozenset(one["permissions"])) for one in held),
    )


class OwnPasswordMiddleware:
    """Whoever signed in with a password that somebody else has seen chooses his own before anything else.

    And whoever has neither code nor security key sets one up before anything else, unless the banner asks fewer for it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        first = _must_first(request)
        if first and request.path not in {resolve_url(one) for one in (*first, "foundation:sign_out")}:
            return redirect(first[0])
        return self.get_response(request)


SECOND = ("foundation:own_second_factor", "foundation:own_keys", "foundation:add_key")


def _must_first(request: HttpRequest) -> tuple[str, ...]:
    """The page that comes before all others for whoever asks, and those beside it; none for nearly everybody."""
    account = request.user
    if not account.is_authenticated:
        return ()
    if account.has_temporary_password:
        return ("foundation:change_password",)
    is_asked = context.asks_second_factor_of(rights.acting(request).roles)
    return SECOND if is_asked and not queries.has_second_factor(account) else ()


class KeepNothingMiddleware:
    """What a signed-in person sees is kept by no browser and no proxy, unless its page says otherwise."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class KnownMethodMiddleware:
    """Answers 405 to methods that nothing here speaks, TRACE among them: it would send a request's headers back."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


class NoNulMiddleware:
    """Answers 400 to an address with a NUL in it: no text has one, and the database takes none."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path:
            words = {"is_elder": context.is_elder(request), **context.front()}
            return HttpResponse(render_to_string("400.html", words), status=400)
        return self.get_response(request)


class BodySizeMiddleware:
    """Answers 413 to a request whose body is larger than any form needs, before a byte of it is read.

    And 411 where it does not say how large (chunked): it would be read as empty. The web server in front waits for such
    a body and says its length. The page is drawn without the request: its forms would have no token yet.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "HTTP_TRANSFER_ENCODING" in request.META:
            words = {"is_elder": context.is_elder(request), **context.front()}
            return HttpResponse(render_to_string("400.html", words), status=411)
        told = str(request.META.get("CONTENT_LENGTH") or "0")
        has_files = str(request.META.get("CONTENT_TYPE") or "").startswith("multipart/")
        most = MOST_BODY if has_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if not told.isdecimal() or int(told) > most:
            words = {"is_elder": context.is_elder(request), **context.front()}
            return HttpResponse(render_to_string("413.html", words), status=413)
        return self.get_response(request)


class ProblemMiddleware:
    """Turns the problems that operations raise into pages with a sentence and a remedy."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponseBase | None:
        if isinstance(problem, rights.Unseen):
            return _refusal(request, "404.html", str(problem), 404)
        if isinstance(problem, rights.Refused):
            security.warning("refused: %s %s to %s", request.method, request.path, _who(request))
            return _refusal(request, "403.html", rights.in_words(str(problem)), 403)
        if isinstance(problem, once.OtherBody):
            return _refusal(request, "409.html", str(problem), 409)
        return None


def _refusal(request: HttpRequest, template: str, reason: str, status: int) -> HttpResponse:
    """The page that refuses, with what was typed into the form: it was not taken, and can be copied from there."""
    typed = kept_forms.typed(request) if request.method == "POST" else None
    return render(request, template, {"reason": reason, "typed": typed.texts if typed else []}, status=status)


def _who(request: HttpRequest) -> str:
    actor = getattr(request, "actor", rights.NOBODY)
    return f"account {actor.account_id}" if actor.is_known else "nobody"


class QueryCountMiddleware:
    """Says in `Server-Timing` how many queries and milliseconds of processor time an answer took."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        queries = 0

        def counted(execute: Callable[..., Any], *args: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*args)

        started = time.thread_time()
        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        cpu_ms = (time.thread_time() - started) * 1000
        response["Server-Timing"] = f'queries;desc="{queries}", cpu;dur={cpu_ms:.1f}'
        return response
