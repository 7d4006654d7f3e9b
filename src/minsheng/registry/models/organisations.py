"""Tables of organisations and of who belongs to them."""

from __future__ import annotations

import uuid

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


class Membership(models.Model):
    """A person belongs to an organisation in a role, from a day to a day."""

    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="memberships")
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
