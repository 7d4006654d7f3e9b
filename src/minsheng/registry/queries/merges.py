"""Reads of what was joined: which record answers for a person, and the joinings that stand."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.registry import policies
from minsheng.registry.models import Merge, Person
from minsheng.registry.queries import paging


def answering(person_id: uuid.UUID) -> uuid.UUID:
    """The record that answers for a person: itself, or the one it was joined to. One query."""
    answer = Person.objects.filter(pk=person_id).values_list("answered_by_id", flat=True).first()
    return answer or person_id


def records_of(person_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """All records of the same person, for whoever gathers what points to him. Two queries."""
    root = answering(person_id)
    joined = Person.objects.filter(answered_by=root).values_list("pk", flat=True)
    return frozenset({root, *joined})


@dataclass(frozen=True)
class MergeRow:
    """Two records that somebody joined, both inside the reader's areas."""

    id: uuid.UUID
    survivor: str
    merged: str
    reason: str
    merged_by: str
    merged_at: datetime
    shown: tuple[tuple[uuid.UUID, str], ...]


def standing_merges(actor: rights.Actor, *, after: str = "", most: int = 50) -> paging.Page[MergeRow]:
    """A page of what was joined in the actor's areas and still stands, the newest first. Two queries."""
    page = paging.by_time(_merges(actor).filter(undone_at=None), "merged_at", after, most, is_newest_first=True)
    names = ground.account_names({row.merged_by for row in page})
    rows = tuple(
        MergeRow(
            row.pk,
            row.survivor.name,
            row.merged.name,
            row.reason,
            names.get(row.merged_by, ""),
            row.merged_at,
            ((row.survivor_id, row.survivor.area_id), (row.merged_id, row.merged.area_id)),
        )
        for row in page
    )
    return paging.Page(rows, page.next)


def seen_merge(merge_id: uuid.UUID, actor: rights.Actor) -> Merge:
    """One joining, standing or undone. Raises `Unseen` unless both records lie in the actor's areas."""
    found = _merges(actor).filter(pk=merge_id).first()
    if found is None:
        raise rights.Unseen("没有这次合并，或不在您的服务范围。")
    return found


def _merges(actor: rights.Actor) -> QuerySet[Merge]:
    areas = actor.areas(policies.SETTLE_DUPLICATES)
    both = rights.inside("survivor__area_id", areas) & rights.inside("merged__area_id", areas)
    return Merge.objects.filter(both).select_related("survivor", "merged")
