"""A helper takes a place of a task, and gives it back. Of two at once exactly one wins the last place."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.dispatch import policies, queries, rules
from minsheng.dispatch.facts import Claimed, ClaimEnded
from minsheng.dispatch.models import Claim, HelpTask, Offer
from minsheng.dispatch.operations import offering, resting
from minsheng.dispatch.queries.tasks import NO_SUCH_TASK
from minsheng.foundation import facts, rights, worktime, writing

TAKEN = "这个任务刚刚被别人认领了，谢谢您。任务池里还有别的任务。"


def locked(task_id: uuid.UUID, by: rights.Actor) -> HelpTask:
    """An open task of the helper's areas, locked: whoever comes second waits here. Raises `Unseen`, `NotNow`."""
    return _open(task_id, "dispatch.claim", by)


def _open(task_id: uuid.UUID, permission: str, by: rights.Actor) -> HelpTask:
    task = HelpTask.objects.select_for_update(of=("self",)).select_related("skill").filter(pk=task_id).first()
    if task is None or not by.may(permission, task.area_id):
        raise rights.Unseen(NO_SUCH_TASK)
    if task.ended_at is not None:
        raise rules.NotNow("这个任务已经结束了。任务池里还有别的任务。")
    return task


@writing.operation
def claim_task(*, task_id: uuid.UUID, by: rights.Actor, at: datetime) -> Claim:
    """Take a free place of a task, or the place of whoever asked to be relieved. A second claim changes nothing.

    Raises `Unseen` outside his areas, `Refused` without the licence that the task needs, `NotNow` where it is taken.
    """
    task = locked(task_id, by)
    return _take_place(task, by, by, at)


@writing.operation
def claim_for(*, task_id: uuid.UUID, helper_id: uuid.UUID, words: str, by: rights.Actor, at: datetime) -> Claim:
    """Note that a helper who phoned, or came by, takes a task, in his words: he needs no device. Never for oneself.

    Raises `Unseen` outside the areas where the actor notes what people say, `Refused` without the licence that the
    task needs, `NotNow` where it is taken, `ValueError` without words or where the helper does not help there.
    """
    task = _open(task_id, policies.RECORD_CONSENT, by)
    offering.refuse_secrets(words)
    if not words.strip():
        raise ValueError("请写下志愿者怎么说的。")
    if helper_id == by.account_id:
        raise ValueError("自己的任务请在任务池里自己认领。")
    helper = rights.actor_of(helper_id, "", worktime.local_date(at))
    if helper_id not in queries.helpers_to_pair(task.area_id) or not helper.may("dispatch.claim", task.area_id):
        raise ValueError("这位志愿者不在这里帮忙，或还没有填写资料。请从列表中选择。")
    return _take_place(task, helper, by, at, words.strip()[:200])


def _take_place(task: HelpTask, helper: rights.Actor, by: rights.Actor, at: datetime, words: str = "") -> Claim:
    """Give a locked task's free place to a helper, or the one that he was asked to take over. Held already: that."""
    held = {claim.helper_id: claim for claim in task.claims.filter(ended_at=None)}
    if helper.id in held:
        return held[helper.id]
    offer = task.offers.filter(helper=helper.id, ended_at=None).first()
    policies.require_licence(helper, task, worktime.local_date(task.window_start or at))
    resting.require_rest(helper.id, task)
    if offer is not None:
        _use(offer, held, at)
    place = rules.free_place(task.people_needed, [claim.place for claim in held.values()])
    if place is None:
        raise rules.NotNow(TAKEN)
    claim = Claim.objects.create(
        task=task,
        helper_id=helper.id,
        place=place,
        claimed_at=at,
        by_offer=offer is not None,
        words=words,
        noted_by_id=by.id if words else None,
    )
    told = Claimed(about=task.pk, area=facts.Code(task.area_id), helper=helper.id, by_offer=claim.by_offer)
    facts.tell(told, by=by.id, at=at)
    return claim


def _use(offer: Offer, held: dict[uuid.UUID, Claim], at: datetime) -> None:
    """Take an offer up; whoever asked to be relieved is, unless he has given his place back already."""
    offer.ended_at = at
    offer.save(update_fields=["ended_at"])
    left = next((claim for claim in held.values() if claim.pk == offer.replaces_id), None)
    if left is not None:
        end_claim(left, rules.ClaimEnd.HANDED_OVER, at)
        del held[left.helper_id]


def end_claim(claim: Claim, end: rules.ClaimEnd, at: datetime) -> None:
    """End a locked claim and tell that its place is free, not whose it was."""
    claim.ended_at, claim.end = at, end
    claim.save(update_fields=["ended_at", "end"])
    told = ClaimEnded(about=claim.task_id, area=facts.Code(claim.task.area_id), way=facts.Code(end))
    facts.tell(told, by=None, at=at)


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
    policies.require_no_cash(task)
    end_claim(held_claim(task, by), rules.ClaimEnd.GIVEN_BACK, at)
    return task


@writing.operation
def release_for(*, task_id: uuid.UUID, helper_id: uuid.UUID, by: rights.Actor, at: datetime) -> HelpTask:
    """A helper says on the phone that he cannot go: his place is free again. No reason is asked, and none is kept.

    Raises `Unseen` outside the areas where the actor notes what people say, and where he does not hold it; `NotNow`.
    """
    claim = held_at_desk(task_id, helper_id, by)
    policies.require_no_cash(claim.task)
    end_claim(claim, rules.ClaimEnd.GIVEN_BACK, at)
    return claim.task


def held_at_desk(task_id: uuid.UUID, helper_id: uuid.UUID, by: rights.Actor) -> Claim:
    """A helper's claim on a task, which it locks, for the desk that notes what he says. Raises `Unseen`, `NotNow`."""
    task = _open(task_id, policies.RECORD_CONSENT, by)
    claim = task.claims.filter(helper=helper_id, ended_at=None).first()
    if claim is None:
        raise rights.Unseen("这个任务现在不在他手里。请刷新页面。")
    claim.task = task
    return claim
