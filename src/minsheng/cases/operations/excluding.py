"""Leaving an answer out of the rate: one person asks with a reason of the list, another one decides."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.cases import queries, rules
from minsheng.cases.facts import ExclusionAsked, ExclusionDecided
from minsheng.cases.models import Delivery, RateExclusion
from minsheng.cases.operations import guarding
from minsheng.foundation import facts, ids, rights, writing


@writing.operation
def ask_exclusion(
    *, verification_id: uuid.UUID, reason: rules.ExclusionReason, words: str, by: rights.Actor, at: datetime
) -> RateExclusion:
    """Ask to leave an answer out. Raises `Unseen`, `ValueError` without words, `NotNow` for what was asked before."""
    answer = queries.answer_of(verification_id, by.areas("cases.read"))
    case = answer.delivery.case
    rights.require(by, "cases.ask_exclusion", case.area_id)
    if not words.strip():
        raise ValueError("请写明为什么这条回答不应计入。")
    guarding.refuse_secrets(words)
    if answer.exclusions.exists():
        raise rules.NotNow("这条回答已经有人申请过。请看申请的结果。")
    made = RateExclusion.objects.create(
        id=ids.new_id(at), verification=answer, reason=reason, words=words[:400], asked_at=at, asked_by=by.id
    )
    area = facts.Code(case.area_id)
    told = ExclusionAsked(about=case.pk, area=area, verification=answer.pk, reason=facts.Code(reason.value))
    facts.tell(told, by=by.id, at=at)
    return made


@writing.operation
def decide_exclusion(
    *, exclusion_id: uuid.UUID, is_granted: bool, words: str, by: rights.Actor, at: datetime
) -> RateExclusion:
    """Decide about what another person asked, with the reason in words.

    Raises `Unseen`, `Refused` for whoever asked or worked on the case, `NotNow` where it is decided already.
    """
    shown = queries.exclusion(exclusion_id, by.areas("cases.read"))
    made = RateExclusion.objects.select_for_update().get(pk=exclusion_id)
    case = shown.exclusion.verification.delivery.case
    rights.require(by, "cases.decide_exclusion", case.area_id)
    if made.decided_at is not None:
        raise rules.NotNow("这条申请已经有人决定过了。")
    done_by = Delivery.objects.filter(case=case).values_list("by", "companion", "noted_by")
    if by.id == made.asked_by or any(by.id in pair for pair in done_by):
        raise rights.Refused("申请的人和办理的人不能自己决定。请由另一位督办员决定。")
    if not words.strip():
        raise ValueError("请写明同意或不同意的理由。")
    guarding.refuse_secrets(words)
    made.decided_at, made.decided_by, made.is_granted, made.decision = at, by.id, is_granted, words[:400]
    made.save(update_fields=["decided_at", "decided_by", "is_granted", "decision"])
    told = ExclusionDecided(
        about=case.pk, area=facts.Code(case.area_id), verification=made.verification_id, is_granted=is_granted
    )
    facts.tell(told, by=by.id, at=at)
    return made
