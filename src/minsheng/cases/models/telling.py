"""Texts that wait to be sent to voicers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class OutgoingText(models.Model):
    """A text without any personal detail, for a voicer; it goes out when the quiet hours are over."""

    voice = models.ForeignKey("cases.Voice", on_delete=models.PROTECT, related_name="texts")
    text = models.CharField(max_length=200)
    queued_at = models.DateTimeField()
    queued_by = models.UUIDField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_sent = models.BooleanField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(ended_at=None), name="text_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["voice"], condition=Q(ended_at=None), name="voice_has_one_waiting_text"),
            models.CheckConstraint(condition=Q(due_at__gte=F("queued_at")), name="text_is_due_after_it_is_queued"),
            models.CheckConstraint(
                condition=Q(ended_at=None, is_sent=None) | Q(ended_at__isnull=False, is_sent__isnull=False),
                name="text_ended_says_how",
            ),
        ]
