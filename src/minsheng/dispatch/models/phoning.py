"""Table of what helpers said by telephone, in person or on paper, and the desk noted."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q


class PhonedWord(models.Model):
    """A helper said yes to something, in his words; who noted it is somebody else. Of a no there is no row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    helper = models.ForeignKey("foundation.Account", on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=30)
    about = models.UUIDField()
    words = models.CharField(max_length=200)
    noted_by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["helper", "noted_at"], name="phoned_words_of_a_helper")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="phoned_word_has_words"),
            models.CheckConstraint(condition=~Q(noted_by=F("helper")), name="phoned_word_is_noted_by_another"),
        ]

    def __str__(self) -> str:
        return self.act
