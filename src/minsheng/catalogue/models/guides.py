"""Service items and their guides, in the words of Open Referral HSDS where it has one."""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from minsheng.catalogue.models.duties import days_in_force


class LimitUnit(models.TextChoices):
    """In which unit a limit of a guide is counted (see `worktime.LimitUnit`)."""

    WORKING_DAYS = "working_days", "个工作日"
    CALENDAR_DAYS = "calendar_days", "个自然日"
    WORKING_HOURS = "working_hours", "工作小时"
    MINUTES = "minutes", "分钟"


class ServiceItem(models.Model):
    """What an organisation does for people on request (HSDS Service)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    words = ArrayField(models.CharField(max_length=40), default=list)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey("catalogue.Category", null=True, on_delete=models.PROTECT, related_name="+")
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Guide(models.Model):
    """A version of how a service is got: conditions, papers, steps, fee, limits, and a way without the internet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="guides")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    conditions = ArrayField(models.CharField(max_length=300), default=list)
    steps = ArrayField(models.CharField(max_length=300))
    statutory_amount = models.PositiveSmallIntegerField(null=True)
    statutory_unit = models.CharField(max_length=16, choices=LimitUnit, default="")
    promised_amount = models.PositiveSmallIntegerField()
    promised_unit = models.CharField(max_length=16, choices=LimitUnit)
    non_digital_path = models.CharField(max_length=300)
    hours = models.CharField(max_length=120, default="")
    legal_basis = models.CharField(max_length=300, default="")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="guide_versions_do_not_overlap",
                expressions=[("service", RangeOperators.EQUAL), (days_in_force(), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="guide_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(non_digital_path=""), name="guide_has_a_non_digital_path"),
            models.CheckConstraint(condition=Q(steps__len__gt=0), name="guide_has_a_step"),
            models.CheckConstraint(
                condition=Q(statutory_amount=None, statutory_unit="")
                | Q(statutory_amount__isnull=False) & ~Q(statutory_unit=""),
                name="statutory_limit_has_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(statutory_amount=None)
                | ~Q(statutory_unit=F("promised_unit"))
                | Q(promised_amount__lte=F("statutory_amount")),
                name="promise_is_not_longer_than_the_law",
            ),
        ]


class RequiredDocument(models.Model):
    """A paper that the applicant brings (HSDS RequiredDocument)."""

    class Kind(models.TextChoices):
        ORIGINAL = "original", "原件"
        COPY = "copy", "复印件"
        BOTH = "both", "原件和复印件"
        FORM = "form", "现场填写"

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    copies = models.PositiveSmallIntegerField(default=1)
    is_deferrable = models.BooleanField(default=False)
    note = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guide", "position"], name="document_has_its_place")]


class CostOption(models.Model):
    """What it costs (HSDS CostOption); a guide without one is free of charge."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="cost_options")
    position = models.PositiveSmallIntegerField()
    option = models.CharField(max_length=120)
    amount_fen = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guide", "position"], name="cost_has_its_place"),
            models.CheckConstraint(condition=~Q(basis=""), name="cost_has_its_basis"),
        ]
