"""Table of helpers and posts that could find each other."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class PostMatch(models.Model):
    """A helper whose skills a post asks for. Both sides say yes, then he holds the post; how it ended is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("dispatch.ServicePost", on_delete=models.CASCADE, related_name="matches")
    helper = models.ForeignKey("foundation.Account", on_delete=models.CASCADE, related_name="+")
    reasons = ArrayField(models.CharField(max_length=200))
    helper_agreed_at = models.DateTimeField(null=True)
    keeper = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")
    keeper_agreed_at = models.DateTimeField(null=True)
    holding = models.OneToOneField("dispatch.PostHolding", null=True, on_delete=models.CASCADE, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "helper"], condition=Q(ended_at=None), name="helper_and_post_are_matched_once"
            ),
            models.CheckConstraint(condition=Q(reasons__len__gte=1), name="post_match_says_why"),
            models.CheckConstraint(
                condition=Q(keeper=None, keeper_agreed_at=None)
                | (Q(keeper__isnull=False, keeper_agreed_at__isnull=False) & ~Q(keeper=F("helper"))),
                name="post_match_keeper_is_another",
            ),
            models.CheckConstraint(
                condition=Q(holding=None) | Q(helper_agreed_at__isnull=False, keeper_agreed_at__isnull=False),
                name="post_is_held_when_both_say_yes",
            ),
        ]
