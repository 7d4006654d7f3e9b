"""Reads of a helper's visits for a calendar elsewhere: when and about where, never who, why or at which door."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from minsheng.dispatch.models import VisitCalendar
from minsheng.dispatch.queries import visits
from minsheng.foundation import rights, worktime

USUAL = timedelta(hours=1)


@dataclass(frozen=True)
class CalendarVisit:
    """A visit at an agreed time as it may leave the house. A calendar lies with whoever runs it: no name, no door."""

    id: uuid.UUID
    start: datetime
    end: datetime
    area: str
    number: str


def digest_of_calendar(secret: str) -> bytes:
    """What is kept of a secret: it is random and long, so one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).digest()


def calendar_made_at(account_id: uuid.UUID) -> datetime | None:
    """Since when an account has a secret address; None where it has none."""
    return VisitCalendar.objects.filter(account=account_id).values_list("made_at", flat=True).first()


def calendar_visits(secret: str, at: datetime) -> list[CalendarVisit] | None:
    """The visits behind a secret; None for one that leads nowhere, also because its account is closed.

    Read with the rights that its account holds now. Visits without an agreed time stand in no calendar.
    """
    found = VisitCalendar.objects.filter(digest=digest_of_calendar(secret), account__is_active=True)
    row = found.select_related("account").first()
    if row is None:
        return None
    actor = rights.actor_of(row.account_id, row.account.name, worktime.local_date(at))
    return [
        CalendarVisit(one.id, one.start, one.end or one.start + USUAL, one.where, one.number)
        for one in visits.visits_of(actor, at)
        if one.is_agreed
    ]
