"""Table of the secret addresses under which helpers read their visits in a calendar of their own."""

from __future__ import annotations

from django.db import models


class VisitCalendar(models.Model):
    """A helper's visits under a secret address, of which only the digest is kept. Made anew, the old one ends."""

    account = models.OneToOneField("foundation.Account", primary_key=True, on_delete=models.CASCADE, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
