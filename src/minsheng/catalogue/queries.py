"""Reads of the taxonomy and the responsibility list; proposals with their reasons."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from minsheng.catalogue import rules
from minsheng.catalogue.models import Category, ItemCoHandler, ResponsibilityItem
from minsheng.foundation import editions

EDITION = "catalogue"


@dataclass(frozen=True)
class Limit:
    """A time limit of a category: which, how much, in which unit (see `worktime.LimitUnit`)."""

    kind: str
    amount: int
    unit: str


@dataclass(frozen=True)
class CategoryRow:
    """A category as the desk needs it."""

    code: str
    name: str
    path: str
    urgency: str
    transfer_to: str
    route: str
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class ItemRow:
    """A responsibility item in force, with its lead first."""

    id: uuid.UUID
    number: int
    title: str
    category: str | None
    lead_id: uuid.UUID
    lead_name: str
    lead_phone: str
    co_ids: tuple[uuid.UUID, ...]
    co_names: tuple[str, ...]
    legal_basis: str
    list_type: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class CategoryProposal:
    """A likely category and why."""

    category: CategoryRow
    score: float
    reason: str


@dataclass(frozen=True)
class DutyProposal:
    """A likely responsible organisation and why; a person confirms it."""

    item: ItemRow
    score: float
    reason: str


@dataclass(frozen=True)
class Catalogue:
    """Everything that proposals need, held in memory for one edition of the data."""

    categories: Mapping[str, CategoryRow]
    items: Mapping[uuid.UUID, ItemRow]
    by_words: rules.LookUp
    duties: rules.LookUp


def catalogue() -> Catalogue:
    """The catalogue as it stands now. One query while it is unchanged."""
    return editions.kept(EDITION, _read)


def _read() -> Catalogue:
    categories = {
        row.code: row for row in map(_category_row, Category.objects.select_related("parent").order_by("code"))
    }
    words = dict(Category.objects.values_list("code", "words"))
    items = {row.id: row for row in _items(Q(valid_to=None))}
    item_words = dict(ResponsibilityItem.objects.values_list("pk", "words"))
    leaves = [row for row in categories.values() if "." in row.code]
    return Catalogue(
        categories=categories,
        items=items,
        by_words=rules.LookUp.of(rules.Entry(row.code, row.name, tuple(words[row.code])) for row in leaves),
        duties=rules.LookUp.of(
            rules.Entry(str(row.id), row.title, tuple(item_words[row.id])) for row in items.values()
        ),
    )


def _category_row(category: Category) -> CategoryRow:
    path = f"{category.parent.name} / {category.name}" if category.parent else category.name
    limits = tuple(Limit(one["kind"], int(one["amount"]), one["unit"]) for one in category.limits)
    return CategoryRow(
        category.code, category.name, path, category.urgency, category.transfer_to, category.route, limits
    )


def _items(condition: Q) -> list[ItemRow]:
    helpers: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = {}
    rows = ItemCoHandler.objects.filter(item__in=ResponsibilityItem.objects.filter(condition))
    for item_id, organisation_id, name in rows.order_by("pk").values_list(
        "item_id", "organisation_id", "organisation__short_name"
    ):
        helpers.setdefault(item_id, []).append((organisation_id, name))
    found = ResponsibilityItem.objects.filter(condition).select_related("lead").order_by("number")
    return [_item_row(item, helpers.get(item.pk, [])) for item in found]


def _item_row(item: ResponsibilityItem, co: list[tuple[uuid.UUID, str]]) -> ItemRow:
    return ItemRow(
        id=item.pk,
        number=item.number,
        title=item.title,
        category=item.category_id,
        lead_id=item.lead_id,
        lead_name=item.lead.short_name,
        lead_phone=item.lead.phone,
        co_ids=tuple(one for one, _ in co),
        co_names=tuple(name for _, name in co),
        legal_basis=item.legal_basis,
        list_type=item.list_type,
        valid_from=item.valid_from,
        valid_to=item.valid_to,
    )


def items_in_force(on: date) -> list[ItemRow]:
    """The responsibility list as it was in force on a day."""
    return _items(Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on)))


def category(code: str) -> CategoryRow | None:
    """A category by its code, or None."""
    return catalogue().categories.get(code)


def leaf_categories() -> list[CategoryRow]:
    """The categories that a case can have, by code."""
    return [row for row in catalogue().categories.values() if "." in row.code]


def propose_categories(text: str, most: int = 3) -> list[CategoryProposal]:
    """The likeliest categories for these words, likeliest first; none rather than a bad guess."""
    known = catalogue()
    return [
        CategoryProposal(known.categories[found.key], found.score, found.reason)
        for found in known.by_words.find(text, most)
    ]


def look_up_duty(question: str, most: int = 5) -> list[DutyProposal]:
    """Who is responsible, by ordinary words; the lead first in each row."""
    known = catalogue()
    return [
        DutyProposal(known.items[uuid.UUID(found.key)], found.score, found.reason)
        for found in known.duties.find(question, most)
    ]


def propose_duty(text: str, category_code: str) -> DutyProposal | None:
    """The likeliest responsible organisation for a case: by its category first, by its words otherwise."""
    known = catalogue()
    of_category = [item for item in known.items.values() if item.category == category_code]
    by_words = look_up_duty(text, most=20)
    for proposal in by_words:
        if proposal.item.category == category_code:
            reason = f"类别“{known.categories[category_code].name}”属于责任清单第{proposal.item.number}项“{proposal.item.title}”；{proposal.reason}"
            return DutyProposal(proposal.item, proposal.score, reason)
    if of_category:
        item = of_category[0]
        reason = f"类别“{known.categories[category_code].name}”属于责任清单第{item.number}项“{item.title}”，主办单位是{item.lead_name}"
        return DutyProposal(item, 0.5, reason)
    return by_words[0] if by_words else None
