"""Whistles: a community calls organisations together for a case; each answers step by step and is rated."""

from __future__ import annotations

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from minsheng.cases import rules


class Whistle(models.Model):
    """A community cannot settle a case alone and calls organisations together, saying what for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="whistles")
    community = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=400)
    blown_at = models.DateTimeField()
    blown_by = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="whistle_says_what_for")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class WhistleCall(models.Model):
    """One organisation that was called: it signs, makes contact and arrives, each within its own limit; then it is rated."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    whistle = models.ForeignKey(Whistle, on_delete=models.PROTECT, related_name="calls")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    rating = models.CharField(
        max_length=8, choices=[(r.value, rules.RATING_WORDS[r]) for r in rules.Rating], default=""
    )
    rating_reason = models.CharField(max_length=400, default="")
    rated_at = models.DateTimeField(null=True)
    rated_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["whistle", "organisation"], name="whistle_calls_each_once"),
            models.CheckConstraint(
                condition=Q(rating="", rated_at=None, rated_by=None)
                | (Q(rated_at__isnull=False, rated_by__isnull=False) & ~Q(rating="")),
                name="whistle_rating_needs_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(rating__in=[one.value for one in rules.RATINGS_WITH_A_REASON]) | ~Q(rating_reason=""),
                name="low_rating_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="rated_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__rated_at__isnull=False)
            )
        ]


class WhistleStep(models.Model):
    """A step that a called organisation owes, with its limit counted line by line, and when it was done."""

    call = models.ForeignKey(WhistleCall, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=16)
    due_at = models.DateTimeField(null=True)
    due_lines = ArrayField(models.CharField(max_length=200), default=list)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "step"], name="whistle_step_once_a_call"),
            models.CheckConstraint(
                condition=Q(step__in=[one.value for one in rules.WHISTLE_STEPS]), name="whistle_step_is_a_known_one"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="whistle_step_done_needs_who_and_when",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="done_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__done_at__isnull=False)
            ),
            pgtrigger.Protect(
                name="promised_as_it_was",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("call", "step", "due_at", "due_lines"),
            ),
        ]
