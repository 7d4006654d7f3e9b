"""Tables of mass demand: cases that were joined into one, and can be taken apart again."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from minsheng.cases.models.case import APPEND_ONLY


class CaseMerge(models.Model):
    """Somebody joined cases into one, with the reason; undone, it stays on record with who took them apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survivor = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="merges")
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.UUIDField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    undo_reason = models.CharField(max_length=400, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="case_merge_says_why"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | (Q(undone_at__gte=F("at"), undone_by__isnull=False) & ~Q(undo_reason="")),
                name="case_merge_undone_needs_who_when_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="undone_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__undone_at__isnull=False)
            ),
            pgtrigger.Protect(
                name="made_as_it_was_made",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("survivor", "reason", "at", "by"),
            ),
        ]


class MergedCase(models.Model):
    """A case that was joined into another by a merge."""

    merge = models.ForeignKey(CaseMerge, on_delete=models.PROTECT, related_name="lines")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="merged_lines")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "case"], name="case_is_in_a_merge_once")]
        triggers = [APPEND_ONLY]
