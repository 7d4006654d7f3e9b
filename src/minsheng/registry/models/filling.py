"""Tables of what people are asked once, and of the department tables that are filled from it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class FactKind(models.Model):
    """Something that a person may be asked once and for all tables; `months` says how long the answer holds."""

    class Shape(models.TextChoices):
        TEXT = "text", "文字"
        NUMBER = "number", "整数"
        PHONE = "phone", "电话"
        CHOICE = "choice", "选一个"

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=60)
    help = models.CharField(max_length=200, default="")
    shape = models.CharField(max_length=8, choices=Shape, default=Shape.TEXT)
    choices = models.JSONField(default=list)
    months = models.PositiveSmallIntegerField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(shape="choice") | ~Q(choices=[]), name="fact_kind_to_choose_has_choices"
            )
        ]

    def __str__(self) -> str:
        return self.name


class KnownFact(models.Model):
    """What a person answered to one kind, sealed; the newest answer is the one there is."""

    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="known_facts")
    kind = models.ForeignKey(FactKind, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    told_at = models.DateTimeField()
    told_to = models.UUIDField()
    valid_to = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="known_fact_stands_once")]


class FormTemplate(models.Model):
    """A department's table: its lines, each bound to a fact, and the purpose that a person may refuse.

    One of the preset stands at once; one that somebody composed too, unless it is sensitive. It is ended, never deleted.
    """

    class State(models.TextChoices):
        STANDING = "standing", "在用"
        WAITING = "waiting", "等另一个人批准"
        REFUSED = "refused", "没有批准"
        ENDED = "ended", "已结束"

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=80)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    purpose = models.ForeignKey("registry.Purpose", on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField()
    is_sample = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.STANDING)
    composed_by = models.UUIDField(null=True)
    composed_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, default="")
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(fields=[]), name="form_template_has_fields"),
            models.CheckConstraint(
                condition=Q(composed_by=None, composed_at=None)
                | Q(composed_by__isnull=False, composed_at__isnull=False),
                name="form_template_composed_needs_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="form_template_decided_needs_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(composed_by=None) | ~Q(decided_by=F("composed_by")),
                name="form_template_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(decided_by=None, composed_by__isnull=False),
                name="form_template_waiting_is_undecided",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | (Q(decided_by__isnull=False) & ~Q(answer="")),
                name="form_template_refused_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(state="ended") & Q(ended_by__isnull=False, ended_at__isnull=False))
                | (~Q(state="ended") & Q(ended_by=None, ended_at=None)),
                name="form_template_ended_needs_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name
