"""Tables of proactive outreach: after how long a list asks for a contact, and the contacts that were tried."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from minsheng.cases import rules


class OutreachRule(models.Model):
    """Whoever is on this derived list is contacted after so many days without contact. Set by the preset."""

    derived_list = models.OneToOneField("registry.DerivedList", on_delete=models.CASCADE, related_name="+")
    no_contact_days = models.PositiveSmallIntegerField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(no_contact_days__gte=1), name="outreach_waits_at_least_a_day"),
        ]


class OutreachContact(models.Model):
    """Somebody rang or went to see a person of his own accord, or spoke with him over a case or a task.

    What was needed became a case, never a note here.
    """

    class Channel(models.TextChoices):
        PHONE = "phone", "电话"
        VISIT = "visit", "当面"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField()
    channel = models.CharField(max_length=5, choices=Channel)
    result = models.CharField(max_length=12, choices=[(r.value, rules.OUTREACH_WORDS[r]) for r in rules.OutreachResult])

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="outreach_contact_of")]
