"""A task comes into the pool, and is taken out of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import queries as cases
from minsheng.dispatch import policies, queries, rules
from minsheng.dispatch.facts import TaskOffered, TaskWithdrawn
from minsheng.dispatch.models import HelpTask
from minsheng.foundation import facts, identity, ids, rights, writing
from minsheng.registry import queries as registry

ALREADY_SHARED = "这件事已经在任务池里了，不用再放一次。"


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """Something to be done that needs no case, for a person or an organisation (which say afterwards that it was done).

    Where neither is named, it is for the one organisation of whoever offers it.
    """

    kind: rules.TaskKind
    title: str
    area: str
    place: str = ""
    note: str = ""
    hazards: str = ""
    person_id: uuid.UUID | None = None
    served_id: uuid.UUID | None = None
    skill: str | None = None
    window_start: datetime | None = None
    window_end: datetime | None = None
    people_needed: int = 1


def refuse_secrets(*texts: str) -> None:
    """Raise `ValueError` where a text holds the digits of a card, an identity number or a password."""
    if any(identity.secrets_in(text) for text in texts):
        raise ValueError("不要写银行卡号、身份证号或密码。请删去这些数字再保存。")


@writing.operation
def offer_case_task(
    *,
    case_id: uuid.UUID,
    by: rights.Actor,
    at: datetime,
    skill: str | None = None,
    people_needed: int = 1,
    note: str = "",
    hazards: str = "",
) -> HelpTask:
    """The lead of a case lets helpers do its open task. It stays responsible, and may do it itself at any time.

    Raises `Unseen`, `Refused`, `NotNow` where the task is in the pool already, and `ValueError` for more people than are
    noted of a delivery.
    """
    task = cases.task_to_share(case_id, by, at)
    if people_needed > rules.MOST_FOR_A_CASE:
        raise ValueError("一件诉求最多两个人一起去。还要人手，另外请人帮忙，在“新任务”里写。")
    refuse_secrets(note, hazards)
    if HelpTask.objects.filter(case_task=task.task, ended_at=None).exists():
        raise rules.NotNow(ALREADY_SHARED)
    offered = HelpTask.objects.create(
        id=ids.new_id(at),
        kind=rules.TaskKind.HELP,
        case_id=task.case,
        case_task_id=task.task,
        person_id=task.person,
        title=task.title,
        note=note,
        hazards=hazards.strip(),
        area_id=task.area,
        place="",
        skill_id=skill,
        window_start=task.window_start,
        window_end=task.window_end,
        people_needed=people_needed,
        opened_at=at,
        opened_by=by.id,
    )
    tell_offered(offered, by, at)
    return offered


@writing.operation
def offer_task(*, task: NewTask, by: rights.Actor, at: datetime) -> HelpTask:
    """Put a task without a case into the pool. Raises `Refused`, and `ValueError` for what cannot be."""
    rights.require(by, "dispatch.offer_tasks", task.area)
    refuse_secrets(task.title, task.note, task.place, task.hazards)
    if not task.title.strip():
        raise ValueError("请写明要做什么。")
    if task.window_start and task.window_end and not at < task.window_start < task.window_end:
        raise ValueError("时间要在现在之后，结束要晚于开始。请重新选择。")
    if task.person_id is not None:
        registry.seen_person(task.person_id, by)
    if task.person_id is not None and task.served_id is not None:
        raise ValueError("替一个人办，或替一个单位办，只选一个。")
    if task.served_id is not None and task.served_id not in registry.organisations_for([task.area]):
        raise ValueError("没有这个单位，或不在这里。请从列表中选。")
    offered = HelpTask.objects.create(
        id=ids.new_id(at),
        kind=task.kind,
        person_id=task.person_id,
        served_id=task.served_id or (None if task.person_id else queries.default_served(by, at)),
        title=task.title.strip(),
        note=task.note,
        hazards=task.hazards.strip(),
        area_id=task.area,
        place=task.place,
        skill_id=task.skill,
        window_start=task.window_start,
        window_end=task.window_end,
        people_needed=task.people_needed,
        opened_at=at,
        opened_by=by.id,
    )
    tell_offered(offered, by, at)
    return offered


def tell_offered(task: HelpTask, by: rights.Actor, at: datetime) -> None:
    """Tell that a task is in the pool."""
    told = TaskOffered(
        about=task.pk,
        area=facts.Code(task.area_id),
        case=task.case_id,
        task_kind=facts.Code(task.kind),
        people_needed=task.people_needed,
    )
    facts.tell(told, by=by.account_id, at=at)


@writing.operation
def withdraw_task(*, task_id: uuid.UUID, by: rights.Actor, at: datetime) -> HelpTask:
    """Take a task out of the pool; the case behind it goes on. One that has ended stays as it is.

    Raises `Unseen`, and `NotNow` while somebody has money for it.
    """
    areas = by.areas("dispatch.offer_tasks")
    task = HelpTask.objects.select_for_update().filter(rights.inside("area_id", areas), pk=task_id).first()
    if task is None:
        raise rights.Unseen("没有这个任务，或不在您的服务范围。")
    if task.ended_at is not None:
        return task
    policies.require_no_cash(task)
    end_task(task, rules.TaskEnd.WITHDRAWN, rules.ClaimEnd.WITHDRAWN, at)
    told = TaskWithdrawn(about=task.pk, area=facts.Code(task.area_id), way=facts.Code(task.end))
    facts.tell(told, by=by.id, at=at)
    return task


def end_task(task: HelpTask, end: rules.TaskEnd, of_claims: rules.ClaimEnd, at: datetime) -> None:
    """End a locked task and the claims on it; who was asked, and said no, is forgotten with it."""
    task.ended_at, task.end = at, end
    task.save()
    task.claims.filter(ended_at=None).update(ended_at=at, end=of_claims)
    task.offers.all().delete()
