"""Who may do what in the catalogue: always by the area of the list, the item or the guide at hand."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models import Q

from minsheng.catalogue.models import Commitment, CommitmentRegister, DecisionNotice, UnclearItem
from minsheng.foundation import rights

SEE_UNCLEAR = ("catalogue.raise_unclear", "catalogue.arbitrate", "catalogue.keep_list")


def may_keep_list(actor: rights.Actor, area: str) -> bool:
    """May the actor draft and publish the responsibility list of this banner?"""
    return actor.may("catalogue.keep_list", area)


def banners_kept(actor: rights.Actor) -> tuple[str, ...]:
    """The banners whose list the actor may keep; somebody with a whole prefecture gets that code itself."""
    return tuple(code for code in actor.areas("catalogue.keep_list") if len(code) <= 6)


def may_raise_unclear(actor: rights.Actor, area: str) -> bool:
    """May the actor ask, or say for his organisation, who should lead a matter of this area?"""
    return actor.may("catalogue.raise_unclear", area)


def unclear_visible(actor: rights.Actor) -> Q:
    """The filter for the matters that exist for this actor."""
    return rights.inside("area_id", [area for one in SEE_UNCLEAR for area in actor.areas(one)])


def may_decide(actor: rights.Actor, item: UnclearItem, own: Collection[uuid.UUID], lead: uuid.UUID | None) -> bool:
    """May the actor decide? Not who raised it, nor anybody of the organisation that asked or is to lead."""
    is_party = item.raised_by_id == actor.account_id or item.raised_for_id in own or (lead is not None and lead in own)
    return actor.may("catalogue.arbitrate", item.area_id) and not is_party


def may_note_told(actor: rights.Actor, notice: DecisionNotice, own: Collection[uuid.UUID], channel: str) -> bool:
    """Its own people note that they read it; who arbitrates or keeps the list notes a call."""
    if channel == DecisionNotice.Channel.READ:
        return notice.organisation_id in own
    area = notice.item.area_id
    is_caller = actor.may("catalogue.arbitrate", area) or actor.may("catalogue.keep_list", area)
    return channel == DecisionNotice.Channel.PHONE and is_caller


def may_keep_guides(actor: rights.Actor, area: str) -> bool:
    """May the actor write guides for the organisations of this area?"""
    return actor.may("catalogue.keep_guides", area)


def may_keep_commitments(actor: rights.Actor, area: str) -> bool:
    """May the actor fill the register of promises of this area?"""
    return actor.may("catalogue.keep_commitments", area)


def register_visible(actor: rights.Actor, own: Collection[uuid.UUID]) -> Q:
    """The filter for the registers that exist for this actor."""
    areas = [area for one in ("catalogue.keep_commitments", "catalogue.look_up") for area in actor.areas(one)]
    return rights.inside("area_id", areas) | Q(served__in=own)


def may_see_register(actor: rights.Actor, register: CommitmentRegister, own: Collection[uuid.UUID]) -> bool:
    """Does this register exist for this actor?"""
    permissions = ("catalogue.keep_commitments", "catalogue.look_up")
    return register.served_id in own or any(actor.may(one, register.area_id) for one in permissions)


def may_rate(commitment: Commitment, own: Collection[uuid.UUID]) -> bool:
    """May somebody of these organisations answer? Those served, but not whoever made the promise."""
    return commitment.register.served_id in own and commitment.owner_id not in own
