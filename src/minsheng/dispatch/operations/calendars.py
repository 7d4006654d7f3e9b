"""Writes of the secret addresses of calendars: made, made anew, ended, each by its own helper."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from minsheng.dispatch import queries
from minsheng.dispatch.facts import VisitCalendarEnded, VisitCalendarMade
from minsheng.dispatch.models import VisitCalendar
from minsheng.foundation import context, facts, writing


@writing.operation
def make_calendar(*, by: uuid.UUID, at: datetime) -> str:
    """A new secret for the visits of an account, returned once; the one before it leads nowhere from now on."""
    secret = secrets.token_urlsafe(32)
    told = {"digest": queries.digest_of_calendar(secret), "made_at": at}
    VisitCalendar.objects.update_or_create(account_id=by, defaults=told)
    facts.tell(VisitCalendarMade(about=by, area=facts.Code(context.home_area())), by=by, at=at)
    return secret


@writing.operation
def end_calendar(*, by: uuid.UUID, at: datetime) -> None:
    """The secret of an account leads nowhere from now on; where there is none nothing changes."""
    if VisitCalendar.objects.filter(account=by).delete()[0]:
        facts.tell(VisitCalendarEnded(about=by, area=facts.Code(context.home_area())), by=by, at=at)
