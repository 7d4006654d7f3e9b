"""What lists, tables and questions share: somebody declares one, another decides where it must be, somebody ends it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Declared(models.Model):
    """Something that somebody declares on a page. One of the preset stands at once and was declared by nobody.

    What is sensitive waits until another person says yes; a no says why. It is ended, never deleted.
    """

    class State(models.TextChoices):
        STANDING = "standing", "在用"
        WAITING = "waiting", "等另一个人批准"
        REFUSED = "refused", "没有批准"
        ENDED = "ended", "已结束"

    state = models.CharField(max_length=8, choices=State, default=State.STANDING)
    declared_by = models.UUIDField(null=True)
    declared_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, default="")
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(declared_by=None, declared_at=None)
                | Q(declared_by__isnull=False, declared_at__isnull=False),
                name="%(class)s_declared_needs_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="%(class)s_decided_needs_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(declared_by=None) | ~Q(decided_by=F("declared_by")),
                name="%(class)s_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(decided_by=None, declared_by__isnull=False),
                name="%(class)s_waiting_is_undecided",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | (Q(decided_by__isnull=False) & ~Q(answer="")),
                name="%(class)s_refused_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(state="ended") & Q(ended_by__isnull=False, ended_at__isnull=False))
                | (~Q(state="ended") & Q(ended_by=None, ended_at=None)),
                name="%(class)s_ended_needs_who_and_when",
            ),
        ]
