"""Limits that could not be counted when they began, because the calendar ended before them."""

from __future__ import annotations

from datetime import datetime

from minsheng.cases.models import Case, Limit
from minsheng.cases.operations import limits
from minsheng.foundation import writing


@writing.operation
def count_open_limits(*, at: datetime) -> int:
    """Count the limits without an end that the calendar can count by now; returns how many were."""
    waiting = set(Limit.objects.filter(due_at=None, met_at=None).values_list("case_id", flat=True))
    cases = Case.objects.select_for_update().filter(pk__in=waiting).order_by("pk")
    return sum(limits.save_recounted(case, at) for case in cases)
