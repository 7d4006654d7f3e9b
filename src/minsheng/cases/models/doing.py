"""The work on a case: who is to do it, who did it, and the answer of the served person to somebody else."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from minsheng.cases import rules
from minsheng.cases.models.case import APPEND_ONLY, Case
from minsheng.foundation.sealed import SealedField


class Task(models.Model):
    """One assigned step of a case."""

    class Route(models.TextChoices):
        DESK = "desk", "单位办理"
        DOORSTEP = "doorstep", "上门办理"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=8, choices=Route)
    assigned_at = models.DateTimeField()
    assigned_by = models.UUIDField(null=True)
    taken_by = models.UUIDField(null=True)
    """Who of the lead spoke with the caller last: made the first contact, or agreed when to come."""
    contact_name = models.CharField(max_length=60, default="")
    window_start = models.DateTimeField(null=True)
    window_end = models.DateTimeField(null=True)
    door_code_sealed = SealedField(place="cases_task.door_code.{id}", null=True)
    visit_started_at = models.DateTimeField(null=True)
    code_matched = models.BooleanField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=12, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="case_has_one_open_lead_task"),
            models.CheckConstraint(
                condition=Q(window_start=None, window_end=None) | Q(window_end__gt=F("window_start")),
                name="task_window_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["taken_by"], condition=Q(ended_at=None, taken_by__isnull=False), name="task_in_the_hands_of"
            )
        ]


class Delivery(models.Model):
    """Who did the work, when and with what result. Of a transaction outside only the result and a reference."""

    class Result(models.TextChoices):
        DONE = "done", "已办成"
        PARTLY = "partly", "部分办成"
        NOT_POSSIBLE = "not_possible", "办不了"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="deliveries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliveries")
    by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    companion = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    """Who wrote it down for somebody who reported by phone."""
    at = models.DateTimeField()
    result = models.CharField(max_length=12, choices=Result)
    note = models.CharField(max_length=1000, default="")
    outside_reference = models.CharField(max_length=60, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(companion=None) | ~Q(companion=F("by")), name="delivery_companion_is_another_person"
            ),
            models.CheckConstraint(
                condition=Q(noted_by=None) | ~Q(noted_by=F("by")), name="delivery_is_noted_for_another_person"
            ),
        ]
        triggers = [APPEND_ONLY]


class Verification(models.Model):
    """An answer of the served person, asked by somebody who did not do the work.

    `deliverer` repeats `delivery.by`: a composite foreign key (migration 0002) holds them equal, so that the
    check below speaks of the real deliverer; a trigger holds the same for the companion and for who noted it.
    """

    class Asked(models.TextChoices):
        SELF = "self", "本人"
        FAMILY = "family", "家属"
        VISIT = "visit", "上门查看"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="verifications")
    deliverer = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    verifier = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    asked = models.CharField(max_length=8, choices=Asked)
    outcome = models.CharField(max_length=12, choices=[(o.value, rules.OUTCOME_WORDS[o]) for o in rules.Outcome])
    words = models.CharField(max_length=1000, default="")

    class Meta:
        indexes = [models.Index(fields=["at"], name="verification_at")]
        constraints = [
            models.CheckConstraint(condition=~Q(verifier=F("deliverer")), name="verifier_is_not_deliverer"),
        ]
        triggers = [
            APPEND_ONLY,
            pgtrigger.Trigger(
                name="verifier_is_not_companion",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (SELECT 1 FROM cases_delivery d
                               WHERE d.id = NEW.delivery_id
                                 AND NEW.verifier_id IN (d.companion_id, d.noted_by_id)) THEN
                        RAISE EXCEPTION 'who helped to deliver does not verify' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
