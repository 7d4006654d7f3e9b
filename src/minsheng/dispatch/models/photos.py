"""Table of photos that somebody took at a door, because he wanted to."""

from __future__ import annotations

from django.db import models

from minsheng.foundation.sealed import SealedField


class VisitPhoto(models.Model):
    """A photo belongs to a record, stays as long as that and goes with it. No rule asks for one, none counts it.

    Sealed, without what the camera wrote into it.
    """

    record = models.OneToOneField(
        "dispatch.VisitRecord", primary_key=True, on_delete=models.CASCADE, related_name="photo"
    )
    sealed = SealedField(place="dispatch_visitphoto.sealed.{record_id}")
    kept_at = models.DateTimeField()
