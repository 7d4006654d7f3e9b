"""How long what is personal in ended cases is kept, and what each night took away."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from minsheng.cases import rules


class RetentionRule(models.Model):
    """For how many months after such an ending a case keeps who called and what was said."""

    outcome = models.CharField(
        primary_key=True, max_length=12, choices=[(one.value, rules.STATE_WORDS[one]) for one in rules.ENDED_STATES]
    )
    caller_months = models.PositiveSmallIntegerField()
    words_months = models.PositiveSmallIntegerField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(caller_months__gte=1) & Q(words_months__gte=F("caller_months")),
                name="retention_rule_keeps_the_caller_no_longer_than_his_words",
            )
        ]


class RetentionRun(models.Model):
    """One night's work: of how many cases the caller, and of how many the words were taken away."""

    at = models.DateTimeField(db_index=True)
    callers = models.PositiveIntegerField()
    words = models.PositiveIntegerField()
