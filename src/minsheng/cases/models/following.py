"""Tables of following up: a banner's rule, calls that reached nobody, samples with their seed."""

from __future__ import annotations

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from minsheng.cases import rules
from minsheng.cases.models.case import APPEND_ONLY


class FollowUpRule(models.Model):
    """How a banner follows up: how often it rings, which categories it samples and how many of them."""

    area = models.OneToOneField("foundation.Division", on_delete=models.PROTECT, related_name="+")
    attempts_most = models.PositiveSmallIntegerField()
    calls_per_quarter = models.PositiveSmallIntegerField()
    share_per_100 = models.PositiveSmallIntegerField()
    sampled = ArrayField(models.CharField(max_length=60))
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(attempts_most__gte=1, calls_per_quarter__gte=1, share_per_100__gte=1)
                & Q(share_per_100__lte=100),
                name="follow_up_rule_asks_somebody",
            ),
        ]


class CallAttempt(models.Model):
    """A call that brought no answer; `round` is how often the case had been reopened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="attempts")
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField()
    result = models.CharField(max_length=12, choices=[(r.value, rules.ATTEMPT_WORDS[r]) for r in rules.AttemptResult])
    note = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [models.Index(fields=["case", "round", "at"], name="call_attempt_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=[r.value for r in rules.AttemptResult]), name="call_attempt_ended_so"
            ),
        ]
        triggers = [APPEND_ONLY]


class Sample(models.Model):
    """A drawing of small matters: seed and share, so that anybody can draw it again from its lines."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seed = models.BigIntegerField()
    share_per_100 = models.PositiveSmallIntegerField()

    class Meta:
        triggers = [APPEND_ONLY]


class SampleLine(models.Model):
    """A case that was looked at in a drawing: asked about or not, and why not."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="lines")
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="sample_line")
    left_out = models.CharField(max_length=12, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_out__in=["", rules.Unconfirmed.NOT_DRAWN.value, rules.Unconfirmed.ASKED_ENOUGH.value]),
                name="sample_line_says_why_not",
            ),
        ]
        triggers = [APPEND_ONLY]


class RateExclusion(models.Model):
    """An answer that one person asks to leave out of the rate, and that another one decides about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verification = models.ForeignKey("cases.Verification", on_delete=models.PROTECT, related_name="exclusions")
    reason = models.CharField(
        max_length=20, choices=[(one.value, rules.EXCLUSION_WORDS[one]) for one in rules.ExclusionReason]
    )
    words = models.CharField(max_length=400)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    is_granted = models.BooleanField(null=True)
    decision = models.CharField(max_length=400, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["verification"], name="answer_is_asked_about_once"),
            models.CheckConstraint(
                condition=Q(reason__in=[one.value for one in rules.ExclusionReason]),
                name="exclusion_has_a_reason_of_the_list",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="exclusion_says_why"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, is_granted=None)
                | (
                    Q(decided_at__gte=F("asked_at"), decided_by__isnull=False, is_granted__isnull=False)
                    & ~Q(decision="")
                ),
                name="exclusion_decided_needs_who_when_what_why",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="exclusion_is_decided_by_another"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="decided_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__decided_at__isnull=False)
            ),
            pgtrigger.Protect(
                name="asked_as_it_was_asked",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("verification", "reason", "words", "asked_at", "asked_by"),
            ),
        ]
