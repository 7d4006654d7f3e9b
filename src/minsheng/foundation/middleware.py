"""What every request passes: who acts, problems as sentences, and (for measuring) the number of queries."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from minsheng.foundation import once, rights

Next = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger(__name__)


class ActorMiddleware:
    """Sets `request.actor`; what it holds is read at the first use, once."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        account = request.user
        rights.set_acting(
            request,
            rights.actor_of(account.pk, account.name, timezone.localdate())
            if account.is_authenticated
            else rights.NOBODY,
        )
        return self.get_response(request)


class ProblemMiddleware:
    """Turns the problems that operations raise into pages with a sentence and a remedy."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponseBase | None:
        if isinstance(problem, rights.Unseen):
            return render(request, "404.html", {"reason": str(problem)}, status=404)
        if isinstance(problem, rights.Refused):
            return render(request, "403.html", {"reason": str(problem)}, status=403)
        if isinstance(problem, once.OtherBody):
            return render(request, "409.html", {"reason": str(problem)}, status=409)
        return None


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
