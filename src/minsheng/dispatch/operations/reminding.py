"""The system reminds of help that the served side has not confirmed: on the ladder of the banner, as with cases."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef

from minsheng.cases import queries as cases
from minsheng.dispatch import queries, rules
from minsheng.dispatch.facts import ConfirmationReminded
from minsheng.dispatch.models import ConfirmationNotice, HelpTask
from minsheng.foundation import facts, ids, rights, worktime, writing

MOST = 500
"""Tasks looked at in one run of an area; the next run goes on with those whose last rung was not reached."""


@writing.operation
def remind_of_confirmations(*, at: datetime) -> int:
    """Remind whom the ladders name now; returns how many notices were given. Doing it again gives none.

    First the desk of the area (or the organisation that was served), then its head, then the office above. The limit
    ends with the day on which the word is due. A rung that was slept through is not made up for.
    """
    return sum(_of_area(area, ladder, at) for area, ladder in cases.ladders().items())


def _of_area(area: str, ladder: Sequence[cases.LadderRung], at: datetime) -> int:
    is_through = ConfirmationNotice.objects.filter(task=OuterRef("pk"), hours=ladder[-1].hours)
    waiting = queries.unconfirmed().filter(~Exists(is_through), rights.inside("area_id", [area]))
    tasks = list(waiting.select_for_update(of=("self",), skip_locked=True).order_by("ended_at", "pk")[:MOST])
    days: dict[str, int] = {}
    known = set(ConfirmationNotice.objects.filter(task__in=tasks).values_list("task", "hours"))
    notices = []
    for task in tasks:
        if task.area_id not in days:
            days[task.area_id] = queries.push_rule(task.area_id).confirm_days
        reached = _reached(task, days[task.area_id], ladder, at)
        if reached is not None and (task.pk, reached.hours) not in known:
            notices.append(_notice(task, reached, at))
    ConfirmationNotice.objects.bulk_create(notices)
    _tell(notices)
    return len(notices)


def _reached(task: HelpTask, days: int, ladder: Sequence[cases.LadderRung], at: datetime) -> cases.LadderRung | None:
    """The rung on which a task stands now; None before the first."""
    due_on = rules.due_on(worktime.local_date(task.ended_at or task.opened_at), days)
    passed_hours = (at - worktime.at_local(due_on + timedelta(days=1), time.min)).total_seconds() / 3600
    return next((rung for rung in reversed(ladder) if rung.hours <= passed_hours), None)


def _notice(task: HelpTask, rung: cases.LadderRung, at: datetime) -> ConfirmationNotice:
    organisation: uuid.UUID | None = rung.office or task.served_id
    return ConfirmationNotice(
        id=ids.new_id(at), task=task, to=rung.to, organisation_id=organisation, hours=rung.hours, at=at
    )


def _tell(notices: Sequence[ConfirmationNotice]) -> None:
    for one in notices:
        told = ConfirmationReminded(
            about=one.task_id,
            area=facts.Code(one.task.area_id),
            to=facts.Code(one.to),
            organisation=one.organisation_id,
            hours=one.hours,
        )
        facts.tell(told, by=None, at=one.at)
