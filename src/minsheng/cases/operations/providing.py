"""Who serves which needs in which order: set by the preset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minsheng.cases import rules
from minsheng.cases.models import Provider
from minsheng.foundation import rights, writing
from minsheng.registry import queries as registry


@dataclass(frozen=True)
class NewProvider:
    """An organisation by its code serves a category in an area; without `capacity` as much as comes."""

    category: str
    organisation: str
    area: str
    tier: int
    capacity: int | None = None


@writing.operation
def set_providers(*, area: str, providers: Sequence[NewProvider], is_sample: bool = False) -> None:
    """Set who serves what in a banner, in place of what was set before."""
    Provider.objects.filter(rights.inside("area_id", [area])).delete()
    Provider.objects.bulk_create(
        Provider(
            category_id=one.category,
            organisation_id=registry.organisation_by_code(one.organisation).pk,
            area_id=one.area,
            tier=rules.Tier(one.tier),
            capacity=one.capacity,
            is_sample=is_sample,
        )
        for one in providers
    )
