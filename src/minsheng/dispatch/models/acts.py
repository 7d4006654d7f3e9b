"""Tables of units that report to communities, and of required acts."""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from minsheng.dispatch.models.days import ENDS_AFTER_IT_BEGINS, days_in_force


class CheckIn(models.Model):
    """A unit's Party organisation reports to the community where it stands. Its members do so by their memberships."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="check_in_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(unit=F("community")), name="check_in_is_between_two"),
            ExclusionConstraint(
                name="unit_checks_in_once_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("community", RangeOperators.EQUAL),
                    (days_in_force(), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class RequiredAct(models.Model):
    """Something that every helper of an area does once in a year. Few; no volunteer hours; elective acts are tasks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    set_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="required_act_says_what"),
            models.UniqueConstraint(
                fields=["area", "year", "title"],
                condition=Q(withdrawn_at=None),
                name="required_act_is_set_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActDone(models.Model):
    """A helper says that he did a required act: once, without hours."""

    act = models.ForeignKey(RequiredAct, on_delete=models.CASCADE, related_name="done")
    helper = models.ForeignKey("foundation.Account", on_delete=models.CASCADE, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act", "helper"], name="required_act_is_done_once"),
        ]
