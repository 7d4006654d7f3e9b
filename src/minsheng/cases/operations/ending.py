"""Endings without delivery, and beginning again."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from minsheng.cases import rules
from minsheng.cases.facts import Declined, Referred, Reopened
from minsheng.cases.models import Case, Circumstance, Limit, Task, Voice
from minsheng.cases.operations.handling import locked
from minsheng.foundation import facts, rights

DECLINE_REASONS = {
    "not_public": "不属于公共服务事项",
    "court": "已进入诉讼、仲裁或复议程序",
    "settled": "已有终结意见，没有新的事实",
    "no_content": "没有可以办理的内容",
}


@transaction.atomic
def decline_case(
    *, case_id: uuid.UUID, reason_code: str, reason: str, remedy: str, by: rights.Actor, at: datetime
) -> Case:
    """Do not take a case on: with a reason, a remedy and the name of who decides (caution: no refusal without)."""
    if reason_code not in DECLINE_REASONS:
        raise ValueError("请从列表中选择不予受理的理由。")
    case = _end(case_id, rules.Act.DECLINE, f"{DECLINE_REASONS[reason_code]}。{reason}", remedy, by, at)
    told = Declined(about=case.pk, area=facts.Code(case.area_id), reason_code=facts.Code(reason_code))
    facts.tell(told, by=by.id, at=at)
    return case


@transaction.atomic
def refer_case(*, case_id: uuid.UUID, to: str, reason: str, remedy: str, by: rights.Actor, at: datetime) -> Case:
    """Pass a case to a way outside: with the reason and how the person goes on there."""
    case = _end(case_id, rules.Act.REFER, f"转至{to}。{reason}", remedy, by, at)
    facts.tell(Referred(about=case.pk, area=facts.Code(case.area_id), to=facts.Code(to[:20])), by=by.id, at=at)
    return case


def _end(case_id: uuid.UUID, act: rules.Act, reason: str, remedy: str, by: rights.Actor, at: datetime) -> Case:
    if not reason.strip() or not remedy.strip():
        raise ValueError("要写明理由，也要写明对方接下来可以怎么办。")
    case = locked(case_id, act, by, at)
    case.state = rules.after(rules.State(case.state), act)
    case.ended_at, case.ended_by = at, by.id
    case.end_reason, case.end_remedy = reason, remedy
    case.due_at, case.changed_at = None, at
    case.save(update_fields=["state", "ended_at", "ended_by", "end_reason", "end_remedy", "due_at", "changed_at"])
    Limit.objects.filter(case=case, met_at=None).update(met_at=at)
    purge_circumstances(case)
    return case


def purge_circumstances(case: Case) -> int:
    """Forget what was noted about the person for this case; returns how many there were."""
    return Circumstance.objects.filter(case=case).delete()[0]


@transaction.atomic
def reopen_case(*, case_id: uuid.UUID, reason: str, by: rights.Actor, at: datetime) -> Case:
    """Work on a case again; the lead stays. The reason stands in the ended task or the verification."""
    if not reason.strip():
        raise ValueError("请写明重新办理的理由。")
    case = locked(case_id, rules.Act.REOPEN, by, at)
    reopen(case, by.id, at, reason)
    return case


def reopen(case: Case, by: uuid.UUID, at: datetime, reason: str) -> None:
    """Reopen a case that is already locked and checked. Its voicers will have to be told again what came of it."""
    before = case.state
    case.state = rules.after(rules.State(before), rules.Act.REOPEN)
    case.reopenings += 1
    case.ended_at, case.ended_by, case.end_reason, case.end_remedy = None, None, "", ""
    case.changed_at = at
    case.save(update_fields=["state", "reopenings", "ended_at", "ended_by", "end_reason", "end_remedy", "changed_at"])
    Task.objects.filter(case=case, ended_at=None).update(ended_at=at, end="reopened", end_reason=reason[:400])
    Voice.objects.filter(case=case).update(told_at=None)
    told = Reopened(about=case.pk, area=facts.Code(case.area_id), from_state=facts.Code(before))
    facts.tell(told, by=by, at=at)
