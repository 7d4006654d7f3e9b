"""More time for handling: asked for by the lead before the end, decided before the end by another person."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.cases import rules
from minsheng.cases.facts import ExtensionAsked, ExtensionDecided
from minsheng.cases.models import Case, Limit, LimitExtension
from minsheng.cases.operations import guarding, limits
from minsheng.cases.operations.handling import locked
from minsheng.foundation import facts, rights, worktime, writing


def running_limit(case: Case, at: datetime) -> Limit:
    """The handling limit that still runs or stands still. Raises `NotNow` where there is none and after its end."""
    limit = Limit.objects.filter(case=case, kind=rules.LimitKind.HANDLING, met_at=None).first()
    if limit is None:
        raise rules.NotNow("这件事没有正在计时的办理时限，不用延期。")
    if case.paused_at is None and limit.due_at is not None and limit.due_at < at:
        raise rules.NotNow("办理时限已经过了，不能再延期；没有审批的申请自动失效。请尽快办理，并向对方说明原因。")
    return limit


@writing.operation
def ask_extension(*, case_id: uuid.UUID, amount: int, reason: str, by: rights.Actor, at: datetime) -> LimitExtension:
    """Ask for `amount` more units of the handling limit. Raises `ValueError` for more than `rules.may_extend_by`."""
    if not reason.strip():
        raise ValueError("请写明为什么要延期。")
    guarding.refuse_secrets(reason)
    case = locked(case_id, rules.Act.ASK_EXTENSION, by, at)
    limit = running_limit(case, at)
    if LimitExtension.objects.filter(limit=limit, decided_at=None).exists():
        raise rules.NotNow("已经有一份延期申请在等审批。请先等它有了结果。")
    granted = LimitExtension.objects.filter(limit=limit, is_granted=True).values_list("amount", flat=True)
    _stay_within(limit, sum(granted), amount)
    asked = LimitExtension.objects.create(limit=limit, amount=amount, reason=reason, asked_at=at, asked_by=by.id)
    told = ExtensionAsked(about=case.pk, area=facts.Code(case.area_id), amount=amount, unit=facts.Code(limit.unit))
    facts.tell(told, by=by.id, at=at)
    return asked


def room_left(case: Case, at: datetime) -> str:
    """By how much the handling limit of a case can still be extended, in words. Raises `NotNow` where it cannot."""
    limit = running_limit(case, at)
    if LimitExtension.objects.filter(limit=limit, decided_at=None).exists():
        raise rules.NotNow("已经有一份延期申请在等审批。请先等它有了结果。")
    granted = sum(LimitExtension.objects.filter(limit=limit, is_granted=True).values_list("amount", flat=True))
    _stay_within(limit, granted, 1)
    unit = worktime.UNIT_WORDS[worktime.LimitUnit(limit.unit)]
    return f"1至{limit.amount - granted}{unit}"


def _stay_within(limit: Limit, granted: int, amount: int) -> None:
    """Raise `NotNow` where nothing is left to be granted, `ValueError` for more than is left."""
    left = limit.amount - granted
    if left < 1:
        raise rules.NotNow("延期已经用完，不能再延。请尽快办理，并向对方说明原因。")
    if not rules.may_extend_by(limit.amount, granted, amount):
        words = worktime.UNIT_WORDS[worktime.LimitUnit(limit.unit)]
        raise ValueError(f"延期合计不能超过原来的时限：还可以延长1至{left}{words}。")


@writing.operation
def decide_extension(
    *, case_id: uuid.UUID, is_granted: bool, words: str, by: rights.Actor, at: datetime
) -> LimitExtension:
    """Give the time asked for, or refuse it with a reason. Raises `Refused` for whoever asked, `NotNow` too late."""
    if not is_granted and not words.strip():
        raise ValueError("不同意延期要写明理由。")
    guarding.refuse_secrets(words)
    case = locked(case_id, rules.Act.DECIDE_EXTENSION, by, at)
    limit = running_limit(case, at)
    asked = LimitExtension.objects.filter(limit=limit, decided_at=None).first()
    if asked is None:
        raise rules.NotNow("没有等待审批的延期申请。请刷新页面查看最新情况。")
    if asked.asked_by == by.id:
        raise rights.Refused("自己申请的延期不能自己审批。请由另一位督办人员审批。")
    asked.decided_at, asked.decided_by, asked.is_granted, asked.decision = at, by.id, is_granted, words
    asked.save(update_fields=["decided_at", "decided_by", "is_granted", "decision"])
    limits.save_recounted(case, at)
    told = ExtensionDecided(
        about=case.pk,
        area=facts.Code(case.area_id),
        amount=asked.amount,
        unit=facts.Code(limit.unit),
        is_granted=is_granted,
    )
    facts.tell(told, by=by.id, at=at)
    return asked
