"""Matters of which nobody knows whose they are: raise, propose, decide, tell."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from minsheng.catalogue import queries
from minsheng.catalogue.facts import UnclearItemRaised
from minsheng.catalogue.models import UnclearItem
from minsheng.foundation import facts, ids


@transaction.atomic
def raise_unclear_item(
    *, case_id: uuid.UUID, category: str | None, area: str, bounces: int, by: uuid.UUID | None, at: datetime
) -> None:
    """Put a matter that goes from desk to desk on the list of duties to be made clear (once a case)."""
    known = queries.category(category or "")
    unclear, is_new = UnclearItem.objects.get_or_create(
        about_case=case_id,
        defaults={
            "id": ids.new_id(at),
            "title": f"{known.name if known else '未定类别的来话'}：退回{bounces}次，归属不清",
            "category_id": category,
            "area_id": area,
            "raised_at": at,
            "bounces": bounces,
        },
    )
    if not is_new:
        return
    told = UnclearItemRaised(
        about=unclear.pk, area=facts.Code(area), category=facts.Code(category or ""), bounce_count=bounces
    )
    facts.tell(told, by=by, at=at)
