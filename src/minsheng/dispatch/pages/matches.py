"""Skills and posts: a helper's posts with why, and the helpers of a post."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.pages.organising import shown_post
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs


@never_cache
@require_GET
@needs("dispatch.claim")
def posts_for_me(request: HttpRequest) -> HttpResponse:
    """The posts that ask for what the helper can."""
    return _mine(request, "")


def _mine(request: HttpRequest, problem: str) -> HttpResponse:
    actor, now = rights.acting(request), timezone.now()
    rows = queries.posts_for(actor, now)
    context = {
        "title": _("适合我的岗"),
        "rows": rows,
        "to_learn": queries.posts_to_learn_for(actor, now, [row.post.pk for row in rows]),
        "problem": problem,
        "client_id": once.new_client_id,
    }
    return render(request, "dispatch/posts_for_me.html", context, status=422 if problem else 200)


@require_POST
@needs("dispatch.claim")
@once.once
def offer_for_post(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """The helper would take a post."""
    try:
        row = operations.offer_for_post(post_id=post_id, by=rights.acting(request), at=timezone.now())
    except operations.NotNow as problem:
        return _mine(request, str(problem))
    done = _("上岗了，谢谢您。") if row.holding_id else _("记下了。管理岗位的人同意后就上岗。")
    messages.success(request, done)
    return redirect("dispatch:posts_for_me")


@require_POST
@needs("dispatch.claim")
@once.once
def decline_post(request: HttpRequest, match_id: uuid.UUID) -> HttpResponse:
    """The helper says no."""
    operations.decline_post(match_id=match_id, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("好的。不用说明原因，也没有人会记。"))
    return redirect("dispatch:posts_for_me")


@require_POST
@needs(policies.KEEP_TEAMS)
@once.once
def ask_for_post(request: HttpRequest, post_id: uuid.UUID, helper_id: uuid.UUID) -> HttpResponse:
    """Ask a helper, or say yes to one who offered himself."""
    try:
        row = operations.ask_for_post(
            post_id=post_id, helper_id=helper_id, by=rights.acting(request), at=timezone.now()
        )
    except operations.NotNow as problem:
        return shown_post(request, post_id, str(problem))
    messages.success(request, _("两边都愿意，已上岗。") if row.holding_id else _("已经问了，等志愿者答应。"))
    return redirect("dispatch:post", post_id=post_id)
