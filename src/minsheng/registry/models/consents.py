"""Tables of purposes, of what people answered to them, and of requests about their own data."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Purpose(models.Model):
    """What personal data are used for, on which basis, and the words in which a person is asked."""

    class Basis(models.TextChoices):
        DUTY = "duty", "履行职责所必需"
        OBJECTION = "objection", "履行职责，本人可以拒绝"
        CONSENT = "consent", "本人单独同意"

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=60)
    question = models.CharField(max_length=300)
    basis = models.CharField(max_length=10, choices=Basis)
    legal_basis = models.CharField(max_length=200, default="")
    months = models.PositiveSmallIntegerField(null=True)
    is_sensitive = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis="consent") | Q(months__isnull=False), name="purpose_by_consent_expires"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Consent(models.Model):
    """What a person said about one purpose, in his words. The newest answer counts; the older ones stay."""

    class Answer(models.TextChoices):
        GIVEN = "given", "同意"
        REFUSED = "refused", "不同意"
        WITHDRAWN = "withdrawn", "撤回"

    class Channel(models.TextChoices):
        PHONE = "phone", "电话"
        VISIT = "visit", "当面"
        PAPER = "paper", "书面"

    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="consents")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    words = models.CharField(max_length=400)
    channel = models.CharField(max_length=10, choices=Channel)
    proxy = models.ForeignKey("registry.Proxy", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
    valid_to = models.DateField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(superseded_at=None), name="consent_newest_answer_is_one"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="consent_has_the_words_of_the_person"),
        ]


class DataRequest(models.Model):
    """A person asks to see, correct or delete what is known about him; somebody answers within a limit."""

    class Kind(models.TextChoices):
        ACCESS = "access", "查阅、复制"
        CORRECTION = "correction", "更正、补充"
        DELETION = "deletion", "删除"
        EXPLANATION = "explanation", "说明自动处理的规则"

    class State(models.TextChoices):
        OPEN = "open", "待答复"
        DONE = "done", "已办"
        REFUSED = "refused", "不予办理"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="data_requests")
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.CharField(max_length=400)
    channel = models.CharField(max_length=10, choices=Consent.Channel)
    asked_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    due_at = models.DateTimeField()
    due_lines = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=400, default="")
    remedy = models.CharField(max_length=400, default="")

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="data_request_by_limit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None, answered_by=None)
                | (~Q(state="open") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="data_request_answered_needs_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | (~Q(reason="") & ~Q(remedy="")),
                name="data_request_refused_needs_reason_and_remedy",
            ),
        ]


class RequestLimit(models.Model):
    """Within how many working days a request of a kind is answered, and on which ground: the banner says it."""

    kind = models.CharField(primary_key=True, max_length=12, choices=DataRequest.Kind)
    working_days = models.PositiveSmallIntegerField()
    legal_basis = models.CharField(max_length=200, default="")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(working_days__gte=1), name="request_limit_is_at_least_a_day"),
        ]
