"""Four-role chains, and the register of promises: slots, owners, evidence, ratings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from minsheng.catalogue import policies
from minsheng.catalogue.facts import CommitmentMade, EvidenceAdded
from minsheng.catalogue.models import Commitment, CommitmentRating, CommitmentRegister, Evidence, FourRoleChain
from minsheng.foundation import facts, identity, ids, keys, rights, worktime
from minsheng.registry import queries as registry

UNSEEN = "没有这项承诺，或不在您的服务范围。"


@transaction.atomic
def set_chain(*, code: str, valid_from: date, values: Mapping[str, Any], at: datetime) -> FourRoleChain:
    """Enter a base's chain of four roles from a day; the version before ends the day before."""
    standing = Q(valid_to=None) | Q(valid_to__gte=valid_from)
    earlier = FourRoleChain.objects.filter(standing, code=code, valid_from__lt=valid_from)
    earlier.update(valid_to=valid_from - timedelta(days=1))
    chain, _ = FourRoleChain.objects.update_or_create(
        code=code, valid_from=valid_from, defaults=values, create_defaults={**values, "id": ids.new_id(at)}
    )
    return chain


@transaction.atomic
def end_chain(*, chain_id: uuid.UUID, on: date) -> None:
    """A base's chain holds for the last time on a day; one that ends earlier keeps its day.

    Asks for no right: whoever calls it has asked. Raises `ValueError` for a day before it began.
    """
    chain = FourRoleChain.objects.select_for_update().get(pk=chain_id)
    if on < chain.valid_from:
        raise ValueError("结束日期不能早于开始日期。请核对。")
    if chain.valid_to is None or chain.valid_to > on:
        chain.valid_to = on
        chain.save(update_fields=["valid_to"])


@transaction.atomic
def set_register(*, code: str, values: Mapping[str, Any], at: datetime) -> CommitmentRegister:
    """Enter a register with all its slots, empty ones too; slots that exist stay as they are."""
    register, _ = CommitmentRegister.objects.update_or_create(
        code=code, defaults=values, create_defaults={**values, "id": ids.new_id(at)}
    )
    Commitment.objects.bulk_create(
        [
            Commitment(id=ids.new_id(at), register=register, slot=slot)
            for slot in range(1, register.slot_count + 1)
            if not Commitment.objects.filter(register=register, slot=slot).exists()
        ]
    )
    return register


@transaction.atomic
def fill_slot(*, register_id: uuid.UUID, slot: int, values: Mapping[str, Any]) -> None:
    """Write a promise of a preset into a slot that is still empty."""
    Commitment.objects.filter(register=register_id, slot=slot, measure="").update(**values)


def _locked(commitment_id: uuid.UUID, by: rights.Actor, at: datetime) -> tuple[Commitment, frozenset[uuid.UUID]]:
    """(the commitment, locked; the actor's organisations). Raises `Unseen`."""
    found = Commitment.objects.select_for_update(of=("self",)).select_related("register").filter(pk=commitment_id)
    commitment = found.first()
    own = registry.organisations_of(by.id, worktime.local_date(at))
    if commitment is None or not policies.may_see_register(by, commitment.register, own):
        raise rights.Unseen(UNSEEN)
    return commitment, own


@transaction.atomic
def set_commitment(
    *,
    commitment_id: uuid.UUID,
    measure: str,
    owner_id: uuid.UUID,
    owner_name: str,
    due_on: date,
    by: rights.Actor,
    at: datetime,
) -> None:
    """Write a promise into a slot, with who answers for it and until when. Raises `Unseen`, `Refused`, `ValueError`."""
    commitment, _ = _locked(commitment_id, by, at)
    if not policies.may_keep_commitments(by, commitment.register.area_id):
        raise rights.Refused("填写承诺需要本地区的“catalogue.keep_commitments”权限。需要时请向本单位管理员申请。")
    if owner_id not in registry.organisations():
        raise ValueError("没有这个单位。请从列表中选择。")
    commitment.measure, commitment.owner_id = measure, owner_id
    commitment.owner_name, commitment.due_on = owner_name, due_on
    commitment.save(update_fields=["measure", "owner", "owner_name", "due_on"])
    area = facts.Code(commitment.register.area_id)
    facts.tell(CommitmentMade(about=commitment.pk, area=area, owner=owner_id, due_on=due_on), by=by.id, at=at)


@transaction.atomic
def add_evidence(*, commitment_id: uuid.UUID, words: str, by: rights.Actor, at: datetime) -> Evidence:
    """The owner's people (or who keeps the register) say what shows that the promise is kept. Only ever added."""
    commitment, own = _locked(commitment_id, by, at)
    if not commitment.measure:
        raise ValueError("这一格还没有写措施。请先写明措施、责任单位和期限。")
    if commitment.owner_id not in own and not policies.may_keep_commitments(by, commitment.register.area_id):
        raise rights.Refused("由责任单位的人员或登记册管理员填写做到的依据。")
    if not words.strip() or identity.secrets_in(words):
        raise ValueError("请写明做了什么；不要写卡号、身份证号或密码。")
    evidence = Evidence.objects.create(commitment=commitment, words=words, at=at, by_id=by.id)
    area = facts.Code(commitment.register.area_id)
    facts.tell(EvidenceAdded(about=commitment.pk, area=area), by=by.id, at=at)
    return evidence


@transaction.atomic
def rate_commitment(*, commitment_id: uuid.UUID, answer: str, by: rights.Actor, at: datetime) -> None:
    """Somebody of those served says whether it was done; saying it again replaces the answer.

    Who said it is kept as a blind index only and told to nobody, so no fact is told either. Raises `Unseen`,
    `Refused` for somebody who is not served or whose organisation owns the promise to others.
    """
    commitment, own = _locked(commitment_id, by, at)
    if not policies.may_rate(commitment, own):
        raise rights.Refused("由被服务的人评价；自己给自己的承诺打不了分。")
    if answer not in CommitmentRating.Answer.values or not commitment.measure:
        raise ValueError("请从四个回答里选一个。")
    indexes = keys.ring().blind_indexes(f"{commitment.pk}:{by.id}", "catalogue_commitmentrating.rater")
    told = {"rater_index": indexes[0], "answer": answer, "rated_on": worktime.local_date(at).replace(day=1)}
    if not CommitmentRating.objects.filter(commitment=commitment, rater_index__in=indexes).update(**told):
        CommitmentRating.objects.create(commitment=commitment, **told)
