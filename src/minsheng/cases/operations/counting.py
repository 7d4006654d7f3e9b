"""Limits that could not be counted when they began, because the calendar ended before them."""

from __future__ import annotations

from datetime import datetime

from minsheng.cases import rules
from minsheng.cases.models import Case, Limit
from minsheng.cases.operations.handling import save_with_next_limit
from minsheng.foundation import queries as ground
from minsheng.foundation import writing


@writing.operation
def count_open_limits(*, at: datetime) -> int:
    """Count the limits without an end that the calendar can count by now; returns how many were."""
    waiting = set(Limit.objects.filter(due_at=None, met_at=None).values_list("case_id", flat=True))
    calendar, counted = ground.work_calendar(), 0
    for case in Case.objects.select_for_update().filter(pk__in=waiting).order_by("pk"):
        for limit in Limit.objects.filter(case=case, due_at=None, met_at=None):
            (due,) = rules.limits_due([(limit.kind, limit.amount, limit.unit)], limit.start_at, calendar)
            if due.due_at is not None:
                Limit.objects.filter(pk=limit.pk).update(due_at=due.due_at)
                counted += 1
        save_with_next_limit(case, at)
    return counted
