"""Pages for staff: signed in, and with a permission somewhere."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone

from minsheng.foundation import kept_forms, rights

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def needs(*permissions: str) -> Callable[[Page[P]], Page[P]]:
    """A page for people who hold one of these permissions somewhere; others sign in or get 403.

    Where exactly they hold it is asked by the operation or query for the record at hand.
    """

    def guard(page: Page[P]) -> Page[P]:
        @functools.wraps(page)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            actor = rights.acting(request)
            if not actor.is_known:
                if request.headers.get("HX-Request"):
                    return HttpResponse(status=401, headers=_away(request))
                return redirect_to_login(_way_back(request))
            if not any(actor.may(one) for one in permissions):
                raise rights.Refused(f"这一页需要“{permissions[0]}”的权限。需要时请向本单位管理员申请。")
            return page(request, *args, **kwargs)

        return cast("Page[P]", guarded)

    return guard


def _away(request: HttpRequest) -> dict[str, str]:
    """Where a piece sends its page. A piece of a form that is filled in (POST) leaves it: it is kept when it is sent."""
    return {} if request.method == "POST" else {"HX-Redirect": resolve_url("foundation:sign_in")}


def _way_back(request: HttpRequest) -> str:
    """Where somebody goes on after signing in: what he had typed when he was signed out is not lost."""
    if request.method == "GET":
        return request.get_full_path()
    is_kept = request.method == "POST" and kept_forms.keep(request, timezone.now())
    return resolve_url("foundation:kept_form" if is_kept else "foundation:home")
