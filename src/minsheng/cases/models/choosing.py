"""What somebody wants his work list to show: filters, and which columns. His own, seen by nobody else."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class SavedFilter(models.Model):
    """A filter of the work list that its owner keeps; one that he dropped can be taken back for a day.

    Neither the words that were searched for nor a name of his own are kept: they may be somebody's name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    query = models.CharField(max_length=900)
    kept_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "query"], name="saved_filter_once_a_person"),
            models.CheckConstraint(
                condition=~Q(query="") & ~Q(query__regex="(^|&)text="), name="saved_filter_keeps_no_words"
            ),
        ]


class ListColumns(models.Model):
    """Which columns somebody wants on his work list, on paper and in its exports."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    columns = ArrayField(models.CharField(max_length=12))
