"""Mediation: opened and ended by the mediator; what is told of it is that there was one, in which banner."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from minsheng.cases import queries, rules
from minsheng.cases.facts import MediationEnded, MediationOpened
from minsheng.cases.models import Mediation
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
