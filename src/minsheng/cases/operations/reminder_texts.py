"""Reminders by text: to officers who asked for it, at an official number, outside the quiet hours; how many, no more."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Exists, OuterRef

from minsheng.cases import queries
from minsheng.cases.models import OutgoingText, ReminderNumber
from minsheng.foundation import identity, keys, rights, texting, writing

Kind = OutgoingText.Kind


@writing.operation
def choose_reminder_number(*, number: str, by: rights.Actor, at: datetime) -> None:
    """Have the reminders of one's organisations texted to an official number, or to none any more ("").

    Raises `Refused` for who has no work list, `ValueError` for a number that takes no texts.
    """
    queries.require_list(by)
    choose_text_number(number=number, by=by.id, at=at)


@writing.operation
def choose_text_number(*, number: str, by: uuid.UUID, at: datetime) -> None:
    """Have what waits for oneself texted to a mobile number, or to none any more (""). Raises `ValueError`."""
    if not number.strip():
        ReminderNumber.objects.filter(account=by).delete()
        return
    plain = identity.phone(number)
    if not texting.may_receive(plain):
        raise ValueError("这不是手机号码，收不到短信。请写11位的手机号。")
    values = {
        "number_sealed": keys.ring().seal(plain, queries.reminder_number_purpose(by)),
        "chosen_at": at,
        "told_until": at,
    }
    ReminderNumber.objects.update_or_create(account_id=by, defaults=values)


@writing.operation
def queue_hint(*, account_id: uuid.UUID, text: str, at: datetime) -> bool:
    """Queue a text for somebody who has chosen a number: that something waits for him, without any personal detail.

    It is due when the quiet hours are over, and goes out if it is still true then (`queries.hint_holds`). False: he has
    chosen no number, such a text waits for him already, or this installation sends none.
    """
    is_waiting = OutgoingText.objects.filter(officer=OuterRef("account"), kind=Kind.HINT, ended_at=None)
    found = ReminderNumber.objects.select_for_update(of=("self",)).filter(
        ~Exists(is_waiting), account=account_id, account__is_active=True
    )
    if texting.sender() is None or found.first() is None:
        return False
    due_at = texting.next_moment(at)
    OutgoingText.objects.create(kind=Kind.HINT, officer_id=account_id, text=text, queued_at=at, due_at=due_at)
    return True


@writing.operation
def queue_reminders(*, at: datetime, most: int = 200) -> int:
    """Queue a text for each officer who asked for it: how many reminders his organisations were given since the last.

    The reminders are noted as told in the transaction that queues the text; `send_texts` sends it, and a text that
    waits or is under way is not followed by another of its kind. Nothing in the quiet hours: the first text after them says all.
    Returns how many texts were queued.
    """
    if texting.next_moment(at) != at:
        return 0
    is_waiting = OutgoingText.objects.filter(officer=OuterRef("account"), kind=Kind.REMINDERS, ended_at=None)
    found = ReminderNumber.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        ~Exists(is_waiting), account__is_active=True
    )
    return sum(_queue(one, at) for one in found.order_by("told_until", "pk")[:most])


def _queue(one: ReminderNumber, at: datetime) -> bool:
    count = queries.reminders_since(one.account_id, one.told_until, at)
    if not count:
        return False
    text = f"您单位有{count}条新的催办督办。请登录工作清单，看“催办督办的”。"
    OutgoingText.objects.create(kind=Kind.REMINDERS, officer_id=one.account_id, text=text, queued_at=at, due_at=at)
    one.told_until = at
    one.save(update_fields=["told_until"])
    return True
