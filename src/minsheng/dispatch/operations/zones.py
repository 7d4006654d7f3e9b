"""Responsibility zones: drawn, drawn anew, ended. No household is left out, whatever is done."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from minsheng.dispatch import policies, queries
from minsheng.dispatch.facts import ZoneDrawn, ZoneEnded
from minsheng.dispatch.models import ResponsibilityZone, ZoneArea
from minsheng.dispatch.operations.offering import refuse_secrets
from minsheng.foundation import facts, ids, pinyin, rights, worktime, writing
from minsheng.foundation.units import Items

LEFT_OUT = "这样有{count}户不在任何责任区。请先建一个范围更大的责任区（例如整个旗县），或把这些地方划给别的责任区。"


@dataclass(frozen=True, kw_only=True)
class NewZone:
    """A zone as it is entered: its name, its areas, and the organisation whose people answer for it."""

    name: str
    organisation_id: uuid.UUID
    areas: Sequence[str]


def set_zone(*, code: str, zone: NewZone, on: date, is_sample: bool, at: datetime) -> ResponsibilityZone:
    """Enter a zone, or bring it up to date; areas that were another zone's become this one's."""
    spelling = pinyin.spell(zone.name)
    values = {
        "name": zone.name.strip(),
        "spelling": spelling.sort_key,
        "initials": spelling.initials[:60],
        "organisation_id": zone.organisation_id,
        "is_sample": is_sample,
    }
    made, _ = ResponsibilityZone.objects.update_or_create(
        code=code, defaults=values, create_defaults={**values, "id": ids.new_id(at), "drawn_on": on}
    )
    ZoneArea.objects.filter(zone=made).exclude(area__in=zone.areas).delete()
    for area in zone.areas:
        ZoneArea.objects.update_or_create(area_id=area, defaults={"zone": made})
    return made


@writing.operation
def draw_zone(*, zone: NewZone, by: rights.Actor, at: datetime, zone_id: uuid.UUID | None = None) -> uuid.UUID:
    """Draw a zone, or draw `zone_id` anew; areas that were another zone's become this one's.

    Raises `Unseen`, `Refused`, and `ValueError` without a name or areas, or where households would be left out.
    """
    refuse_secrets(zone.name)
    if not (zone.name.strip() and zone.areas):
        raise ValueError("责任区要有名称，至少有一个地方。请补上。")
    for area in zone.areas:
        policies.require_keep_teams(by, area)
    _lock()
    found = queries.seen_zone(zone_id, by) if zone_id is not None else None
    code = found.code if found else f"zone-{ids.new_id(at).hex}"
    before = queries.areas_of(found) if found else []
    made = set_zone(code=code, zone=zone, on=worktime.local_date(at), is_sample=bool(found and found.is_sample), at=at)
    _refuse_left_out({area[:6] for area in (*before, *zone.areas)})
    told = ZoneDrawn(about=made.pk, area=facts.Code(min(zone.areas, key=len)), areas=Items(len(set(zone.areas))))
    facts.tell(told, by=by.id, at=at)
    return made.pk


@writing.operation
def end_zone(*, zone_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """End a zone; its households fall to the wider zone around them.

    Raises `Unseen`, and `ValueError` where there is none.
    """
    _lock()
    zone = queries.seen_zone(zone_id, by)
    areas = queries.areas_of(zone)
    ZoneArea.objects.filter(zone=zone).delete()
    _refuse_left_out({area[:6] for area in areas})
    ResponsibilityZone.objects.filter(pk=zone.pk).update(ended_on=worktime.local_date(at))
    area = min(areas, key=len, default=zone.organisation.area_id)
    facts.tell(ZoneEnded(about=zone.pk, area=facts.Code(area)), by=by.id, at=at)


def _lock() -> None:
    """Zones are drawn one at a time, and what stands is read after that: one that ended meanwhile is not drawn anew."""
    list(ResponsibilityZone.objects.order_by("pk").select_for_update())


def _refuse_left_out(banners: set[str]) -> None:
    for banner in banners:
        count = queries.left_out(banner) if queries.has_zones(banner) else 0
        if count:
            raise ValueError(LEFT_OUT.format(count=count))
