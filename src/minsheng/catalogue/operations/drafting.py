"""The next edition of the responsibility list: begin, change, drop, publish."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q

from minsheng.catalogue import policies, queries, rules
from minsheng.catalogue.facts import ResponsibilityListPublished
from minsheng.catalogue.models import DraftItem, ItemCoHandler, ListDraft, ResponsibilityItem, UnclearItem
from minsheng.foundation import facts, ids, rights, worktime
from minsheng.foundation.units import Items
from minsheng.registry import queries as registry


class Incomplete(Exception):
    """The draft may not be published: `gaps` says what is missing, line by line."""

    def __init__(self, gaps: tuple[rules.Gap, ...]) -> None:
        super().__init__(f"还有{len(gaps)}处没有写全，不能公布。请逐处补齐后再公布。")
        self.gaps = gaps


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a line of a draft says; None, "" or () for what is not known yet."""

    number: int
    title: str
    category: str | None = None
    lead_id: uuid.UUID | None = None
    co_ids: tuple[uuid.UUID, ...] = ()
    is_lead_alone: bool = False
    list_type: str = ""
    legal_basis: str = ""
    words: tuple[str, ...] = ()
    is_sample: bool = False


def refuse_unless_keeper(by: rights.Actor, area: str) -> None:
    if not policies.may_keep_list(by, area):
        raise rights.Refused("起草和公布责任清单需要本旗县的“catalogue.keep_list”权限。需要时请向组织部门申请。")


def locked_draft(draft_id: uuid.UUID, by: rights.Actor) -> ListDraft:
    """The draft, locked, open, and kept by this actor. Raises `Unseen`, or `ValueError` where it has ended."""
    draft = ListDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None or not policies.may_keep_list(by, draft.area_id):
        raise rights.Unseen("没有这份清单草稿，或不在您的管理范围。")
    if draft.state != ListDraft.State.OPEN:
        raise ValueError(f"这份草稿{draft.get_state_display()}，不能再改。要改清单，请另起一份草稿。")
    return draft


@transaction.atomic
def begin_draft(*, area: str, name: str, by: rights.Actor, at: datetime) -> ListDraft:
    """Begin a draft as a copy of the list in force today. Raises `Refused`, `ValueError` where one is open."""
    refuse_unless_keeper(by, area)
    if queries.open_draft(area):
        raise ValueError("已经有一份起草中的清单。请接着改那一份，或先放弃它。")
    return copy_of_list(area=area, name=name, by=by, at=at)


def copy_of_list(*, area: str, name: str, by: rights.Actor, at: datetime) -> ListDraft:
    """A new draft with the lines of the list in force today (called in the transaction of whoever asked for rights)."""
    draft = ListDraft.objects.create(id=ids.new_id(at), area_id=area, name=name, begun_at=at, begun_by_id=by.id)
    rows = queries.items_in_force(worktime.local_date(at), area)
    DraftItem.objects.bulk_create(_copied(draft, row) for row in rows)
    return draft


def _copied(draft: ListDraft, row: queries.ItemRow) -> DraftItem:
    return DraftItem(
        draft=draft,
        number=row.number,
        title=row.title,
        category_id=row.category,
        lead_id=row.lead_id,
        co_ids=list(row.co_ids),
        is_lead_alone=row.is_lead_alone,
        list_type=row.list_type,
        legal_basis=row.legal_basis,
        words=list(row.words),
        is_sample=row.is_sample,
    )


@transaction.atomic
def set_draft_item(
    *, draft_id: uuid.UUID, line: Line, by: rights.Actor, replaces: int | None = None, is_new: bool = False
) -> DraftItem:
    """Write a line into a draft: a new number is added, a known one rewritten; `replaces` gives a line a new number.

    With `is_new` a number that is known already is refused instead of rewritten.

    Raises `Unseen`, and `ValueError` for an unknown organisation or category, a lead among the co-handlers, or a
    number that another line has.
    """
    draft = locked_draft(draft_id, by)
    check_line(line)
    old = line.number if replaces is None else replaces
    if (is_new or old != line.number) and DraftItem.objects.filter(draft=draft, number=line.number).exists():
        raise ValueError(f"第{line.number}项已经有了。请换一个编号。")
    item, _ = DraftItem.objects.update_or_create(draft=draft, number=old, defaults=values_of(line))
    return item


def check_line(line: Line) -> None:
    """Raise `ValueError` with a sentence for a line that no draft may hold."""
    known = registry.organisations()
    if (line.lead_id and line.lead_id not in known) or any(one not in known for one in line.co_ids):
        raise ValueError("没有这个单位。请从列表中选择。")
    if line.lead_id in line.co_ids:
        raise ValueError("主体责任部门不能同时是配合部门。请去掉其中一处。")
    if len(set(line.co_ids)) < len(line.co_ids):
        raise ValueError("同一个配合部门写了两次。请去掉一处。")
    if line.category and queries.category(line.category) is None:
        raise ValueError("没有这个类别。请从列表中选择。")
    if line.list_type and line.list_type not in set(rules.ListType):
        raise ValueError("没有这种清单类型。请选基本履职、配合履职或上级收回。")


def values_of(line: Line) -> dict[str, object]:
    """A line as the columns of its row."""
    return {
        "number": line.number,
        "title": line.title,
        "category_id": line.category or None,
        "lead_id": line.lead_id,
        "co_ids": list(line.co_ids),
        "is_lead_alone": line.is_lead_alone,
        "list_type": line.list_type,
        "legal_basis": line.legal_basis,
        "words": list(line.words),
        "is_sample": line.is_sample,
    }


@transaction.atomic
def remove_draft_item(*, draft_id: uuid.UUID, number: int, by: rights.Actor) -> None:
    """Take a line out of a draft; published versions stay as they are until publication. Raises `Unseen`."""
    draft = locked_draft(draft_id, by)
    queries.draft_line(draft, number).delete()


@transaction.atomic
def discard_draft(*, draft_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """Drop a draft; what it held stays to be looked at. Raises `Unseen`."""
    draft = locked_draft(draft_id, by)
    draft.state, draft.ended_at, draft.ended_by_id = ListDraft.State.DISCARDED, at, by.id
    draft.save(update_fields=["state", "ended_at", "ended_by"])


@transaction.atomic
def publish_draft(*, draft_id: uuid.UUID, takes_effect_on: date, by: rights.Actor, at: datetime) -> ListDraft:
    """Put a draft in force from a day: changed and dropped versions end the day before, unchanged ones go on.

    Raises `Unseen`, `Incomplete` while anything is missing (H16), and `ValueError` for a day that would rewrite
    the past, or where nothing changes.
    """
    draft = locked_draft(draft_id, by)
    items = list(DraftItem.objects.filter(draft=draft).order_by("number"))
    duties = queries.duties_of_draft(items)
    gaps = rules.gaps(duties)
    if gaps:
        raise Incomplete(gaps)
    latest = ResponsibilityItem.objects.filter(area=draft.area_id).aggregate(latest=Max("valid_from"))["latest"]
    last_day, first_day = rules.takes_effect(takes_effect_on, worktime.local_date(at), latest)
    changes = rules.differences(queries.duties_on(last_day, draft.area_id), duties)
    if not changes:
        raise ValueError("草稿与现行清单完全一样，没有可以公布的改动。")
    _replace_versions(draft, items, changes, last_day, at)
    draft.state, draft.ended_at, draft.ended_by_id = ListDraft.State.PUBLISHED, at, by.id
    draft.takes_effect_on = first_day
    draft.save(update_fields=["state", "ended_at", "ended_by", "takes_effect_on"])
    told = ResponsibilityListPublished(
        about=draft.pk,
        area=facts.Code(draft.area_id),
        takes_effect_on=first_day,
        items=Items(len(items)),
        changed=Items(len(changes)),
    )
    facts.tell(told, by=by.id, at=at)
    return draft


def _replace_versions(
    draft: ListDraft, items: Iterable[DraftItem], changes: Iterable[rules.Difference], last_day: date, at: datetime
) -> None:
    changed = {change.number for change in changes}
    standing = Q(valid_to=None) | Q(valid_to__gt=last_day)
    ended = ResponsibilityItem.objects.filter(standing, area=draft.area_id, number__in=changed)
    ended.update(valid_to=last_day)
    written = [item for item in items if item.number in changed]
    versions = {item.number: _version(item, last_day + timedelta(days=1), at) for item in written}
    ResponsibilityItem.objects.bulk_create(versions.values())
    ItemCoHandler.objects.bulk_create(
        ItemCoHandler(item=versions[item.number], organisation_id=one) for item in written for one in item.co_ids
    )


def _version(item: DraftItem, first_day: date, at: datetime) -> ResponsibilityItem:
    if item.lead_id is None:
        raise ValueError(f"第{item.number}项没有主体责任部门。请选定一个。")
    return ResponsibilityItem(
        id=ids.new_id(at),
        area_id=item.draft.area_id,
        number=item.number,
        title=item.title,
        category_id=item.category_id,
        lead_id=item.lead_id,
        is_lead_alone=item.is_lead_alone,
        list_type=item.list_type,
        legal_basis=item.legal_basis,
        words=item.words,
        valid_from=first_day,
        published_by=item.draft,
        is_sample=item.is_sample,
    )


def add_decided_line(*, draft: ListDraft, unclear: UnclearItem, line: Line) -> DraftItem:
    """Put what an arbiter decided into a draft as a line of its own (called by the decision, in its transaction)."""
    check_line(line)
    return DraftItem.objects.create(draft=draft, settles=unclear, **values_of(line))
