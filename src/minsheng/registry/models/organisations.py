"""Tables of organisations, of who belongs to them, of partnerships and of programmes."""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value


class Organisation(models.Model):
    """An organisation in the tree: Party organisation, department, community body, enterprise, team..."""

    class Kind(models.TextChoices):
        PARTY_COMMITTEE = "party_committee", "党委"
        GENERAL_BRANCH = "general_branch", "党总支"
        BRANCH = "branch", "党支部"
        DEPARTMENT = "department", "部门"
        TOWNSHIP = "township", "苏木乡镇"
        COMMUNITY = "community", "社区"
        VILLAGE = "village", "嘎查村"
        OUTLET = "outlet", "网点"
        INSTITUTION = "institution", "事业单位"
        ENTERPRISE = "enterprise", "企业"
        COLLECTIVE = "collective", "村集体经济组织"
        TEAM = "team", "服务队"
        VOLUNTEER_TEAM = "volunteer_team", "志愿服务队"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    spelling = models.CharField(max_length=400, default="")
    initials = models.CharField(max_length=60, default="")
    kind = models.CharField(max_length=20, choices=Kind)
    credit_code = models.CharField(max_length=18, null=True, unique=True)  # noqa: DJ001 - unique where there is one
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=30, default="")
    address = models.CharField(max_length=200, default="")
    is_intake = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["spelling", "id"], name="organisation_by_pinyin"),
            GinIndex(fields=["name"], name="organisation_name_trigrams", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="organisation_is_not_its_own_parent"
            ),
        ]

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
        indexes = [models.Index(fields=["organisation", "role"], name="membership_of_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "valid_from"], name="membership_is_entered_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="membership_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="membership_does_not_overlap_itself",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from", "valid_to", Value("[]"), function="daterange", output_field=DateRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


class Partnership(models.Model):
    """Several parties that work together under written rights and duties (党支部+企业+车间+农户)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Stakeholder(models.Model):
    """One party of a partnership, in its place on the sheet; households are a party without organisation."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="stakeholders")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "place"], name="stakeholder_has_its_own_place"),
            models.UniqueConstraint(fields=["partnership", "name"], name="stakeholder_stands_there_once"),
        ]

    def __str__(self) -> str:
        return self.name


class StakeholderTerm(models.Model):
    """A right or a duty of one party, in one sentence."""

    class Kind(models.TextChoices):
        RIGHT = "right", "权利"
        DUTY = "duty", "义务"

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="terms")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind)
    sentence = models.CharField(max_length=120)

    class Meta:
        ordering = ["kind", "place"]
        constraints = [
            models.UniqueConstraint(fields=["stakeholder", "kind", "place"], name="stakeholder_term_has_its_place"),
        ]

    def __str__(self) -> str:
        return self.sentence


class Programme(models.Model):
    """A label that groups services, activities or places: it copies nothing and owns nothing."""

    code = models.CharField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class FocusLine(models.Model):
    """One of the lines on which a programme concentrates (三个聚焦: 建基地, 强带动, 抓结合)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "place"], name="focus_line_has_its_own_place"),
            models.UniqueConstraint(fields=["programme", "name"], name="focus_line_stands_there_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeLabel(models.Model):
    """A thing of a later stage (its kind and id) carries a programme's label, on a focus line or on none."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="labels")
    line = models.ForeignKey(FocusLine, null=True, on_delete=models.CASCADE, related_name="labels")
    kind = models.CharField(max_length=40)
    about = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind", "about"], name="programme_label_is_given_once"),
        ]
        indexes = [models.Index(fields=["kind", "about"], name="programme_label_about")]
