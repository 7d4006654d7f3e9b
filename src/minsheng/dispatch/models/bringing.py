"""Table of files that a desk has tried and not taken in yet."""

from __future__ import annotations

import uuid

from django.db import models

from minsheng.foundation.sealed import SealedField


class TriedFile(models.Model):
    """A phone's file that a desk has tried: kept, sealed, so that it need not be chosen again. Gone once it is taken in,
    at the latest the night after the next day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey("foundation.Account", on_delete=models.CASCADE, related_name="+")
    tried_at = models.DateTimeField(db_index=True)
    sealed = SealedField(place="dispatch_triedfile.sealed.{id}")
