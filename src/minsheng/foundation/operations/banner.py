"""The banner's own data: areas, roles, days of the calendar."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from minsheng.foundation import notices, pinyin
from minsheng.foundation.models import CalendarDay, CalendarYear, Division, Role


@transaction.atomic
def set_calendar_day(*, on: date, is_workday: bool, reason: str, by: uuid.UUID | None, at: datetime) -> None:
    """Set a day by hand; it wins over the official calendar from now on (deadlines already given stay)."""
    CalendarDay.objects.update_or_create(
        on=on, defaults={"is_workday": is_workday, "reason": reason, "set_by": by, "set_at": at}
    )


@transaction.atomic
def set_calendar_year(*, told: notices.Arrangement, reason: str, by: uuid.UUID | None, at: datetime) -> None:
    """Enter the holidays of a year, or enter them anew; days set by hand still win. Deadlines already given stay."""
    values: dict[str, object] = {
        "rest": {day.isoformat(): name for day, name in told.rest.items()},
        "work": {day.isoformat(): name for day, name in told.work.items()},
    }
    values |= {"reason": reason, "set_by": by, "set_at": at}
    CalendarYear.objects.update_or_create(year=told.year, defaults=values)


@transaction.atomic
def set_divisions(*, rows: Sequence[tuple[str, str, str, str]]) -> int:
    """Enter areas (code, name, level, parent code or ""), parents first or not; returns how many stand."""
    ordered = sorted(rows, key=lambda row: len(row[0]))
    Division.objects.bulk_create(
        [
            Division(code=code, name=name, level=level, parent_id=parent or None, spelling=pinyin.spell(name).initials)
            for code, name, level, parent in ordered
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "level", "parent", "spelling"],
    )
    return len(ordered)


@transaction.atomic
def set_role(*, code: str, name: str, name_en: str, permissions: Sequence[str]) -> None:
    """Enter a role or bring it up to date."""
    values = {"name": name, "name_en": name_en, "permissions": list(permissions)}
    Role.objects.update_or_create(code=code, defaults=values)
