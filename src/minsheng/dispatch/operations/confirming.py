"""What the served side says of help that no case and no shopping stands behind: without it no minutes count."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from minsheng.dispatch import queries, rules
from minsheng.dispatch.facts import HelpConfirmed, HelpDenied
from minsheng.dispatch.models import HelpConfirmation, HelpTask
from minsheng.dispatch.operations import offering
from minsheng.foundation import facts, rights, writing
from minsheng.foundation.units import Minutes


@dataclass(frozen=True, kw_only=True)
class ServedWord:
    """What the served side said: `how` it was asked (paper, phone, visit); its minutes where it knows better."""

    answer: rules.Answer
    how: str = ""
    minutes: int | None = None
    words: str = ""


@writing.operation
def confirm_help(*, task_id: uuid.UUID, said: ServedWord, by: rights.Actor, at: datetime) -> int:
    """Note what the served side says of a task that is done, for each helper who did it; how many that were.

    An organisation speaks for itself, through one of its people; what a person said is noted by somebody who notes
    consents there. Never by who did it (a constraint holds it as well). Raises `Unseen`, and `ValueError` for more
    minutes than were reported, a "no" without words, secret digits.
    """
    HelpTask.objects.select_for_update().filter(pk=task_id).first()
    queries.seen_help(task_id, by, at)
    task = HelpTask.objects.get(pk=task_id)
    offering.refuse_secrets(said.words)
    is_yes = said.answer is rules.Answer.YES
    if not is_yes and not said.words.strip():
        raise ValueError("请写下对方怎么说的。")
    minutes = rules.counted_minutes(said.minutes, task.minutes) if is_yes else None
    how = "organisation" if task.person_id is None else said.how
    if how not in {"organisation", *queries.CHANNELS}:
        raise ValueError("请选怎么问到的。")
    helpers = list(task.claims.filter(end=rules.ClaimEnd.FINISHED).values_list("helper", flat=True))
    for helper in helpers:
        HelpConfirmation.objects.create(
            task=task,
            helper_id=helper,
            answer=said.answer,
            minutes=minutes,
            how=how,
            words=said.words.strip()[:400],
            noted_by_id=by.id,
            noted_at=at,
        )
        _tell(task, helper, minutes, by, at)
    return len(helpers)


def _tell(task: HelpTask, helper: uuid.UUID, minutes: int | None, by: rights.Actor, at: datetime) -> None:
    area = facts.Code(task.area_id)
    if minutes is None:
        facts.tell(HelpDenied(about=task.pk, area=area, helper=helper), by=by.id, at=at)
    else:
        facts.tell(HelpConfirmed(about=task.pk, area=area, helper=helper, took=Minutes(minutes)), by=by.id, at=at)


def forget_words(*, person_id: uuid.UUID) -> None:
    """A person's data are deleted: what he said of his helpers' work goes with them. Called in that transaction."""
    HelpConfirmation.objects.filter(task__person=person_id, answer=rules.Answer.YES).update(words="")
    HelpConfirmation.objects.filter(task__person=person_id, answer=rules.Answer.NO).update(words="—")
