"""A helper takes a place of a task, and gives it back. Of two at once exactly one wins the last place."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.dispatch import policies, rules
from minsheng.dispatch.facts import Claimed, ClaimEnded
from minsheng.dispatch.models import Claim, HelpTask
from minsheng.dispatch.queries.tasks import NO_SUCH_TASK
from minsheng.foundation import facts, rights, worktime, writing

TAKEN = "这个任务刚刚被别人认领了，谢谢您。任务池里还有别的任务。"


def locked(task_id: uuid.UUID, by: rights.Actor) -> HelpTask:
    """An open task of the helper's areas, locked: whoever comes second waits here. Raises `Unseen`, `NotNow`."""
    task = HelpTask.objects.select_for_update(of=("self",)).select_related("skill").filter(pk=task_id).first()
    if task is None or not by.may("dispatch.claim", task.area_id):
        raise rights.Unseen(NO_SUCH_TASK)
    if task.ended_at is not None:
        raise rules.NotNow("这个任务已经结束了。任务池里还有别的任务。")
    return task


@writing.operation
def claim_task(*, task_id: uuid.UUID, by: rights.Actor, at: datetime, by_offer: bool = False) -> Claim:
    """Take a free place of a task. A second claim of the same helper changes nothing.

    Raises `Unseen` outside his areas, `Refused` without the licence that the task needs, `NotNow` where it is taken.
    """
    task = locked(task_id, by)
    held = {claim.helper_id: claim for claim in task.claims.filter(ended_at=None)}
    if by.id in held:
        return held[by.id]
    place = rules.free_place(task.people_needed, [claim.place for claim in held.values()])
    if place is None:
        raise rules.NotNow(TAKEN)
    policies.require_licence(by, task, worktime.local_date(task.window_start or at))
    claim = Claim.objects.create(task=task, helper_id=by.id, place=place, claimed_at=at, by_offer=by_offer)
    told = Claimed(about=task.pk, area=facts.Code(task.area_id), helper=by.id, by_offer=by_offer)
    facts.tell(told, by=by.id, at=at)
    return claim


def held_claim(task: HelpTask, by: rights.Actor) -> Claim:
    """The actor's claim on a locked task. Raises `Unseen`."""
    claim = task.claims.filter(helper=by.id, ended_at=None).first()
    if claim is None:
        raise rights.Unseen("这个任务现在不在您手里。请看“我的任务”。")
    return claim


@writing.operation
def release_task(*, task_id: uuid.UUID, by: rights.Actor, at: datetime) -> HelpTask:
    """Give a task back to the pool. No reason is asked, and the fact does not say whose place it was."""
    task = locked(task_id, by)
    claim = held_claim(task, by)
    claim.ended_at, claim.end = at, rules.ClaimEnd.GIVEN_BACK
    claim.save(update_fields=["ended_at", "end"])
    told = ClaimEnded(about=task.pk, area=facts.Code(task.area_id), way=facts.Code(claim.end))
    facts.tell(told, by=None, at=at)
    return task
