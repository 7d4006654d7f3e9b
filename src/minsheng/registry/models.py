"""Tables of people, households, organisations and memberships."""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q


class Organisation(models.Model):
    """An organisation in the tree: department, community body, outlet, institution, team..."""

    class Kind(models.TextChoices):
        PARTY_COMMITTEE = "party_committee", "党委"
        BRANCH = "branch", "党支部"
        DEPARTMENT = "department", "部门"
        TOWNSHIP = "township", "苏木乡镇"
        COMMUNITY = "community", "社区"
        VILLAGE = "village", "嘎查村"
        OUTLET = "outlet", "网点"
        INSTITUTION = "institution", "事业单位"
        ENTERPRISE = "enterprise", "企业"
        VOLUNTEER_TEAM = "volunteer_team", "志愿服务队"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    spelling = models.CharField(max_length=400, default="")
    initials = models.CharField(max_length=60, default="")
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=30, default="")
    address = models.CharField(max_length=200, default="")
    is_intake = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.short_name


class Household(models.Model):
    """People who live together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, default="")


class Person(models.Model):
    """A person, once. Phone and identity number are sealed; they are found by blind index."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    spelling = models.CharField(max_length=200, default="")
    initials = models.CharField(max_length=30, default="")
    birth_year = models.PositiveSmallIntegerField(null=True)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, default="")
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="people")
    phone_sealed = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True, max_length=32, db_index=True)
    identity_sealed = models.BinaryField(null=True)
    identity_index = models.BinaryField(null=True, max_length=32, unique=True)
    account = models.OneToOneField("foundation.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    registered_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [
            GinIndex(fields=["name"], name="person_name_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["initials"], name="person_initials"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year=None) | Q(birth_year__range=(1880, 2200)), name="person_birth_year_is_a_year"
            ),
            models.CheckConstraint(
                condition=Q(phone_sealed=None, phone_index=None)
                | Q(phone_sealed__isnull=False, phone_index__isnull=False),
                name="person_phone_is_sealed_and_indexed",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person belongs to an organisation in a role, from a day to a day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, default="member")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "valid_from"], name="membership_is_entered_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="membership_ends_after_it_begins"
            ),
        ]
