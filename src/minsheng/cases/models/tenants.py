"""Tables of enterprises that use the same engine for themselves, and of what their employees say without a name."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from minsheng.foundation.sealed import BlindIndexField

RECEIPT = "cases_receipt.receipt"
RECEIPT_FADES = (
    "receipts given before the change are no longer found, and sheets printed before it no longer taken as such"
)


class Tenant(models.Model):
    """An enterprise with an area of its own outside every banner: nobody else sees its cases, it sees nobody else's.

    What is said without a name waits until `least_released` voices have come together, at most `most_days`. On the
    open page no more than `most_a_day` are taken, of all its people together: nobody is told from another for it.
    """

    area = models.OneToOneField("foundation.Division", on_delete=models.PROTECT, related_name="+")
    least_released = models.PositiveSmallIntegerField()
    most_days = models.PositiveSmallIntegerField()
    most_a_day = models.PositiveSmallIntegerField(default=60)
    response_amount = models.PositiveSmallIntegerField()
    response_unit = models.CharField(max_length=16)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(least_released__gte=2, most_days__gte=1, response_amount__gte=1, most_a_day__gte=1),
                name="tenant_releases_several_voices_at_once",
            ),
        ]


class HeldVoice(models.Model):
    """What an employee said without a name, until it is released among others. It knows its day, not its hour.

    Its key is random: nothing here, and nothing that is made of it, says which of two voices came first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="held")
    words = models.TextField(max_length=4000)
    receipt_index = BlindIndexField(context=RECEIPT, fades=RECEIPT_FADES, max_length=32, unique=True)
    received_on = models.DateField()


class Receipt(models.Model):
    """The case that whoever holds the receipt may look up; a case that has one is masked (never found by its words)."""

    receipt_index = BlindIndexField(context=RECEIPT, fades=RECEIPT_FADES, primary_key=True, max_length=32)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="receipt")
