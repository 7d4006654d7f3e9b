"""What somebody has chosen for his own work list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.db import connection

from minsheng.cases.models import SavedFilter
from minsheng.cases.queries.listing import Filter
from minsheng.foundation import rights

TAKEN_BACK_WITHIN = timedelta(days=1)
"""How long a filter that was dropped can be taken back."""


def require_list(actor: rights.Actor) -> None:
    """Raise `Refused` for who has no work list."""
    if not (actor.may("cases.read") or actor.may("cases.read_own_organisation")):
        raise rights.Refused("这里的选择属于工作清单，您没有工作清单。需要时请向本单位管理员申请权限。")


class OwnFilter(NamedTuple):
    """A filter that somebody keeps: its key, and how it stands in the address."""

    pk: str
    query: str


@dataclass(frozen=True)
class Choices:
    """The filters that somebody keeps, the oldest first; the columns that he chose, None where he never did."""

    filters: tuple[OwnFilter, ...]
    columns: tuple[str, ...] | None


CHOICES = """
SELECT (SELECT columns FROM cases_listcolumns WHERE account_id = %(account)s),
       ARRAY(SELECT ARRAY[id::text, query] FROM cases_savedfilter
             WHERE account_id = %(account)s AND dropped_at IS NULL ORDER BY kept_at, id)
"""


def list_choices(actor: rights.Actor) -> Choices:
    """What the actor has chosen for his own work list. One query, written by hand: every page of the list asks it."""
    with connection.cursor() as cursor:
        cursor.execute(CHOICES, {"account": actor.id})
        columns, kept = cursor.fetchone()
    return Choices(tuple(OwnFilter(*one) for one in kept), None if columns is None else tuple(columns))


def dropped_filters(actor: rights.Actor, at: datetime) -> list[SavedFilter]:
    """The last three filters that the actor can still take back, the latest first."""
    found = SavedFilter.objects.filter(account=actor.id, dropped_at__gt=at - TAKEN_BACK_WITHIN)
    return list(found.order_by("-dropped_at", "pk")[:3])


def kept_query(chosen: Filter) -> str:
    """What of a filter may be kept: all but the words that were searched for; "" where nothing is left."""
    query = query_of(replace(chosen, text=""))
    return "" if query == query_of(Filter()) else query


def filter_of(query: str) -> Filter:
    """The filter that `kept_query` has written so."""
    return Filter(**dict(parse_qsl(query)))


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
