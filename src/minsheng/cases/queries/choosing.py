"""What somebody has chosen for his own work list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from minsheng.cases.models import ListColumns, SavedFilter
from minsheng.cases.queries.listing import Filter
from minsheng.foundation import rights

TAKEN_BACK_WITHIN = timedelta(days=1)
"""How long a filter that was dropped can be taken back."""


def require_list(actor: rights.Actor) -> None:
    """Raise `Refused` for who has no work list."""
    if not (actor.may("cases.read") or actor.may("cases.read_own_organisation")):
        raise rights.Refused("这里的选择属于工作清单，您没有工作清单。需要时请向本单位管理员申请权限。")


@dataclass(frozen=True)
class Choices:
    """The filters that somebody keeps, by name; the columns that he chose, None where he never did."""

    filters: tuple[SavedFilter, ...]
    columns: tuple[str, ...] | None


def list_choices(actor: rights.Actor) -> Choices:
    """What the actor has chosen for his own work list. Two queries."""
    chosen = ListColumns.objects.filter(account=actor.id).values_list("columns", flat=True).first()
    kept = SavedFilter.objects.filter(account=actor.id, dropped_at=None).order_by("kept_at", "pk")
    return Choices(tuple(kept), None if chosen is None else tuple(chosen))


def dropped_filters(actor: rights.Actor, at: datetime) -> list[SavedFilter]:
    """The last three filters that the actor can still take back, the latest first."""
    found = SavedFilter.objects.filter(account=actor.id, dropped_at__gt=at - TAKEN_BACK_WITHIN)
    return list(found.order_by("-dropped_at", "pk")[:3])


def query_of(chosen: Filter) -> str:
    """A filter as it stands in the address, always in the same order; where on the list one is belongs to none."""
    told: Mapping[str, str] = {
        "view": chosen.view,
        "state": chosen.state,
        "text": chosen.text.strip(),
        "area": chosen.area,
        "category": chosen.category,
    }
    return urlencode({name: value for name, value in told.items() if value})
