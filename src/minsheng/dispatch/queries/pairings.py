"""Reads of pairings: for the desk, by households of its areas; for a helper, his own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from minsheng.dispatch.models import Helper, Pairing
from minsheng.dispatch.policies import RECORD_CONSENT
from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.registry import queries as registry

CHANNELS = {"phone": "电话", "visit": "当面", "paper": "书面"}


def pairings(actor: rights.Actor, at: datetime, text: str = "") -> list[Pairing]:
    """The standing pairings of the people whom the actor may see, by pinyin. One query."""
    seen = registry.people_for(registry.SERVICE, actor, at)
    found = Pairing.objects.filter(ended_at=None, person__in=seen).select_related("person__area", "helper")
    if plain := text.strip():
        sounds = plain.lower()
        found = (
            found.filter(person__name__contains=plain)
            | found.filter(person__initials__startswith=sounds)
            | found.filter(person__spelling__contains=sounds)
            | found.filter(helper__name__contains=plain)
        )
    return list(found.order_by("person__spelling", "pk")[:500])


@dataclass(frozen=True)
class PairedHousehold:
    """A household as its helper sees it. Where it is stands here only when both have said yes."""

    id: uuid.UUID
    name: str
    area: str
    address: str
    has_agreed: bool


def own_pairings(actor: rights.Actor) -> list[PairedHousehold]:
    """The pairings of a helper, those that wait for his word first. One query."""
    rows = Pairing.objects.filter(ended_at=None, helper=actor.account_id, person__left="")
    return [
        PairedHousehold(
            row.pk,
            row.person.name if row.helper_agreed_at else "",
            row.person.area.name,
            row.person.address if row.helper_agreed_at else "",
            row.helper_agreed_at is not None,
        )
        for row in rows.select_related("person__area").order_by("helper_agreed_at", "pk")
    ]


def seen_pairing(pairing_id: uuid.UUID, actor: rights.Actor) -> Pairing:
    """One pairing of a person whom the actor may see and for whom he notes consents. Raises `Unseen`."""
    row = Pairing.objects.filter(pk=pairing_id).select_related("person", "helper").first()
    if row is None or not actor.may(RECORD_CONSENT, row.person.area_id):
        raise rights.Unseen("没有这个结对，或不在您的服务范围。")
    registry.seen_person(row.person_id, actor)
    return row


def own_pairing(pairing_id: uuid.UUID, actor: rights.Actor) -> Pairing:
    """One standing pairing of the actor himself. Raises `Unseen`."""
    row = Pairing.objects.filter(pk=pairing_id, helper=actor.account_id, ended_at=None).select_related("person").first()
    if row is None:
        raise rights.Unseen("没有这个结对，或已经结束。")
    return row


def helpers_to_pair(area: str) -> dict[uuid.UUID, str]:
    """The helpers of the banner around an area, by name, with where they help. Two queries."""
    rows: QuerySet[Helper] = Helper.objects.filter(rights.inside("area_id", [area[:6]])).select_related("account")
    names = ground.division_names(row.area_id for row in rows)
    return {row.pk: f"{row.account.name}（{names.get(row.area_id, '')}）" for row in rows.order_by("account__name")}
