"""Tables of demonstration bases and of service posts. Teams are organisations of the registry with their members;
who leads, guides and benefits at a base is the catalogue's chain of four roles: neither is written here again.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Q

from minsheng.dispatch.models.days import ENDS_AFTER_IT_BEGINS, days_in_force


class DemonstrationBase(models.Model):
    """Which industries a base serves; its code is that of its chain of four roles."""

    code = models.SlugField(max_length=60, primary_key=True)
    industries = ArrayField(models.CharField(max_length=40))
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(industries__len__gte=1), name="base_has_an_industry"),
        ]

    def __str__(self) -> str:
        return self.code


class ServicePost(models.Model):
    """A described role that somebody can hold: its name and its duty in one sentence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    spelling = models.CharField(max_length=200, default="")
    initials = models.CharField(max_length=60, default="")
    duty = models.CharField(max_length=200)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(duty="") & ~Q(name=""), name="post_has_a_name_and_a_duty"),
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="post_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


class PostHolding(models.Model):
    """A person holds a post from a day to a day. Voluntary: nothing is measured by it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(ServicePost, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="post_holding_ends_after_it_begins"),
            ExclusionConstraint(
                name="person_holds_a_post_once_at_a_time",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (days_in_force(), RangeOperators.OVERLAPS),
                ],
            ),
        ]
