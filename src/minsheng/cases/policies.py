"""Who may do what with a case: by area, or by belonging to the organisation that answers for it."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from minsheng.cases import rules
from minsheng.cases.models import Case, CoHandler, Delivery
from minsheng.foundation import rights

Organisations = Collection[uuid.UUID]


def visible(actor: rights.Actor, organisations: Organisations) -> Q:
    """The filter for the cases that exist for this actor."""
    helped = CoHandler.objects.filter(case=OuterRef("pk"), organisation__in=organisations)
    own = Q(lead__in=organisations) | Q(Exists(helped))
    return rights.inside("area_id", actor.areas("cases.read")) | (
        rights.inside("area_id", actor.areas("cases.read_own_organisation")) & own
    )


def may_act(actor: rights.Actor, case: Case, act: rules.Act, organisations: Organisations) -> bool:
    """May the actor do this with a case that he sees? Delivering and handing back are for the lead's people."""
    permission = rules.BY_ACT[act].permission
    if permission is None or not actor.may(permission, case.area_id):
        return False
    return act not in {rules.Act.DELIVER, rules.Act.HAND_BACK} or case.lead_id in organisations


def may_verify(actor: rights.Actor, case: Case, delivery: Delivery) -> bool:
    """May the actor verify this delivery? Never one that he did or helped to do."""
    return actor.may("cases.verify", case.area_id) and actor.account_id not in {delivery.by_id, delivery.companion_id}


def may_tell(actor: rights.Actor, case: Case) -> bool:
    """May the actor tell the voicers of this case what came of it?"""
    return actor.may("cases.tell", case.area_id)


def acts_for(actor: rights.Actor, case: Case, organisations: Organisations) -> tuple[rules.Act, ...]:
    """The acts that are possible now and allowed to this actor."""
    return tuple(act for act in rules.acts_from(rules.State(case.state)) if may_act(actor, case, act, organisations))
