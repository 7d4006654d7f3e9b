"""Tables of sheets: a file of people, organisations or memberships that was taken over, row by row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from minsheng.foundation.import_tables import ImportRow, ImportRun
from minsheng.foundation.importing import ImportState
from minsheng.foundation.sealed import SealedField
from minsheng.registry.rules import importing as rules


class RegistryImport(ImportRun):
    """A file of people, organisations or memberships: tried first, carried out by a job, and undone as a whole where need be."""

    kind = models.CharField(max_length=14, choices=[(one.value, str(words)) for one, words in rules.KIND_WORDS.items()])
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-uploaded_at"], name="registry_import_uploaded")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in ImportState]), name="registry_import_state_is_of_the_list"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["tried", "dropped"]) | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="registry_import_beyond_trial_needs_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(state="done", undone_at__isnull=False, undone_by__isnull=False),
                name="registry_import_undone_was_done",
            ),
        ]


class RegistryRow(ImportRow):
    """A row of such a file, what came of it, and (sealed) what stood there before.

    Rows are carried out by `turn`: where one row needs another (a parent), the other comes first, wherever it stands.
    """

    run = models.ForeignKey(RegistryImport, on_delete=models.CASCADE, related_name="rows")
    outcome = models.CharField(
        max_length=8, choices=[(one.value, str(words)) for one, words in rules.ROW_WORDS.items()]
    )
    person = models.ForeignKey("registry.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", null=True, on_delete=models.SET_NULL, related_name="+")
    membership = models.ForeignKey("registry.Membership", null=True, on_delete=models.SET_NULL, related_name="+")
    turn = models.PositiveIntegerField(default=0)
    before = SealedField(place="{table}.before.{run_id}.{line}", null=True)

    class Meta:
        indexes = [models.Index(fields=["run", "outcome", "line"], name="registry_row_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["run", "line"], name="registry_row_line_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=[one.value for one in rules.RowOutcome]),
                name="registry_row_outcome_is_of_the_list",
            ),
        ]
