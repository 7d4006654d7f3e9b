"""Tables of the register of payment difficulties that a bank outlet keeps."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from minsheng.cases import rules


class PaymentDifficulty(models.Model):
    """Somebody has trouble with paying and lets one outlet know, so that it helps. Deleted when it ends or expires."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    outlet = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")
    difficulty = models.CharField(
        max_length=12, choices=[(d.value, rules.DIFFICULTY_WORDS[d]) for d in rules.PaymentTrouble]
    )
    help_wanted = models.CharField(max_length=12, choices=[(h.value, rules.HELP_WORDS[h]) for h in rules.PaymentHelp])
    consent = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField()
    expires_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["outlet", "-noted_at"], name="payment_difficulty_of_outlet"),
            models.Index(fields=["expires_on"], name="payment_difficulty_expires"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(consent=""), name="payment_difficulty_has_the_words_of_consent"),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("noted_at__date")), name="payment_difficulty_expires_later"
            ),
            models.UniqueConstraint(fields=["outlet", "person", "difficulty"], name="payment_difficulty_noted_once"),
        ]


class PaymentRegisterRule(models.Model):
    """How many months a banner's outlets keep an entry. Set by the preset."""

    area = models.OneToOneField("foundation.Division", on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(months__gte=1), name="payment_register_keeps_at_least_a_month")
        ]
