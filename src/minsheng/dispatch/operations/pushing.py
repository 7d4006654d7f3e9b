"""Offers: made to the best few when nobody has claimed, declined without a word, lapsed; claims that time out."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from minsheng.cases import operations as cases
from minsheng.dispatch import policies, queries, rules
from minsheng.dispatch.facts import TaskPushed
from minsheng.dispatch.models import Claim, HelpTask, Offer
from minsheng.dispatch.operations import claiming
from minsheng.foundation import facts, rights, writing
from minsheng.foundation.units import Items

AT_ONCE = 200
ASKED = "有一件事想请您帮忙，行不行都可以，不用说明原因。请登录看“我的任务”，或打受理电话问。"
"""The text to who is asked: never what for, nor for whom, nor where."""


def push_unclaimed(*, at: datetime) -> int:
    """Offer every task that has waited long enough, and put back what timed out; how many offers were made.

    A task whose offers were all declined or have lapsed is offered to the next best.
    """
    _time_out(at)
    held = Count("claims", filter=Q(claims__ended_at=None))
    waiting = (
        HelpTask.objects.filter(ended_at=None, opened_at__lte=at - timedelta(hours=1))
        .annotate(left=F("people_needed") - held)
        .filter(left__gt=0)
        .order_by("opened_at")
    )
    return sum(push_task(task_id=key, at=at) for key in waiting.values_list("pk", flat=True)[:AT_ONCE])


@writing.operation
def push_task(*, task_id: uuid.UUID, at: datetime) -> int:
    """Offer one task to the best few where it is time to; how many offers were made."""
    task = HelpTask.objects.select_for_update(of=("self",)).select_related("skill").get(pk=task_id)
    push = queries.push_rule(task.area_id)
    left = task.people_needed - task.claims.filter(ended_at=None).count()
    if task.ended_at is not None or left <= 0 or not rules.is_to_push(task.opened_at, at, push):
        return 0
    lapsed = at - timedelta(hours=push.offer_hours)
    task.offers.filter(ended_at=None, replaces=None, offered_at__lte=lapsed).update(ended_at=at)
    standing = task.offers.filter(ended_at=None, replaces=None).count()
    ranked = queries.helpers_for(task, at, max(push.offer_to * left - standing, 0))
    if not ranked:
        return 0
    Offer.objects.bulk_create(
        Offer(task=task, helper_id=one.helper, offered_at=at, reasons=list(one.reasons)) for one in ranked
    )
    for one in ranked:
        cases.queue_hint(account_id=one.helper, text=ASKED, at=at)
    told = TaskPushed(about=task.pk, area=facts.Code(task.area_id), offers=Items(len(ranked)))
    facts.tell(told, by=None, at=at)
    return len(ranked)


def _time_out(at: datetime) -> None:
    """Claims that have stayed without a record end; the place is free again. Nothing is kept against anybody."""
    oldest = Claim.objects.filter(ended_at=None, task__ended_at=None, claimed_at__lte=at - timedelta(hours=1))
    oldest = oldest.exclude(task__shopping__isnull=False, task__shopping__helper_signed_at=None)
    for claim in oldest.select_related("task").order_by("claimed_at")[:AT_ONCE]:
        task = claim.task
        if rules.is_timed_out(claim.claimed_at, task.window_end, at, queries.push_rule(task.area_id)):
            time_out_claim(claim_id=claim.pk, at=at)


@writing.operation
def time_out_claim(*, claim_id: int, at: datetime) -> None:
    """End one claim because its time is over. One that has ended meanwhile stays as it is."""
    claim = Claim.objects.select_for_update(of=("self",)).select_related("task").get(pk=claim_id)
    if claim.ended_at is None:
        claiming.end_claim(claim, rules.ClaimEnd.TIMED_OUT, at)


LEFT = (rules.ClaimEnd.GIVEN_BACK, rules.ClaimEnd.TIMED_OUT, rules.ClaimEnd.HANDED_OVER)
LEFT_DAYS = 30
"""Longer than any phone may be without network: until then a late record still finds that its writer had the task."""


def forget_left_claims(*, at: datetime) -> int:
    """Delete who had given back, handed over or let run out a place of a task that ended long ago; how many were.

    As with offers: afterwards nobody can count by person who did not go, not even in the tables.
    """
    left = Claim.objects.filter(end__in=LEFT, task__ended_at__lt=at - timedelta(days=LEFT_DAYS))
    return left.delete()[0]


@writing.operation
def decline_offer(*, task_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """Say no to an offer: no reason, no fact, no count. He is not asked for this task again. Raises `Unseen`."""
    queries.seen_task(task_id, by)
    Offer.objects.filter(task=task_id, helper=by.id, ended_at=None).update(ended_at=at)


@writing.operation
def ask_to_take_over(*, task_id: uuid.UUID, helper_id: uuid.UUID, by: rights.Actor, at: datetime) -> Offer:
    """Ask another helper to take over what the actor holds. It stays his until the other says yes.

    Raises `Unseen` for who does not hold it, `ValueError` for somebody who cannot be asked.
    """
    task = claiming.locked(task_id, by)
    claim = claiming.held_claim(task, by)
    policies.require_no_cash(task)
    if helper_id not in queries.colleagues(by, task, at):
        raise ValueError("只能交给同一个苏木乡镇的志愿者，要证书的事只能交给有证书的。请从列表中选择，或者放回任务池。")
    if task.claims.filter(helper=helper_id, ended_at=None).exists():
        raise ValueError("对方已经在做这个任务了。请选别人，或者放回任务池。")
    offer, _ = Offer.objects.update_or_create(
        task=task,
        helper_id=helper_id,
        defaults={"replaces": claim, "offered_at": at, "ended_at": None, "reasons": [f"{by.name}请您接手"]},
    )
    cases.queue_hint(account_id=helper_id, text=ASKED, at=at)
    return offer
