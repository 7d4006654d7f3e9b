"""What people said, and that they were told what came of it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from minsheng.cases.models.case import APPEND_ONLY, ENDED, Case
from minsheng.foundation.sealed import BlindIndexField, SealedField

RESULT_OF_VOICE = """
    SELECT s.state IN ({ended}) INTO NEW.has_result
    FROM cases_case c JOIN cases_case s ON s.id = coalesce(c.merged_into_id, c.id) WHERE c.id = NEW.case_id;
    RETURN NEW;
"""


class Voice(models.Model):
    """What somebody said, in his words, on whatever channel. Kept for telling him what came of it."""

    class Channel(models.TextChoices):
        PHONE = "phone", "电话"
        WINDOW = "window", "窗口"
        VISIT = "visit", "走访"
        WEB = "web", "网页"
        PAPER = "paper", "纸面"
        FILE = "file", "批量导入"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="voices")
    channel = models.CharField(max_length=8, choices=Channel)
    heard_at = models.DateTimeField()
    heard_by = models.UUIDField(null=True)
    words = models.TextField(max_length=4000)
    caller_name = models.CharField(max_length=60, default="")
    caller_phone_sealed = SealedField(place="cases_voice.caller_phone.{id}", null=True)
    caller_phone_index = BlindIndexField(
        context="cases_voice.caller_phone", of="caller_phone_sealed", null=True, max_length=32
    )
    on_behalf_of = models.CharField(max_length=60, default="")
    consent = models.CharField(max_length=200, default="")
    wants_answer = models.BooleanField(default=True)
    source = models.CharField(max_length=60, default="")
    source_number = models.CharField(max_length=60, default="")
    told_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    has_result = models.BooleanField(default=False, editable=False)  # kept by the triggers alone

    class Meta:
        indexes = [
            models.Index(fields=["caller_phone_index"], name="voice_caller_phone"),
            models.Index(
                fields=["heard_at"],
                condition=Q(has_result=True, told_at=None, given_up_at=None, wants_answer=True),
                name="voice_untold",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="has_a_result",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=RESULT_OF_VOICE.format(ended=ENDED),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_number"], condition=~Q(source=""), name="voice_of_a_source_comes_once"
            ),
        ]


class Telling(models.Model):
    """The voicer was told: when, how, in which words, by whom."""

    class Channel(models.TextChoices):
        PHONE = "phone", "电话"
        PAPER = "paper", "纸条"
        VISIT = "visit", "当面"
        LETTER = "letter", "信件"
        NOTICE = "notice", "在嘎查村张贴（不写姓名和事由）"
        TEXT = "text", "短信"
        GIVEN_UP = "given_up", "确实无法告知"
        UNREACHABLE = "unreachable", "无法联系"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="tellings")
    at = models.DateTimeField()
    by = models.UUIDField()
    channel = models.CharField(max_length=12, choices=Channel)
    words = models.CharField(max_length=1000)

    class Meta:
        triggers = [APPEND_ONLY]
