"""The table of figures: what the rules made of the log, kept so that a board opens at once."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Figure(models.Model):
    """One measure of an area and a month under one version of its formula.

    `value` is empty where there was nothing to take a median or a share of; of a share it is in thousandths.
    `facts_through` is the number of the last fact of the log that was looked at; `is_settled` says that no
    earlier number was still being written then, so that every fact up to there is surely in the figure.
    """

    measure = models.CharField(max_length=40)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    formula_version = models.PositiveSmallIntegerField()
    value = models.BigIntegerField(null=True)
    at_least = models.BooleanField(default=False)
    unit = models.CharField(max_length=16, default="")
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    group_size = models.PositiveIntegerField(default=0)
    facts_through = models.BigIntegerField()
    is_settled = models.BooleanField(default=False)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month", "measure", "formula_version"], name="figure_of_a_measure_stands_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="figure_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__gte=0, denominator__gt=0, numerator__lte=F("denominator")),
                name="figure_share_is_part_of_its_whole",
            ),
            models.CheckConstraint(condition=Q(value=None) | ~Q(unit=""), name="figure_with_a_value_has_a_unit"),
        ]


class YearGoal(models.Model):
    """What a banner sets out to reach in a year, as a lower bound in the measure's own unit."""

    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    at_least = models.PositiveIntegerField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "measure", "year"], name="goal_of_a_measure_is_set_once_a_year"),
            models.CheckConstraint(condition=Q(at_least__gt=0), name="goal_is_above_zero"),
        ]
