"""Tables of tasks for helpers and of who holds them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from minsheng.dispatch import rules
from minsheng.dispatch.models import logged


class HelpTask(models.Model):
    """Something that helpers are asked for: a shared task of a case, or one that needs no case (a visit, a shift)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=[(one.value, rules.KIND_WORDS[one]) for one in rules.TaskKind])
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")
    case_task = models.ForeignKey("cases.Task", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", null=True, on_delete=models.PROTECT, related_name="+")
    served = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    note = models.CharField(max_length=400, default="")
    hazards = models.CharField(max_length=200, default="")
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, default="")
    skill = models.ForeignKey("dispatch.Skill", null=True, on_delete=models.PROTECT, related_name="+")
    window_start = models.DateTimeField(null=True)
    window_end = models.DateTimeField(null=True)
    people_needed = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=16, default="")
    outcome = models.CharField(max_length=16, default="")
    words = models.CharField(max_length=1000, default="")
    minutes = models.PositiveSmallIntegerField(null=True)
    done_on = models.DateField(null=True)
    """The day on which what was done began; a record from a phone may arrive days later."""
    found_case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["area", "opened_at"], condition=Q(ended_at=None), name="help_task_open"),
            models.Index(fields=["case"], name="help_task_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case_task"], condition=Q(ended_at=None), name="task_of_a_case_is_shared_once"
            ),
            models.CheckConstraint(
                condition=Q(case=None, case_task=None) | Q(case__isnull=False, case_task__isnull=False),
                name="shared_task_names_its_case",
            ),
            models.CheckConstraint(
                condition=Q(case=None) | Q(people_needed__lte=rules.MOST_FOR_A_CASE),
                name="shared_task_is_done_by_two_at_most",
            ),
            models.CheckConstraint(condition=Q(people_needed__range=(1, 9)), name="task_needs_one_to_nine_people"),
            models.CheckConstraint(
                condition=Q(window_start=None, window_end=None) | Q(window_end__gt=F("window_start")),
                name="help_window_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="", outcome="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="help_task_ended_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(end=rules.TaskEnd.DONE) | Q(done_on__isnull=False), name="help_done_says_on_which_day"
            ),
            models.CheckConstraint(condition=Q(served=None) | Q(person=None, case=None), name="help_serves_one_side"),
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in rules.TaskKind]), name="help_task_kind_is_of_the_list"
            ),
        ]
        triggers = [
            logged.stands_in_the_log(logged.FINISHED_TASK, once="row.\"end\" = 'done'"),
            logged.stays(
                *("kind", "case_id", "opened_at", "ended_at", '"end"', "outcome", "minutes", "done_on"),
                once="row.ended_at IS NOT NULL",
                sentence="what came of a task stays",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Claim(models.Model):
    """A helper holds a place of a task. Ended ones stay, and are read for tasks, never counted for a person.

    `words`: what a helper said who phoned, as `noted_by` wrote it down.
    """

    task = models.ForeignKey(HelpTask, on_delete=models.CASCADE, related_name="claims")
    helper = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    claimed_at = models.DateTimeField()
    by_offer = models.BooleanField(default=False)
    words = models.CharField(max_length=200, default="")
    noted_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=12, default="")

    class Meta:
        indexes = [models.Index(fields=["helper"], condition=Q(ended_at=None), name="claim_held")]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "place"], condition=Q(ended_at=None), name="place_of_a_task_has_one_holder"
            ),
            models.UniqueConstraint(
                fields=["task", "helper"], condition=Q(ended_at=None), name="helper_holds_a_task_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="claim_ended_says_how",
            ),
            models.CheckConstraint(
                condition=Q(noted_by=None, words="")
                | (Q(noted_by__isnull=False) & ~Q(words="") & ~Q(noted_by=F("helper"))),
                name="claim_by_phone_is_noted_by_another_in_his_words",
            ),
        ]
        triggers = [
            logged.stands_in_the_log(logged.FINISHED_PLACE, once="row.\"end\" = 'finished'"),
            logged.stays(
                *("task_id", "helper_id", "claimed_at", "ended_at", '"end"'),
                once="row.ended_at IS NOT NULL",
                sentence="who held a place, and how it ended, stays",
            ),
        ]
