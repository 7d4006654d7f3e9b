"""Money with which a helper shops: given, spent, returned in whole fen; both sign, and another notes the person's."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.dispatch import policies, queries, rules
from minsheng.dispatch.facts import MoneyGiven, ShoppingDisputed, ShoppingSettled, ShoppingSigned
from minsheng.dispatch.models import HelpTask, ProxyShopping
from minsheng.dispatch.operations import claiming, offering
from minsheng.dispatch.rules import money
from minsheng.foundation import facts, ids, rights, writing
from minsheng.foundation.units import Fen


@writing.operation
def take_money(*, task_id: uuid.UUID, given_fen: int, by: rights.Actor, at: datetime) -> ProxyShopping:
    """A helper was given money to shop with. A second time nothing changes.

    Raises `Unseen` for who does not hold the task, `NotNow` where it is no shopping, `ValueError` for too much.
    """
    task = claiming.locked(task_id, by)
    claiming.held_claim(task, by)
    return _take(task, given_fen, by, at)


def _take(task: HelpTask, given_fen: int, by: rights.Actor, at: datetime) -> ProxyShopping:
    if task.kind != rules.TaskKind.SHOPPING:
        raise rules.NotNow("这不是代购任务，不要收钱。")
    known = queries.shopping_of(task.pk)
    if known is not None:
        return known
    most = queries.push_rule(task.area_id).most_cash_fen
    if not 0 < given_fen <= most:
        raise ValueError(f"一次代购收的钱要多于0元，最多{money.yuan(most)}。再多请分几次，或请家里人办。")
    made = ProxyShopping.objects.create(id=ids.new_id(at), task=task, helper_id=by.id, given_fen=given_fen, given_at=at)
    told = MoneyGiven(about=made.pk, area=facts.Code(task.area_id), task=task.pk, given=Fen(given_fen))
    facts.tell(told, by=by.id, at=at)
    return made


@writing.operation
def settle_shopping(
    *, task_id: uuid.UUID, spent_fen: int, returned_fen: int, by: rights.Actor, at: datetime
) -> ProxyShopping:
    """The helper says what he spent and gave back, and signs by it; the sums must come out.

    May be put right until the person has signed. Raises `Unseen`, `NotNow`, `ValueError` with the sums.
    """
    row = ProxyShopping.objects.select_for_update(of=("self",)).select_related("task").filter(task=task_id).first()
    if row is None or row.helper_id != by.account_id:
        raise rights.Unseen("这次代购不在您手里。请看“我的任务”。")
    if row.person_signed_at is not None:
        raise rules.NotNow("双方都签过字了，不能再改。有出入请打电话给受理中心。")
    money.require_balance(row.given_fen, spent_fen, returned_fen)
    row.spent_fen, row.returned_fen, row.helper_signed_at = spent_fen, returned_fen, at
    row.disputed_at, row.dispute = None, ""
    row.save()
    told = ShoppingSettled(
        about=row.pk, area=facts.Code(row.task.area_id), spent=Fen(spent_fen), returned=Fen(returned_fen)
    )
    facts.tell(told, by=by.id, at=at)
    return row


def keep_sums(
    *, task: HelpTask, given_fen: int, spent_fen: int, returned_fen: int, by: rights.Actor, at: datetime
) -> None:
    """What a record from the door says of the money, with the task: nobody types it again."""
    row = _take(task, given_fen, by, at)
    if row.given_fen != given_fen:
        raise ValueError(f"先前记的是收到{money.yuan(row.given_fen)}。请照先前的数再算一遍。")
    settle_shopping(task_id=task.pk, spent_fen=spent_fen, returned_fen=returned_fen, by=by, at=at)


@writing.operation
def sign_shopping(*, shopping_id: uuid.UUID, how: str, by: rights.Actor, at: datetime) -> ProxyShopping:
    """Note that the person has signed (on the slip), or said on the phone that the sums are right.

    Raises `Unseen`, `Refused` for the helper himself, `NotNow` before the helper has settled.
    """
    row = _seen(shopping_id, by)
    if row.helper_signed_at is None:
        raise rules.NotNow("志愿者还没有算清这笔钱。请先请他填写花了多少、找回多少。")
    if row.disputed_at is not None:
        raise rules.NotNow("这笔钱对不上，还没有改。请先请志愿者核对后重填。")
    if how not in queries.CHANNELS:
        raise ValueError("请选怎么签的。")
    if row.person_signed_at is None:
        row.person_signed_at, row.how_signed, row.noted_by_id = at, how, by.id
        row.save(update_fields=["person_signed_at", "how_signed", "noted_by"])
        told = ShoppingSigned(about=row.pk, area=facts.Code(row.task.area_id), way=facts.Code(how))
        facts.tell(told, by=by.id, at=at)
    return row


@writing.operation
def dispute_shopping(*, shopping_id: uuid.UUID, words: str, by: rights.Actor, at: datetime) -> ProxyShopping:
    """The person says that the sums are wrong, in his words; the helper puts them right. Raises as `sign_shopping`."""
    row = _seen(shopping_id, by)
    offering.refuse_secrets(words)
    if row.person_signed_at is not None:
        raise rules.NotNow("双方都签过字了。有出入请另立一件事办理。")
    if not words.strip():
        raise ValueError("请写下本人怎么说的。")
    row.disputed_at, row.dispute = at, words.strip()[:400]
    row.save(update_fields=["disputed_at", "dispute"])
    facts.tell(ShoppingDisputed(about=row.pk, area=facts.Code(row.task.area_id)), by=by.id, at=at)
    return row


def _seen(shopping_id: uuid.UUID, by: rights.Actor) -> ProxyShopping:
    seen = queries.seen_shopping(shopping_id, by)
    policies.require_record_consent(by, seen.task.area_id)
    if seen.helper_id == by.account_id:
        raise rights.Refused("自己经手的钱要由别人核对签字。请找受理中心或社区书记。")
    return ProxyShopping.objects.select_for_update(of=("self",)).select_related("task").get(pk=seen.pk)
