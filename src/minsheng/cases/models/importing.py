"""Tables of imports: a file of messages that was taken over, and its rows until they are cases."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from minsheng.cases import rules
from minsheng.foundation.import_tables import ImportRow, ImportRun

MOST_SOURCE = 60


class MessageImport(ImportRun):
    """A file of messages: tried first, carried out by a job once somebody has confirmed it."""

    source = models.CharField(max_length=MOST_SOURCE)

    class Meta:
        indexes = [models.Index(fields=["area", "-uploaded_at"], name="import_area_uploaded")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in rules.ImportState]), name="import_state_is_one_of_the_list"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["tried", "dropped"])
                | (Q(confirmed_at__isnull=False) & Q(confirmed_by__isnull=False)),
                name="import_beyond_trial_needs_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="import_names_its_source"),
        ]


class MessageRow(ImportRow):
    """A row of a file. What it says is sealed (it may hold names and phones) and forgotten after some weeks."""

    run = models.ForeignKey(MessageImport, on_delete=models.CASCADE, related_name="rows")
    outcome = models.CharField(max_length=8, choices=[(o.value, str(rules.ROW_WORDS[o])) for o in rules.RowOutcome])
    source_number = models.CharField(max_length=60, default="")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")
    is_urgent = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["run", "outcome", "line"], name="import_row_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["run", "line"], name="import_row_line_once"),
            models.CheckConstraint(
                condition=~Q(outcome="opened") | Q(case__isnull=False), name="import_row_opened_has_its_case"
            ),
        ]
