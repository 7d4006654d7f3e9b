"""The call desk: ask whether it was done, tell what came of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.cases import operations, policies, queries, rules
from minsheng.cases.forms.acting import TellForm
from minsheng.foundation import context, once, rights, texting, worktime
from minsheng.foundation.guards import needs
from minsheng.registry import queries as registry


@require_GET
@needs("cases.verify", "cases.tell")
def calls(request: HttpRequest) -> HttpResponse:
    """Whom to call now: to verify, and to tell; longest waiting first."""
    actor, now = rights.acting(request), timezone.now()
    shown = {
        "title": _("回访与告知"),
        "to_verify": queries.calls_to_verify(actor, now),
        "to_tell": queries.calls_to_tell(actor, now),
        "may_verify": actor.may("cases.verify"),
        "may_tell": actor.may("cases.tell"),
        "most": queries.CALLS_PAGE,
        "cut": _("这里只列出等得最久的 %(most)s 条。做完一条，后面的接着出来。") % {"most": queries.CALLS_PAGE},
    }
    return render(request, "cases/calls.html", shown)


@require_http_methods(["GET", "POST"])
@needs("cases.tell")
@once.once
def tell(request: HttpRequest, voice_id: uuid.UUID) -> HttpResponse:
    """Tell one voicer what came of it; the words to say are drafted from what was recorded."""
    actor, now = rights.acting(request), timezone.now()
    voice = queries.seen_voice(voice_id, actor, now)
    policies.require_tell(actor, voice.case)
    form = TellForm(request.POST or None, initial={"words": queries.words_to_tell(voice)})
    if request.method == "POST" and form.is_valid():
        try:
            operations.tell_voicer(voice_id=voice_id, by=actor, at=now, **_told(form))
        except (ValueError, rules.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{queries.number_of(voice.case)} {_('已记录告知。')}")
            return redirect(_onward(request, voice_id))
    shown = {
        "title": _("告知结果"),
        "form": form,
        "voice": voice,
        "may_reveal_phone": actor.may("registry.reveal_phone", voice.case.area_id),
        "number": queries.number_of(voice.case),
        "lead": registry.organisations()[voice.case.lead_id],
        "may_text": texting.sender() is not None and texting.may_receive(queries.caller_phone(voice)),
        "client_id": once.new_client_id(),
        "back_url": reverse("cases:calls"),
    }
    return render(request, "cases/tell.html", shown, status=422 if form.errors else 200)


@require_POST
@needs("cases.tell")
@once.once
def text(request: HttpRequest, voice_id: uuid.UUID) -> HttpResponse:
    """Let a text tell one voicer that there is a result; it says nothing about him or his matter."""
    try:
        made = operations.queue_text(
            voice_id=voice_id,
            hotline=str(context.front()["phone_number"]),
            by=rights.acting(request),
            at=timezone.now(),
        )
    except (ValueError, rules.NotNow) as problem:
        messages.warning(request, str(problem))
    else:
        at = f"{worktime.local(made.due_at):%m-%d %H:%M}"
        messages.success(request, _("短信已排好，发出时间：") + at)
    return redirect("cases:calls")


@require_GET
@needs("cases.tell")
def letter(request: HttpRequest, voice_id: uuid.UUID) -> HttpResponse:
    """The result on paper, to be sent or handed over; and a notice for the village, without name and matter."""
    actor = rights.acting(request)
    voice = queries.seen_voice(voice_id, actor, timezone.now())
    policies.require_tell(actor, voice.case)
    result = queries.result_of(voice)
    shown = {
        "title": _("信件和告示"),
        "number": queries.number_of(voice.case),
        "name": voice.caller_name,
        "words": queries.words_to_tell(voice) if rules.State(result.state) in rules.ENDED_STATES else "",
        "area": voice.case.area.name,
    }
    return render(request, "cases/letter.html", shown)


def _onward(request: HttpRequest, voice_id: uuid.UUID) -> str:
    """The next call to make where that was asked for, else the list of calls."""
    if request.POST.get("then") == "next":
        waiting = queries.calls_to_tell(rights.acting(request), timezone.now(), most=2)
        following = [call.voice_id for call in waiting if call.voice_id != voice_id]
        if following:
            return reverse("cases:tell", args=[following[0]])
    return reverse("cases:calls")


def _told(form: TellForm) -> dict[str, str]:
    return {"channel": form.cleaned_data["channel"], "words": form.cleaned_data["words"]}
