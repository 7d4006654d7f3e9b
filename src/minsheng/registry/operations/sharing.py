"""Writes about people's data that leave as a file: asked for, decided by another person, fetched and noted."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from minsheng.foundation import facts, ids, rights, worktime, writing
from minsheng.foundation import operations as ground
from minsheng.foundation.units import Persons
from minsheng.registry import queries
from minsheng.registry.facts import SharingAsked, SharingDecided, SharingFetched
from minsheng.registry.models import Sharing
from minsheng.registry.rules import listing as rules

DAYS = 7
State = Sharing.State


@dataclass(frozen=True, kw_only=True)
class NewSharing:
    """What somebody wants as a file: a list, or (without one) the people of an area for a purpose.

    `content`: what a later stage keeps about people (their records of help) in place of the people themselves.
    """

    reason: str
    list_code: str = ""
    purpose: str = ""
    area: str = ""
    has_numbers: bool = False
    content: str = "people"


@writing.operation
def ask_sharing(*, asked: NewSharing, by: rights.Actor, at: datetime) -> Sharing:
    """Ask for a file. Where nothing in it is sensitive it may be fetched at once, else another person decides.

    Raises `Unseen`, `Refused`, `UnknownPurpose`, and `ValueError` without a reason or for a list that has expired.
    """
    one = queries.seen_list(asked.list_code, by) if asked.list_code else None
    area = one.area_id if one else asked.area
    rights.require(by, queries.EXPORT, area)
    purpose = one.purpose if one else queries.purpose(asked.purpose)
    if not asked.reason.strip():
        raise ValueError("请写明拿去做什么。批准的人和本人都会看到。")
    if one is not None and not queries.is_list_standing(one, at):
        raise ValueError("这份名单不在用或已经到期。要继续用，请先延期或重新设一份。")
    if one is not None and rules.Rule.read(one.rule).lives_alone:
        raise ValueError("写着谁一个人住的名单不导出：落到别人手里会害了老人。请在系统里看，一个一个联系。")
    is_sensitive = rules.needs_second_person(
        is_whole_register=one is None, with_numbers=asked.has_numbers, is_purpose_sensitive=purpose.is_sensitive
    )
    made = Sharing.objects.create(
        id=ids.new_id(at),
        derived_list=one,
        purpose=purpose,
        area_id=area,
        has_numbers=asked.has_numbers,
        content=asked.content,
        reason=asked.reason.strip()[:300],
        asked_by=by.id,
        asked_at=at,
        state=State.WAITING if is_sensitive else State.FREE,
        valid_to=worktime.local_date(at) + timedelta(days=DAYS),
    )
    told = SharingAsked(
        about=made.pk,
        area=facts.Code(area),
        purpose=facts.Code(purpose.pk),
        has_numbers=asked.has_numbers,
        needs_decision=is_sensitive,
    )
    facts.tell(told, by=by.id, at=at)
    return made


@writing.operation
def decide_sharing(*, sharing_id: uuid.UUID, is_approved: bool, answer: str, by: rights.Actor, at: datetime) -> Sharing:
    """Say yes or no to a file that somebody else asked for; a no says why.

    Raises `Unseen`, `Refused` (also for whoever asked), and `ValueError` where it was decided before.
    """
    queries.seen_sharing(sharing_id, by)
    found = Sharing.objects.select_for_update().get(pk=sharing_id)
    rights.require(by, queries.APPROVE, found.area_id)
    if found.asked_by == by.id:
        raise rights.Refused("自己申请的导出要由另一个人批准。")
    if found.state != State.WAITING:
        raise ValueError("这项申请已经有人处理过了。")
    if not is_approved and not answer.strip():
        raise ValueError("不批准要写明理由。")
    found.state = State.APPROVED if is_approved else State.REFUSED
    found.decided_by, found.decided_at, found.answer = by.id, at, answer.strip()[:300]
    found.valid_to = worktime.local_date(at) + timedelta(days=DAYS)
    found.save(update_fields=["state", "decided_by", "decided_at", "answer", "valid_to"])
    told = SharingDecided(about=found.pk, area=facts.Code(found.area_id), outcome=facts.Code(found.state))
    facts.tell(told, by=by.id, at=at)
    return found


@writing.operation
def fetch_sharing(*, sharing_id: uuid.UUID, by: rights.Actor, at: datetime) -> bytes:
    """The file as the people stand now, for whoever asked for it; a reading of each person in it is noted.

    Raises `Unseen`, `Refused`, and `ValueError` where it was not granted or its days are over.
    """
    is_of_members = queries.seen_sharing(sharing_id, by).content == Sharing.Content.MEMBERSHIPS
    content = Sharing.Content.MEMBERSHIPS if is_of_members else Sharing.Content.PEOPLE
    found = granted(sharing_id=sharing_id, content=content, by=by, at=at)
    shared = queries.people_shared(found, by, at)
    members = queries.memberships_shared(shared, by) if is_of_members else []
    people = [one.person for one in members] if is_of_members else list(shared.order_by("spelling", "pk"))
    items = ["export", *(("phone", "identity") if found.has_numbers else ())]
    note_fetched(found, about={(person.pk, person.area_id) for person in people}, items=items, by=by.id, at=at)
    return queries.memberships_workbook(found, members, by) if is_of_members else queries.people_workbook(found, people)


def granted(*, sharing_id: uuid.UUID, content: str, by: rights.Actor, at: datetime) -> Sharing:
    """What somebody asked for and may fetch now. Raises `Unseen`, `Refused`, and `ValueError` where he may not."""
    found = queries.seen_sharing(sharing_id, by)
    if found.asked_by != by.id:
        raise rights.Refused("只有申请的人可以下载。要用，请自己申请。")
    rights.require(by, queries.EXPORT, found.area_id)
    if not queries.is_open(found, at):
        raise ValueError("还没有批准、没有批准，或批准已经过期。需要时请重新申请。")
    if found.content != content:
        raise ValueError(f"批准的是{found.get_content_display()}，请在它自己的页面下载。")
    return found


def note_fetched(
    found: Sharing,
    *,
    about: Collection[tuple[uuid.UUID, str]],
    items: list[str],
    by: uuid.UUID,
    at: datetime,
) -> None:
    """Note that a file left: a reading of each person in it (id, area), and the fact. Called where it is made."""
    ground.log_readings(by=by, about=iter(about), purpose=found.purpose_id, items=items, at=at)
    Sharing.objects.filter(pk=found.pk).update(fetched_at=at)
    told = SharingFetched(about=found.pk, area=facts.Code(found.area_id), people=Persons(len(about)))
    facts.tell(told, by=by, at=at)
