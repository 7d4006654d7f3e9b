"""The pool of tasks for helpers, and what each helper holds with only what it needs."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from minsheng.cases import operations as cases_operations
from minsheng.cases import queries as cases
from minsheng.dispatch import policies, rules
from minsheng.dispatch.models import Claim, HelpTask, Skill
from minsheng.foundation import clockwords, rights, worktime
from minsheng.foundation import queries as ground

NO_SUCH_TASK = "没有这个任务，或已经不在任务池里。请回到任务池看看别的任务。"
CIRCUMSTANCE = cases_operations.CircumstanceKind
HELD = Q(claims__pk__isnull=False, claims__ended_at=None)
"""Joined from the task: a claim that stands (a task without claims has a row of nothing there)."""


@dataclass(frozen=True)
class PoolLine:
    """A task as the pool shows it: what and about where, never who."""

    id: uuid.UUID
    kind: str
    title: str
    area: str
    when: str
    skill: str
    needs_licence: bool
    places_left: int
    waits_hours: int
    hazards: str


@dataclass(frozen=True)
class HeldTask:
    """A task that a helper holds, with what its visit needs and nothing more.

    No telephone number, no history, no other need. `who` is "" where the person did not want his name passed on.
    """

    id: uuid.UUID
    kind: str
    what: str
    note: str
    hazards: str
    who: str
    area: str
    area_code: str
    place: str
    start: datetime | None
    end: datetime | None
    when: str
    hints: tuple[str, ...]
    number: str
    companions: tuple[str, ...]
    needs_code: bool

    @property
    def is_shopping(self) -> bool:
        """Does its helper get money to shop with?"""
        return self.kind == rules.TaskKind.SHOPPING


@dataclass(frozen=True)
class TaskToShare:
    """An open task of a case that its lead may share with helpers."""

    case: uuid.UUID
    number: str
    title: str
    area: str
    when: str


@dataclass(frozen=True)
class SharedLine:
    """A task that is in the pool: how it stands, without counting anybody's refusals."""

    id: uuid.UUID
    title: str
    area: str
    since: datetime
    people_needed: int
    holders: tuple[str, ...]


def skills() -> list[Skill]:
    """All skills, by name. One query."""
    return list(Skill.objects.order_by("name"))


def pool(actor: rights.Actor, at: datetime, most: int = 100) -> list[PoolLine]:
    """The open tasks with a free place in the helper's areas, what is soonest first. Two queries."""
    return _pool(actor, "dispatch.claim", at, most)


def pool_at_desk(actor: rights.Actor, at: datetime, most: int = 100) -> list[PoolLine]:
    """The same in the areas where the actor notes what people say, for helpers who phone. Two queries."""
    return _pool(actor, policies.RECORD_CONSENT, at, most)


def _pool(actor: rights.Actor, permission: str, at: datetime, most: int) -> list[PoolLine]:
    own = Claim.objects.filter(task=OuterRef("pk"), helper=actor.account_id, ended_at=None)
    held = Count("claims", filter=Q(claims__ended_at=None))
    rows = list(
        HelpTask.objects.filter(rights.inside("area_id", actor.areas(permission)), ~Exists(own), ended_at=None)
        .annotate(left=F("people_needed") - held)
        .filter(left__gt=0)
        .select_related("skill")
        .order_by(F("window_start").asc(nulls_last=True), "opened_at", "pk")[:most]
    )
    areas = ground.division_names(row.area_id for row in rows)
    return [
        PoolLine(
            id=row.pk,
            kind=rules.KIND_WORDS[rules.TaskKind(row.kind)],
            title=row.title,
            area=areas.get(row.area_id, ""),
            when=when_words(row.window_start, row.window_end),
            skill=row.skill.name if row.skill else "",
            needs_licence=bool(row.skill and row.skill.needs_licence),
            places_left=vars(row)["left"],
            waits_hours=int((at - row.opened_at).total_seconds() // 3600),
            hazards=hazards_of(row),
        )
        for row in rows
    ]


def hazards_of(task: HelpTask) -> str:
    """What to beware of in a task: what was said of it, else of all work of its kind. Its skill is read already."""
    return task.hazards or (task.skill.hazards if task.skill else "")


def when_words(start: datetime | None, end: datetime | None) -> str:
    """A window of time as people say it; "" where none is agreed."""
    if start is None or end is None:
        return ""
    return f"{worktime.local(start):%m月%d日 %H:%M}—{clockwords.until_words(start, end)}"


def seen_task(task_id: uuid.UUID, actor: rights.Actor) -> HelpTask:
    """An open task of the helper's areas. Raises `Unseen`."""
    found = HelpTask.objects.filter(policies.visible(actor), pk=task_id, ended_at=None).select_related("skill").first()
    if found is None:
        raise rights.Unseen(NO_SUCH_TASK)
    return found


@dataclass(frozen=True)
class HeldLine:
    """Who holds a task, for a desk that he phones because he cannot go."""

    task: uuid.UUID
    helper: uuid.UUID
    title: str
    when: str
    name: str


def held_at_desk(actor: rights.Actor, most: int = 100) -> list[HeldLine]:
    """The claims that stand in the areas where the actor notes what people say, by the helper's name. One query."""
    inside = rights.inside("task__area_id", actor.areas(policies.RECORD_CONSENT))
    rows = Claim.objects.filter(inside, ended_at=None, task__ended_at=None).select_related("task", "helper")
    return [
        HeldLine(
            row.task_id,
            row.helper_id,
            row.task.title,
            when_words(row.task.window_start, row.task.window_end),
            row.helper.name,
        )
        for row in rows.order_by("helper__name", "claimed_at", "pk")[:most]
    ]


def task_at_desk(task_id: uuid.UUID, actor: rights.Actor) -> HelpTask:
    """An open task of the areas where the actor notes what people say. Raises `Unseen`."""
    inside = rights.inside("area_id", actor.areas(policies.RECORD_CONSENT))
    found = HelpTask.objects.filter(inside, pk=task_id, ended_at=None).first()
    if found is None:
        raise rights.Unseen(NO_SUCH_TASK)
    return found


def tasks_held(actor: rights.Actor, at: datetime, most: int = 500) -> list[HeldTask]:
    """The open tasks that the actor holds, the earliest first. Five queries, however many there are."""
    del at
    held = Claim.objects.filter(task=OuterRef("pk"), helper=actor.account_id, ended_at=None)
    return _held(HelpTask.objects.filter(Exists(held), ended_at=None), actor, most)


def held_task(task_id: uuid.UUID, actor: rights.Actor) -> HeldTask:
    """One task that the actor holds. Raises `Unseen`."""
    held = Claim.objects.filter(task=OuterRef("pk"), helper=actor.account_id, ended_at=None)
    found = _held(HelpTask.objects.filter(Exists(held), ended_at=None, pk=task_id), actor, 1)
    if not found:
        raise rights.Unseen("这个任务现在不在您手里。请看“我的任务”。")
    return found[0]


def _held(rows: QuerySet[HelpTask], actor: rights.Actor, most: int) -> list[HeldTask]:
    tasks = list(
        rows.select_related("person", "skill").order_by(F("window_start").asc(nulls_last=True), "opened_at")[:most]
    )
    shared = cases.shared_tasks([task.case_task_id for task in tasks if task.case_task_id])
    others = _names_beside(tasks, actor)
    areas = ground.division_names(task.area_id for task in tasks)
    return [_held_task(task, shared, others.get(task.pk, ()), areas.get(task.area_id, "")) for task in tasks]


def _names_beside(tasks: Iterable[HelpTask], actor: rights.Actor) -> dict[uuid.UUID, tuple[str, ...]]:
    """Who else holds these tasks, by task."""
    beside = (
        Claim.objects.filter(task__in=[task.pk for task in tasks], ended_at=None)
        .exclude(helper=actor.account_id)
        .values("task")
        .annotate(names=ArrayAgg("helper__name", order_by="place"))
    )
    return {row["task"]: tuple(row["names"]) for row in beside}


def _held_task(
    task: HelpTask, shared: Mapping[uuid.UUID, cases.SharedTask], companions: tuple[str, ...], area: str
) -> HeldTask:
    behind = shared.get(task.case_task_id) if task.case_task_id else None
    start = behind.window_start if behind else task.window_start
    end = behind.window_end if behind else task.window_end
    return HeldTask(
        id=task.pk,
        kind=task.kind,
        what=task.title,
        note=task.note,
        hazards=hazards_of(task),
        who=behind.caller_name if behind else (task.person.name if task.person else ""),
        area=area,
        area_code=task.area_id,
        place=behind.place if behind else task.place,
        start=start,
        end=end,
        when=when_words(start, end),
        hints=hints_of(behind.circumstances) if behind else (),
        number=behind.number if behind else "",
        companions=companions,
        needs_code=bool(behind and behind.needs_code),
    )


def hints_of(circumstances: Iterable[cases_operations.CircumstanceKind]) -> tuple[str, ...]:
    """What circumstances mean for whoever stands at the door, in words."""
    hints = {
        CIRCUMSTANCE.MOBILITY: _("走动不便：敲门后多等一会儿。"),
        CIRCUMSTANCE.HEARING: _("听力不好：声音大一点，说慢一点。"),
        CIRCUMSTANCE.SIGHT: _("视力不好：先报姓名和单位，把字念给对方听。"),
        CIRCUMSTANCE.FAMILY_AWAY: _("儿女不在身边：走前问一句还缺什么。"),
        CIRCUMSTANCE.NO_SMARTPHONE: _("没有智能手机：要对方留的话写在纸上。"),
    }
    return tuple(hints[one] for one in circumstances if one in hints)


def open_to_share(actor: rights.Actor, at: datetime) -> list[TaskToShare]:
    """The open tasks of the actor's cases that are not in the pool yet. Six queries."""
    rows = cases.tasks_to_share(actor, at)
    known = set(
        HelpTask.objects.filter(case_task__in=[row.task for row in rows], ended_at=None).values_list(
            "case_task", flat=True
        )
    )
    areas = ground.division_names(row.area for row in rows)
    return [
        TaskToShare(
            row.case, row.number, row.title, areas.get(row.area, ""), when_words(row.window_start, row.window_end)
        )
        for row in rows
        if row.task not in known
    ]


def shared_by(actor: rights.Actor, most: int = 200) -> list[SharedLine]:
    """The tasks in the pool of the areas where the actor offers tasks, the oldest first. Three queries."""
    rows = list(
        HelpTask.objects.filter(rights.inside("area_id", actor.areas("dispatch.offer_tasks")), ended_at=None)
        .annotate(names=ArrayAgg("claims__helper__name", filter=HELD, default=[]))
        .order_by("opened_at", "pk")[:most]
    )
    areas = ground.division_names(row.area_id for row in rows)
    return [
        SharedLine(
            row.pk, row.title, areas.get(row.area_id, ""), row.opened_at, row.people_needed, tuple(vars(row)["names"])
        )
        for row in rows
    ]


def task_titles(ids: Collection[uuid.UUID], actor: rights.Actor) -> Mapping[uuid.UUID, str]:
    """What tasks are about, where the actor notes what people say; those that have ended too. One query."""
    inside = rights.inside("area_id", actor.areas(policies.RECORD_CONSENT))
    return dict(HelpTask.objects.filter(inside, pk__in=ids).values_list("pk", "title"))
