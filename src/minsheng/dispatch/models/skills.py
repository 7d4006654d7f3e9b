"""Tables of what helpers can do."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Skill(models.Model):
    """Something that one can; some work of this kind only a licence holder may do (veterinary care, electricity)."""

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=60)
    needs_licence = models.BooleanField(default=False)
    words = ArrayField(models.CharField(max_length=40), default=list)
    hazards = models.CharField(max_length=200, default="")
    """What to beware of in all work of this kind; a task may say it more closely."""

    def __str__(self) -> str:
        return self.name


class HelperSkill(models.Model):
    """A helper says that he can this. A licence counts from the day somebody else saw it until it ends."""

    helper = models.ForeignKey("foundation.Account", on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    proof = models.CharField(max_length=120, default="")
    proven_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    proven_on = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["helper", "skill"], name="helper_declares_a_skill_once"),
            models.CheckConstraint(
                condition=Q(proven_by=None, proven_on=None, valid_to=None, proof="")
                | (
                    Q(proven_by__isnull=False, proven_on__isnull=False, valid_to__gte=F("proven_on"))
                    & ~Q(proof="")
                    & ~Q(proven_by=F("helper"))
                ),
                name="licence_is_seen_by_another_and_ends",
            ),
        ]
