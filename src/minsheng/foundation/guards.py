"""Pages for staff: signed in, and with a permission somewhere."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url

from minsheng.foundation import rights

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
                    return HttpResponse(status=401, headers={"HX-Redirect": resolve_url("foundation:sign_in")})
                return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
            if not any(actor.may(one) for one in permissions):
                raise rights.Refused(f"这一页需要“{permissions[0]}”权限。需要时请向本单位管理员申请。")
            return page(request, *args, **kwargs)

        return cast("Page[P]", guarded)

    return guard
