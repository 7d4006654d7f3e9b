"""Entering the taxonomy and versions of duties (from a preset; people draft and publish instead)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from minsheng.catalogue.models import Category, ItemCoHandler, ResponsibilityItem
from minsheng.foundation import ids


@transaction.atomic
def set_category(*, code: str, values: Mapping[str, Any]) -> Category:
    """Enter a category or bring it up to date."""
    parent = code.rpartition(".")[0] or None
    category, _ = Category.objects.update_or_create(code=code, defaults={**values, "parent_id": parent})
    return category


@transaction.atomic
def set_item(
    *,
    area: str,
    number: int,
    valid_from: date,
    lead_id: uuid.UUID,
    co_ids: Iterable[uuid.UUID],
    values: Mapping[str, Any],
    at: datetime,
) -> ResponsibilityItem:
    """Enter a version of a responsibility item or bring it up to date; one that has ended is never reopened.

    Raises `IntegrityError` where the lead is a co-handler, or the days overlap another version of the number.
    """
    known = ResponsibilityItem.objects.filter(area=area, number=number, valid_from=valid_from).first()
    if known is not None and known.valid_to is not None and not values.get("valid_to"):
        values = {**values, "valid_to": known.valid_to}
    ItemCoHandler.objects.filter(item__area_id=area, item__number=number, item__valid_from=valid_from).delete()
    item, _ = ResponsibilityItem.objects.update_or_create(
        area_id=area,
        number=number,
        valid_from=valid_from,
        defaults={**values, "lead_id": lead_id},
        create_defaults={**values, "lead_id": lead_id, "id": ids.new_id(at)},
    )
    ItemCoHandler.objects.bulk_create(ItemCoHandler(item=item, organisation_id=one) for one in co_ids)
    return item
