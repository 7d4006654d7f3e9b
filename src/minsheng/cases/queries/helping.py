"""What a later stage needs to let helpers do a task of a case: which tasks, and what stands at their door."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery

from minsheng.cases import policies, rules
from minsheng.cases.models import Circumstance, Task, Voice
from minsheng.cases.queries.seeing import NO_SUCH_CASE, number_of, organisations_of
from minsheng.foundation import rights


@dataclass(frozen=True)
class Standing:
    """Where a task stands: of which case, area and organisation, and whether it still waits for its deliverer."""

    case: uuid.UUID
    area: str
    organisation: uuid.UUID
    is_open: bool
    needs_code: bool


@dataclass(frozen=True)
class SharedTask:
    """An open task of a case, with what whoever does it must know. `caller_name` is "" where it may not be known."""

    task: uuid.UUID
    case: uuid.UUID
    number: str
    title: str
    area: str
    place: str
    person: uuid.UUID | None
    caller_name: str
    circumstances: tuple[rules.CircumstanceKind, ...]
    window_start: datetime | None
    window_end: datetime | None
    is_doorstep: bool
    needs_code: bool
    is_void: bool


def tasks_to_share(actor: rights.Actor, at: datetime, most: int = 200) -> list[SharedTask]:
    """The open tasks of the actor's organisations, those that wait longest first. Three queries."""
    own = _open_tasks().filter(
        rights.inside("case__area_id", actor.areas("cases.deliver")), case__lead__in=organisations_of(actor, at)
    )
    return [_shared(row) for row in own.order_by("assigned_at", "pk")[:most]]


def task_to_share(case_id: uuid.UUID, actor: rights.Actor, at: datetime) -> SharedTask:
    """The open task of a case that the actor may deliver. Raises `Unseen`, `Refused`, `NotNow`."""
    organisations = organisations_of(actor, at)
    row = _open_tasks().filter(policies.visible_tasks(actor, organisations), case=case_id).first()
    if row is None:
        raise rights.Unseen(NO_SUCH_CASE)
    policies.require_act(actor, row.case, rules.Act.DELIVER, organisations)
    return _shared(row)


def shared_tasks(task_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, SharedTask]:
    """Open tasks by id, whoever asks: for a stage that has let somebody do them. One query."""
    return {row.pk: _shared(row) for row in _open_tasks().filter(pk__in=task_ids)}


def task_standing(task_id: uuid.UUID) -> Standing | None:
    """Where a task stands, whoever asks; None where there is no such task."""
    row = (
        Task.objects.filter(pk=task_id)
        .annotate(of_area=F("case__area_id"), of_state=F("case__state"))
        .values("case_id", "organisation_id", "of_area", "of_state", "ended_at", "route", "code_matched")
        .first()
    )
    if row is None:
        return None
    return Standing(
        case=row["case_id"],
        area=row["of_area"],
        organisation=row["organisation_id"],
        is_open=row["ended_at"] is None and row["of_state"] == rules.State.ASSIGNED,
        needs_code=row["route"] == Task.Route.DOORSTEP and row["code_matched"] is not True,
    )


def _open_tasks() -> QuerySet[Task]:
    heard = Voice.objects.filter(case=OuterRef("case")).order_by("heard_at", "id")
    noted = Circumstance.objects.filter(case=OuterRef("case")).order_by("pk").values("kind")
    return (
        Task.objects.filter(ended_at=None, case__state=rules.State.ASSIGNED)
        .select_related("case")
        .annotate(
            kinds=ArraySubquery(noted),
            who=Subquery(heard.values("caller_name")[:1]),
            consent=Subquery(heard.values("consent")[:1]),
        )
    )


def _shared(row: Task) -> SharedTask:
    case, noted = row.case, vars(row)
    return SharedTask(
        task=row.pk,
        case=case.pk,
        number=number_of(case),
        title=case.title,
        area=case.area_id,
        place=case.place,
        person=case.person_id,
        caller_name="" if noted["consent"] == rules.NAME_HIDDEN else noted["who"] or "",
        circumstances=tuple(rules.CircumstanceKind(kind) for kind in noted["kinds"]),
        window_start=row.window_start,
        window_end=row.window_end,
        is_doorstep=row.route == Task.Route.DOORSTEP,
        needs_code=row.route == Task.Route.DOORSTEP and row.code_matched is not True,
        is_void=row.code_matched is False,
    )
