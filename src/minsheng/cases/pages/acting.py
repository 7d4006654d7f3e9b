"""The page of one act on a case: who sees its form, what the form starts with, and where one goes on from it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minsheng.cases import operations, policies, queries, rules
from minsheng.cases.pages import door
from minsheng.cases.pages.acts import ACTS
from minsheng.cases.pages.case import READ
from minsheng.foundation import once, rights, worktime
from minsheng.foundation.guards import needs
from minsheng.foundation.widgets import SEMICOLON
from minsheng.registry import queries as registry

ACT_OF = {"appointment": rules.Act.DELIVER, "visit": rules.Act.DELIVER, "attempt": rules.Act.VERIFY}
"""Pages that are a part of an act of another name."""


@require_http_methods(["GET", "POST"])
@needs(*READ)
@once.once
def act(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """One act on one case: its form, then the act, then back to the case."""
    page = ACTS.get(name)
    if page is None:
        raise Http404
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_case(case_id, actor, now)
    _require(name, found, actor)
    before = rules.State(found.state)
    form = page.form(request.POST or None, **_offered(name, found, actor))
    if request.method == "POST" and form.is_valid():
        try:
            warning = page.carry_out(case_id, form, actor)
        except (ValueError, rules.NotNow, operations.Emergency) as problem:
            form.add_error(None, str(problem))
        else:
            if warning:
                messages.warning(request, warning)
            elif name != "appointment":
                messages.success(request, f"{queries.number_of(found)} {page.done}")
            return redirect(_onward(request, name, case_id, before))
    context = {
        "title": page.title,
        "form": form,
        "page": page,
        "name": name,
        "found": found,
        "number": queries.number_of(found),
        "lead": registry.organisations()[found.lead_id],
        "offer": _offer(found) if name in {"triage", "correct"} else None,
        "done": queries.last_delivery(found) if name in {"verify", "attempt", "reopen"} else None,
        "next_label": "" if page.is_final or name in {"appointment", "visit"} else _("保存，看下一件"),
        "may_reveal_phone": name in {"verify", "attempt", "appointment"}
        and actor.may("registry.reveal_phone", found.area_id),
        "blocked": _why_not_now(name, found) if request.method == "GET" else "",
        "back_url": reverse("cases:case", args=[case_id]),
    }
    return render(request, "cases/act.html", context, status=422 if form.errors else 200)


def _require(name: str, found: Any, actor: rights.Actor) -> None:
    """No form for somebody who may not send it."""
    act = ACT_OF.get(name) or rules.Act(name)
    organisations = queries.organisations_of(actor, timezone.now())
    policies.require_act(actor, found, act, organisations)
    if act is rules.Act.HELP:
        helpers = set(found.co_handlers.values_list("organisation_id", flat=True))
        policies.require_helper(organisations, helpers)
    if act is rules.Act.DECIDE_HAND_BACK and (waiting := queries.waiting_hand_back(found, timezone.now())):
        on = worktime.local_date(timezone.now())
        policies.require_arbiter(actor, waiting.argued, registry.organisations_of(actor.id, on))
    if act is rules.Act.VERIFY:
        policies.require_verify(actor, found, found.deliveries.all())


def _why_not_now(name: str, found: Any) -> str:
    """Why nobody can do it now, before anything is typed; "" where it can be done."""
    try:
        if name == "pause":
            operations.require_pausable(found, timezone.now())
        elif name == "ask_extension":
            operations.room_left(found, timezone.now())
        elif name == "decide_extension" and not queries.extension_words(found, timezone.now()):
            return _("现在没有等待审批的申请。")
        elif name == "decide_hand_back" and queries.waiting_hand_back(found, timezone.now()) is None:
            return _("现在没有等待裁定的申请。")
    except rules.NotNow as problem:
        return str(problem)
    return ""


def _room(found: Any) -> str:
    try:
        return operations.room_left(found, timezone.now())
    except rules.NotNow:
        return ""


def _onward(request: HttpRequest, name: str, case_id: uuid.UUID, before: rules.State) -> str:
    """Where to go after an act: to read out the door code, to the next case of the same kind, or to the case."""
    actor, now = rights.acting(request), timezone.now()
    if name == "appointment":
        door.may_read_code(request, case_id)
        return reverse("cases:door_code", args=[case_id])
    if request.POST.get("then") != "next":
        return reverse("cases:case", args=[case_id])
    if name in {"verify", "attempt"}:
        calls = [call.line.id for call in queries.calls_to_verify(actor, now, most=2) if call.line.id != case_id]
        return reverse("cases:act", args=[calls[0], "verify"]) if calls else reverse("cases:calls")
    page = queries.work_list(actor, queries.Filter(view="open", state=before), now, most=2)
    following = [line.id for line in page.lines if line.id != case_id]
    return reverse("cases:case", args=[following[0]]) if following else reverse("cases:work_list")


def _offer(found: Any) -> rules.ProviderOffer | None:
    """Who is offered the need first, by its category or by the one that the system proposed."""
    return queries.provider_offer(found.category_id or found.proposed_category_id or "", found.area_id)


def _offered(name: str, found: Any, actor: rights.Actor) -> dict[str, Any]:
    """What a form starts with."""
    if name == "ask_extension":
        return {"room": _room(found)}
    if name == "decide_extension":
        return {"asked": queries.extension_words(found, timezone.now())}
    if name == "deliver":
        people = registry.accounts_of(found.lead_id, worktime.local_date(timezone.now()))
        known = registry.organisations()
        return {
            "companions": {str(key): who for key, who in people.items() if key != actor.account_id},
            "waiting": "、".join(known[one.organisation_id].name for one in queries.open_co_tasks(found)),
        }
    if name == "hand_back":
        return {"area": found.area_id, "refused": queries.refused_hand_back(found)}
    if name == "decide_hand_back":
        waiting = queries.waiting_hand_back(found, timezone.now())
        before = f" {_('上次裁定：')}{queries.refused_hand_back(found)}" if waiting and waiting.argued.first_id else ""
        return {"argued": f"{waiting.lead}：{waiting.words}{before}" if waiting else ""}
    if name in {"triage", "correct"}:
        known = registry.organisations()
        category = found.category or found.proposed_category
        item_lead = found.proposed_item.lead_id if found.proposed_item_id else None
        lead = item_lead if found.state == rules.State.HEARD and item_lead else found.lead_id
        parent = f"{category.parent.name} / " if category and category.parent_id else ""
        initial = {"category": f"{parent}{category.name}" if category else "", "lead": known[lead].name}
        helpers = queries.co_handlers_offered(found, lead, _offer(found))
        return {"area": found.area_id, "initial": initial | {"co_handlers": SEMICOLON.join(helpers)}}
    return {}
