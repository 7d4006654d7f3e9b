"""Tables of the taxonomy and of the responsibility list."""

from __future__ import annotations

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

CO_IS_NOT_LEAD = pgtrigger.Trigger(
    name="co_handler_is_not_lead",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF EXISTS (SELECT 1 FROM catalogue_responsibilityitem i
                   WHERE i.id = NEW.item_id AND i.lead_id = NEW.organisation_id) THEN
            RAISE EXCEPTION 'the lead of an item is not among its co-handlers' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


class Category(models.Model):
    """A kind of request; its code says its place (`bank.pin_reset` lies in `bank`)."""

    class Urgency(models.TextChoices):
        ROUTINE = "routine", "一般"
        URGENT = "urgent", "紧急"
        EMERGENCY = "emergency", "危急(立即转接)"

    class Route(models.TextChoices):
        DESK = "desk", "单位办理"
        DOORSTEP = "doorstep", "上门办理"

    code = models.CharField(primary_key=True, max_length=60)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=80)
    words = ArrayField(models.CharField(max_length=40), default=list)
    urgency = models.CharField(max_length=12, choices=Urgency, default=Urgency.ROUTINE)
    transfer_to = models.CharField(max_length=12, default="")
    route = models.CharField(max_length=12, choices=Route, default=Route.DESK)
    limits = models.JSONField(default=list)
    non_digital_path = models.CharField(max_length=200)
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = "诉求类别"
        constraints = [
            models.CheckConstraint(
                condition=~Q(urgency="emergency") | ~Q(transfer_to=""), name="category_emergency_names_its_number"
            ),
            models.CheckConstraint(condition=~Q(non_digital_path=""), name="category_has_a_non_digital_path"),
        ]

    def __str__(self) -> str:
        return self.name


class ResponsibilityItem(models.Model):
    """One duty of the responsibility list: exactly one lead, its basis, and the days it is in force."""

    class ListType(models.TextChoices):
        BASIC = "basic", "基本履职"
        COOPERATING = "cooperating", "配合履职"
        TAKEN_BACK = "taken_back", "上级收回"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="items")
    lead = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    list_type = models.CharField(max_length=12, choices=ListType, default=ListType.BASIC)
    legal_basis = models.CharField(max_length=300, default="")
    words = ArrayField(models.CharField(max_length=40), default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "valid_from"], name="item_version_begins_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="item_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ItemCoHandler(models.Model):
    """An organisation that helps the lead of an item."""

    item = models.ForeignKey(ResponsibilityItem, on_delete=models.CASCADE, related_name="co_handlers")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "organisation"], name="item_co_handler_once")]
        triggers = [CO_IS_NOT_LEAD]


class UnclearItem(models.Model):
    """Somebody must say who is responsible: raised by a case that was handed back more than once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about_case = models.UUIDField(unique=True)
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    bounces = models.PositiveSmallIntegerField()
    settled_at = models.DateTimeField(null=True)
