"""When helpers are taken up already: their visits, made and to be made, and their duties in halls."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, time, timedelta

from django.db.models import Q

from minsheng.dispatch import rules
from minsheng.dispatch.models import Claim, HallShift
from minsheng.dispatch.rules.resting import REST_BETWEEN_DUTIES, Window
from minsheng.foundation import worktime

IN_A_HALL = "大厅值班"


def visits_near(helpers: Collection[uuid.UUID], wanted: Window, rest: timedelta) -> dict[uuid.UUID, list[Window]]:
    """The visits of helpers on the calendar day on which a window begins, and those within a rest of it. One query."""
    day = worktime.at_local(worktime.local_date(wanted.start), time.min)
    first, last = min(day, wanted.start - rest), max(day + timedelta(days=1), wanted.end + rest)
    rows = Claim.objects.filter(
        Q(ended_at=None) | Q(end=rules.ClaimEnd.FINISHED),
        helper__in=helpers,
        task__window_start__lt=last,
        task__window_end__gt=first,
    ).values_list("helper", "task__window_start", "task__window_end", "task__area", "task__title")
    found: defaultdict[uuid.UUID, list[Window]] = defaultdict(list)
    for helper, start, end, area, title in rows:
        if start is not None and end is not None:
            found[helper].append(Window(start, end, area, title))
    return found


def duties_near(
    helpers: Collection[uuid.UUID], start: datetime, end: datetime, rest: timedelta = timedelta()
) -> dict[uuid.UUID, list[Window]]:
    """The duties of helpers in halls at a time, and those within a rest of it. One query."""
    rows = HallShift.objects.filter(
        guide__in=helpers, given_back_at=None, begins_at__lt=end + rest, ends_at__gt=start - rest
    ).values_list("guide", "begins_at", "ends_at")
    found: defaultdict[uuid.UUID, list[Window]] = defaultdict(list)
    for helper, begins, ends in rows:
        found[helper].append(Window(begins, ends, title=IN_A_HALL))
    return found


def duties_around(helper: uuid.UUID, start: datetime, end: datetime) -> list[Window]:
    """The duties of a helper that could make one with a new one, with those before and after them. One query."""
    return duties_near([helper], start, end, 3 * REST_BETWEEN_DUTIES).get(helper, [])


def tired(helpers: Collection[uuid.UUID], wanted: Window, push: rules.Push) -> frozenset[uuid.UUID]:
    """The helpers who need their rest: for a window near to another, or on a day with as many visits as anybody may have."""
    rest = timedelta(minutes=push.rest_minutes)
    visits, duties = visits_near(helpers, wanted, rest), duties_near(helpers, wanted.start, wanted.end)
    return frozenset(
        one
        for one in helpers
        if rules.resting.day_is_full(wanted, visits.get(one, ()), push.most_per_day)
        or rules.resting.too_near(wanted, (*visits.get(one, ()), *duties.get(one, ())), rest)
    )
