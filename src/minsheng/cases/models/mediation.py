"""Table of mediations: apart from all cases, so that no list, search, export or figure of cases reaches it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from minsheng.cases import rules


class Mediation(models.Model):
    """Two parties settle a dispute with a mediator. Who they are, what about and what they agreed is sealed.

    There is no field for ethnicity, religion or belief, and there will be none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    mediator = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=12, choices=[(o.value, rules.MEDIATION_WORDS[o]) for o in rules.MediationOutcome], default=""
    )

    class Meta:
        indexes = [models.Index(fields=["mediator", "-opened_at"], name="mediation_of_mediator")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="mediation_ended_says_how",
            ),
        ]
