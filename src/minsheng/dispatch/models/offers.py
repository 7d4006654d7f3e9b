"""Tables of helpers and of what they are asked."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from minsheng.dispatch import rules


class Helper(models.Model):
    """Somebody who helps: where, when he has time, and how much he takes at once. All of it he sets himself."""

    account = models.OneToOneField("foundation.Account", primary_key=True, on_delete=models.CASCADE, related_name="+")
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    free_slots = ArrayField(models.PositiveSmallIntegerField(), default=list)
    most_tasks = models.PositiveSmallIntegerField(default=3)
    takes_offers = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(most_tasks__range=(1, 20)), name="helper_takes_one_to_twenty_tasks"),
        ]


class PushRule(models.Model):
    """The parameters of offering in an area and below: see `rules.Push`."""

    area = models.OneToOneField("foundation.Division", primary_key=True, on_delete=models.PROTECT, related_name="+")
    after_hours = models.PositiveSmallIntegerField()
    offer_to = models.PositiveSmallIntegerField()
    offer_hours = models.PositiveSmallIntegerField()
    claim_hours = models.PositiveSmallIntegerField()
    most_cash_fen = models.PositiveIntegerField(default=50_000)
    required_per_year = models.PositiveSmallIntegerField(default=4)
    confirm_days = models.PositiveSmallIntegerField(default=7)
    offline_hours = models.PositiveSmallIntegerField(default=72)
    at_the_door = models.CharField(max_length=120, default=rules.Push.at_the_door)
    not_waited_for = models.CharField(max_length=120, default=rules.Push.not_waited_for)
    insurance = models.CharField(max_length=120, default="")
    rest_minutes = models.PositiveSmallIntegerField(default=30)
    most_per_day = models.PositiveSmallIntegerField(default=6)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(claim_hours__gt=F("offline_hours")), name="claim_outlasts_a_phone_without_network"
            ),
            models.CheckConstraint(condition=Q(most_per_day__gte=1), name="helper_may_make_a_visit_a_day"),
            models.CheckConstraint(
                condition=~Q(at_the_door="") & ~Q(not_waited_for=""), name="not_waiting_has_a_reason"
            ),
        ]


class Offer(models.Model):
    """A helper is asked whether he takes a task. Deleted with the task's end: nobody can count who said no.

    `replaces`: another holder asks him to take it over; that claim ends when he says yes.
    """

    task = models.ForeignKey("dispatch.HelpTask", on_delete=models.CASCADE, related_name="offers")
    helper = models.ForeignKey("foundation.Account", on_delete=models.CASCADE, related_name="+")
    replaces = models.ForeignKey("dispatch.Claim", null=True, on_delete=models.CASCADE, related_name="+")
    offered_at = models.DateTimeField()
    reasons = ArrayField(models.CharField(max_length=60), default=list)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "helper"], name="task_is_offered_to_a_helper_once")]
        indexes = [models.Index(fields=["helper"], condition=Q(ended_at=None), name="offer_standing")]
