"""The file that a desk has tried, for taking it in."""

from __future__ import annotations

import uuid

from minsheng.dispatch.models import TriedFile
from minsheng.foundation import keys, rights


def tried_place(tried_id: uuid.UUID) -> str:
    """The place to which a tried file is bound."""
    return f"dispatch_triedfile.sealed.{tried_id}"


def tried_file(tried_id: uuid.UUID, actor: rights.Actor) -> str | None:
    """What stands in a file that the actor himself has tried; None where it is not kept (any more). One query."""
    found = TriedFile.objects.filter(pk=tried_id, by=actor.account_id).first()
    return None if found is None else keys.ring().open(bytes(found.sealed), tried_place(found.pk))
