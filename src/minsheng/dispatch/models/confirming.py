"""Tables of what the served side said of help that no case and no shopping stands behind, and of who was reminded."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from minsheng.dispatch import rules
from minsheng.dispatch.models import logged


class HelpConfirmation(models.Model):
    """What the served side said of what one helper did. Without it his minutes wait; he never writes it himself."""

    task = models.ForeignKey("dispatch.HelpTask", on_delete=models.CASCADE, related_name="confirmations")
    helper = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=4, choices=[(one.value, rules.ANSWER_WORDS[one]) for one in rules.Answer])
    minutes = models.PositiveSmallIntegerField(null=True)
    how = models.CharField(max_length=12)
    words = models.CharField(max_length=400, default="")
    noted_by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "helper"], name="help_is_confirmed_once"),
            models.CheckConstraint(condition=~Q(noted_by=F("helper")), name="helper_never_confirms_himself"),
            models.CheckConstraint(
                condition=Q(answer="yes", minutes__range=(1, 720)) | (Q(answer="no", minutes=None) & ~Q(words="")),
                name="confirmation_has_minutes_or_words",
            ),
            models.CheckConstraint(
                condition=Q(how__in=["paper", "phone", "visit", "organisation"]), name="confirmation_says_how"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays_as_it_was_said",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("task", "helper", "answer", "minutes", "how", "noted_by", "noted_at"),
                func="RAISE EXCEPTION 'what the served side said stays' USING ERRCODE = 'check_violation';",
            ),
            pgtrigger.Protect(name="is_not_taken_back", operation=pgtrigger.Delete),
            logged.stands_in_the_log(logged.SAID, once="row.id IS NOT NULL"),
        ]


class ConfirmationNotice(models.Model):
    """Somebody was reminded that a word of the served side is missing: by the system, once a rung, never taken back.

    Without an organisation it is for the desk of the area, which notes what people say.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey("dispatch.HelpTask", on_delete=models.PROTECT, related_name="confirmation_notices")
    to = models.CharField(max_length=8)
    organisation = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    hours = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "hours"], name="confirmation_notice_once_a_rung"),
            models.CheckConstraint(
                condition=Q(to__in=["lead", "head"]) | Q(to="office", organisation__isnull=False),
                name="confirmation_notice_to_an_office_names_it",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "at"], name="confirmation_notice_office")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
