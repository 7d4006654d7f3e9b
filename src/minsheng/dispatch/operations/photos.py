"""A photo of a visit is kept with its record: sealed, without metadata, once."""

from __future__ import annotations

import base64
import uuid
from datetime import datetime

from minsheng.dispatch import queries
from minsheng.dispatch.facts import PhotoKept
from minsheng.dispatch.models import VisitPhoto, VisitRecord
from minsheng.dispatch.rules import photos
from minsheng.foundation import facts, keys, rights, scanning, writing
from minsheng.foundation import operations as ground


@writing.operation
def keep_photo(
    *, record_id: uuid.UUID, content: bytes, by: rights.Actor, at: datetime, keyed_by: uuid.UUID | None = None
) -> bool:
    """Keep the photo of one's own record; a second arrival changes nothing (False). `keyed_by`: who brings it in for him.

    Raises `Unseen` where the record has not arrived or is another's, `ValueError` for what is no photo or too large,
    and where the scanner does not let it pass.
    """
    scanning.require_clean(content)
    record = VisitRecord.objects.select_for_update(of=("self",)).filter(pk=record_id, by=by.id).first()
    if record is None:
        raise rights.Unseen(queries.NO_SUCH_RECORD)
    clean = photos.cleaned(content)
    if VisitPhoto.objects.filter(pk=record.pk).exists():
        return False
    sealed = keys.ring().seal(base64.b64encode(clean).decode(), queries.photo_place(record.pk))
    VisitPhoto.objects.create(record=record, sealed=sealed, kept_at=at)
    told = PhotoKept(about=record.visit, area=facts.Code(record.area_id), record=record.pk)
    facts.tell(told, by=keyed_by or by.id, at=at)
    return True


@writing.operation
def fetch_photo(*, record_id: uuid.UUID, by: rights.Actor, at: datetime) -> bytes:
    """The photo of a record, for who wrote it or settles there; the reading is logged. Raises `Unseen`."""
    record = queries.seen_record(record_id, by)
    photo = VisitPhoto.objects.filter(pk=record.pk).first()
    if photo is None:
        raise rights.Unseen(queries.NO_SUCH_RECORD)
    ground.log_reading(by=by.id, about=record.pk, area=record.area_id, purpose="visit_photo", items=["photo"], at=at)
    return base64.b64decode(keys.ring().open(bytes(photo.sealed), queries.photo_place(record.pk)))
