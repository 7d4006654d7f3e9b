"""Texts to voicers and officers: queued first, sent outside the quiet hours, without any personal detail."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from minsheng.cases import policies, queries, rules
from minsheng.cases.facts import VoicerTold
from minsheng.cases.models import OutgoingText, Telling, Voice
from minsheng.cases.operations.handling import locked
from minsheng.foundation import facts, ids, rights, texting, writing

WhyNot = OutgoingText.WhyNot
MOST_TRIES = 3
PATIENCE = timedelta(minutes=10)
"""So long a text belongs to the sender that took it; whoever has not noted it by then is taken for dead."""


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
        kind=OutgoingText.Kind.RESULT,
        voice=voice,
        text=text,
        queued_at=at,
        queued_by=by.id,
        due_at=texting.next_moment(at),
    )


def send_texts(*, sender: texting.Sender, at: datetime, most: int = 100) -> int:
    """Send what is due, outside the quiet hours; returns how many went out. What failed three times is told by hand.

    At least once, under the same id each time (`texting`). A text is taken and committed, then sent outside of any
    transaction, then noted: a sender that is killed leaves it to the next one, after `PATIENCE`.
    """
    if texting.next_moment(at) != at:
        return 0
    sent = 0
    for _ in range(most):
        taken = _take(at=at)
        if taken is None:
            break
        number, why_not = _reached(taken, at)
        if why_not:
            _drop(text_id=taken.pk, why_not=why_not, at=at)
            continue
        try:
            sender.send(number, taken.text, taken.message)
        except texting.NotSent:
            if taken.tries >= MOST_TRIES:
                _drop(text_id=taken.pk, why_not=WhyNot.NOT_TAKEN, at=at)
        else:
            sent += _note_sent(text_id=taken.pk, at=at)
    return sent


@writing.operation
def _take(*, at: datetime) -> OutgoingText | None:
    """The next text that is due, for this sender alone until `PATIENCE` is over; None where there is none."""
    waiting = OutgoingText.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        ended_at=None, due_at__lte=at
    )
    waiting.filter(tries__gte=MOST_TRIES).update(ended_at=at, is_sent=False, why_not=WhyNot.NOT_TAKEN)
    one = waiting.select_related("voice__case").order_by("due_at", "id").first()
    if one is not None:
        one.tries += 1
        one.due_at = at + PATIENCE
        one.save(update_fields=["tries", "due_at"])
    return one


def _reached(one: OutgoingText, at: datetime) -> tuple[str, str]:
    """Where it goes, or why it goes nowhere: what it tells is true no more (it may have waited a night), or no number is left.

    A voicer was told otherwise or has no result any more; what somebody was to look at has gone (`queries.hint_holds`).
    """
    if one.voice is not None:
        is_true = one.voice.told_at is None and rules.State(queries.result_of(one.voice).state) in rules.ENDED_STATES
        number = queries.caller_phone(one.voice) if is_true else ""
    else:
        officer = one.officer_id or uuid.UUID(int=0)  # the database knows no text without a side
        is_true = one.kind != OutgoingText.Kind.HINT or queries.hint_holds(officer, at)
        number = queries.reminder_number(officer) if is_true else ""
    return number, "" if number else WhyNot.NO_NUMBER if is_true else WhyNot.NOT_TRUE


@writing.operation
def _drop(*, text_id: int, why_not: str, at: datetime) -> None:
    OutgoingText.objects.filter(pk=text_id, ended_at=None).update(ended_at=at, is_sent=False, why_not=why_not)


@writing.operation
def _note_sent(*, text_id: int, at: datetime) -> bool:
    """Note that a text went out; False where another sender has noted it."""
    found = OutgoingText.objects.select_for_update(of=("self",)).select_related("voice__case")
    one = found.filter(pk=text_id, ended_at=None).first()
    if one is None:
        return False
    one.ended_at, one.is_sent = at, True
    one.save(update_fields=["ended_at", "is_sent"])
    if one.voice is not None and one.queued_by is not None:
        _note_telling(one.voice, one.text, one.queued_by, at)
    return True


def _note_telling(voice: Voice, words: str, by: uuid.UUID, at: datetime) -> None:
    Telling.objects.create(id=ids.new_id(at), voice=voice, at=at, by=by, channel=Telling.Channel.TEXT, words=words)
    Voice.objects.filter(pk=voice.pk).update(told_at=at)
    told = VoicerTold(
        about=voice.case_id, area=facts.Code(voice.case.area_id), voice=voice.pk, channel=facts.Code("text")
    )
    facts.tell(told, by=by, at=at)
