"""Pairings: both sides say yes; either side ends it at once, and nobody is asked why."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from minsheng.dispatch import policies, queries, rules
from minsheng.dispatch.facts import PairingBegan, PairingEnded, PairingProposed
from minsheng.dispatch.models import Pairing
from minsheng.dispatch.operations.offering import refuse_secrets
from minsheng.foundation import facts, ids, rights, writing
from minsheng.registry import operations as registry
from minsheng.registry import queries as registered

PAIRED = "这一户已经有结对的人了。要换人，请打开那个结对点“换人”。"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody of the household said, and how: `channel` is phone, visit or paper."""

    words: str
    channel: str


@writing.operation
def propose_pairing(
    *, person_id: uuid.UUID, helper_id: uuid.UUID, said: Said, by: rights.Actor, at: datetime
) -> Pairing:
    """Note that a household would like this helper; the helper is asked. One household has one helper.

    Raises `Unseen`, `Refused`, `NotNow` where the household is paired, `ValueError` for a helper of elsewhere.
    """
    person = registered.seen_person(person_id, by)
    policies.require_record_consent(by, person.area_id)
    refuse_secrets(said.words)
    if not said.words.strip() or said.channel not in queries.CHANNELS:
        raise ValueError("请写下本人怎么说的，选怎么说的。")
    if helper_id not in queries.helpers_to_pair(person.area_id):
        raise ValueError("这位志愿者不在本旗县，或还没有填写资料。请从列表中选择。")
    if helper_id == by.account_id:
        raise ValueError("自己的结对要由别人登记。请找受理中心或社区书记。")
    household = person.household_id
    if household is None and queries.zone_of(person.area_id) is None and queries.has_zones(person.area_id):
        raise ValueError("还不知道这一户住在哪个村（社区）。请先在底数里补上住址。")
    if household is None:
        household = registry.house_person(
            person_id=person.pk, area=person.area_id, door=person.address, residence_id=None, at=at
        ).pk
    try:
        with transaction.atomic():
            row = Pairing.objects.create(
                id=ids.new_id(at),
                household_id=household,
                person_id=person.pk,
                helper_id=helper_id,
                household_agreed_at=at,
                channel=said.channel,
                words=said.words.strip(),
                noted_by_id=by.id,
            )
    except IntegrityError as problem:
        raise rules.NotNow(PAIRED) from problem
    told = PairingProposed(about=row.pk, area=facts.Code(person.area_id), helper=helper_id)
    facts.tell(told, by=by.id, at=at)
    return row


@writing.operation
def accept_pairing(*, pairing_id: uuid.UUID, by: rights.Actor, at: datetime) -> Pairing:
    """The helper says yes: from now on they are paired. Saying it again changes nothing. Raises `Unseen`."""
    queries.own_pairing(pairing_id, by)
    row = Pairing.objects.select_for_update(of=("self",)).select_related("person").get(pk=pairing_id)
    if row.ended_at is not None:
        raise rights.Unseen("没有这个结对，或已经结束。")
    if row.helper_agreed_at is None:
        row.helper_agreed_at = at
        row.save(update_fields=["helper_agreed_at"])
        told = PairingBegan(about=row.pk, area=facts.Code(row.person.area_id), helper=by.id)
        facts.tell(told, by=by.id, at=at)
    return row


@writing.operation
def leave_pairing(*, pairing_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """The helper says no, or ends it: no reason, no count, nothing is kept of who did. Raises `Unseen`."""
    queries.own_pairing(pairing_id, by)
    _end(pairing_id, at)


@writing.operation
def end_pairing(*, pairing_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """The household says on the phone that it wants no more: at once, without a reason. Raises `Unseen`."""
    queries.seen_pairing(pairing_id, by)
    _end(pairing_id, at)


@writing.operation
def change_pairing(
    *, pairing_id: uuid.UUID, helper_id: uuid.UUID, said: Said, by: rights.Actor, at: datetime
) -> Pairing:
    """The household would rather have another helper: the old pairing ends at once, the new one is asked.

    Raises `Unseen`, `Refused`, `NotNow`, `ValueError`.
    """
    row = queries.seen_pairing(pairing_id, by)
    if row.helper_id == helper_id and row.ended_at is None:
        raise ValueError("已经是这位志愿者了。请选另一位。")
    _end(pairing_id, at)
    return propose_pairing(person_id=row.person_id, helper_id=helper_id, said=said, by=by, at=at)


def _end(pairing_id: uuid.UUID, at: datetime) -> None:
    """The fact names nobody: who ended it, and why, is not kept."""
    row = Pairing.objects.select_for_update(of=("self",)).select_related("person").get(pk=pairing_id)
    if row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        facts.tell(PairingEnded(about=row.pk, area=facts.Code(row.person.area_id)), by=None, at=at)


def end_pairings_of(*, person_id: uuid.UUID, at: datetime) -> None:
    """A person's data are deleted: his pairings end, and his words go."""
    for key in Pairing.objects.filter(person=person_id, ended_at=None).values_list("pk", flat=True):
        _end(key, at)
    Pairing.objects.filter(person=person_id).update(words="（已删除）")
