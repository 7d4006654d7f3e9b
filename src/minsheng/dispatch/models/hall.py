"""Tables of shifts in a hall, with the armband by which a guide is known, and of the visitors who were guided."""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q


def hours_on_duty() -> Func:
    """From the beginning of a shift until before its end."""
    return Func("begins_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField())


class HallShift(models.Model):
    """A guide is on duty in a hall and wears the armband of a number: one number, one guide at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hall = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    guide = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    armband = models.PositiveSmallIntegerField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["hall", "begins_at"], name="hall_shift_by_time")]
        constraints = [
            models.CheckConstraint(condition=Q(armband__range=(1, 99)), name="armband_is_one_to_ninety_nine"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="hall_shift_ends_after_it_begins"),
            ExclusionConstraint(
                name="armband_has_one_holder_at_a_time",
                expressions=[
                    ("hall", RangeOperators.EQUAL),
                    ("armband", RangeOperators.EQUAL),
                    (hours_on_duty(), RangeOperators.OVERLAPS),
                ],
                condition=Q(given_back_at=None),
            ),
            ExclusionConstraint(
                name="guide_is_in_one_hall_at_a_time",
                expressions=[("guide", RangeOperators.EQUAL), (hours_on_duty(), RangeOperators.OVERLAPS)],
                condition=Q(given_back_at=None),
            ),
        ]


class Guidance(models.Model):
    """A visitor of a hall: when he came, when a guide took him, when he was helped. No name, no matter, no number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hall = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()
    shift = models.ForeignKey(HallShift, null=True, on_delete=models.PROTECT, related_name="visitors")
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["hall", "arrived_at"], condition=Q(began_at=None, left_at=None), name="hall_waiting")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["shift"], condition=Q(ended_at=None), name="guide_has_one_visitor_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(shift=None, began_at=None, ended_at=None)
                | Q(shift__isnull=False, began_at__gte=F("arrived_at"), left_at=None),
                name="guidance_has_a_guide_when_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="guidance_ends_after_it_begins"
            ),
        ]
