"""Table of providers: who serves a kind of need where, in which order, how much at a time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from minsheng.cases import rules


class Provider(models.Model):
    """An organisation that serves a category of needs in an area. Set by the preset."""

    category = models.ForeignKey("catalogue.Category", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.CASCADE, related_name="+")
    area = models.ForeignKey("foundation.Division", on_delete=models.CASCADE, related_name="+")
    tier = models.PositiveSmallIntegerField()
    capacity = models.PositiveIntegerField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "organisation", "area"], name="provider_serves_once"),
            models.CheckConstraint(
                condition=Q(tier__in=[int(one) for one in rules.Tier]), name="provider_tier_is_a_known_one"
            ),
        ]
