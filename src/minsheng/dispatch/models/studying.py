"""Tables of study offers: somebody teaches a skill once, at a place and on a day, to a few helpers."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q


class StudyOffer(models.Model):
    """A post, a base or an organisation teaches a skill on a day. Taken back: with a reason, for whoever had a place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    skill = models.ForeignKey("dispatch.Skill", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("dispatch.ServicePost", null=True, on_delete=models.PROTECT, related_name="studies")
    base = models.ForeignKey("dispatch.DemonstrationBase", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    on = models.DateField()
    hours = models.CharField(max_length=60)
    """When on that day, in words ("下午两点半到四点")."""
    answer_by = models.DateField()
    places = models.PositiveSmallIntegerField()
    offered_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, default="")
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["area", "on"], name="study_offers_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, base=None, organisation=None)
                | Q(post=None, base__isnull=False, organisation=None)
                | Q(post=None, base=None, organisation__isnull=False),
                name="study_is_taught_by_one",
            ),
            models.CheckConstraint(condition=Q(places__range=(1, 200)), name="study_has_places"),
            models.CheckConstraint(condition=Q(answer_by__lte=F("on")), name="study_is_answered_before_it_is_held"),
            models.CheckConstraint(condition=~Q(place="") & ~Q(hours=""), name="study_says_where_and_when"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, reason="") | (Q(cancelled_at__isnull=False) & ~Q(reason="")),
                name="study_is_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.skill_id}"


class StudyPlace(models.Model):
    """A helper has a place of a study offer; the row goes when he leaves it. `words`: said by phone, noted by another."""

    offer = models.ForeignKey(StudyOffer, on_delete=models.CASCADE, related_name="taken")
    learner = models.ForeignKey("foundation.Account", on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    words = models.CharField(max_length=200, default="")
    noted_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    came_at = models.DateTimeField(null=True)
    came_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    """Who noted that he was there: never he himself."""
    told_at = models.DateTimeField(null=True)
    """When he was told that the study is not held, or a text to him was queued."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "place"], name="study_place_is_one_persons"),
            models.UniqueConstraint(fields=["offer", "learner"], name="learner_has_one_place"),
            models.CheckConstraint(
                condition=Q(words="", noted_by=None)
                | (~Q(words="") & Q(noted_by__isnull=False) & ~Q(noted_by=F("learner"))),
                name="phoned_place_says_who_noted_what",
            ),
            models.CheckConstraint(
                condition=Q(came_at=None, came_by=None)
                | (Q(came_at__isnull=False, came_by__isnull=False) & ~Q(came_by=F("learner"))),
                name="another_notes_who_was_there",
            ),
        ]
