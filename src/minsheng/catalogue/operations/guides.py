"""Service items and the versions of their guides."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from minsheng.catalogue import policies, queries, rules
from minsheng.catalogue.facts import GuidePublished, ServiceLabelled
from minsheng.catalogue.models import CostOption, Guide, RequiredDocument, ServiceItem
from minsheng.foundation import facts, ids, pinyin, rights, worktime
from minsheng.registry import operations as register
from minsheng.registry import queries as registry


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper to bring."""

    document: str
    kind: str = "original"
    copies: int = 1
    is_deferrable: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """A fee in fen with its basis."""

    option: str
    amount_fen: int
    basis: str


@dataclass(frozen=True, kw_only=True)
class NewGuide:
    """What a version of a guide says. Limits: (amount, unit), units as in `worktime.LimitUnit`."""

    conditions: Sequence[str]
    papers: Sequence[Paper]
    steps: Sequence[str]
    costs: Sequence[Cost]
    statutory_limit: tuple[int, str] | None
    promised_limit: tuple[int, str]
    non_digital_path: str
    hours: str = ""
    legal_basis: str = ""
    is_sample: bool = False


@transaction.atomic
def set_service(*, code: str, values: Mapping[str, Any], at: datetime) -> ServiceItem:
    """Enter a service item (from a preset) or bring it up to date."""
    service, _ = ServiceItem.objects.update_or_create(
        code=code, defaults=values, create_defaults={**values, "id": ids.new_id(at)}
    )
    return service


@transaction.atomic
def set_guide(*, service_id: uuid.UUID, valid_from: date, guide: NewGuide, at: datetime) -> None:
    """Enter a version of a guide (from a preset); one that begins on that day or later stays as it is."""
    if not Guide.objects.filter(service=service_id, valid_from__gte=valid_from).exists():
        _write(service_id, valid_from, guide, None, at)


@transaction.atomic
def add_service(
    *,
    name: str,
    organisation_id: uuid.UUID,
    words: Sequence[str],
    category: str | None,
    by: rights.Actor,
    at: datetime,
) -> ServiceItem:
    """Enter a new service item of an organisation. It is shown from the day on which its first guide holds.

    Raises `Refused` where the actor does not keep the guides of that organisation's area, `ValueError`.
    """
    found = registry.organisations().get(organisation_id)
    if found is None:
        raise ValueError("没有这个单位。请从列表中选择。")
    _refuse_unless_keeper(by, found.area)
    stem = pinyin.spell(name).initials[:40] or "s"
    taken = set(ServiceItem.objects.filter(code__startswith=stem).values_list("code", flat=True))
    code = next(one for one in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if one not in taken)
    return ServiceItem.objects.create(
        id=ids.new_id(at),
        code=code,
        name=name,
        words=list(words),
        area_id=found.area,
        organisation_id=organisation_id,
        category_id=category,
    )


def _refuse_unless_keeper(by: rights.Actor, area: str) -> None:
    if not policies.may_keep_guides(by, area):
        raise rights.Refused("编写办事指南需要该地区的“catalogue.keep_guides”权限。需要时请向本单位管理员申请。")


@transaction.atomic
def publish_guide(*, code: str, valid_from: date, guide: NewGuide, by: rights.Actor, at: datetime) -> Guide:
    """Let a new version of a guide hold from a day; the one before ends the day before and can still be read.

    Raises `Unseen`, `Refused`, and `ValueError` where something is missing, the promise is longer than the law
    allows, or the day would rewrite the past.
    """
    service = ServiceItem.objects.select_for_update().filter(code=code).first()
    if service is None:
        raise rights.Unseen("没有这个服务事项。")
    _refuse_unless_keeper(by, service.area_id)
    missing = rules.guide_gaps(guide.steps, guide.non_digital_path, guide.statutory_limit, guide.promised_limit)
    if missing:
        raise ValueError("".join(missing))
    latest = Guide.objects.filter(service=service).aggregate(latest=Max("valid_from"))["latest"]
    rules.takes_effect(valid_from, worktime.local_date(at), latest)
    written = _write(service.pk, valid_from, guide, by.id, at)
    facts.tell(
        GuidePublished(about=service.pk, area=facts.Code(service.area_id), valid_from=valid_from), by=by.id, at=at
    )
    return written


@transaction.atomic
def label_service(*, code: str, labels: Collection[str], by: rights.Actor, at: datetime) -> None:
    """Let a service item stand under exactly these programmes; it stays one item. Raises as `publish_guide`."""
    service = ServiceItem.objects.select_for_update().filter(code=code).first()
    if service is None:
        raise rights.Unseen("没有这个服务事项。")
    _refuse_unless_keeper(by, service.area_id)
    if register.set_labels(kind=queries.SERVICE_KIND, about=service.pk, labels=labels):
        programmes = tuple(facts.Code(one.partition(":")[0]) for one in sorted(labels))
        told = ServiceLabelled(about=service.pk, area=facts.Code(service.area_id), programmes=programmes)
        facts.tell(told, by=by.id, at=at)


def _write(service_id: uuid.UUID, valid_from: date, guide: NewGuide, by: uuid.UUID | None, at: datetime) -> Guide:
    standing = Q(valid_to=None) | Q(valid_to__gte=valid_from)
    Guide.objects.filter(standing, service=service_id).update(valid_to=valid_from - timedelta(days=1))
    statutory = guide.statutory_limit
    written = Guide.objects.create(
        id=ids.new_id(at),
        service_id=service_id,
        valid_from=valid_from,
        conditions=list(guide.conditions),
        steps=list(guide.steps),
        statutory_amount=statutory[0] if statutory else None,
        statutory_unit=statutory[1] if statutory else "",
        promised_amount=guide.promised_limit[0],
        promised_unit=guide.promised_limit[1],
        non_digital_path=guide.non_digital_path,
        hours=guide.hours,
        legal_basis=guide.legal_basis,
        written_at=at,
        written_by_id=by,
        is_sample=guide.is_sample,
    )
    RequiredDocument.objects.bulk_create(
        RequiredDocument(guide=written, position=place, **vars(paper)) for place, paper in enumerate(guide.papers, 1)
    )
    CostOption.objects.bulk_create(
        CostOption(guide=written, position=place, **vars(cost)) for place, cost in enumerate(guide.costs, 1)
    )
    return written
