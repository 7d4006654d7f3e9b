"""Tables of visits that come again, and of the money with which a helper shops."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from minsheng.dispatch.models import logged
from minsheng.dispatch.rules import money, recurring


class RecurringVisit(models.Model):
    """A visit that comes again for one person (a haircut each month); a job puts each into the pool in time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    skill = models.ForeignKey("dispatch.Skill", null=True, on_delete=models.PROTECT, related_name="+")
    every = models.CharField(max_length=5, choices=[(one.value, recurring.EVERY_WORDS[one]) for one in recurring.Every])
    interval = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()
    start = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    paused_from = models.DateField(null=True)
    paused_to = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(interval__range=(1, 12)), name="recurring_interval_is_one_to_twelve"),
            models.CheckConstraint(condition=Q(minutes__range=(10, 480)), name="recurring_visit_has_a_length"),
            models.CheckConstraint(
                condition=Q(every__in=[one.value for one in recurring.Every]), name="recurring_every_is_of_the_list"
            ),
            models.CheckConstraint(
                condition=Q(paused_to=None) | Q(paused_from__isnull=False, paused_to__gte=F("paused_from")),
                name="recurring_pause_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RecurringTask(models.Model):
    """The task that was made for one planned day of a visit, which is made once."""

    visit = models.ForeignKey(RecurringVisit, on_delete=models.CASCADE, related_name="tasks")
    planned_on = models.DateField()
    task = models.OneToOneField("dispatch.HelpTask", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "planned_on"], name="recurring_visit_is_made_once_a_day"),
        ]


class ProxyShopping(models.Model):
    """Money that a helper was given to shop with: in, spent, returned, in fen. Both sign; the sums come out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.OneToOneField("dispatch.HelpTask", on_delete=models.PROTECT, related_name="shopping")
    helper = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    given_fen = models.PositiveIntegerField()
    given_at = models.DateTimeField()
    spent_fen = models.PositiveIntegerField(null=True)
    returned_fen = models.PositiveIntegerField(null=True)
    helper_signed_at = models.DateTimeField(null=True)
    person_signed_at = models.DateTimeField(null=True)
    how_signed = models.CharField(max_length=10, default="")
    noted_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    disputed_at = models.DateTimeField(null=True)
    dispute = models.CharField(max_length=400, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(spent_fen=None, returned_fen=None, helper_signed_at=None)
                | Q(helper_signed_at__isnull=False, given_fen=F("spent_fen") + F("returned_fen")),
                name="shopping_sums_come_out",
            ),
            models.CheckConstraint(
                condition=Q(person_signed_at=None, noted_by=None, how_signed="")
                | (
                    Q(person_signed_at__isnull=False, helper_signed_at__isnull=False, noted_by__isnull=False)
                    & Q(how_signed__in=["paper", "phone", "visit"], disputed_at=None)
                    & ~Q(noted_by=F("helper"))
                ),
                name="shopping_is_signed_by_both_and_noted_by_another",
            ),
            models.CheckConstraint(condition=Q(given_fen__gte=1), name="shopping_begins_with_money"),
        ]
        triggers = [
            logged.stands_in_the_log(logged.SIGNED, once="row.person_signed_at IS NOT NULL"),
            logged.stays(
                *("task_id", "helper_id", "given_fen", "spent_fen", "returned_fen", "person_signed_at", "how_signed"),
                "noted_by_id",
                once="row.person_signed_at IS NOT NULL",
                sentence="what both sides signed stays",
            ),
        ]

    @property
    def given_words(self) -> str:
        """What was given, in yuan."""
        return money.yuan(self.given_fen)

    @property
    def spent_words(self) -> str:
        """What was spent, in yuan; "" before it is known."""
        return "" if self.spent_fen is None else money.yuan(self.spent_fen)

    @property
    def returned_words(self) -> str:
        """What came back, in yuan; "" before it is known."""
        return "" if self.returned_fen is None else money.yuan(self.returned_fen)
