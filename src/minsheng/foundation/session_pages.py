"""Pages of one's own sessions: where one is signed in, and what was typed when one was signed out."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from minsheng.foundation import kept_forms, operations, queries, sessions
from minsheng.foundation.forms import EndSessionsForm
from minsheng.foundation.models import OpenSession


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def own_sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, since when, last seen; the others can be ended with the own password."""
    account, now = request.user, timezone.now()
    if not account.is_authenticated:
        return redirect_to_login(request.path)
    here = sessions.handle_of(request)
    rows = queries.open_sessions(account.pk, now)
    others = [(str(row.handle), _words(row)) for row in rows if row.handle != here]
    form = EndSessionsForm(account, now, others, request.POST or None)
    if request.method == "POST" and form.is_valid():
        which = form.cleaned_data["which"]
        chosen = None if which == EndSessionsForm.ALL else uuid.UUID(which)
        count = operations.end_own_sessions(here=here, chosen=chosen, by=account.pk, at=now)
        messages.success(request, ngettext("已断开 %(count)s 处。", "已断开 %(count)s 处。", count) % {"count": count})
        return redirect("foundation:own_sessions")
    context = {
        "title": gettext("在哪里登录着"),
        "rows": [{"session": row, "browser": sessions.browser_words(row.browser)} for row in rows],
        "here": here,
        "form": form if others else None,
    }
    return render(request, "foundation/sessions.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def kept_form(request: HttpRequest) -> HttpResponse:
    """What one had typed when one was signed out: send it once more, or drop it."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if request.method == "POST":
        kept_forms.drop(request)
        messages.success(request, gettext("已丢掉。"))
        return redirect("foundation:home")
    context = {"title": gettext("接着提交"), "kept": kept_forms.kept(request, timezone.now())}
    return render(request, "foundation/kept_form.html", context)


def _words(row: OpenSession) -> str:
    """A session in one line, as it is chosen."""
    began: datetime = timezone.localtime(row.began_at)
    return f"{sessions.browser_words(row.browser)} · {row.address or '—'} · {began:%m-%d %H:%M}"
