"""Co-handlers: each has a task and a clock of its own; the one answer is the lead's."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.cases import queries, rules
from minsheng.cases.facts import NotWaitedFor
from minsheng.cases.models import Case, CoHandler
from minsheng.cases.operations import guarding
from minsheng.foundation import facts, rights
from minsheng.registry import queries as registry


def leave_unfinished(case: Case, why: str, by: rights.Actor, at: datetime) -> None:
    """End the tasks of co-handlers that nobody waits for any more, saying why. Raises `NotNow` without a reason."""
    waiting = list(queries.open_co_tasks(case).order_by("pk"))
    if not waiting:
        return
    if not why.strip():
        known = registry.organisations()
        names = "、".join(known[one.organisation_id].name for one in waiting)
        raise rules.NotNow(f"{names}的协办任务还没有办结。请等协办单位办结，或写明为什么不等。")
    _end(case, CoHandler.End.NOT_WAITED_FOR, by.id, at)
    guarding.note_reason(case, rules.Act.DELIVER, why, by.id, at)
    organisations = tuple(one.organisation_id for one in waiting)
    told = NotWaitedFor(about=case.pk, area=facts.Code(case.area_id), organisations=organisations)
    facts.tell(told, by=by.id, at=at)


def withdraw(case: Case, by: uuid.UUID, at: datetime) -> None:
    """The case ended without being handled: nobody has to help any more."""
    _end(case, CoHandler.End.WITHDRAWN, by, at)


def _end(case: Case, end: CoHandler.End, by: uuid.UUID, at: datetime) -> None:
    queries.open_co_tasks(case).update(ended_at=at, ended_by=by, end=end)


def begin_again(case: Case) -> None:
    """A reopened case is assigned anew, to its co-handlers too; what they did and said stays in its history."""
    CoHandler.objects.filter(case=case).update(
        assigned_at=None, amount=None, unit="", due_at=None, ended_at=None, ended_by=None, end=""
    )
