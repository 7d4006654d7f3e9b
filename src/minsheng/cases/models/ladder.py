"""The ladder of a banner (who is reminded when), and the notices that were given by it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from minsheng.cases import rules
from minsheng.foundation.sealed import SealedField


class Rung(models.Model):
    """So many hours from the end of a case's limit (before it: negative) somebody is reminded. Set by the preset.

    `of`: the ladder of leads, or the one of co-handlers where a banner has one for them.
    """

    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    of = models.CharField(max_length=12, default=rules.Ladder.LEAD)
    hours = models.SmallIntegerField()
    to = models.CharField(max_length=8)
    office = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "of", "hours"], name="rung_once_an_hour"),
            models.CheckConstraint(condition=Q(of__in=["lead", "co_handler"]), name="rung_is_of_a_known_ladder"),
            models.CheckConstraint(
                condition=Q(to__in=["lead", "head"], office=None) | Q(to="office", office__isnull=False),
                name="rung_to_an_office_names_it",
            ),
        ]


class Notice(models.Model):
    """Somebody was reminded of a case, or an office noticed: by the system, once for each reason, never taken back.

    `owed_by` is whose limit it is where it is not the lead's: a co-handler's, or of a `step` of whoever was called.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="notices")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=8)
    cause = models.CharField(max_length=12)
    hours = models.SmallIntegerField(default=0)
    count = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    owed_by = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=16, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "cause", "hours", "count", "due_at", "owed_by", "step"],
                nulls_distinct=False,
                name="notice_once_for_each_reason",
            ),
            models.CheckConstraint(
                condition=Q(to__in=[one.value for one in rules.To]) & Q(cause__in=[one.value for one in rules.Cause]),
                name="notice_is_to_somebody_for_a_known_cause",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "at"], name="notice_of_organisation")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class ReminderNumber(models.Model):
    """The official mobile number to which somebody wants reminders of his organisations sent: how many, and no more."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    number_sealed = SealedField(place="cases_remindernumber.{account_id}")
    chosen_at = models.DateTimeField()
    told_until = models.DateTimeField()
    """Reminders up to this moment are in a text that waits, went out or was given up."""
