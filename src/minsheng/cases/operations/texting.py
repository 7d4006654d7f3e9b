"""Telling by text: queued by a person, sent outside the quiet hours, without any personal detail."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.cases import policies, queries, rules
from minsheng.cases.facts import VoicerTold
from minsheng.cases.models import OutgoingText, Telling, Voice
from minsheng.cases.operations.handling import locked
from minsheng.foundation import facts, ids, rights, texting, writing

MOST_TRIES = 3


@writing.operation
def queue_text(*, voice_id: uuid.UUID, hotline: str, by: rights.Actor, at: datetime) -> OutgoingText:
    """Let a text tell the voicer that there is a result and where to ask for it: number of the case and hotline only.

    Raises `Unseen`, `Refused`, `NotNow` before a result or after a telling, `ValueError` for a number that takes no
    texts (then the voicer is told by phone or on paper).
    """
    voice = queries.seen_voice(voice_id, by, at)
    case = locked(voice.case_id, None, by, at)
    policies.require_tell(by, case)
    if rules.State(queries.result_of(voice).state) not in rules.ENDED_STATES:
        raise rules.NotNow("这件事还没有结果。办结、不予受理或转办之后再告知。")
    if voice.told_at is not None or voice.texts.filter(ended_at=None).exists():
        raise rules.NotNow("这条来话已经告知过，或短信正等着发出。")
    if not texting.may_receive(queries.caller_phone(voice)):
        raise ValueError("留的不是手机号码，收不到短信。请打电话、寄信或当面告知。")
    text = f"您反映的事（编号{queries.number_of(case)}）有了结果。请拨打{hotline}报编号询问；不同意结果也打这个电话。"
    return OutgoingText.objects.create(
        voice=voice, text=text, queued_at=at, queued_by=by.id, due_at=texting.next_moment(at)
    )


@writing.operation
def send_texts(*, sender: texting.Sender, at: datetime, most: int = 100) -> int:
    """Send what is due, outside the quiet hours; returns how many went out. What failed three times is told by hand."""
    if texting.next_moment(at) != at:
        return 0
    waiting = OutgoingText.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        ended_at=None, due_at__lte=at
    )
    return sum(_send(one, sender, at) for one in waiting.select_related("voice__case").order_by("due_at", "id")[:most])


def _send(one: OutgoingText, sender: texting.Sender, at: datetime) -> bool:
    voice, case = one.voice, one.voice.case
    one.tries += 1
    try:
        sender.send(queries.caller_phone(voice), one.text)
    except texting.NotSent:
        if one.tries >= MOST_TRIES:
            one.ended_at, one.is_sent = at, False
        one.save(update_fields=["tries", "ended_at", "is_sent"])
        return False
    one.ended_at, one.is_sent = at, True
    one.save(update_fields=["tries", "ended_at", "is_sent"])
    Telling.objects.create(
        id=ids.new_id(at), voice=voice, at=at, by=one.queued_by, channel=Telling.Channel.TEXT, words=one.text
    )
    Voice.objects.filter(pk=voice.pk).update(told_at=at)
    told = VoicerTold(
        about=case.pk, area=facts.Code(case.area_id), voice=voice.pk, channel=facts.Code(Telling.Channel.TEXT)
    )
    facts.tell(told, by=one.queued_by, at=at)
    return True
