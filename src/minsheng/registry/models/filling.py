"""Tables of what people are asked once, and of the department tables that are filled from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from minsheng.foundation.sealed import SealedField
from minsheng.registry.models.declared import Declared


class FactKind(Declared):
    """Something that a person may be asked once and for all tables; `months` says how long the answer holds.

    One that somebody declares on a page (for an organisation, with a reason) always waits for another person's yes:
    it is something more that the register will know of people.
    """

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
    organisation = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, default="")
    is_sample = models.BooleanField(default=False)

    class Meta(Declared.Meta):
        constraints = [
            *Declared.Meta.constraints,
            models.CheckConstraint(
                condition=Q(declared_by=None) | (Q(organisation__isnull=False) & ~Q(reason="")),
                name="fact_kind_declared_says_whose_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(shape="choice") | ~Q(choices=[]), name="fact_kind_to_choose_has_choices"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class KnownFact(models.Model):
    """What a person answered to one kind, sealed; the newest answer is the one there is."""

    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="known_facts")
    kind = models.ForeignKey(FactKind, on_delete=models.PROTECT, related_name="+")
    sealed = SealedField(place="registry_knownfact.sealed.{person_id}.{kind_id}")
    told_at = models.DateTimeField()
    told_to = models.UUIDField()
    valid_to = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="known_fact_stands_once")]


class FormTemplate(Declared):
    """A department's table: its lines, each bound to a fact, and the purpose that a person may refuse."""

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=80)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    purpose = models.ForeignKey("registry.Purpose", on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField()
    is_sample = models.BooleanField(default=False)

    class Meta(Declared.Meta):
        constraints = [
            *Declared.Meta.constraints,
            models.CheckConstraint(condition=~Q(fields=[]), name="form_template_has_fields"),
        ]

    def __str__(self) -> str:
        return self.name
