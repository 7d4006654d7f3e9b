"""Steps between organisations: how long they may take, and hand-backs that are argued and decided."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from minsheng.cases import rules


class StepLimit(models.Model):
    """How long a step between organisations may take in a banner, set by its preset."""

    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=16)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "step"], name="step_limit_once_an_area"),
            models.CheckConstraint(
                condition=Q(step__in=[step.value for step in rules.Step]), name="step_limit_is_of_a_known_step"
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="step_limit_is_of_some_time"),
        ]


class HandBack(models.Model):
    """A lead argues that a task is not its own (words: `reason`); an arbiter decides (words: `decision`).

    Once a task, and after a refusal a second time with something new, before another arbiter than the first; there is
    no third. `first_decided_by` repeats who decided about the first (a trigger holds them equal). The clocks of the case go on. Where the task ends before anybody decided, nothing is left to decide.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="hand_backs")
    task = models.ForeignKey("cases.Task", on_delete=models.PROTECT, related_name="hand_backs")
    first = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="second")
    first_decided_by = models.UUIDField(null=True)
    lead = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    proposed_lead = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.OneToOneField("cases.Reason", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    due_at = models.DateTimeField(null=True)
    due_lines = ArrayField(models.CharField(max_length=200), default=list)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    is_accepted = models.BooleanField(null=True)
    decision = models.OneToOneField("cases.Reason", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(first=None), name="hand_back_is_argued_once"),
            models.UniqueConstraint(
                fields=["task"], condition=Q(first__isnull=False), name="hand_back_is_argued_a_second_time_once"
            ),
            models.CheckConstraint(
                condition=Q(first=None, first_decided_by=None)
                | (
                    Q(first__isnull=False, first_decided_by__isnull=False)
                    & (Q(decided_by=None) | ~Q(decided_by=F("first_decided_by")))
                ),
                name="second_hand_back_is_decided_by_another_arbiter",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, is_accepted=None, decision=None)
                | Q(
                    decided_at__gte=F("asked_at"),
                    decided_by__isnull=False,
                    is_accepted__isnull=False,
                    decision__isnull=False,
                ),
                name="hand_back_decided_needs_who_when_what_why",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="hand_back_is_decided_by_another"
            ),
            models.CheckConstraint(
                condition=Q(proposed_lead=None) | ~Q(proposed_lead=F("lead")), name="hand_back_proposes_another"
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
                condition=pgtrigger.AnyChange(
                    "case",
                    "task",
                    "first",
                    "first_decided_by",
                    "lead",
                    "proposed_lead",
                    "reason",
                    "asked_at",
                    "asked_by",
                    "due_at",
                    "due_lines",
                ),
            ),
            pgtrigger.Trigger(
                name="second_follows_a_refusal",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__first__isnull=False),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM cases_handback f
                                   WHERE f.id = NEW.first_id AND f.task_id = NEW.task_id AND f.first_id IS NULL
                                     AND NOT f.is_accepted AND f.decided_by = NEW.first_decided_by) THEN
                        RAISE EXCEPTION 'a second hand-back follows a refused first' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
