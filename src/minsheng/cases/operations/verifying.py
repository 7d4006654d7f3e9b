"""Another person asks whether it was done; the voicer is told what came of it."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.cases import policies, queries, rules
from minsheng.cases.facts import AnswerGiven, Closed, JoinedEnded, TellingGivenUp, Verified, VoicerTold
from minsheng.cases.models import Case, Delivery, Telling, Verification, Voice
from minsheng.cases.operations import guarding, joined
from minsheng.cases.operations.ending import purge_circumstances, reopen
from minsheng.cases.operations.handling import locked
from minsheng.foundation import facts, ids, rights, writing
from minsheng.foundation.units import Items, Minutes, Persons


@writing.operation
def verify_case(
    *, case_id: uuid.UUID, outcome: rules.Outcome, asked: str, words: str, by: rights.Actor, at: datetime
) -> Case:
    """Write down the answer to "was it done?". Met closes the case; partly or not met reopens it.

    Raises `Refused` for whoever did or helped to do the work; the database refuses it too.
    """
    case = locked(case_id, rules.Act.VERIFY, by, at)
    deliveries = list(Delivery.objects.filter(case=case).order_by("at", "id"))
    policies.require_verify(by, case, deliveries)
    require_askable(case, asked, at)
    delivery = deliveries[-1]
    guarding.refuse_secrets(words)
    verification = Verification.objects.create(
        id=ids.new_id(at),
        delivery=delivery,
        deliverer_id=delivery.by_id,
        verifier_id=by.id,
        at=at,
        asked=asked,
        outcome=outcome,
        words=words,
    )
    area = facts.Code(case.area_id)
    answered = AnswerGiven(about=case.pk, area=area, verification=verification.pk, outcome=facts.Code(outcome.value))
    facts.tell(answered, by=by.id, at=at)
    act = rules.act_after_answer(outcome)
    if act is rules.Act.REOPEN:
        reopen(case, by.id, at, f"回访：{rules.OUTCOME_WORDS[outcome]}")
    elif act is rules.Act.VERIFY:
        case.state = rules.after(rules.State(case.state), rules.Act.VERIFY)
        facts.tell(
            Verified(about=case.pk, area=area, delivery=delivery.pk, verification=verification.pk), by=by.id, at=at
        )
        _close(case, at)
    return case


def require_askable(case: Case, asked: str, at: datetime) -> None:
    """Raise `NotNow` where a sample decides who is asked, or the person was asked often enough (promise M5)."""
    if queries.waits_for_sample(case):
        raise rules.NotNow("这类小事按比例抽样回访，每天夜里抽一次。请等抽样之后再打，先回访清单上的其他人。")
    if case.person_id is None or case.reopenings or asked == Verification.Asked.VISIT:
        return
    most = queries.follow_up_of(case.area_id).calls_per_quarter
    if queries.times_asked([case.person_id], at, but=case.pk).get(case.person_id, 0) >= most:
        raise rules.NotNow(
            f"这个季度已经回访过本人{most}次，不再打扰。可以上门看一看办成没有；不去看的，今夜自动结束。"
        )


def _close(case: Case, at: datetime) -> None:
    """The system closes a verified case and forgets the circumstances."""
    case.state = rules.after(rules.State(case.state), rules.Act.CLOSE)
    case.ended_at, case.due_at, case.changed_at = at, None, at
    case.save(update_fields=["state", "ended_at", "due_at", "changed_at"])
    purged = purge_circumstances(case)
    closed = Closed(
        about=case.pk,
        area=facts.Code(case.area_id),
        needs_met=Items(1),
        persons=Persons(1 if case.person_id else 0),
        person=case.person_id,
        took=Minutes(int((at - case.opened_at).total_seconds() // 60)),
        purged_circumstances=Items(purged),
    )
    facts.tell(closed, by=None, at=at)
    joined.tell_joined(case, JoinedEnded, None, at)


@writing.operation
def tell_voicer(*, voice_id: uuid.UUID, channel: str, words: str, by: rights.Actor, at: datetime) -> Telling:
    """Note that the voicer was told what came of it. Raises `Unseen`, `Refused`, `NotNow` before an ending."""
    case_id = Voice.objects.filter(pk=voice_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise rights.Unseen("没有这条来话，或不在您的服务范围。")
    case = locked(case_id, None, by, at)
    policies.require_tell(by, case)
    result = case.merged_into or case
    if rules.State(result.state) not in rules.ENDED_STATES:
        raise rules.NotNow("这件事还没有结果。办结、不予受理或转办之后再告知。")
    voice = Voice.objects.get(pk=voice_id)
    if voice.told_at is not None:
        raise rules.NotNow("这条来话已经有人告知过了，不用再打电话。")
    if not words.strip():
        raise ValueError("请写明告知了什么。")
    if channel == Telling.Channel.TEXT:
        raise ValueError("短信由系统发出。请按“发短信告知”。")
    if channel == Telling.Channel.GIVEN_UP:
        _require_tried(voice)
    guarding.refuse_secrets(words)
    telling = Telling.objects.create(id=ids.new_id(at), voice=voice, at=at, by=by.id, channel=channel, words=words)
    if channel == Telling.Channel.GIVEN_UP:
        Voice.objects.filter(pk=voice.pk).update(given_up_at=at)
        facts.tell(TellingGivenUp(about=case.pk, area=facts.Code(case.area_id), voice=voice.pk), by=by.id, at=at)
    elif channel != Telling.Channel.UNREACHABLE:
        Voice.objects.filter(pk=voice.pk).update(told_at=at)
        told = VoicerTold(about=case.pk, area=facts.Code(case.area_id), voice=voice.pk, channel=facts.Code(channel))
        facts.tell(told, by=by.id, at=at)
    return telling


LEAST_TRIES = 2
"""So often somebody must have tried in vain before he may decide that a voicer cannot be told."""


def _require_tried(voice: Voice) -> None:
    """Raise `ValueError` where it was not tried often enough, with what else can be done."""
    if voice.tellings.filter(channel=Telling.Channel.UNREACHABLE).count() < LEAST_TRIES:
        raise ValueError(
            f"至少{LEAST_TRIES}次“无法联系”之后才能这样结束。请先换时间再打，或寄信、到嘎查村张贴（不写姓名和事由）。"
        )
