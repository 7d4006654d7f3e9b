"""The log of readings: who read whose data, when and for which purpose."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from minsheng.foundation.models import Reading


def log_reading(
    *, by: uuid.UUID, about: uuid.UUID, area: str, purpose: str, items: Sequence[str], at: datetime
) -> None:
    """Note that somebody read a person's data. Belongs in front of showing it.

    `area` is where the person (or the case) belongs: it decides which auditor may see the row.
    """
    Reading.objects.create(at=at, by=by, about=about, area=area, purpose=purpose, items=list(items))


def log_readings(
    *, by: uuid.UUID, about: Iterable[tuple[uuid.UUID, str]], purpose: str, items: Sequence[str], at: datetime
) -> None:
    """Note that somebody read the data of several people (key and area of each) at once: a list, a sheet."""
    Reading.objects.bulk_create(
        [Reading(at=at, by=by, about=person, area=area, purpose=purpose, items=list(items)) for person, area in about],
        batch_size=5_000,
    )
