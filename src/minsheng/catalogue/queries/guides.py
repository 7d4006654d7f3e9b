"""Reads of service items and their guides on a day."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minsheng.catalogue import policies, rules
from minsheng.catalogue.models import CostOption, Guide, RequiredDocument, ServiceItem
from minsheng.foundation import editions, pinyin, rights
from minsheng.foundation.units import Fen
from minsheng.registry import queries as registry

EDITION = "guides"
SERVICE_KIND = "catalogue.service"
"""As what a service item carries the labels of programmes."""
SOUNDS = re.compile(r"[a-zA-ZüÜ'’ ]+")


@dataclass(frozen=True)
class ServiceRow:
    """A service item as a directory shows it."""

    id: uuid.UUID
    code: str
    name: str
    words: tuple[str, ...]
    area: str
    organisation_id: uuid.UUID
    organisation: str
    phone: str
    is_sample: bool
    spelling: pinyin.Spelling


@dataclass(frozen=True)
class GuideShown:
    """A guide in words, with the paper list and the costs."""

    guide: Guide
    statutory: str
    promised: str
    papers: tuple[RequiredDocument, ...]
    costs: tuple[tuple[str, Fen, str], ...]


@dataclass(frozen=True)
class ServiceShown:
    """A service item with the guide of a day (None before its first one) and the days of all versions."""

    service: ServiceRow
    address: str
    shown: GuideShown | None
    versions: tuple[tuple[date, date | None], ...]
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Directory:
    """All service items, held in memory for one edition, with the days on which each has a guide."""

    services: Mapping[str, ServiceRow]
    days: Mapping[uuid.UUID, tuple[tuple[date, date | None], ...]]
    by_words: rules.LookUp

    def has_guide(self, service: ServiceRow, on: date) -> bool:
        """Is there a guide for it on this day?"""
        spans = self.days.get(service.id, ())
        return any(first <= on and (last is None or on <= last) for first, last in spans)


def directory() -> Directory:
    """The directory as it stands now. One query while it is unchanged."""
    return editions.kept(EDITION, _read)


def _read() -> Directory:
    rows: dict[str, ServiceRow] = {}
    for one in ServiceItem.objects.select_related("organisation").order_by("code"):
        rows[one.code] = ServiceRow(
            id=one.pk,
            code=one.code,
            name=one.name,
            words=tuple(one.words),
            area=one.area_id,
            organisation_id=one.organisation_id,
            organisation=one.organisation.short_name,
            phone=one.organisation.phone,
            is_sample=one.is_sample,
            spelling=pinyin.spell(one.name),
        )
    days: dict[uuid.UUID, list[tuple[date, date | None]]] = {}
    for service, first, last in Guide.objects.order_by("-valid_from").values_list("service", "valid_from", "valid_to"):
        days.setdefault(service, []).append((first, last))
    look_up = rules.LookUp.of(rules.Entry(row.code, row.name, row.words) for row in rows.values())
    ordered = sorted(rows.values(), key=lambda row: (row.spelling.sort_key, row.code))
    return Directory({row.code: row for row in ordered}, {key: tuple(all_of) for key, all_of in days.items()}, look_up)


def services_found(text: str, on: date, most: int = 200, programme: str = "") -> list[ServiceRow]:
    """Service items that have a guide on a day, by pinyin; with a text those that it fits, the likeliest first.

    With a programme those that carry its label.

    A text in Latin letters is read as pinyin or initials, any other as ordinary words or a part of the name.
    """
    known = directory()
    rows = [row for row in known.services.values() if known.has_guide(row, on)]
    if programme:
        under = registry.labelled(SERVICE_KIND, [programme])
        rows = [row for row in rows if row.id in under]
    text = text.strip()
    if not text:
        return rows[:most]
    if SOUNDS.fullmatch(text):
        return [row for row in rows if pinyin.matches(text, row.spelling, row.name)][:most]
    allowed = {row.code: row for row in rows}
    likely = [allowed[one.key] for one in known.by_words.find(text, most) if one.key in allowed]
    named = [row for row in rows if text in row.name or text in row.organisation]
    return list(dict.fromkeys([*named, *likely]))[:most]


def service_shown(code: str, on: date) -> ServiceShown | None:
    """A service item with its guide of a day, or None where there is no such item."""
    known = directory()
    row = known.services.get(code)
    if row is None:
        return None
    spans = known.days.get(row.id, ())
    guides = Guide.objects.filter(service=row.id, valid_from__lte=on).exclude(valid_to__lt=on)
    guide = guides.select_related("written_by").first()
    organisation = registry.organisation(row.organisation_id)
    programmes = registry.programmes_of(SERVICE_KIND, row.id)
    return ServiceShown(row, organisation.address, _guide_shown(guide) if guide else None, spans, programmes)


def _guide_shown(guide: Guide) -> GuideShown:
    statutory = rules.limit_words(guide.statutory_amount, guide.statutory_unit) if guide.statutory_amount else ""
    costs = CostOption.objects.filter(guide=guide).order_by("position")
    return GuideShown(
        guide=guide,
        statutory=statutory,
        promised=rules.limit_words(guide.promised_amount, guide.promised_unit),
        papers=tuple(RequiredDocument.objects.filter(guide=guide).order_by("position")),
        costs=tuple((one.option, Fen(one.amount_fen), one.basis) for one in costs),
    )


def may_keep(actor: rights.Actor, service: ServiceRow) -> bool:
    """May the actor write the guide of this item?"""
    return policies.may_keep_guides(actor, service.area)
