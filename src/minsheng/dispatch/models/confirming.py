"""Table of what the served side said of help that no case and no shopping stands behind."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from minsheng.dispatch import rules


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
