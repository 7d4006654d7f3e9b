"""What changed a limit of a case on its way: pauses and extensions. History that is never rewritten."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from minsheng.cases import rules


class LimitPause(models.Model):
    """From when until when the clock of handling stood still, for which reason of the list, by whom."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=16, choices=[(r.value, rules.PAUSE_WORDS[r]) for r in rules.PauseReason])
    note = models.CharField(max_length=400)
    started_at = models.DateTimeField()
    started_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="case_has_one_open_pause"),
            models.CheckConstraint(
                condition=Q(reason__in=[r.value for r in rules.PauseReason]), name="pause_has_a_reason_of_the_list"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="pause_says_what_is_waited_for"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__gte=F("started_at"), ended_by__isnull=False),
                name="pause_ends_after_it_begins_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="ended_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__ended_at__isnull=False)
            ),
            pgtrigger.Protect(
                name="began_as_it_began",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("case", "reason", "note", "started_at", "started_by"),
            ),
        ]

    def stop(self) -> rules.Stop:
        """The pause as the rules count it."""
        return rules.Stop(self.started_at, self.ended_at, rules.PauseReason(self.reason))


class LimitExtension(models.Model):
    """More time for a limit: asked for by the lead with a reason, decided by another person, or never decided."""

    limit = models.ForeignKey("cases.Limit", on_delete=models.PROTECT, related_name="extensions")
    amount = models.PositiveIntegerField()
    reason = models.CharField(max_length=400)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    is_granted = models.BooleanField(null=True)
    decision = models.CharField(max_length=400, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["limit"], condition=Q(decided_at=None), name="limit_has_one_undecided_extension"
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="extension_is_of_some_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_says_why"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, is_granted=None)
                | Q(decided_at__gte=F("asked_at"), decided_by__isnull=False, is_granted__isnull=False),
                name="extension_decided_needs_who_when_what",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="extension_is_decided_by_another"
            ),
            models.CheckConstraint(
                condition=Q(is_granted=None) | Q(is_granted=True) | ~Q(decision=""), name="extension_refused_says_why"
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
                condition=pgtrigger.AnyChange("limit", "amount", "reason", "asked_at", "asked_by"),
            ),
        ]


GRANTED = Coalesce(Sum("extensions__amount", filter=Q(extensions__is_granted=True)), 0)
"""Of a limit: how many of its units were granted later."""
