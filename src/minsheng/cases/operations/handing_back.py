"""Between organisations: a lead argues and an arbiter decides, a wrong lead is put right, a co-handler does its part."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.cases import policies, queries, rules
from minsheng.cases.facts import CoTaskDone, HandBackArgued, HandBackRefused, HandedBack, LeadCorrected
from minsheng.cases.models import Case, CoHandler, HandBack, StepLimit, Task
from minsheng.cases.operations import guarding, limits, opening
from minsheng.cases.operations.handling import confirm, give_task, locked
from minsheng.catalogue import operations as catalogue_operations
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import facts, rights, worktime, writing
from minsheng.foundation import queries as ground
from minsheng.registry import queries as registry


@writing.operation
def set_step_limit(*, area: str, step: rules.Step, amount: int, unit: str) -> None:
    """Say how long a step may take in a banner. Raises `ValueError` for an unknown unit or no time at all."""
    worktime.LimitUnit(unit)
    if amount < 1:
        raise ValueError("时限至少是1。")
    StepLimit.objects.update_or_create(area_id=area, step=step, defaults={"amount": amount, "unit": unit})


@writing.operation
def hand_back_case(
    *,
    case_id: uuid.UUID,
    reason: str,
    basis: str,
    by: rights.Actor,
    at: datetime,
    proposed_lead: uuid.UUID | None = None,
) -> HandBack:
    """The lead argues that it is not the one: why, on which basis, and who is. No clock stops; an arbiter decides.

    After a refusal it may be argued once more, with something new, before another arbiter. Raises `NotNow` while one
    waits and after the second, `ValueError` where the second says what the first said.
    """
    if not reason.strip() or not basis.strip():
        raise ValueError("请写明为什么不是本单位负责，并写明依据（哪份清单、文件或规定）。")
    guarding.refuse_secrets(reason, basis)
    case = locked(case_id, rules.Act.HAND_BACK, by, at)
    task = Task.objects.get(case=case, ended_at=None)
    words = f"{reason.strip()}（依据：{basis.strip()}）"
    before = HandBack.objects.select_related("decision", "reason").filter(task=task).order_by("asked_at", "pk").last()
    if before is not None:
        _require_second(before, words)
    _require_other(proposed_lead, case)
    due = queries.step_due(case.area_id, rules.Step.HAND_BACK, at)
    argued = HandBack.objects.create(
        case=case,
        task=task,
        first=before,
        first_decided_by=before.decided_by if before else None,
        lead_id=case.lead_id,
        proposed_lead_id=proposed_lead,
        reason=guarding.note_reason(case, rules.Act.HAND_BACK, words, by.id, at),
        asked_at=at,
        asked_by=by.id,
        due_at=due.due_at,
        due_lines=list(due.lines),
    )
    facts.tell(_told(argued, case), by=by.id, at=at)
    return argued


def _told(argued: HandBack, case: Case) -> HandBackArgued:
    return HandBackArgued(
        about=case.pk,
        area=facts.Code(case.area_id),
        lead=argued.lead_id,
        proposed_lead=argued.proposed_lead_id,
        due_at=argued.due_at,
        is_second=argued.first_id is not None,
    )


def _require_other(proposed_lead: uuid.UUID | None, case: Case) -> None:
    """Raise `ValueError` where who is named as the right one is not there, or is the lead itself."""
    if proposed_lead is not None and proposed_lead not in registry.organisations_for([case.area_id]):
        raise ValueError("本地没有这个单位。请从列表中选择应当负责的单位。")
    if proposed_lead == case.lead_id:
        raise ValueError("应当负责的单位不能写本单位。")


def _require_second(before: HandBack, words: str) -> None:
    """Raise `NotNow` unless the first was refused, `ValueError` without anything new: see `hand_back_case`."""
    if before.decided_at is None or before.decision is None:
        by = f"，{worktime.local(before.due_at):%m月%d日 %H:%M}前裁定" if before.due_at else ""
        raise rules.NotNow(f"这次派单的退回申请正等着裁定{by}，不能再申请。裁定之前请继续办理。")
    if before.first_id is not None:
        raise rules.NotNow(_decided_twice(before, before.decision.words, before.decided_at))
    if words == before.reason.words:
        raise ValueError("理由和依据跟上次一样。再次申请要写新的理由或新的依据。")


def _decided_twice(argued: HandBack, decision: str, decided_at: datetime) -> str:
    """Why it cannot be argued again: who decided and with which reason, and what can still be done."""
    name = ground.account_names([argued.decided_by]).get(argued.decided_by or uuid.UUID(int=0), "")
    return (
        f"{name}已于{worktime.local(decided_at):%m月%d日}再次裁定不同意退回：{decision}"
        f" 同一次派单最多申请两次。{rules.HAND_BACK_REMEDY}"
    )


@writing.operation
def decide_hand_back(*, case_id: uuid.UUID, is_accepted: bool, words: str, by: rights.Actor, at: datetime) -> HandBack:
    """An arbiter says with a reason whether the lead is the one. Accepted, the intake answers for the case again.

    Raises `Refused` for somebody of an organisation that is a party and for who refused the first time, `NotNow` where nothing waits to be decided.
    """
    if not words.strip():
        raise ValueError("请写明裁定的理由，双方都会看到。")
    guarding.refuse_secrets(words)
    case = locked(case_id, rules.Act.DECIDE_HAND_BACK, by, at)
    argued = HandBack.objects.filter(case=case, task__ended_at=None, decided_at=None).first()
    if argued is None:
        raise rules.NotNow("没有等待裁定的退回申请。请刷新页面查看最新情况。")
    policies.require_arbiter(by, argued, registry.organisations_of(by.id, worktime.local_date(at)))
    argued.decided_at, argued.decided_by, argued.is_accepted = at, by.id, is_accepted
    argued.decision = guarding.note_reason(case, rules.Act.DECIDE_HAND_BACK, words, by.id, at)
    argued.save(update_fields=["decided_at", "decided_by", "is_accepted", "decision"])
    if is_accepted:
        _give_back(case, argued, by, at)
    else:
        is_late = argued.due_at is not None and at > argued.due_at
        told = HandBackRefused(
            about=case.pk,
            area=facts.Code(case.area_id),
            lead=argued.lead_id,
            is_late=is_late,
            is_second=argued.first_id is not None,
        )
        facts.tell(told, by=by.id, at=at)
    return argued


def _give_back(case: Case, argued: HandBack, by: rights.Actor, at: datetime) -> None:
    """The intake answers for the case again; where the list names nobody else, its duty is raised as unclear."""
    case.state = rules.after(rules.State(case.state), rules.Act.DECIDE_HAND_BACK)
    case.bounces += 1
    intake = registry.intake_for(case.area_id)
    if intake is not None:
        CoHandler.objects.filter(case=case, organisation_id=intake.id).delete()
        case.lead_id = intake.id
    limits.end_pause(case, by.id, at)
    limits.save_recounted(case, at, "state", "bounces", "lead")
    Task.objects.filter(case=case, ended_at=None).update(ended_at=at, end="handed_back")
    told = HandedBack(about=case.pk, area=facts.Code(case.area_id), lead=argued.lead_id, bounce_count=case.bounces)
    facts.tell(told, by=by.id, at=at)
    if rules.is_passed_around(case.bounces) or not _is_clear(case, argued, at):
        catalogue_operations.raise_unclear_item(
            case_id=case.pk, category=case.category_id, area=case.area_id, bounces=case.bounces, by=by.id, at=at
        )


def _is_clear(case: Case, argued: HandBack, at: datetime) -> bool:
    """Does the list, or the one who handed back, name another organisation?"""
    if argued.proposed_lead_id is not None:
        return True
    found = catalogue.propose_duty("", case.category_id or "", on=worktime.local_date(at), area=case.area_id)
    return found is not None and found.item.lead_id != argued.lead_id


@writing.operation
def finish_co_task(*, case_id: uuid.UUID, note: str, by: rights.Actor, at: datetime) -> Case:
    """A co-handler has done its part and says what. Raises `NotNow` where its people have no open task here."""
    if not note.strip():
        raise ValueError("请写明做了什么，主办单位要用。")
    guarding.refuse_secrets(note)
    case = locked(case_id, None, by, at)
    own = queries.organisations_of(by, at)
    policies.require_helper(own, set(case.co_handlers.values_list("organisation_id", flat=True)))
    policies.require_act(by, case, rules.Act.HELP, own)
    rules.after(rules.State(case.state), rules.Act.HELP)
    task = queries.open_co_tasks(case, own).order_by("pk").first()
    if task is None:
        raise rules.NotNow("您的单位在这件事上没有没办完的协办任务。请刷新页面查看最新情况。")
    CoHandler.objects.filter(pk=task.pk).update(ended_at=at, ended_by=by.id, end=CoHandler.End.DONE)
    guarding.note_reason(case, rules.Act.HELP, note, by.id, at)
    is_late = task.due_at is not None and at > task.due_at
    told = CoTaskDone(about=case.pk, area=facts.Code(case.area_id), organisation=task.organisation_id, is_late=is_late)
    facts.tell(told, by=by.id, at=at)
    return case


@writing.operation
def correct_case(*, case_id: uuid.UUID, triage: opening.Triage, reason: str, by: rights.Actor, at: datetime) -> Task:
    """Give an assigned case to the right lead, or the right category, at once; returns the new lead's task.

    Its limits keep their beginnings, pauses and extensions: nobody gains or loses time by the mistake of another.
    """
    if not reason.strip():
        raise ValueError("请写明为什么更正。")
    guarding.refuse_secrets(reason)
    case = locked(case_id, rules.Act.CORRECT, by, at)
    before = case.lead_id
    Task.objects.filter(case=case, ended_at=None).update(ended_at=at, end="corrected")
    guarding.note_reason(case, rules.Act.CORRECT, reason, by.id, at)
    told = LeadCorrected(about=case.pk, area=facts.Code(case.area_id), before=before, lead=triage.lead)
    facts.tell(told, by=by.id, at=at)
    category = confirm(case, triage, by, at)
    return give_task(case, category, by, at)
