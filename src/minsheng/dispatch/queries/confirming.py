"""Reads of help that the served side has not confirmed, and of what one's own help waits for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from minsheng.dispatch import policies, rules
from minsheng.dispatch.models import Claim, ConfirmationNotice, HelpConfirmation, HelpTask, VisitRecord
from minsheng.dispatch.queries.matching import push_rule
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry

REMINDERS = Coalesce(
    Subquery(
        ConfirmationNotice.objects.filter(task=OuterRef("pk"))
        .order_by()
        .values("task")
        .annotate(given=Count("pk"))
        .values("given")
    ),
    0,
)
FINISHED = Q(claims__end=rules.ClaimEnd.FINISHED)


@dataclass(frozen=True)
class HelpToConfirm:
    """Help that is done and waits for the word of the served side: a person, an organisation, or who offered it."""

    id: uuid.UUID
    title: str
    person: uuid.UUID | None
    served: str
    area: str
    helpers: tuple[str, ...]
    done_on: date
    minutes: int | None
    due_on: date
    is_late: bool
    reminders: int


def unconfirmed() -> QuerySet[HelpTask]:
    """Help that was done, behind which no case and no shopping stands, and of which nobody has said anything."""
    said = HelpConfirmation.objects.filter(task=OuterRef("pk"))
    return HelpTask.objects.filter(~Exists(said), end=rules.TaskEnd.DONE, case=None, shopping=None)


def help_to_confirm(actor: rights.Actor, at: datetime) -> list[HelpToConfirm]:
    """What waits for a word that the actor may note, what was reminded of before the rest, the oldest first. Three queries, and one per area's rule."""
    return _shown(_visible(actor, at), worktime.local_date(at))


def help_noticed_to(actor: rights.Actor, at: datetime) -> list[HelpToConfirm]:
    """What waits for a word so long that an office of the actor's was noticed of it, the oldest first."""
    own = registry.organisations_of(actor.id, worktime.local_date(at))
    noticed = ConfirmationNotice.objects.filter(task=OuterRef("pk"), to="office", organisation__in=own)
    return _shown(unconfirmed().filter(Exists(noticed)), worktime.local_date(at))


def seen_help(task_id: uuid.UUID, actor: rights.Actor, at: datetime) -> HelpToConfirm:
    """One of them. Raises `Unseen`."""
    found = _shown(_visible(actor, at).filter(pk=task_id), worktime.local_date(at))
    if not found:
        raise rights.Unseen("没有这件要确认的事，或已经确认过了，或不由您确认。请回到列表。")
    return found[0]


def _visible(actor: rights.Actor, at: datetime) -> QuerySet[HelpTask]:
    own = Claim.objects.filter(task=OuterRef("pk"), helper=actor.account_id, end=rules.ClaimEnd.FINISHED)
    keyed = VisitRecord.objects.filter(visit=OuterRef("pk"), entered_by=actor.account_id)
    return unconfirmed().filter(~Exists(own), ~Exists(keyed), policies.confirmable(actor, worktime.local_date(at)))


def _shown(rows: QuerySet[HelpTask], today: date) -> list[HelpToConfirm]:
    found = rows.select_related("person", "served", "area").annotate(
        names=ArrayAgg("claims__helper__name", filter=FINISHED, default=[]), reminders=REMINDERS
    )
    days: dict[str, int] = {}
    shown = []
    for row in found.order_by("-reminders", "ended_at", "pk")[:200]:
        if row.area_id not in days:
            days[row.area_id] = push_rule(row.area_id).confirm_days
        told_on = worktime.local_date(row.ended_at or row.opened_at)
        due_on = rules.due_on(told_on, days[row.area_id])
        served = row.served.name if row.served else (row.person.name if row.person else "")
        names = tuple(vars(row)["names"])
        shown.append(
            HelpToConfirm(
                row.pk,
                row.title,
                row.person_id,
                served,
                row.area.name,
                names,
                row.done_on or told_on,
                row.minutes,
                due_on,
                is_late=today > due_on,
                reminders=vars(row)["reminders"],
            )
        )
    return shown


@dataclass(frozen=True)
class OwnHelp:
    """Something that the actor did for which a word of the served side is missing, or what it said."""

    title: str
    done_on: date
    answer: str
    minutes: int | None


def own_help(actor: rights.Actor, year: int) -> list[OwnHelp]:
    """What the actor did in a year without a case and without shopping money, the newest first. Two queries."""
    since = date(year, 1, 1)
    own = Claim.objects.filter(
        helper=actor.account_id, end=rules.ClaimEnd.FINISHED, task__done_on__gte=since, task__end=rules.TaskEnd.DONE
    ).filter(task__case=None, task__shopping=None)
    noted = HelpConfirmation.objects.filter(
        helper=actor.account_id, noted_at__gte=worktime.at_local(since, datetime.min.time())
    )
    said = {row.task_id: row for row in noted}
    shown = []
    for claim in own.select_related("task").order_by("-task__done_on", "-ended_at", "pk")[:50]:
        word = said.get(claim.task_id)
        done_on = claim.task.done_on or worktime.local_date(claim.ended_at or claim.claimed_at)
        shown.append(OwnHelp(claim.task.title, done_on, word.answer if word else "", word.minutes if word else None))
    return shown


def default_served(actor: rights.Actor, at: datetime) -> uuid.UUID | None:
    """For whom a task is where nobody else was named: the one organisation of whoever offers it, if there is one."""
    own = registry.organisations_of(actor.id, worktime.local_date(at))
    return next(iter(own)) if len(own) == 1 else None
