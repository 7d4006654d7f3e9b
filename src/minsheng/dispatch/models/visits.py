"""Tables of what came back from the doors."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from minsheng.dispatch import rules


class VisitRecord(models.Model):
    """What somebody wrote down at a door. Its key is the client id that the phone (or the sheet) gave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.UUIDField()
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=200, default="")
    """What the helper said who reported by phone; somebody else keyed it."""
    digest = models.BinaryField(max_length=32)
    form = models.CharField(max_length=24)
    answers = models.JSONField()
    result = models.CharField(max_length=16, choices=[(one.value, rules.RESULT_WORDS[one]) for one in rules.Result])
    done_at = models.DateTimeField()
    received_at = models.DateTimeField()
    is_late = models.BooleanField()
    ends_visit = models.BooleanField()
    standing = models.CharField(
        max_length=12, choices=[(one.value, rules.STANDING_WORDS[one]) for one in rules.Standing]
    )
    reason = models.CharField(max_length=400, default="")
    found_case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    settled_words = models.CharField(max_length=400, default="")

    class Meta:
        indexes = [
            models.Index(fields=["visit", "received_at"], name="visit_record_visit"),
            models.Index(fields=["area", "received_at"], condition=Q(standing="to_settle"), name="visit_to_settle"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(ends_visit=True, standing="counted", settled_at=None),
                name="visit_is_ended_by_one_record",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=[one.value for one in rules.Standing]),
                name="visit_record_standing_is_one_of_the_list",
            ),
            models.CheckConstraint(
                condition=Q(result__in=[one.value for one in rules.Result]),
                name="visit_record_result_is_one_of_the_list",
            ),
            models.CheckConstraint(
                condition=~Q(standing="noted") | Q(settled_at__isnull=False), name="noted_record_was_settled"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None)
                | (Q(settled_by__isnull=False) & ~Q(settled_words="") & ~Q(settled_by=models.F("by"))),
                name="settling_needs_another_person_and_words",
            ),
            models.CheckConstraint(
                condition=Q(entered_by=models.F("by")) | ~Q(said=""), name="record_keyed_for_another_has_his_words"
            ),
            models.CheckConstraint(
                condition=Q(done_at__lte=models.F("received_at")), name="visit_is_done_before_it_is_received"
            ),
        ]
