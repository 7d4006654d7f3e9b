"""Employees say without a name what is wrong; their voices are released together, in no order.

Nothing is told and nothing is logged when a voice arrives: a row with an hour would say who was on shift. The
receipt is known to the employee alone, by its index to the system.
"""

from __future__ import annotations

import random
import secrets
from datetime import datetime, timedelta

from minsheng.cases import queries, rules
from minsheng.cases.models import Case, HeldVoice, Limit, Receipt, Tenant
from minsheng.cases.operations import guarding, limits, opening
from minsheng.foundation import drawn, rights, worktime, writing
from minsheng.foundation import queries as ground

LETTERS = drawn.LETTERS.upper()
OLD_LETTERS = 16
"""Of receipts before they had 138 bits; some are still in somebody's pocket, and on sheets that lie beside a box."""
MOST_WORDS = 4000
MOST_SHEETS = 20
SHARE = 0.5
"""Of what may be released in a night, how much is: chance decides which."""


@writing.operation
def set_tenant(
    *,
    area: str,
    least_released: int,
    most_days: int,
    response: tuple[int, str],
    is_sample: bool,
    most_a_day: int = 60,
) -> None:
    """Let an enterprise use the engine for itself, with its own limit of the first response."""
    values = {
        "least_released": least_released,
        "most_days": most_days,
        "most_a_day": most_a_day,
        "response_amount": response[0],
        "response_unit": worktime.LimitUnit(response[1]),
        "is_sample": is_sample,
    }
    Tenant.objects.update_or_create(area_id=area, defaults=values)


def new_receipt() -> str:
    """A receipt that nobody guesses, see `drawn.code`."""
    return drawn.code().upper()


def sheet_receipts(*, area: str, count: int, by: rights.Actor) -> tuple[str, ...]:
    """Receipts for sheets of paper to be laid out; nothing is kept of them. At most `MOST_SHEETS` at once.

    Raises `Unseen` for who takes no voices of this enterprise.
    """
    queries.tenant_of(area)
    if not by.may("cases.take_voice", area):
        raise rights.Unseen("没有这个企业的意见纸，或不在您的服务范围。")
    letters = (drawn.plain(drawn.code()).upper() for _ in range(min(count, MOST_SHEETS)))
    return tuple(drawn.grouped(one + queries.sheet_mark(area, one, LETTERS, drawn.GROUP)) for one in letters)


def is_sheet_receipt(area: str, receipt: str) -> bool:
    """Was this receipt printed on a sheet of this enterprise? It carries its own mark; no list is kept."""
    plain = "".join(one for one in receipt.upper() if one.isalnum())
    return plain[-drawn.GROUP :] in queries.sheet_marks(area, plain[: -drawn.GROUP], LETTERS, drawn.GROUP)


def is_receipt(text: str) -> bool:
    """Does this look like one, of a page or of a sheet?"""
    plain = [one for one in text.upper() if one.isalnum()]
    lengths = {OLD_LETTERS, drawn.GROUP * drawn.GROUPS, drawn.GROUP * (drawn.GROUPS + 1)}
    return len(plain) in lengths and all(one in LETTERS for one in plain)


@writing.operation
def say_anonymously(*, area: str, words: str, receipt: str, at: datetime) -> HeldVoice:
    """Keep what was said until it is released; the same receipt with the same words again is the same voice.

    A sheet of paper (its receipt has the mark of one) is always taken, once; from the open page so many a day.
    Raises `Unseen` for no enterprise, `ValueError` without words, for secret digits, for a wrong receipt, for one
    under which other words are kept or what was said has been handed over, and when the box is full for today.
    """
    tenant = queries.tenant_of(area)
    guarding.refuse_secrets(words)
    if not words.strip() or len(words) > MOST_WORDS:
        raise ValueError("请写下什么事，最多4000字。")
    if not is_receipt(receipt):
        raise ValueError("回执号不对。请重新打开这一页再写。")
    Tenant.objects.select_for_update().get(pk=tenant.pk)  # nothing is handed over meanwhile
    indexes = queries.receipt_indexes(receipt)
    if Receipt.objects.filter(receipt_index__in=indexes).exists():
        raise ValueError("这个回执号的意见已经转交。要说别的事，请重新打开这一页；要看结果，点“查意见的结果”。")
    held = HeldVoice.objects.filter(receipt_index__in=indexes).first()
    if held is None:
        _require_room(tenant, receipt, at)
        held = HeldVoice.objects.create(
            receipt_index=indexes[0], tenant=tenant, words=words, received_on=worktime.local_date(at)
        )
    if (held.tenant_id, held.words) != (tenant.pk, words):
        raise ValueError("这个回执号已经收下另一段话，原来的留着。要补充，请重新打开这一页另写一份。")
    return held


def _require_room(tenant: Tenant, receipt: str, at: datetime) -> None:
    """Raise `ValueError` when the open page has taken what it takes of this enterprise in a day."""
    if is_sheet_receipt(tenant.area_id, receipt):
        return
    today = worktime.local_date(at)
    if tenant.held.filter(received_on=today).count() >= queries.most_today(tenant, today):
        raise ValueError("意见箱今天已经收满。请明天再写，或写在意见纸上投进意见箱：纸上的随时都收。")


@writing.operation
def release_voices(*, at: datetime, chance: random.Random | None = None) -> int:
    """Make cases of what has waited: of each enterprise several at once, shuffled; returns how many.

    Each night half of them, by chance, wait on: whoever fills the box himself to have it emptied learns neither that
    the voice he does not know is of today nor on which of `most_days` it came. Fewer than `least_released` are not
    released either. What has waited `most_days` always is: then somebody must hear it.
    """
    released, dice = 0, chance or secrets.SystemRandom()
    for tenant in Tenant.objects.select_for_update().order_by("area"):
        last = worktime.local_date(at) - timedelta(days=tenant.most_days)
        held = list(tenant.held.select_for_update().order_by("id"))
        chosen = [one for one in held if one.received_on <= last or dice.random() < SHARE]
        if len(chosen) < tenant.least_released and not any(one.received_on <= last for one in chosen):
            continue
        dice.shuffle(chosen)
        for one in chosen:
            _release(one, tenant, at)
        HeldVoice.objects.filter(pk__in=[one.pk for one in chosen]).delete()
        released += len(chosen)
    return released


def _release(held: HeldVoice, tenant: Tenant, at: datetime) -> Case:
    voice = opening.NewVoice(words=held.words, channel="web", heard_at=at, area=tenant.area_id, wants_answer=False)
    case = opening.open_unasked(voice, rights.NOBODY, at)
    unit = worktime.LimitUnit(tenant.response_unit)
    due = rules.step_due(at, tenant.response_amount, unit, ground.work_calendar())
    Limit.objects.filter(case=case, kind=rules.LimitKind.RESPONSE).update(
        amount=tenant.response_amount, unit=unit, due_at=due.due_at
    )
    limits.save_recounted(case, at)
    Receipt.objects.create(receipt_index=held.receipt_index, case=case)
    return case
