"""Texts that wait to be sent: to voicers, and to officers who asked for their reminders."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q


class OutgoingText(models.Model):
    """A text without any personal detail, for a voicer or an officer; it goes out when the quiet hours are over."""

    class Kind(models.TextChoices):
        """What it tells; texts of different kinds do not wait for each other."""

        RESULT = "result", "有了结果"
        REMINDERS = "reminders", "催办督办"
        HINT = "hint", "有事等着看"

    class WhyNot(models.TextChoices):
        """Why a text did not go out."""

        NO_NUMBER = "no_number", "没有号码了"
        NOT_TRUE = "not_true", "说的事已经过去了"
        NOT_TAKEN = "not_taken", "短信通道三次没有收"
        NOT_KNOWN = "not_known", "以前没有记原因"

    kind = models.CharField(max_length=12, choices=Kind)
    voice = models.ForeignKey("cases.Voice", null=True, on_delete=models.PROTECT, related_name="texts")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    message = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    """The id under which it goes out, each time the same."""
    text = models.CharField(max_length=200)
    queued_at = models.DateTimeField()
    queued_by = models.UUIDField(null=True)
    """Who wanted a voicer told; nobody for a reminder."""
    due_at = models.DateTimeField()
    """When it goes out or, once a sender has taken it, when another one may."""
    ended_at = models.DateTimeField(null=True)
    is_sent = models.BooleanField(null=True)
    why_not = models.CharField(max_length=12, choices=WhyNot, default="")
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(ended_at=None), name="text_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["voice"], condition=Q(ended_at=None), name="voice_has_one_waiting_text"),
            models.UniqueConstraint(
                fields=["officer", "kind"], condition=Q(ended_at=None), name="officer_has_one_waiting_text_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(voice__isnull=False, queued_by__isnull=False, officer=None, kind="result")
                | Q(officer__isnull=False, voice=None, queued_by=None, kind__in=["reminders", "hint"]),
                name="text_is_for_a_voicer_or_an_officer",
            ),
            models.CheckConstraint(condition=Q(due_at__gte=F("queued_at")), name="text_is_due_after_it_is_queued"),
            models.CheckConstraint(
                condition=Q(ended_at=None, is_sent=None) | Q(ended_at__isnull=False, is_sent__isnull=False),
                name="text_ended_says_how",
            ),
            models.CheckConstraint(
                condition=Q(is_sent=False) & ~Q(why_not="") | (Q(is_sent=None) | Q(is_sent=True)) & Q(why_not=""),
                name="text_that_did_not_go_out_says_why",
            ),
        ]
