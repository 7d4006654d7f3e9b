"""Reads of the taxonomy and of the responsibility list in force on a day; proposals with their reasons."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from minsheng.catalogue import rules
from minsheng.catalogue.models import Category, ItemCoHandler, ResponsibilityItem
from minsheng.foundation import editions

EDITION = "catalogue"
DAYS_KEPT = 8
TOWNSHIP = "township"


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
    """A version of a responsibility item, with its lead first; `level` says on which level the one lead stands."""

    id: uuid.UUID
    area: str
    number: int
    title: str
    category: str | None
    lead_id: uuid.UUID
    lead_name: str
    lead_phone: str
    level: str
    co_ids: tuple[uuid.UUID, ...]
    co_names: tuple[str, ...]
    is_lead_alone: bool
    legal_basis: str
    list_type: str
    words: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    is_sample: bool

    @property
    def list_type_words(self) -> str:
        """The list type as people say it."""
        return rules.LIST_TYPE_WORDS[rules.ListType(self.list_type)]

    def is_in_force(self, on: date) -> bool:
        """Does this version hold on a day?"""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


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
    """Categories and every published version of the list, held in memory for one edition of the data."""

    categories: Mapping[str, CategoryRow]
    versions: Mapping[uuid.UUID, ItemRow]
    by_words: rules.LookUp
    labels: Mapping[str, str]
    _days: dict[tuple[date, str], rules.Proposer] = field(default_factory=dict)

    def in_force(self, on: date, area: str) -> list[ItemRow]:
        """The items of a day by number: those of the banner in which `area` lies; of all banners for ""."""
        rows = [row for row in self.versions.values() if row.is_in_force(on)]
        return [row for row in rows if not area or area.startswith(row.area)]

    def proposer(self, on: date, area: str) -> rules.Proposer:
        """The list of a day, made ready to propose. Kept for the last few days that were asked for."""
        banner = next((code for code in self.areas if area.startswith(code)), "") if area else ""
        if area and not banner:
            return rules.Proposer.of(())
        key = (on, banner)
        if key not in self._days:
            while len(self._days) >= DAYS_KEPT:
                self._days.pop(next(iter(self._days)), None)
            self._days[key] = rules.Proposer.of(self.duty(row) for row in self.in_force(on, banner))
        return self._days[key]

    @property
    def areas(self) -> tuple[str, ...]:
        """The banners that have a list."""
        return tuple(sorted({row.area for row in self.versions.values()}))

    def duty(self, row: ItemRow) -> rules.Duty:
        """A version as the rules see it."""
        known = self.categories.get(row.category or "")
        return rules.Duty(
            key=str(row.id),
            number=row.number,
            title=row.title,
            category=row.category or "",
            category_name=known.name if known else "",
            lead=row.lead_name,
            lead_key=str(row.lead_id),
            co=row.co_names,
            co_keys=tuple(map(str, row.co_ids)),
            is_lead_alone=row.is_lead_alone,
            list_type=row.list_type,
            legal_basis=row.legal_basis,
            words=row.words,
        )


def catalogue() -> Catalogue:
    """The catalogue as it stands now. One query while it is unchanged."""
    return editions.kept(EDITION, _read)


def _read() -> Catalogue:
    categories = {
        row.code: row for row in map(_category_row, Category.objects.select_related("parent").order_by("code"))
    }
    words = dict(Category.objects.values_list("code", "words"))
    leaves = [row for row in categories.values() if "." in row.code]
    return Catalogue(
        categories=categories,
        versions={row.id: row for row in _versions()},
        by_words=rules.LookUp.of(rules.Entry(row.code, row.name, tuple(words[row.code])) for row in leaves),
        labels=_labels(leaves),
    )


def _labels(leaves: Iterable[CategoryRow]) -> dict[str, str]:
    """Codes by what a category may be called; a name that two of them share names neither."""
    named = [(rules.plain(text), row.code) for row in leaves for text in {row.code, row.name, row.path}]
    counts = Counter(label for label, _ in named)
    return {label: code for label, code in named if label and counts[label] == 1}


def _category_row(category: Category) -> CategoryRow:
    path = f"{category.parent.name} / {category.name}" if category.parent else category.name
    limits = tuple(Limit(one["kind"], int(one["amount"]), one["unit"]) for one in category.limits)
    return CategoryRow(
        category.code, category.name, path, category.urgency, category.transfer_to, category.route, limits
    )


def _versions() -> list[ItemRow]:
    helpers: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = {}
    rows = ItemCoHandler.objects.order_by("pk").values_list("item_id", "organisation_id", "organisation__short_name")
    for item_id, organisation_id, name in rows:
        helpers.setdefault(item_id, []).append((organisation_id, name))
    found = ResponsibilityItem.objects.select_related("lead").order_by("area_id", "number", "valid_from")
    return [_item_row(item, helpers.get(item.pk, [])) for item in found]


def _item_row(item: ResponsibilityItem, co: list[tuple[uuid.UUID, str]]) -> ItemRow:
    return ItemRow(
        id=item.pk,
        area=item.area_id,
        number=item.number,
        title=item.title,
        category=item.category_id,
        lead_id=item.lead_id,
        lead_name=item.lead.short_name,
        lead_phone=item.lead.phone,
        level="苏木乡镇" if item.lead.kind == TOWNSHIP else "旗县",
        co_ids=tuple(one for one, _ in co),
        co_names=tuple(name for _, name in co),
        is_lead_alone=item.is_lead_alone,
        legal_basis=item.legal_basis,
        list_type=item.list_type,
        words=tuple(item.words),
        valid_from=item.valid_from,
        valid_to=item.valid_to,
        is_sample=item.is_sample,
    )


def items_in_force(on: date, area: str = "") -> list[ItemRow]:
    """The responsibility list as it was in force on a day, by number (H17). Served from memory."""
    return catalogue().in_force(on, area)


def item(item_id: uuid.UUID | None) -> ItemRow | None:
    """One version of an item, in force or not, or None."""
    return catalogue().versions.get(item_id) if item_id else None


def item_versions(number: int, area: str) -> list[ItemRow]:
    """Every version of an item of a banner, the newest first; [] where there is none."""
    found = [row for row in catalogue().versions.values() if row.number == number and row.area == area]
    return sorted(found, key=lambda row: row.valid_from, reverse=True)


def list_areas() -> tuple[str, ...]:
    """The banners that have a responsibility list."""
    return catalogue().areas


def category(code: str) -> CategoryRow | None:
    """A category by its code, or None."""
    return catalogue().categories.get(code)


def category_called(text: str) -> CategoryRow | None:
    """The category that a case can have by its code, its name or its whole path, as another system may label it."""
    known = catalogue()
    code = known.labels.get(rules.plain(text))
    return known.categories[code] if code else None


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


def look_up_duty(question: str, *, on: date, area: str = "", most: int = 5) -> list[DutyProposal]:
    """Who is (or on a past day was) responsible, by ordinary words; the lead first in each row."""
    known = catalogue()
    return _proposals(known, known.proposer(on, area).look_up.find(question, most))


def _proposals(known: Catalogue, found: Iterable[rules.Found]) -> list[DutyProposal]:
    return [DutyProposal(known.versions[uuid.UUID(one.key)], one.score, one.reason) for one in found]


def propose_duty(text: str, category_code: str, *, on: date, area: str = "") -> DutyProposal | None:
    """The likeliest responsible organisation for a matter: by its category first, by its words otherwise.

    Only from the list that is in force on the day, in the banner where the area lies ("": in any).
    """
    known = catalogue()
    found = known.proposer(on, area).proposed(text, category_code)
    return DutyProposal(known.versions[uuid.UUID(found[0].key)], found[1], found[2]) if found else None
