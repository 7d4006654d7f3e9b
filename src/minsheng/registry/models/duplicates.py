"""Tables of pairs that may be one person, and of records that a person joined (and may part again)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q


class PossibleDuplicate(models.Model):
    """Two records that may be one person: proposed by the machine with its reasons, settled by a person.

    `parts` holds the score's parts as [field, level, hundredths of a bit]; their sum is `centibits`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "待核对"
        UNSURE = "unsure", "暂不能确定"
        SAME = "same", "是同一人"
        DIFFERENT = "different", "不是同一人"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")
    centibits = models.IntegerField()
    parts = models.JSONField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["state", "-centibits", "id"], name="possible_duplicate_queue")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="possible_duplicate_is_found_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="possible_duplicate_in_one_order"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | (~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="")),
                name="possible_duplicate_settled_needs_who_when_why",
            ),
        ]


class Merge(models.Model):
    """A person found that two records are one: `survivor` answers for both. Both stay; undoing parts them again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survivor = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    pair = models.ForeignKey(PossibleDuplicate, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=300)
    merged_by = models.UUIDField()
    merged_at = models.DateTimeField()
    undone_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["survivor"], condition=Q(undone_at=None), name="merge_standing_of_survivor")]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="merge_joins_a_record_to_one_person"
            ),
            models.CheckConstraint(condition=~Q(survivor=F("merged")), name="merge_is_of_two_records"),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_has_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None, undone_reason="")
                | (Q(undone_by__isnull=False, undone_at__isnull=False) & ~Q(undone_reason="")),
                name="merge_undone_needs_who_when_why",
            ),
        ]
