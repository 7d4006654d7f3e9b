"""Reads of the draft of the next responsibility list."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from minsheng.catalogue import policies, rules
from minsheng.catalogue.models import DraftItem, ListDraft
from minsheng.catalogue.queries import looking
from minsheng.foundation import rights
from minsheng.registry import queries as registry


@dataclass(frozen=True)
class DraftLine:
    """A line of a draft with its names, and the sentences for what it lacks."""

    id: int
    duty: rules.Duty
    lead_id: uuid.UUID | None
    co_ids: tuple[uuid.UUID, ...]
    is_sample: bool
    settles: uuid.UUID | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Drafted:
    """A draft as its page shows it: how complete, what is missing, what it changes against the list in force."""

    draft: ListDraft
    lines: tuple[DraftLine, ...]
    gaps: tuple[rules.Gap, ...]
    differences: tuple[rules.Difference, ...]

    @property
    def complete_count(self) -> int:
        """How many lines lack nothing."""
        return sum(not line.missing for line in self.lines)


def open_draft(area: str) -> ListDraft | None:
    """The open draft of a banner, if there is one."""
    return ListDraft.objects.filter(area=area, state=ListDraft.State.OPEN).first()


def kept_draft(actor: rights.Actor) -> ListDraft | None:
    """The open draft of the banner whose list this actor keeps, if there is one. Raises `Refused` for nobody's keeper."""
    kept = policies.banners_kept(actor)
    if not kept:
        raise rights.Refused("您没有管理本旗县责任清单的权限。需要时请向组织部门申请。")
    return open_draft(kept[0])


def drafts_of(area: str, most: int = 50) -> list[ListDraft]:
    """Published and dropped editions of a banner's list, newest first."""
    ended = ListDraft.objects.filter(area=area).exclude(state=ListDraft.State.OPEN).select_related("ended_by")
    return list(ended.order_by("-ended_at")[:most])


def seen_draft(draft_id: uuid.UUID, actor: rights.Actor) -> ListDraft:
    """A draft that this actor may see. Raises `Unseen`."""
    draft = ListDraft.objects.filter(pk=draft_id).select_related("area").first()
    if draft is None or not policies.may_keep_list(actor, draft.area_id):
        raise rights.Unseen("没有这份清单草稿，或不在您的管理范围。")
    return draft


def duties_on(on: date, area: str) -> list[rules.Duty]:
    """The list in force on a day as the rules see it."""
    known = looking.catalogue()
    return [known.duty(row) for row in known.in_force(on, area)]


def duties_of_draft(items: Iterable[DraftItem]) -> list[rules.Duty]:
    """The lines of a draft as the rules see them."""
    names = {key: row.name for key, row in registry.organisations().items()}
    categories = looking.catalogue().categories
    return [_duty(item, names, categories) for item in items]


def _duty(item: DraftItem, names: Mapping[uuid.UUID, str], categories: Mapping[str, looking.CategoryRow]) -> rules.Duty:
    known = categories.get(item.category_id or "")
    return rules.Duty(
        key=str(item.pk),
        number=item.number,
        title=item.title,
        category=item.category_id or "",
        category_name=known.name if known else "",
        lead=names.get(item.lead_id, "") if item.lead_id else "",
        lead_key=str(item.lead_id or ""),
        co=tuple(names.get(one, "") for one in item.co_ids),
        co_keys=tuple(map(str, item.co_ids)),
        is_lead_alone=item.is_lead_alone,
        list_type=item.list_type,
        legal_basis=item.legal_basis,
        words=tuple(item.words),
    )


def drafted(draft: ListDraft, on: date) -> Drafted:
    """Everything about a draft, compared with the list in force on a day. Two queries and what memory holds."""
    items = list(DraftItem.objects.filter(draft=draft).order_by("number"))
    duties = duties_of_draft(items)
    gaps = rules.gaps(duties)
    missing: dict[int, list[str]] = {}
    for gap in gaps:
        missing.setdefault(gap.number, []).append(gap.sentence)
    lines = tuple(
        DraftLine(
            id=item.pk,
            duty=duty,
            lead_id=item.lead_id,
            co_ids=tuple(item.co_ids),
            is_sample=item.is_sample,
            settles=item.settles_id,
            missing=tuple(missing.get(item.number, ())),
        )
        for item, duty in zip(items, duties, strict=True)
    )
    return Drafted(draft, lines, gaps, rules.differences(duties_on(on, draft.area_id), duties))


def draft_line(draft: ListDraft, number: int) -> DraftItem:
    """One line of a draft. Raises `Unseen`."""
    item = DraftItem.objects.filter(draft=draft, number=number).first()
    if item is None:
        raise rights.Unseen(f"草稿里没有第{number}项。")
    return item


def draft_proposer(draft: ListDraft) -> rules.Proposer:
    """The draft, made ready to propose as if it were in force."""
    return rules.Proposer.of(duties_of_draft(DraftItem.objects.filter(draft=draft)))


def replay_draft(
    draft_id: uuid.UUID, matters: Iterable[rules.PastMatter], *, by: rights.Actor, on: date
) -> tuple[rules.Move, ...]:
    """What would move: the matters that the draft gives to another lead than the list in force on a day.

    The matters come from a later stage (cases hands over words and confirmed categories, under opaque keys).
    Raises `Unseen`.
    """
    draft = seen_draft(draft_id, by)
    return rules.replay(matters, looking.catalogue().proposer(on, draft.area_id), draft_proposer(draft))
