"""Mediation: opened and ended by the mediator; what is told of it is that there was one, in which banner."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from minsheng.cases import queries, rules
from minsheng.cases.facts import MediationEnded, MediationHandedOver, MediationOpened
from minsheng.cases.models import Mediation, MediationHandover
from minsheng.cases.operations import guarding
from minsheng.foundation import facts, ids, rights, writing

BANNER_DIGITS = 6


@writing.operation
def open_mediation(*, area: str, dispute: queries.Dispute, by: rights.Actor, at: datetime) -> Mediation:
    """Begin to mediate between two parties. Raises `Refused`, `ValueError` where a party or the matter is missing."""
    rights.require(by, queries.MEDIATE, area)
    if not all(one.strip() for one in (dispute.first_party, dispute.second_party, dispute.matter)):
        raise ValueError("请写下双方和为什么事。")
    guarding.refuse_secrets(dispute.first_party, dispute.second_party, dispute.matter)
    mediation_id = ids.new_id(at)
    made = Mediation.objects.create(
        id=mediation_id,
        area_id=area,
        mediator_id=by.id,
        sealed=queries.seal_dispute(replace(dispute, agreement=""), mediation_id),
        opened_at=at,
    )
    facts.tell(MediationOpened(about=made.pk, area=facts.Code(area[:BANNER_DIGITS])), by=by.id, at=at)
    return made


@writing.operation
def hand_over_mediation(
    *, mediation_id: uuid.UUID, to: uuid.UUID, reason: str, by: rights.Actor, at: datetime
) -> Mediation:
    """Give a mediation of one's own to another mediator of its place, who reads it from now on; one does no longer.

    Raises `Unseen` for everybody but its mediator, `ValueError` without a reason or for who does not mediate there.
    """
    queries.own_mediation(mediation_id, by)
    found = Mediation.objects.select_for_update().get(pk=mediation_id)
    _give(found, to, reason, by, at)
    return found


@writing.operation
def hand_over_left_mediations(
    *, mediator_id: uuid.UUID, to: uuid.UUID, reason: str, by: rights.Actor, at: datetime
) -> int:
    """Give all that somebody mediated who has left to another mediator, without reading it; returns how many.

    Whoever keeps the accounts does it. Raises `Unseen` where nobody has left, `ValueError` as `hand_over_mediation`.
    """
    queries.left_mediator(mediator_id, by, at)
    rows = Mediation.objects.filter(rights.inside("area_id", by.areas(queries.KEEP_ACCOUNTS)), mediator=mediator_id)
    found = list(rows.select_for_update().order_by("pk"))
    for one in found:
        _give(one, to, reason, by, at)
    return len(found)


def _give(mediation: Mediation, to: uuid.UUID, reason: str, by: rights.Actor, at: datetime) -> None:
    if not reason.strip():
        raise ValueError("请写明为什么交接。")
    guarding.refuse_secrets(reason)
    if to == mediation.mediator_id or to not in queries.mediators_of(mediation.area_id, at):
        raise ValueError("请从列表中选择这个地方的另一位调解人。")
    before, mediation.mediator_id = mediation.mediator_id, to
    mediation.save(update_fields=["mediator"])
    MediationHandover.objects.create(
        mediation=mediation, before_id=before, to_id=to, reason=reason.strip()[:200], at=at, by=by.id
    )
    area = facts.Code(mediation.area_id[:BANNER_DIGITS])
    facts.tell(MediationHandedOver(about=mediation.pk, area=area, before=before, to=to), by=by.id, at=at)


@writing.operation
def end_mediation(
    *, mediation_id: uuid.UUID, outcome: rules.MediationOutcome, agreement: str, by: rights.Actor, at: datetime
) -> Mediation:
    """Say how it ended. Raises `Unseen` for everybody but the mediator, `NotNow` where it has, `ValueError` where
    they agreed and what they agreed is missing.
    """
    shown = queries.own_mediation(mediation_id, by)
    found = Mediation.objects.select_for_update().get(pk=mediation_id)
    if found.ended_at is not None:
        raise rules.NotNow("这件调解已经结束了。")
    if outcome is rules.MediationOutcome.AGREED and not agreement.strip():
        raise ValueError("请写下双方怎么约定的。")
    guarding.refuse_secrets(agreement)
    found.sealed = queries.seal_dispute(replace(shown.dispute, agreement=agreement.strip()), found.pk)
    found.ended_at, found.outcome = at, outcome
    found.save(update_fields=["sealed", "ended_at", "outcome"])
    told = MediationEnded(about=found.pk, area=facts.Code(found.area_id[:BANNER_DIGITS]), outcome=facts.Code(outcome))
    facts.tell(told, by=by.id, at=at)
    return found
