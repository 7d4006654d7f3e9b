"""Reads of matters of which nobody knows whose they are."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F

from minsheng.catalogue import policies
from minsheng.catalogue.models import DecisionNotice, LeadProposal, UnclearItem
from minsheng.foundation import queries as ground
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry


@dataclass(frozen=True)
class UnclearLine:
    """A matter as the list shows it; `waiting` says how many organisations have not learnt of the decision."""

    id: uuid.UUID
    title: str
    area: str
    raised_at: datetime
    due_at: datetime | None
    is_late: bool
    is_settled: bool
    lead: str
    opinions: int
    waiting: int


@dataclass(frozen=True)
class Opinion:
    """What one organisation thinks."""

    organisation: str
    lead: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Notice:
    """Whether one organisation has learnt of the decision; `may` are the ways that this actor may note it by."""

    organisation_id: uuid.UUID
    organisation: str
    phone: str
    told_at: datetime | None
    channel: str
    may: tuple[str, ...]


@dataclass(frozen=True)
class UnclearShown:
    """A matter with everything around it."""

    item: UnclearItem
    area: str
    is_late: bool
    lead: str
    co: tuple[str, ...]
    opinions: tuple[Opinion, ...]
    notices: tuple[Notice, ...]
    may_propose: bool
    may_decide: bool


def unclear_items(actor: rights.Actor, now: datetime, *, settled: bool, most: int = 200) -> list[UnclearLine]:
    """Open matters of the actor's areas, those due first in front; or decided ones, the newest in front."""
    rows = UnclearItem.objects.filter(policies.unclear_visible(actor), settled_at__isnull=not settled)
    rows = rows.order_by("-settled_at") if settled else rows.order_by(F("due_at").asc(nulls_last=True), "raised_at")
    found = list(rows.annotate(opinions=Count("proposals", distinct=True)).select_related("area")[:most])
    unread = DecisionNotice.objects.filter(item__in=[one.pk for one in found], told_at=None).order_by()
    waiting = dict(unread.values_list("item").annotate(count=Count("pk")))
    return [
        UnclearLine(
            id=one.pk,
            title=one.title,
            area=one.area.name,
            raised_at=one.raised_at,
            due_at=one.due_at,
            is_late=_is_late(one, now),
            is_settled=settled,
            lead=_name(one.lead_id),
            opinions=one.opinions,
            waiting=waiting.get(one.pk, 0),
        )
        for one in found
    ]


def _name(organisation_id: uuid.UUID | None) -> str:
    known = registry.organisations().get(organisation_id) if organisation_id else None
    return known.name if known else ""


def _is_late(item: UnclearItem, now: datetime) -> bool:
    return item.due_at is not None and (item.settled_at or now) > item.due_at


def unclear_shown(item_id: uuid.UUID, actor: rights.Actor, now: datetime) -> UnclearShown:
    """One matter. Raises `Unseen`."""
    rows = UnclearItem.objects.select_related("category", "raised_by", "raised_for", "arbiter")
    item = rows.filter(policies.unclear_visible(actor), pk=item_id).first()
    if item is None:
        raise rights.Unseen("没有这件归属不清的事项，或不在您的服务范围。")
    own = registry.organisations_of(actor.id, worktime.local_date(now))
    spoken = LeadProposal.objects.filter(item=item).order_by("at").select_related("by")
    owed = DecisionNotice.objects.filter(item=item).order_by("organisation__spelling")
    is_open = item.settled_at is None
    return UnclearShown(
        item=item,
        area=ground.division_path(item.area_id),
        is_late=_is_late(item, now),
        lead=_name(item.lead_id),
        co=tuple(_name(one) for one in item.co_ids),
        opinions=tuple(
            Opinion(_name(one.organisation_id), _name(one.lead_id), one.reason, one.at, one.by.name) for one in spoken
        ),
        notices=tuple(_notice(one, actor, own) for one in owed),
        may_propose=is_open and bool(own) and policies.may_raise_unclear(actor, item.area_id),
        may_decide=is_open and policies.may_decide(actor, item, own, None),
    )


def _notice(notice: DecisionNotice, actor: rights.Actor, own: frozenset[uuid.UUID]) -> Notice:
    row = registry.organisations()[notice.organisation_id]
    channels = DecisionNotice.Channel.values if notice.told_at is None else ()
    return Notice(
        organisation_id=notice.organisation_id,
        organisation=row.name,
        phone=row.phone,
        told_at=notice.told_at,
        channel=notice.get_channel_display() if notice.channel else "",
        may=tuple(one for one in channels if policies.may_note_told(actor, notice, own, one)),
    )
