"""Pages without sign-in: say what is needed, look up what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minsheng.cases import operations, queries
from minsheng.cases.forms.acting import StatusForm
from minsheng.cases.forms.intake import PublicVoiceForm
from minsheng.foundation import once, rights
from minsheng.foundation.address import address_of
from minsheng.foundation.fields import area_options, offer
from minsheng.registry import queries as registry


@never_cache
@require_http_methods(["GET", "POST"])
@once.once
def voice(request: HttpRequest) -> HttpResponse:
    """Anybody says what is needed; works without script."""
    form, refused = PublicVoiceForm(request.POST or None), 422
    offer(form, area=area_options(registry.intake_areas()))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        now = timezone.now()
        heard = operations.NewVoice(
            words=told["words"],
            channel="web",
            heard_at=now,
            area=told["area"],
            place=told["place"],
            caller_name=told["caller_name"],
            caller_phone=told["caller_phone"],
            consent="yes",
        )
        try:
            operations.count_public_voice(address=address_of(request), at=now)
            opened = operations.open_case(voice=heard, by=rights.NOBODY, at=now)
        except ValueError as problem:
            form.add_error(None, str(problem))
        except operations.TooManyVoices as problem:
            form.add_error(None, str(problem))
            refused = 429
        else:
            request.session["said"] = queries.number_of(opened)
            return redirect("cases:said")
    context = {"title": _("反映诉求"), "form": form}
    return render(request, "cases/voice.html", context, status=refused if form.errors else 200)


@never_cache
@require_http_methods(["GET"])
def said(request: HttpRequest) -> HttpResponse:
    """The number of what was just said, to write down."""
    number = request.session.get("said", "")
    if not number:
        return redirect("cases:voice")
    return render(request, "cases/said.html", {"title": _("收到了"), "number": number})


@never_cache
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """The status by number and phone tail; wrong number and wrong tail look alike, and cannot be tried for long."""
    form = StatusForm(request.POST or None, initial={"number": request.GET.get("number", "")[:40]})
    found, refused = None, 422
    if request.method == "POST" and form.is_valid():
        try:
            found = operations.look_up_status(
                number=form.cleaned_data["number"],
                phone_tail=form.cleaned_data["phone_tail"],
                address=address_of(request),
                at=timezone.now(),
            )
        except ValueError as problem:
            form.add_error("number", str(problem))
        except operations.TooManyGuesses as problem:
            form.add_error(None, str(problem))
            refused = 429
        else:
            if found is None:
                form.add_error(None, _("没有查到。请核对编号和联系电话后四位，或打电话询问，说明您的姓名和大概日期。"))
    context = {"title": _("查进度"), "form": form, "found": found}
    return render(request, "cases/status.html", context, status=refused if form.errors else 200)
