"""Visits that come again: set, paused, taken up again, ended; the job that puts them into the pool in time."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from minsheng.dispatch import policies, queries, rules
from minsheng.dispatch.facts import (
    RecurringVisitEnded,
    RecurringVisitPaused,
    RecurringVisitResumed,
    RecurringVisitSet,
    TaskWithdrawn,
)
from minsheng.dispatch.models import HelpTask, RecurringTask, RecurringVisit
from minsheng.dispatch.operations import offering
from minsheng.dispatch.rules import recurring
from minsheng.foundation import facts, ids, rights, worktime, writing
from minsheng.registry import queries as registry


@dataclass(frozen=True, kw_only=True)
class NewRecurring:
    """A visit that comes again, as it is set."""

    person_id: uuid.UUID
    title: str
    every: recurring.Every
    starts_on: date
    start: time
    interval: int = 1
    minutes: int = 60
    skill: str | None = None


@writing.operation
def set_recurring(*, visit: NewRecurring, by: rights.Actor, at: datetime) -> RecurringVisit:
    """A person would like to be visited again and again. Raises `Unseen`, `Refused`, `ValueError`."""
    person = registry.seen_person(visit.person_id, by)
    policies.require_record_consent(by, person.area_id)
    offering.refuse_secrets(visit.title)
    if not visit.title.strip():
        raise ValueError("请写明上门做什么。")
    if visit.starts_on <= worktime.local_date(at):
        raise ValueError("第一次要在今天以后。请改日期。")
    made = RecurringVisit.objects.create(
        id=ids.new_id(at),
        person_id=person.pk,
        title=visit.title.strip(),
        skill_id=visit.skill,
        every=visit.every,
        interval=visit.interval,
        starts_on=visit.starts_on,
        start=visit.start,
        minutes=visit.minutes,
        set_by_id=by.id,
    )
    facts.tell(RecurringVisitSet(about=made.pk, area=facts.Code(person.area_id)), by=by.id, at=at)
    plan_visit(visit_id=made.pk, at=at)
    return made


def plan_recurring(*, at: datetime) -> int:
    """Put what falls into the coming days into the pool; how many tasks were made. Doing it again makes none."""
    running = RecurringVisit.objects.filter(ended_on=None, person__left="").order_by("pk")
    return sum(plan_visit(visit_id=key, at=at) for key in running.values_list("pk", flat=True))


@writing.operation
def plan_visit(*, visit_id: uuid.UUID, at: datetime) -> int:
    """Make the tasks of one recurring visit for the coming days, each once; how many were made."""
    visit = RecurringVisit.objects.select_for_update(of=("self",)).select_related("person").get(pk=visit_id)
    if visit.ended_on is not None:
        return 0
    today = worktime.local_date(at)
    known = set(visit.tasks.filter(planned_on__gt=today).values_list("planned_on", flat=True))
    made = 0
    for day in queries.days_of(visit, today, today + timedelta(days=queries.PLAN_DAYS)):
        if day.planned not in known and not day.is_paused:
            _make(visit, day, at)
            made += 1
    return made


def _make(visit: RecurringVisit, day: queries.VisitDay, at: datetime) -> None:
    begins = worktime.at_local(day.on, visit.start)
    task = HelpTask.objects.create(
        id=ids.new_id(at),
        kind=rules.TaskKind.HOME_SERVICE,
        person_id=visit.person_id,
        title=visit.title,
        area_id=visit.person.area_id,
        place=visit.person.address,
        skill_id=visit.skill_id,
        window_start=begins,
        window_end=begins + timedelta(minutes=visit.minutes),
        opened_at=at,
    )
    RecurringTask.objects.create(visit=visit, planned_on=day.planned, task=task)
    offering.tell_offered(task, rights.NOBODY, at)


@writing.operation
def pause_recurring(*, visit_id: uuid.UUID, first: date, last: date | None, by: rights.Actor, at: datetime) -> None:
    """Nobody comes from a day to a day (without `last`: until it is taken up again); tasks in it are withdrawn.

    Raises `Unseen`, `ValueError`.
    """
    visit = _locked(visit_id, by)
    if first < worktime.local_date(at) or (last is not None and last < first):
        raise ValueError("暂停从今天或以后开始，结束不能早于开始。请改日期。")
    visit.paused_from, visit.paused_to = first, last
    visit.save(update_fields=["paused_from", "paused_to"])
    _withdraw(visit, first, last, at)
    told = RecurringVisitPaused(about=visit.pk, area=facts.Code(visit.person.area_id), valid_from=first, valid_to=last)
    facts.tell(told, by=by.id, at=at)


@writing.operation
def resume_recurring(*, visit_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """Visits come again from now on; what fell into the pause is not made up for. Raises `Unseen`."""
    visit = _locked(visit_id, by)
    visit.paused_from = visit.paused_to = None
    visit.save(update_fields=["paused_from", "paused_to"])
    facts.tell(RecurringVisitResumed(about=visit.pk, area=facts.Code(visit.person.area_id)), by=by.id, at=at)
    plan_visit(visit_id=visit.pk, at=at)


@writing.operation
def end_recurring(*, visit_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """The person wants no more visits: at once, without a reason; what is in the pool is withdrawn. Raises `Unseen`."""
    visit = _locked(visit_id, by)
    visit.ended_on = worktime.local_date(at)
    visit.save(update_fields=["ended_on"])
    _withdraw(visit, visit.ended_on, None, at)
    facts.tell(RecurringVisitEnded(about=visit.pk, area=facts.Code(visit.person.area_id)), by=by.id, at=at)


def _locked(visit_id: uuid.UUID, by: rights.Actor) -> RecurringVisit:
    queries.seen_recurring(visit_id, by)
    return RecurringVisit.objects.select_for_update(of=("self",)).select_related("person").get(pk=visit_id)


def _withdraw(visit: RecurringVisit, first: date, last: date | None, at: datetime) -> None:
    """Take the open tasks of these days out of the pool; a day that is planned anew gets a new task."""
    rows = visit.tasks.filter(planned_on__gte=first, task__ended_at=None)
    for row in rows if last is None else rows.filter(planned_on__lte=last):
        task = HelpTask.objects.select_for_update().get(pk=row.task_id)
        offering.end_task(task, rules.TaskEnd.WITHDRAWN, rules.ClaimEnd.WITHDRAWN, at)
        told = TaskWithdrawn(about=task.pk, area=facts.Code(task.area_id), way=facts.Code(task.end))
        facts.tell(told, by=None, at=at)
        row.delete()
