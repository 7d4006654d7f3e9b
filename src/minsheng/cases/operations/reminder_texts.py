"""Reminders by text: to officers who asked for it, at an official number, outside the quiet hours; how many, no more."""

from __future__ import annotations

from datetime import datetime

from minsheng.cases import queries
from minsheng.cases.models import ReminderNumber
from minsheng.foundation import identity, keys, rights, texting, writing

MOST_TRIES = 3


@writing.operation
def choose_reminder_number(*, number: str, by: rights.Actor, at: datetime) -> None:
    """Have the reminders of one's organisations texted to an official number, or to none any more ("").

    Raises `Refused` for who has no work list, `ValueError` for a number that takes no texts.
    """
    queries.require_list(by)
    if not number.strip():
        ReminderNumber.objects.filter(account=by.id).delete()
        return
    plain = identity.phone(number)
    if not texting.may_receive(plain):
        raise ValueError("这不是手机号码，收不到短信。请写单位配发的工作手机号。")
    values = {
        "number_sealed": keys.ring().seal(plain, queries.reminder_number_purpose(by.id)),
        "chosen_at": at,
        "told_until": at,
        "tries": 0,
    }
    ReminderNumber.objects.update_or_create(account_id=by.id, defaults=values)


@writing.operation
def text_reminders(*, sender: texting.Sender, at: datetime, most: int = 200) -> int:
    """Text each officer who asked for it how many reminders his organisations were given since the last text.

    Nothing in the quiet hours: the first text after them says all. What failed three times waits for the next
    reminder. Returns how many texts went out.
    """
    if texting.next_moment(at) != at:
        return 0
    waiting = ReminderNumber.objects.select_for_update(skip_locked=True, of=("self",)).filter(account__is_active=True)
    return sum(_text(one, sender, at) for one in waiting.order_by("told_until", "pk")[:most])


def _text(one: ReminderNumber, sender: texting.Sender, at: datetime) -> bool:
    count = queries.reminders_since(one.account_id, one.told_until, at)
    if not count:
        return False
    is_sent = True
    try:
        number = keys.ring().open(bytes(one.number_sealed), queries.reminder_number_purpose(one.account_id))
        sender.send(number, f"您单位有{count}条新的催办督办。请登录工作清单，看“催办督办的”。")
    except texting.NotSent:
        is_sent = False
    one.tries = 0 if is_sent else one.tries + 1
    if is_sent or one.tries >= MOST_TRIES:
        one.told_until, one.tries = at, 0
    one.save(update_fields=["told_until", "tries"])
    return is_sent
