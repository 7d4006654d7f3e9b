"""Table of contact cards."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class ContactCard(models.Model):
    """Whom the people of a community, village or grid can ring with any trouble: one named person, one number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.OneToOneField("foundation.Division", on_delete=models.PROTECT, related_name="+")
    contact_name = models.CharField(max_length=12)
    duty = models.CharField(max_length=12)
    phone = models.CharField(max_length=30)
    hours = models.CharField(max_length=16, default="")
    set_at = models.DateTimeField()
    set_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(contact_name="") & ~Q(duty="") & ~Q(phone=""), name="contact_card_names_person_and_number"
            ),
        ]
