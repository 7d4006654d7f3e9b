"""Tables of responsibility zones and of pairings between a helper and a household."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

NO_HOUSEHOLD_LEFT_OUT = """
    IF EXISTS (SELECT 1 FROM dispatch_zonearea z WHERE left(z.area_id, 6) = left({area}, 6))
       AND EXISTS (SELECT 1 FROM registry_household h
                   WHERE left(h.area_id, 6) = left({area}, 6)
                     AND NOT EXISTS (SELECT 1 FROM dispatch_zonearea z WHERE starts_with(h.area_id, z.area_id))) THEN
        RAISE EXCEPTION 'every household is in a responsibility zone' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class ResponsibilityZone(models.Model):
    """An area with accountable people: those who belong to its organisation (a team, a branch)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    spelling = models.CharField(max_length=200, default="")
    initials = models.CharField(max_length=60, default="")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    drawn_on = models.DateField()
    ended_on = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="zone_has_a_name"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("drawn_on")), name="zone_ends_after_it_is_drawn"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ZoneArea(models.Model):
    """An area belongs to one zone. A household is in the zone of the narrowest area around it, so in exactly one.

    In a banner that has zones no household may be left out: these triggers hold it from the side of the zones, and
    a trigger on the registry's households (in the migration) from the other.
    """

    zone = models.ForeignKey(ResponsibilityZone, on_delete=models.PROTECT, related_name="areas")
    area = models.OneToOneField("foundation.Division", on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="no_household_left_out",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=NO_HOUSEHOLD_LEFT_OUT.format(area="NEW.area_id"),
            ),
            pgtrigger.Trigger(
                name="no_household_dropped",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=NO_HOUSEHOLD_LEFT_OUT.format(area="OLD.area_id"),
            ),
        ]


class Pairing(models.Model):
    """A helper and a household that both said yes. Either side ends it at once, without a reason.

    `person` is whoever of the household said so, in `words`. How it ended is not kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")
    helper = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    household_agreed_at = models.DateTimeField()
    channel = models.CharField(max_length=10)
    words = models.CharField(max_length=400)
    noted_by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    helper_agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["helper"], condition=Q(ended_at=None), name="pairing_of_a_helper")]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(ended_at=None), name="household_is_paired_one_to_one"
            ),
            models.CheckConstraint(
                condition=Q(helper_agreed_at=None) | Q(helper_agreed_at__gte=F("household_agreed_at")),
                name="pairing_household_says_yes_first",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["phone", "visit", "paper"]), name="pairing_says_how_it_was_agreed"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("household_agreed_at")),
                name="pairing_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(noted_by=F("helper")), name="pairing_is_noted_by_another"),
        ]
