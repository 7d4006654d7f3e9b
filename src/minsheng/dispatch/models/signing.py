"""Tables of sign-in sheets: who came when the holders of a post, or a team, met. Presence gives no hours."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class SignInSheet(models.Model):
    """A paper sheet that was keyed once; its id is that of the act, so that a second keying changes nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey("dispatch.ServicePost", null=True, on_delete=models.PROTECT, related_name="sheets")
    team = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=120)
    on = models.DateField()
    keyed_at = models.DateTimeField()
    keyed_by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["team", "on"], name="sheets_of_a_team")]
        constraints = [
            models.CheckConstraint(
                condition=Q(post=None, team__isnull=False) | Q(post__isnull=False, team=None),
                name="sheet_is_of_a_post_or_a_team",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="sheet_says_what_it_was"),
        ]

    def __str__(self) -> str:
        return self.what


class SignIn(models.Model):
    """Somebody signed a sheet."""

    sheet = models.ForeignKey(SignInSheet, on_delete=models.CASCADE, related_name="signed")
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "person"], name="person_signs_a_sheet_once")]
