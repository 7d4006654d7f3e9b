"""Tables of people and households."""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q


class Household(models.Model):
    """People who live together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, default="")


class Person(models.Model):
    """A person, once. Phone and identity number are sealed; they are found by blind index.

    Where two records turned out to be one person, `answered_by` of the one is the other, which answers for both.
    """

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
    answered_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [
            GinIndex(fields=["name"], name="person_name_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["initials"], name="person_initials"),
            GinIndex(fields=["spelling"], name="person_spelling_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["spelling", "birth_year"], name="person_spelling_and_year"),
            models.Index(fields=["initials", "birth_year"], name="person_initials_and_year"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("id")), name="person_is_answered_by_another"
            ),
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
