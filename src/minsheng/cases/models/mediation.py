"""Table of mediations: apart from all cases, so that no list, search, export or figure of cases reaches it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from minsheng.cases import rules
from minsheng.foundation.sealed import SealedField


class Mediation(models.Model):
    """Two parties settle a dispute with a mediator. Who they are, what about and what they agreed is sealed.

    There is no field for ethnicity, religion or belief, and there will be none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    mediator = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    sealed = SealedField(place="cases_mediation.sealed.{id}")
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


class MediationHandover(models.Model):
    """A mediation went from one mediator to another, and why. The one after reads it, the one before no longer."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="handovers")
    before = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="mediation_handover_says_why"),
            models.CheckConstraint(condition=~Q(before=F("to")), name="mediation_goes_to_another"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
