"""Reads of responsibility zones: which there are, and in which one a household lies."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from minsheng.dispatch.models import ResponsibilityZone, ZoneArea
from minsheng.dispatch.policies import KEEP_TEAMS
from minsheng.foundation import rights
from minsheng.registry import queries as registry

HOUSEHOLDS = """
SELECT zone_id, count(*) FROM (
  SELECT DISTINCT ON (h.id) h.id, z.zone_id
  FROM registry_household h JOIN dispatch_zonearea z ON starts_with(h.area_id, z.area_id)
  ORDER BY h.id, length(z.area_id) DESC
) placed GROUP BY zone_id
"""


@dataclass(frozen=True)
class ZoneRow:
    """A zone with its areas, who answers for it (an organisation and its persons) and how many households lie in it."""

    zone: ResponsibilityZone
    areas: tuple[str, ...]
    persons: int
    households: int
    may_keep: bool


def zones(actor: rights.Actor, on: date, text: str = "") -> list[ZoneRow]:
    """The zones that touch an actor's areas, by code, found by name, its sounds or an area. Four queries."""
    areas = actor.areas(KEEP_TEAMS)
    above = sorted({code[:length] for code in areas for length in range(6, len(code) + 1)})
    touching = ZoneArea.objects.filter(rights.inside("area_id", areas) | Q(area__in=above)).values("zone")
    found = ResponsibilityZone.objects.filter(pk__in=touching, ended_on=None).select_related("organisation")
    if plain := text.strip():
        sounds = plain.lower()
        fits = Q(name__contains=plain) | Q(initials__startswith=sounds) | Q(spelling__contains=sounds)
        found = found.filter(fits | Q(areas__area__name__contains=plain)).distinct()
    rows = list(found.order_by("code", "pk")[:500])
    names: defaultdict[uuid.UUID, list[tuple[str, str]]] = defaultdict(list)
    for one in ZoneArea.objects.filter(zone__in=rows).select_related("area").order_by("area_id"):
        names[one.zone_id].append((one.area_id, one.area.name))
    persons = registry.persons_in([one.organisation_id for one in rows], on)
    households = _households() if rows else {}
    return [
        ZoneRow(
            one,
            tuple(name for _, name in names[one.pk]),
            persons.get(one.organisation_id, 0),
            households.get(one.pk, 0),
            all(actor.may(KEEP_TEAMS, code) for code, _ in names[one.pk]),
        )
        for one in rows
    ]


def _households() -> dict[uuid.UUID, int]:
    """How many households lie in each zone: each in the zone of the narrowest area around it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(HOUSEHOLDS)
        return dict(cursor.fetchall())


def areas_of(zone: ResponsibilityZone) -> list[str]:
    """The codes of a zone's areas. One query."""
    return list(zone.areas.order_by("area_id").values_list("area_id", flat=True))


def seen_zone(zone_id: uuid.UUID, actor: rights.Actor) -> ResponsibilityZone:
    """One standing zone whose areas all are the actor's. Raises `Unseen`."""
    zone = ResponsibilityZone.objects.filter(pk=zone_id, ended_on=None).select_related("organisation").first()
    if zone is None or not all(actor.may(KEEP_TEAMS, code) for code in areas_of(zone)):
        raise rights.Unseen("没有这个责任区，或不在您的服务范围。")
    return zone


def zone_of(area: str) -> ResponsibilityZone | None:
    """The zone in which whoever lives in this area is; None in a banner without zones. One query."""
    around = [area[:length] for length in range(6, len(area) + 1)]
    found = list(ZoneArea.objects.filter(area__in=around).select_related("zone__organisation"))
    return max(found, key=lambda one: len(one.area_id)).zone if found else None


def has_zones(area: str) -> bool:
    """Has the banner around an area been divided into zones? One query."""
    return ZoneArea.objects.filter(rights.inside("area_id", [area[:6]])).exists()


def left_out(banner: str) -> int:
    """How many households of a banner lie in no zone. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FROM registry_household h WHERE left(h.area_id, 6) = %s
               AND NOT EXISTS (SELECT 1 FROM dispatch_zonearea z WHERE starts_with(h.area_id, z.area_id))""",
            [banner[:6]],
        )
        return int(cursor.fetchone()[0])
