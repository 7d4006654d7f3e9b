"""The acts on a case, each one entry of `ACTS`: its words, its form, and what is called with what was typed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minsheng.cases import operations, rules
from minsheng.cases.forms import acting as forms
from minsheng.foundation import rights

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
