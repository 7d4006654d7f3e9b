"""What changed a limit of a case on its way: pauses. History that is never rewritten."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

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
