"""The days on which a row holds, as a range that constraints can compare."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, Q, Value


def days_in_force() -> Func:
    """From `valid_from` to `valid_to`, both days included; without `valid_to` for good."""
    return Func("valid_from", "valid_to", Value("[]"), function="daterange", output_field=DateRangeField())


ENDS_AFTER_IT_BEGINS = Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
