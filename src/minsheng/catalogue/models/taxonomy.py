"""The taxonomy of requests."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Category(models.Model):
    """A kind of request; its code says its place (`bank.pin_reset` lies in `bank`)."""

    class Urgency(models.TextChoices):
        ROUTINE = "routine", "一般"
        URGENT = "urgent", "紧急"
        EMERGENCY = "emergency", "危急(立即转接)"

    class Route(models.TextChoices):
        DESK = "desk", "单位办理"
        DOORSTEP = "doorstep", "上门办理"

    code = models.CharField(primary_key=True, max_length=60)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=80)
    words = ArrayField(models.CharField(max_length=40), default=list)
    urgency = models.CharField(max_length=12, choices=Urgency, default=Urgency.ROUTINE)
    transfer_to = models.CharField(max_length=12, default="")
    route = models.CharField(max_length=12, choices=Route, default=Route.DESK)
    limits = models.JSONField(default=list)
    non_digital_path = models.CharField(max_length=200)
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = "诉求类别"
        constraints = [
            models.CheckConstraint(
                condition=~Q(urgency="emergency") | ~Q(transfer_to=""), name="category_emergency_names_its_number"
            ),
            models.CheckConstraint(condition=~Q(non_digital_path=""), name="category_has_a_non_digital_path"),
        ]

    def __str__(self) -> str:
        return self.name
