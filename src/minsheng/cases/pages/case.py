"""One case: the page, its print sheet, the acts on it, and the caller's phone number."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.cases import operations, policies, queries, rules
from minsheng.cases.forms import acting as forms
from minsheng.cases.pages import door, listing
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import once, rights, worktime
from minsheng.foundation import operations as ground
from minsheng.foundation import queries as ground_queries
from minsheng.foundation.guards import needs
from minsheng.registry import queries as registry

READ = ("cases.read", "cases.read_own_organisation")


@require_GET
@needs(*READ)
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """A case: what was said, who answers for it, until when, what happened, what can be done now."""
    shown = queries.case_shown(case_id, rights.acting(request), timezone.now())
    context = {
        "title": shown.case.title,
        "shown": shown,
        "acts": _links(shown),
        "ended": rules.ENDED_STATES,
        "in_hand": _in_hand(shown),
        "may_reveal_phone": rights.acting(request).may("registry.reveal_phone", shown.case.area_id),
        "may_hear": rights.acting(request).may("cases.take_voice", shown.case.area_id),
        "complained": _complained(shown),
        "back_url": listing.last_list(request),
    }
    return render(request, "cases/case.html", context)


def _in_hand(shown: queries.CaseShown) -> str:
    """Who of the lead spoke with the caller last; "" for nobody yet. One query where there is somebody."""
    task = shown.open_task
    return ground_queries.account_names([task.taken_by]).get(task.taken_by, "") if task and task.taken_by else ""


def _complained(shown: queries.CaseShown) -> dict[str, str]:
    """What a complaint is about: the organisation, and the number of the case; empty for what is none."""
    if shown.complaint is None:
        return {}
    about, case = shown.complaint.organisation, shown.complaint.case
    return {"organisation": about.name if about else "", "number": queries.number_of(case) if case else ""}


def _links(shown: queries.CaseShown) -> list[dict[str, object]]:
    """The acts as links, first the one that comes next."""
    names: list[str] = [act.value for act in shown.acts if act.value in ACTS and act is not rules.Act.VERIFY]
    if names[:2] == ["triage", "assign"]:
        names[:2] = ["assign", "triage"]
    task = shown.open_task
    if rules.Act.DELIVER in shown.acts and task and task.route == "doorstep":
        is_agreed = task.window_start is not None and task.code_matched is not False
        names = _doorstep_first(names, is_agreed=is_agreed, is_inside=bool(task.code_matched))
    if shown.may_verify:
        names = ["verify", "attempt", *names]
    return [
        {"name": name, "label": ACTS[name].title, "url": reverse("cases:act", args=[shown.case.pk, name])}
        for name in names
    ]


def _doorstep_first(names: list[str], *, is_agreed: bool, is_inside: bool) -> list[str]:
    """Appointment, code, delivery: the one that is due comes first."""
    if is_inside:
        return [*names, "appointment"]
    return ["visit", "appointment", *names] if is_agreed else ["appointment", *names]


@require_GET
@needs(*READ)
def sheet(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The case on paper, large, with its number as a QR code; the number is also written out."""
    shown = queries.case_shown(case_id, rights.acting(request), timezone.now())
    address = request.build_absolute_uri(reverse("cases:status")) + f"?number={shown.number}"
    context = {"title": _("办理单"), "shown": shown, "qr": segno.make(address, error="m").svg_data_uri(scale=4)}
    return render(request, "cases/sheet.html", context)


@require_POST
@needs("registry.reveal_phone")
def phone(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show the callers' numbers, after noting who read them and for which case."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_case(case_id, actor, now)
    rights.require(actor, "registry.reveal_phone", found.area_id)
    phones = queries.phones_shown(found, actor, now)
    about = {(one.about, one.area) for one in phones if one.phone}
    ground.log_readings(by=actor.id, about=about, purpose=f"case:{found.pk}", items=["phone"], at=now)
    context = {"title": _("联系电话"), "phones": phones, "back_url": reverse("cases:case", args=[found.pk])}
    return render(request, "cases/phone.html", context)


Carry = Callable[[uuid.UUID, Any, rights.Actor], str]
"""Carries out an act; returns a warning that the actor must read now, or ""."""


@dataclass(frozen=True)
class ActPage:
    """A page for one act: its words, its form, and what is called with the cleaned values."""

    title: Any
    submit: Any
    form: type[forms.ActForm]
    carry_out: Carry
    done: Any
    note: Any = ""
    is_final: bool = False


def _confirmed(form: forms.TriageForm) -> operations.Triage:
    told = form.cleaned_data
    return operations.Triage(
        category=told["category"],
        lead=uuid.UUID(told["lead"]),
        co_handlers=tuple(uuid.UUID(one) for one in told["co_handlers"]),
    )


def _triage(case_id: uuid.UUID, form: forms.TriageForm, by: rights.Actor) -> str:
    operations.triage_case(case_id=case_id, triage=_confirmed(form), by=by, at=timezone.now())
    return ""


def _assign(case_id: uuid.UUID, _form: forms.AssignForm, by: rights.Actor) -> str:
    operations.assign_case(case_id=case_id, by=by, at=timezone.now())
    return ""


def _hand_back(case_id: uuid.UUID, form: forms.HandBackForm, by: rights.Actor) -> str:
    told = form.cleaned_data
    operations.hand_back_case(
        case_id=case_id,
        reason=told["reason"],
        basis=told["basis"],
        proposed_lead=uuid.UUID(told["proposed_lead"]) if told["proposed_lead"] else None,
        by=by,
        at=timezone.now(),
    )
    return ""


def _decide_hand_back(case_id: uuid.UUID, form: forms.DecideHandBackForm, by: rights.Actor) -> str:
    told = form.cleaned_data
    operations.decide_hand_back(
        case_id=case_id, is_accepted=told["decision"] == "yes", words=told["words"], by=by, at=timezone.now()
    )
    return ""


def _correct(case_id: uuid.UUID, form: forms.CorrectForm, by: rights.Actor) -> str:
    operations.correct_case(
        case_id=case_id, triage=_confirmed(form), reason=form.cleaned_data["reason"], by=by, at=timezone.now()
    )
    return ""


def _help(case_id: uuid.UUID, form: forms.HelpForm, by: rights.Actor) -> str:
    operations.finish_co_task(case_id=case_id, note=form.cleaned_data["note"], by=by, at=timezone.now())
    return ""


def _contact(case_id: uuid.UUID, form: forms.ContactForm, by: rights.Actor) -> str:
    operations.note_contact(case_id=case_id, how=form.cleaned_data["how"], by=by, at=timezone.now())
    return ""


def _appointment(case_id: uuid.UUID, form: forms.AppointmentForm, by: rights.Actor) -> str:
    start, end = form.window()
    operations.set_appointment(
        case_id=case_id, start=start, end=end, contact_name=form.cleaned_data["contact_name"], by=by, at=timezone.now()
    )
    return ""


def _visit(case_id: uuid.UUID, form: forms.VisitForm, by: rights.Actor) -> str:
    matched = operations.start_visit(case_id=case_id, code=form.cleaned_data["code"], by=by, at=timezone.now())
    return "" if matched else _("口令不符：此次上门无效，已经记录。请不要进门，致电受理中心重新预约。")


def _deliver(case_id: uuid.UUID, form: forms.DeliverForm, by: rights.Actor) -> str:
    told = form.cleaned_data
    operations.deliver_task(
        case_id=case_id,
        result=told["result"],
        note=told["note"],
        companion_id=uuid.UUID(told["companion"]) if told["companion"] else None,
        outside_reference=told["outside_reference"],
        unfinished=told.get("unfinished", ""),
        by=by,
        at=timezone.now(),
    )
    return ""


def _verify(case_id: uuid.UUID, form: forms.VerifyForm, by: rights.Actor) -> str:
    told = form.cleaned_data
    operations.verify_case(
        case_id=case_id,
        outcome=rules.Outcome(told["outcome"]),
        asked=told["asked"],
        words=told["words"],
        by=by,
        at=timezone.now(),
    )
    return ""


def _attempt(case_id: uuid.UUID, form: forms.AttemptForm, by: rights.Actor) -> str:
    told = form.cleaned_data
    operations.note_attempt(
        case_id=case_id, result=rules.AttemptResult(told["result"]), note=told["note"], by=by, at=timezone.now()
    )
    return ""


def _decline(case_id: uuid.UUID, form: forms.DeclineForm, by: rights.Actor) -> str:
    told = form.cleaned_data
    operations.decline_case(
        case_id=case_id,
        reason_code=told["reason_code"],
        reason=told["reason"],
        remedy=told["remedy"],
        by=by,
        at=timezone.now(),
    )
    return ""


def _refer(case_id: uuid.UUID, form: forms.ReferForm, by: rights.Actor) -> str:
    told = form.cleaned_data
    operations.refer_case(
        case_id=case_id, to=told["to"], reason=told["reason"], remedy=told["remedy"], by=by, at=timezone.now()
    )
    return ""


def _reopen(case_id: uuid.UUID, form: forms.ReopenForm, by: rights.Actor) -> str:
    operations.reopen_case(case_id=case_id, reason=form.cleaned_data["reason"], by=by, at=timezone.now())
    return ""


def _pause(case_id: uuid.UUID, form: forms.PauseForm, by: rights.Actor) -> str:
    told = form.cleaned_data
    operations.pause_limit(
        case_id=case_id, reason=rules.PauseReason(told["reason"]), note=told["note"], by=by, at=timezone.now()
    )
    return ""


def _resume(case_id: uuid.UUID, _form: forms.ResumeForm, by: rights.Actor) -> str:
    operations.resume_limit(case_id=case_id, by=by, at=timezone.now())
    return ""


def _ask_extension(case_id: uuid.UUID, form: forms.AskExtensionForm, by: rights.Actor) -> str:
    told = form.cleaned_data
    operations.ask_extension(case_id=case_id, amount=told["amount"], reason=told["reason"], by=by, at=timezone.now())
    return ""


def _decide_extension(case_id: uuid.UUID, form: forms.DecideExtensionForm, by: rights.Actor) -> str:
    told = form.cleaned_data
    operations.decide_extension(
        case_id=case_id, is_granted=told["decision"] == "yes", words=told["words"], by=by, at=timezone.now()
    )
    return ""


_l = gettext_lazy
ACTS: dict[str, ActPage] = {
    "triage": ActPage(_l("定责"), _l("确认"), forms.TriageForm, _triage, _l("已定责。")),
    "assign": ActPage(
        _l("派单"),
        _l("派给主办单位"),
        forms.AssignForm,
        _assign,
        _l("已派单。"),
        _l("派单后开始计算首次联系和办理时限。"),
    ),
    "appointment": ActPage(_l("预约上门"), _l("约好了"), forms.AppointmentForm, _appointment, _l("已预约。")),
    "visit": ActPage(
        _l("核对上门口令"), _l("核对"), forms.VisitForm, _visit, _l("口令已核对。"), _l("请对方说出口令；您不要先说。")
    ),
    "deliver": ActPage(_l("办理完成"), _l("提交"), forms.DeliverForm, _deliver, _l("已提交，由他人核实。")),
    "contact": ActPage(_l("记下首次联系"), _l("记下"), forms.ContactForm, _contact, _l("首次联系已记下。")),
    "help": ActPage(_l("协办办结"), _l("办结"), forms.HelpForm, _help, _l("已办结，由主办单位答复对方。")),
    "hand_back": ActPage(
        _l("退回"),
        _l("申请退回"),
        forms.HandBackForm,
        _hand_back,
        _l("已申请退回，由裁定人裁定，时限不停。"),
        _l("退回由裁定人裁定；在此之前请继续办理，时限不停。"),
    ),
    "decide_hand_back": ActPage(
        _l("裁定退回"), _l("保存裁定"), forms.DecideHandBackForm, _decide_hand_back, _l("裁定已保存。")
    ),
    "correct": ActPage(
        _l("更正派单"),
        _l("更正并派单"),
        forms.CorrectForm,
        _correct,
        _l("已更正并派给新的主办单位。"),
        _l("派错了单位或类别时用。已经走过的时间、暂停和经过都保留。"),
    ),
    "verify": ActPage(
        _l("回访核实"),
        _l("保存回答"),
        forms.VerifyForm,
        _verify,
        _l("回答已保存。"),
        _l("只问事情办成了没有，不问满意不满意，不提示答案。"),
    ),
    "attempt": ActPage(
        _l("没有问到"),
        _l("记下这次电话"),
        forms.AttemptForm,
        _attempt,
        _l("已记下。还没到规定次数的，两小时后回到清单。"),
        _l("打了规定次数还没有问到，或对方不愿意回答，这件事就按“未经核实”结束，不算办成；仍要把结果告诉对方。"),
    ),
    "decline": ActPage(
        _l("不予受理"),
        _l("不予受理"),
        forms.DeclineForm,
        _decline,
        _l("已记录不予受理，请告知对方。"),
        _l("提交后这件事就结束了，理由和出路会原样告诉对方。拿不准，先定责给最相近的单位。"),
        is_final=True,
    ),
    "refer": ActPage(
        _l("转其他渠道"),
        _l("转出"),
        forms.ReferForm,
        _refer,
        _l("已转出，请告知对方。"),
        _l("提交后这件事在这里就结束了，请确认那边真的能办。"),
        is_final=True,
    ),
    "reopen": ActPage(_l("重新办理"), _l("重新办理"), forms.ReopenForm, _reopen, _l("已重新办理，请再次派单。")),
    "pause": ActPage(
        _l("暂停计时"),
        _l("暂停办理时限"),
        forms.PauseForm,
        _pause,
        _l("办理时限已暂停，恢复以后接着算。"),
        _l("暂停会留下记录，来话人查得到。条件具备后请马上恢复计时。"),
    ),
    "resume": ActPage(_l("恢复计时"), _l("恢复计时"), forms.ResumeForm, _resume, _l("办理时限接着计算。")),
    "ask_extension": ActPage(
        _l("申请延期"),
        _l("提交申请"),
        forms.AskExtensionForm,
        _ask_extension,
        _l("已申请。由另一人审批；时限到了还没有审批，申请自动失效。"),
    ),
    "decide_extension": ActPage(
        _l("审批延期"), _l("保存决定"), forms.DecideExtensionForm, _decide_extension, _l("决定已保存。")
    ),
}


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
        item = catalogue.item(found.proposed_item_id)
        if item and item.lead_id == lead and (offer := _offer(found)):
            initial["co_handlers"] = "；".join(queries.helpers_offered(lead, item.co_ids, offer))
        return {"area": found.area_id, "initial": initial}
    return {}
