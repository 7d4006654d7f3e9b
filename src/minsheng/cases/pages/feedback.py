"""Thanks and complaints: taken at the desk, listed for those who take them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.cases import operations, queries
from minsheng.cases.forms.feedback import FeedbackForm
from minsheng.cases.models import Feedback
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs


@require_GET
@needs("cases.take_voice")
def feedback(request: HttpRequest) -> HttpResponse:
    """What was heard last, thanks and complaints, with the case that each belongs to."""
    context = {"title": _("感谢和投诉"), "lines": queries.feedback_list(rights.acting(request))}
    return render(request, "cases/feedback.html", context)


@require_http_methods(["GET", "POST"])
@needs("cases.take_voice")
@once.once
def new_feedback(request: HttpRequest) -> HttpResponse:
    """Write down thanks or a complaint; `?number=` names the case."""
    actor, now = rights.acting(request), timezone.now()
    initial = {"number": request.GET.get("number", ""), "kind": request.GET.get("kind", "")}
    form = FeedbackForm(actor, now, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.hear_feedback(feedback=_told(form), by=actor, at=now)
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            return _onward(request, made)
    context = {"title": _("记感谢或投诉"), "form": form, "found": form.case, "back_url": reverse("cases:feedback")}
    return render(request, "cases/new_feedback.html", context, status=422 if form.errors else 200)


def _told(form: FeedbackForm) -> operations.NewFeedback:
    told = form.cleaned_data
    return operations.NewFeedback(
        is_complaint=told["kind"] == Feedback.Kind.COMPLAINT,
        words=told["words"],
        channel=told["channel"],
        area=told["area"],
        case_id=form.case.pk if form.case else None,
        organisation=uuid.UUID(told["organisation"]) if told["organisation"] else None,
        helper=uuid.UUID(told["helper"]) if told.get("helper") else None,
        giver_name=told["giver_name"],
        giver_phone=told["giver_phone"],
    )


def _onward(request: HttpRequest, made: Feedback) -> HttpResponse:
    if made.opened is None:
        messages.success(request, _("已记下感谢。"))
        return redirect("cases:feedback")
    messages.success(request, _("投诉已立为一件事。请告诉来话人编号：") + queries.number_of(made.opened))
    return redirect("cases:case", made.opened.pk)
