"""Tables of lists that follow from a rule, and of people's data that leave as a file."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from minsheng.registry.models.declared import Declared


class DerivedList(Declared):
    """A list of people by a declared rule, for one purpose, with an owner and an end. Nobody is written into it."""

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=60)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    purpose = models.ForeignKey("registry.Purpose", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    rule = models.JSONField()
    expires_on = models.DateField()
    is_sample = models.BooleanField(default=False)

    class Meta(Declared.Meta):
        constraints = [
            *Declared.Meta.constraints,
            models.CheckConstraint(condition=~Q(rule={}), name="derived_list_has_a_rule"),
        ]

    def __str__(self) -> str:
        return self.name


class Sharing(models.Model):
    """People's data that somebody wants as a file: for what, with what; another person says yes where it is sensitive."""

    class State(models.TextChoices):
        FREE = "free", "可以下载"
        WAITING = "waiting", "等另一个人批准"
        APPROVED = "approved", "已批准"
        REFUSED = "refused", "没有批准"

    class Content(models.TextChoices):
        PEOPLE = "people", "人员底数"
        MEMBERSHIPS = "memberships", "成员和身份"
        HELP_RECORDS = "help_records", "志愿服务记录"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    derived_list = models.ForeignKey(DerivedList, null=True, on_delete=models.CASCADE, related_name="+")
    purpose = models.ForeignKey("registry.Purpose", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    has_numbers = models.BooleanField(default=False)
    content = models.CharField(max_length=12, choices=Content, default=Content.PEOPLE)
    reason = models.CharField(max_length=300)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, default="")
    valid_to = models.DateField()
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"], name="sharing_by_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="sharing_says_why"),
            models.CheckConstraint(
                condition=Q(state__in=["free", "waiting"], decided_by=None, decided_at=None)
                | Q(state__in=["approved", "refused"], decided_by__isnull=False, decided_at__isnull=False),
                name="sharing_decided_needs_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="sharing_is_decided_by_another"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(answer=""), name="sharing_refused_says_why"),
            models.CheckConstraint(
                condition=~Q(state="free") | Q(derived_list__isnull=False, has_numbers=False),
                name="sharing_of_numbers_or_the_register_is_never_free",
            ),
        ]
