"""Writes of the catalogue."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from minsheng.catalogue.facts import UnclearItemRaised
from minsheng.catalogue.models import Category, ItemCoHandler, ResponsibilityItem, UnclearItem
from minsheng.foundation import facts, ids


@transaction.atomic
def set_category(*, code: str, values: Mapping[str, Any]) -> Category:
    """Enter a category or bring it up to date."""
    parent = code.rpartition(".")[0] or None
    category, _ = Category.objects.update_or_create(code=code, defaults={**values, "parent_id": parent})
    return category


@transaction.atomic
def set_item(
    *,
    number: int,
    valid_from: date,
    lead_id: uuid.UUID,
    co_ids: Iterable[uuid.UUID],
    values: Mapping[str, Any],
    at: datetime,
) -> ResponsibilityItem:
    """Enter a version of a responsibility item or bring it up to date. Its lead may not be a co-handler."""
    item, _ = ResponsibilityItem.objects.update_or_create(
        number=number,
        valid_from=valid_from,
        defaults={**values, "lead_id": lead_id},
        create_defaults={**values, "lead_id": lead_id, "id": ids.new_id(at)},
    )
    ItemCoHandler.objects.filter(item=item).delete()
    ItemCoHandler.objects.bulk_create(ItemCoHandler(item=item, organisation_id=one) for one in co_ids)
    return item


@transaction.atomic
def raise_unclear_item(
    *, case_id: uuid.UUID, category: str | None, area: str, bounces: int, by: uuid.UUID | None, at: datetime
) -> None:
    """Put a matter that goes from desk to desk on the list of duties to be made clear (once a case)."""
    unclear, is_new = UnclearItem.objects.get_or_create(
        about_case=case_id,
        defaults={"id": ids.new_id(at), "category_id": category, "area_id": area, "raised_at": at, "bounces": bounces},
    )
    if not is_new:
        return
    told = UnclearItemRaised(
        about=unclear.pk, area=facts.Code(area), category=facts.Code(category or ""), bounce_count=bounces
    )
    facts.tell(told, by=by, at=at)
