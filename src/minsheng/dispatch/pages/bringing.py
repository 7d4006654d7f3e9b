"""A phone cannot send what its helper wrote down: the desk takes in the file that it exported."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.forms import field
from minsheng.dispatch.forms.arriving import Line, Outbox, OutboxFileForm, Picture
from minsheng.dispatch.pages import arriving
from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.guards import needs


@dataclass(frozen=True)
class Brought:
    """What became (or would become) of a record: `state` as the state badges call it, and the sentence beside it."""

    state: str
    words: str
    who: str = ""
    what: str = ""
    done_at: datetime | None = None
    result: str = ""


Names = Mapping[uuid.UUID, str]


@never_cache
@require_http_methods(["GET", "POST"])
@needs(policies.RECORD_CONSENT)
def bring_outbox(request: HttpRequest) -> HttpResponse:
    """Try a file (no record is kept), or take it in. Taken in twice it changes nothing: each record has its client id."""
    actor, now = rights.acting(request), timezone.now()
    form = OutboxFileForm(actor, request.POST or None, request.FILES or None)
    context = {"title": _("录入手机导出的文件"), "form": form, "back_url": reverse("dispatch:phone_pool")}
    if request.method == "POST" and form.is_valid():
        outbox: Outbox = form.cleaned_data["file"]
        is_trial = request.POST.get("then") != "take_in"
        context |= {
            "is_trial": is_trial,
            "rows": _tried(outbox, actor, now) if is_trial else _taken(outbox, actor, now),
            "form": _next_form(form, actor, now, is_trial=is_trial),
        }
    return render(request, "dispatch/bring_outbox.html", context, status=422 if form.errors else 200)


def _next_form(form: OutboxFileForm, actor: rights.Actor, now: datetime, *, is_trial: bool) -> OutboxFileForm:
    """The form beside the answer: after a trial it knows the file, so that nobody has to choose it again."""
    if not is_trial:
        operations.drop_tried(by=actor.id)
        return OutboxFileForm(actor)
    tried = operations.keep_tried(content=form.content.decode("utf-8-sig"), by=actor.id, at=now)
    made = OutboxFileForm(actor, initial={"tried": tried})
    made.fields["file"].label = _("换一个文件（不换就不用选）")
    return made


def _tried(outbox: Outbox, actor: rights.Actor, now: datetime) -> list[Brought]:
    """What would become of a file: it is taken in, and all of that is undone."""
    with transaction.atomic():
        rows = _taken(outbox, actor, now)
        transaction.set_rollback(True)
    return rows


def _taken(outbox: Outbox, actor: rights.Actor, now: datetime) -> list[Brought]:
    came = [(one, *_record(one, actor, now)) for one in outbox.lines]
    names = ground.account_names({one.helper for one, _state, _words, is_seen in came if is_seen})
    titles = queries.task_titles({one.record.visit for one in outbox.lines if one.record}, actor)
    rows = [_row(one, names, titles, state, words) for one, state, words, _is_seen in came]
    return [*rows, *(row for one in outbox.pictures if (row := _photo(one, actor, now)))]


def _record(line: Line, actor: rights.Actor, now: datetime) -> tuple[str, str, bool]:
    """Take a record in: the state, the sentence for it, and whether the actor may know whose it is."""
    record, helper = line.record, line.helper
    if record is None or helper is None:
        return "error", line.problem, False
    is_known = queries.arrived(record.client_id) is not None
    try:
        kept = arriving.kept(
            record.client_id,
            lambda: operations.bring_record(record=record, helper_id=helper, by=actor, at=now),
            lambda reason: operations.bring_record(record=record, helper_id=helper, by=actor, at=now, contested=reason),
        )
    except rights.Unseen as problem:
        return "error", str(problem), False
    except (operations.UsedId, ValueError) as problem:
        return "error", str(problem), True
    if is_known:
        return "done", _("以前已经收到，不会重复记。"), True
    if kept.standing == "to_settle":
        return "waiting", _("收下，由另一个人核对：%(reason)s") % {"reason": kept.reason}, True
    if kept.standing == "void":
        return "error", kept.reason, True
    return "done", _("记在他名下，由别人核实。"), True


def _row(line: Line, names: Names, titles: Names, state: str, words: str) -> Brought:
    record = line.record
    if record is None:
        return Brought(state=state, words=words)
    results = {value: str(word) for value, word in field.RESULT.choices}
    return Brought(
        who=names.get(line.helper, "") if line.helper else "",
        what=titles.get(record.visit) or str(field.FORMS[record.form].title),
        done_at=record.done_at,
        result=results.get(record.answers.get("result", ""), ""),
        state=state,
        words=words,
    )


def _photo(picture: Picture, actor: rights.Actor, now: datetime) -> Brought | None:
    """Take a photo in; nothing is said of one whose record did not come in, which is said already."""
    try:
        operations.bring_photo(
            record_id=picture.record, content=picture.content, helper_id=picture.helper, by=actor, at=now
        )
    except rights.Unseen:
        return None
    except ValueError as problem:
        return Brought(what=_("照片"), state="error", words=str(problem))
    return None
