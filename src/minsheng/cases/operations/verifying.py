"""Another person asks whether it was done; the voicer is told what came of it."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.cases import policies, rules
from minsheng.cases.facts import AnswerGiven, Closed, Verified, VoicerTold
from minsheng.cases.models import Case, Delivery, Telling, Verification, Voice
from minsheng.cases.operations import guarding
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


@writing.operation
def tell_voicer(*, voice_id: uuid.UUID, channel: str, words: str, by: rights.Actor, at: datetime) -> Telling:
    """Note that the voicer was told what came of it. Raises `Unseen`, `Refused`, `NotNow` before an ending."""
    case_id = Voice.objects.filter(pk=voice_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise rights.Unseen("没有这条来话，或不在您的服务范围。")
    case = locked(case_id, None, by, at)
    policies.require_tell(by, case)
    if rules.State(case.state) not in rules.ENDED_STATES:
        raise rules.NotNow("这件事还没有结果。办结、不予受理或转办之后再告知。")
    voice = Voice.objects.get(pk=voice_id)
    if voice.told_at is not None:
        raise rules.NotNow("这条来话已经有人告知过了，不用再打电话。")
    if not words.strip():
        raise ValueError("请写明告知了什么。")
    guarding.refuse_secrets(words)
    telling = Telling.objects.create(id=ids.new_id(at), voice=voice, at=at, by=by.id, channel=channel, words=words)
    if channel != Telling.Channel.UNREACHABLE:
        Voice.objects.filter(pk=voice.pk).update(told_at=at)
        told = VoicerTold(about=case.pk, area=facts.Code(case.area_id), voice=voice.pk, channel=facts.Code(channel))
        facts.tell(told, by=by.id, at=at)
    return telling
