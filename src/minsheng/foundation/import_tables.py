"""What the tables of imports share, in whichever app: a run, and a row of its file (abstract, no tables of their own)."""

from __future__ import annotations

import uuid

from django.db import models

from minsheng.foundation import importing
from minsheng.foundation.sealed import SealedField


class ImportRun(models.Model):
    """A file that was taken over: tried first, carried out by a job once somebody has confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=[(s.value, str(importing.IMPORT_WORDS[s])) for s in importing.ImportState]
    )
    file_name = models.CharField(max_length=200)
    file_digest = models.BinaryField(max_length=32)
    headings = models.JSONField()
    notes = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    moved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=400, default="")
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class ImportRow(models.Model):
    """A row of a file. What it says is sealed (it may hold names and phones) and forgotten after some weeks."""

    line = models.PositiveIntegerField()
    sealed = SealedField(place="{table}.sealed.{run_id}.{line}", null=True)

    class Meta:
        abstract = True
