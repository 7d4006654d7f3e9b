"""Table of thanks and complaints."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from minsheng.cases.models.voices import Voice


class Feedback(models.Model):
    """Somebody is grateful, or complains, about how he was served: about a case, who helped there, an organisation.

    A complaint opens a case, which holds its words and its caller; thanks hold their own. Thanks are no need that
    was met and earn nothing by themselves.
    """

    class Kind(models.TextChoices):
        THANKS = "thanks", "感谢"
        COMPLAINT = "complaint", "投诉"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    channel = models.CharField(max_length=8, choices=Voice.Channel)
    heard_at = models.DateTimeField()
    heard_by = models.UUIDField()
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, default="")
    giver_name = models.CharField(max_length=60, default="")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="feedback")
    helper = models.UUIDField(null=True)
    organisation = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    opened = models.OneToOneField("cases.Case", null=True, on_delete=models.PROTECT, related_name="complaint")

    class Meta:
        indexes = [models.Index(fields=["area", "-heard_at"], name="feedback_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="complaint", opened__isnull=False, words="", giver_name=""))
                | (Q(kind="thanks", opened=None) & ~Q(words="")),
                name="feedback_complaint_opens_a_case_thanks_do_not",
            ),
            models.CheckConstraint(
                condition=Q(helper=None) | Q(case__isnull=False), name="feedback_about_a_helper_names_the_case"
            ),
            models.CheckConstraint(
                condition=Q(opened=None) | Q(case=None) | ~Q(opened=F("case")),
                name="feedback_opens_another_case_than_it_is_about",
            ),
        ]
