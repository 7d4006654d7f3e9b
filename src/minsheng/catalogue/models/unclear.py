"""Matters of which nobody knows whose they are, until an arbiter says so."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class UnclearItem(models.Model):
    """Somebody must say who is responsible: a case that was handed back twice, or a township asks by hand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about_case = models.UUIDField(unique=True, null=True)
    title = models.CharField(max_length=120)
    evidence = models.CharField(max_length=2000, default="")
    category = models.ForeignKey("catalogue.Category", null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    raised_for = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    bounces = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    due_lines = ArrayField(models.CharField(max_length=200), default=list)
    arbiter = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    co_ids = ArrayField(models.UUIDField(), default=list)
    reason = models.CharField(max_length=1000, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, lead=None, reason="")
                | Q(settled_at__isnull=False, lead__isnull=False, arbiter__isnull=False) & ~Q(reason=""),
                name="settled_item_needs_who_when_lead_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(about_case__isnull=False) | Q(raised_by__isnull=False) & ~Q(evidence=""),
                name="item_raised_by_hand_has_its_evidence",
            ),
            models.CheckConstraint(
                condition=Q(lead=None) | Q(raised_by=None) | ~Q(raised_by=models.F("arbiter")),
                name="arbiter_is_not_who_raised_it",
            ),
        ]
        indexes = [models.Index(fields=["area", "settled_at", "due_at"], name="unclear_item_by_area")]

    def __str__(self) -> str:
        return self.title


class LeadProposal(models.Model):
    """What an organisation thinks: who should lead, and why. One voice each; it may be changed until the decision."""

    item = models.ForeignKey(UnclearItem, on_delete=models.CASCADE, related_name="proposals")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "organisation"], name="organisation_proposes_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_has_its_reason"),
        ]


class DecisionNotice(models.Model):
    """An organisation that must learn of a decision: read in the system, or told by phone."""

    class Channel(models.TextChoices):
        READ = "read", "在系统里看过"
        PHONE = "phone", "电话告知"

    item = models.ForeignKey(UnclearItem, on_delete=models.CASCADE, related_name="notices")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "organisation"], name="organisation_is_told_once"),
            models.CheckConstraint(
                condition=Q(told_at=None, told_by=None, channel="")
                | Q(told_at__isnull=False, told_by__isnull=False) & ~Q(channel=""),
                name="notice_told_needs_who_when_and_how",
            ),
        ]


class ArbitrationLimit(models.Model):
    """How long a decision may take in an area: working calendar, set by the banner."""

    area = models.OneToOneField("foundation.Division", on_delete=models.PROTECT, related_name="+")
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16)
    is_sample = models.BooleanField(default=False)
