"""From triage to delivery: confirm, assign, hand back, make an appointment, visit, deliver."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import policies, queries, rules
from minsheng.cases.facts import AppointmentSet, CallerContacted, Delivered, VisitStarted
from minsheng.cases.models import Case, CoHandler, Delivery, Limit, Task
from minsheng.cases.operations import guarding, helping, limits, opening, outreach
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import facts, ids, keys, rights, worktime, writing
from minsheng.foundation.units import Encounters
from minsheng.registry import queries as registry


def locked(case_id: uuid.UUID, act: rules.Act | None, by: rights.Actor, at: datetime) -> Case:
    """The case, locked, for an act of this actor.

    Raises `Unseen` where it does not exist for him, `Refused` where he may not, `NotNow` where it stands elsewhere.
    """
    organisations = queries.organisations_of(by, at)
    seen = Case.objects.filter(policies.visible(by, organisations), pk=case_id).values("pk")
    case = Case.objects.select_for_update().filter(pk__in=seen).first()
    if case is None:
        raise rights.Unseen("没有这件事，或不在您的服务范围。")
    if act is not None and case.merged_into_id is not None:
        raise rules.NotNow("这件事已经并入另一件一起办理。请到那一件里操作，或先拆开。")
    if act is not None:
        policies.require_act(by, case, act, organisations)
        rules.after(rules.State(case.state), act)
    return case


@writing.operation
def triage_case(*, case_id: uuid.UUID, triage: opening.Triage, by: rights.Actor, at: datetime) -> Case:
    """Confirm the category, the one lead and the co-handlers. Raises `Emergency` and `ValueError` as opening does."""
    case = locked(case_id, rules.Act.TRIAGE, by, at)
    case.state = rules.after(rules.State(case.state), rules.Act.TRIAGE)
    confirm(case, triage, by, at)
    return case


def confirm(case: Case, triage: opening.Triage, by: rights.Actor, at: datetime) -> catalogue.CategoryRow:
    """Write and tell category, lead and co-handlers of a locked case; its state is set. Limits keep their history."""
    category = catalogue.category(triage.category)
    if category is None:
        raise ValueError("没有这个类别。请从列表中选择。")
    opening.stop_for_emergency(category)
    if queries.is_complained_of(case, triage.lead):
        raise ValueError("这件事是对这个单位的投诉，不能由它自己来办。请选它的上级或另一个单位主办。")
    if queries.is_complained_of(case, *triage.co_handlers):
        raise ValueError("被投诉的单位不能协办：协办单位看得到投诉的内容。请去掉它。")
    CoHandler.objects.filter(case=case).exclude(organisation__in=triage.co_handlers).delete()
    opening.apply_triage(case, triage, category)
    limits.promise_again(case, category)
    limits.save_recounted(case, at, "state", "category", "urgency", "lead")
    known = set(CoHandler.objects.filter(case=case).values_list("organisation_id", flat=True))
    rows = [one for one in opening.co_handler_rows(case, triage) if one.organisation_id not in known]
    CoHandler.objects.bulk_create(rows)
    facts.tell(opening.triaged(case, triage), by=by.id, at=at)
    return category


@writing.operation
def assign_case(*, case_id: uuid.UUID, by: rights.Actor, at: datetime) -> Task:
    """Give the lead its task; the first contact and the handling limit begin now."""
    case = locked(case_id, rules.Act.ASSIGN, by, at)
    category = catalogue.category(case.category_id or "")
    if category is None:
        raise ValueError("派单前要先定责：请先选择类别和主办单位。")
    case.state = rules.after(rules.State(case.state), rules.Act.ASSIGN)
    return give_task(case, category, by, at)


def give_task(case: Case, category: catalogue.CategoryRow, by: rights.Actor, at: datetime) -> Task:
    """The lead of a locked case gets its task; limits of this round that have begun go on."""
    circumstances = [rules.CircumstanceKind(one) for one in case.circumstances.values_list("kind", flat=True)]
    task = opening.new_task(case, category.route, circumstances, by, at)
    task.save(force_insert=True)
    Limit.objects.filter(case=case, kind="response", met_at=None).update(met_at=at)
    begun = {"response", *Limit.objects.filter(case=case, round=case.reopenings).values_list("kind", flat=True)}
    promised = [(one.kind, one.amount, one.unit) for one in category.limits if one.kind not in begun]
    Limit.objects.bulk_create(limits.limit_rows(case, promised, at))
    limits.save_recounted(case, at, "state")
    fresh = list(CoHandler.objects.filter(case=case, assigned_at=None).order_by("pk"))
    given = opening.give_co_tasks(case, category, fresh, at)
    CoHandler.objects.bulk_update(fresh, ["assigned_at", "amount", "unit", "due_at"])
    facts.tell(opening.assigned(case, task), *given, by=by.id, at=at)
    return task


@writing.operation
def note_contact(*, case_id: uuid.UUID, how: str, by: rights.Actor, at: datetime) -> Case:
    """The lead has spoken with the caller: the first contact is made. Raises `NotNow` where it was made before."""
    if how not in rules.CONTACT_WORDS:
        raise ValueError("请从列表中选择是怎么联系的。")
    case = locked(case_id, rules.Act.CONTACT, by, at)
    if not Limit.objects.filter(case=case, kind="first_contact", met_at=None).update(met_at=at):
        raise rules.NotNow("首次联系已经记过了，不用再记。")
    Task.objects.filter(case=case, ended_at=None).update(taken_by=by.id)
    limits.save_recounted(case, at)
    facts.tell(CallerContacted(about=case.pk, area=facts.Code(case.area_id), how=facts.Code(how)), by=by.id, at=at)
    if how in rules.SPOKEN:
        outreach.note_met(person_id=case.person_id, channel=rules.SPOKEN[how], by=by.id, at=at)
    return case


@writing.operation
def assign_cases(*, case_ids: Sequence[uuid.UUID], by: rights.Actor, at: datetime) -> list[Task]:
    """Assign several cases, all or none, locked in the order of their ids. Raises as `assign_case` does."""
    return [assign_case(case_id=one, by=by, at=at) for one in sorted(set(case_ids))]


def open_task(case: Case) -> Task:
    """The open task of a locked case, locked. Raises `NotNow` without one."""
    task = Task.objects.select_for_update().filter(case=case, ended_at=None).first()
    if task is None:
        raise rules.NotNow("这件事现在没有正在办理的任务。请刷新页面查看最新情况。")
    return task


@writing.operation
def set_appointment(
    *, case_id: uuid.UUID, start: datetime, end: datetime, contact_name: str, by: rights.Actor, at: datetime
) -> str:
    """Agree a time window and make a door code of four digits, returned once to be read out to the person."""
    case = locked(case_id, rules.Act.DELIVER, by, at)
    if not at < end or not start < end:
        raise ValueError("预约时间要在现在之后，结束时间要晚于开始时间。请重新选择。")
    guarding.refuse_secrets(contact_name)
    task = open_task(case)
    code = f"{secrets.randbelow(10_000):04d}"
    task.window_start, task.window_end, task.contact_name = start, end, contact_name
    task.door_code_sealed = keys.ring().seal(code, f"cases_task.door_code.{task.pk}")
    task.code_matched, task.visit_started_at, task.taken_by = None, None, by.id
    task.save()
    Limit.objects.filter(case=case, kind="first_contact", met_at=None).update(met_at=at)
    limits.save_recounted(case, at)
    told = AppointmentSet(
        about=case.pk, area=facts.Code(case.area_id), task=task.pk, window_start=start, window_end=end
    )
    facts.tell(told, by=by.id, at=at)
    return code


@writing.operation
def start_visit(
    *, case_id: uuid.UUID, code: str, by: rights.Actor, at: datetime, stood_at: datetime | None = None
) -> bool:
    """Somebody stands at the door and hears the code. Both outcomes are told as facts.

    A wrong code makes the visit void: no second guess, a new appointment gives a new code. Raises `NotNow` then,
    without an appointment, and outside the agreed window (`rules.VISIT_LEEWAY` before and after it). `stood_at`:
    when he stood there, where it was written down without network and arrives only now.
    """
    return check_code(locked(case_id, rules.Act.DELIVER, by, at), code, by, at, stood_at)


def check_code(case: Case, code: str, by: rights.Actor, at: datetime, stood_at: datetime | None) -> bool:
    """Hold what was said at the door of a locked case against its code; see `start_visit`."""
    stood_at = min(stood_at or at, at)
    task = open_task(case)
    expected = _valid_code(task, stood_at)
    given = worktime.plain_digits(code)
    matched = secrets.compare_digest(expected.encode(), given.encode())
    task.visit_started_at, task.code_matched = stood_at, matched
    task.save(update_fields=["visit_started_at", "code_matched"])
    told = VisitStarted(about=case.pk, area=facts.Code(case.area_id), task=task.pk, code_matched=matched)
    facts.tell(told, by=by.id, at=at)
    return matched


def _valid_code(task: Task, at: datetime) -> str:
    """The code that opens the door now. Raises `NotNow` with what to do instead."""
    if task.door_code_sealed is None or task.window_start is None or task.window_end is None:
        raise rules.NotNow("还没有预约上门时间，没有上门口令。请先预约并把口令念给服务对象。")
    if task.code_matched is True:
        raise rules.NotNow("口令已经核对过了，可以直接填写办理结果。")
    if task.code_matched is False:
        raise rules.NotNow("口令已经报错过一次，这次上门作废。请重新预约，把新口令念给服务对象。")
    if not rules.is_visit_time(task.window_start, task.window_end, at):
        start = worktime.local(task.window_start)
        raise rules.NotNow(f"约定的上门时间是{start:%m月%d日 %H:%M}，现在口令无效。改时间请重新预约，会有新口令。")
    return keys.ring().open(bytes(task.door_code_sealed), f"cases_task.door_code.{task.pk}")


@writing.operation
def deliver_task(
    *,
    case_id: uuid.UUID,
    result: str,
    note: str,
    by: rights.Actor,
    at: datetime,
    companion_id: uuid.UUID | None = None,
    outside_reference: str = "",
    unfinished: str = "",
) -> Delivery:
    """The work is done and waits for somebody else to verify it. A doorstep visit needs its matching code first.

    One answer, by the lead: while a co-handler has not done its part, `unfinished` says why nobody waits for it.
    Raises `ValueError` where the note or the reference holds card, identity or password digits.
    """
    case = locked(case_id, rules.Act.DELIVER, by, at)
    if companion_id is not None and companion_id not in registry.accounts_of(case.lead_id, worktime.local_date(at)):
        raise ValueError("同行人员不是本单位的人员。请从列表中选择。")
    done = Done(
        result=result, note=note, companion_id=companion_id, outside_reference=outside_reference, unfinished=unfinished
    )
    return end_task(case, done, by, at)


@dataclass(frozen=True, kw_only=True)
class Done:
    """What was done, in the words of who did it."""

    result: str
    note: str
    companion_id: uuid.UUID | None = None
    outside_reference: str = ""
    unfinished: str = ""
    noted_by_id: uuid.UUID | None = None


def end_task(case: Case, done: Done, by: rights.Actor, at: datetime) -> Delivery:
    """End the open task of a locked case with its delivery; see `deliver_task`."""
    task = open_task(case)
    if task.route == Task.Route.DOORSTEP and task.code_matched is not True:
        raise rules.NotNow("上门办理要先核对上门口令。口令不对时不要进门，请致电受理中心。")
    guarding.refuse_secrets(done.note, done.outside_reference, done.unfinished)
    helping.leave_unfinished(case, done.unfinished, by, at)
    delivery = Delivery.objects.create(
        id=ids.new_id(at),
        task=task,
        case=case,
        by_id=by.id,
        companion_id=done.companion_id,
        noted_by_id=done.noted_by_id,
        at=at,
        result=done.result,
        note=done.note,
        outside_reference=done.outside_reference,
    )
    task.ended_at, task.end = at, "delivered"
    task.save(update_fields=["ended_at", "end"])
    case.state = rules.after(rules.State(case.state), rules.Act.DELIVER)
    limits.end_pause(case, by.id, at)
    Limit.objects.filter(case=case, met_at=None).update(met_at=at)
    limits.save_recounted(case, at, "state")
    told = Delivered(
        about=case.pk,
        area=facts.Code(case.area_id),
        task=task.pk,
        delivery=delivery.pk,
        encounters=Encounters(1),
        hours_from_opening=int((at - case.opened_at).total_seconds() // 3600),
    )
    facts.tell(told, by=by.id, at=at)
    return delivery
