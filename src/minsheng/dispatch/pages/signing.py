"""Sign-in sheets of posts and teams: printed in large type, and keyed once when they came back."""

from __future__ import annotations

import uuid

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.forms.signing import SignInForm
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

KEEP = policies.KEEP_TEAMS
FREE_LINES = range(5)
"""Lines for who is not on the list yet: he is entered first, then keyed."""


@never_cache
@require_GET
@needs(KEEP)
def post_sheet(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """The sheet of a post, to be printed."""
    roll = queries.roll_of_post(post_id, rights.acting(request), timezone.now())
    return _sheet(request, roll, reverse("dispatch:key_post_sheet", args=[post_id]))


@never_cache
@require_GET
@needs(KEEP)
def team_sheet(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """The sheet of a team, to be printed."""
    roll = queries.roll_of_team(team_id, rights.acting(request), timezone.now())
    return _sheet(request, roll, reverse("dispatch:key_team_sheet", args=[team_id]))


def _sheet(request: HttpRequest, roll: queries.Roll, key_url: str) -> HttpResponse:
    context = {
        "title": _("签到单：%(name)s") % {"name": roll.name},
        "roll": roll,
        "key_url": key_url,
        "qr": segno.make(request.build_absolute_uri(key_url), error="m").svg_data_uri(scale=3),
        "free_lines": FREE_LINES,
        "kept": queries.sheets_of(roll),
        "nobody_because": queries.who_sees_names(roll, rights.acting(request), timezone.now()),
    }
    return render(request, "dispatch/sign_in_sheet.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def key_post_sheet(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """A sheet of a post that came back."""
    roll = queries.roll_of_post(post_id, rights.acting(request), timezone.now())
    return _key(request, roll, reverse("dispatch:post_sheet", args=[post_id]))


@never_cache
@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def key_team_sheet(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """A sheet of a team that came back."""
    roll = queries.roll_of_team(team_id, rights.acting(request), timezone.now())
    return _key(request, roll, reverse("dispatch:team_sheet", args=[team_id]))


def _key(request: HttpRequest, roll: queries.Roll, back: str) -> HttpResponse:
    actor, now = rights.acting(request), timezone.now()
    policies.require_keep_rolls(actor, roll.area)
    form = SignInForm(roll, timezone.localdate(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = operations.key_sign_in(sheet=form.sheet(), by=actor, at=now)
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("录入了 %(count)s 人签到。") % {"count": count})
            return redirect(back)
    context = {"title": _("录入签到单"), "subject": roll.name, "form": form, "back_url": back}
    if why := queries.who_sees_names(roll, actor, now):
        context |= {"form": None, "nobody_because": why}
    return render(request, "dispatch/key_sign_in.html", context, status=422 if form.errors else 200)
