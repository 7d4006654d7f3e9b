"""What a phone could not send is brought in as a file: a desk takes it in for the helper who wrote it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from minsheng.dispatch import policies, queries
from minsheng.dispatch.models import TriedFile, VisitRecord
from minsheng.dispatch.operations import photos, visits
from minsheng.foundation import ids, keys, rights, worktime, writing

TRIED_FOR = timedelta(days=1)
SAID = "本人手机发不出去，交来导出的文件。"


@writing.operation
def bring_record(
    *, record: visits.NewRecord, helper_id: uuid.UUID, by: rights.Actor, at: datetime, contested: str = ""
) -> VisitRecord:
    """Keep a record of an exported outbox as if the phone of the helper who wrote it had sent it.

    It does what `record_visit` does or, with the reason why that was not possible, `contest_visit`. A record that the phone
    sent before, or sends afterwards, is the same one. Neither he nor who took it in verifies it. Raises as they do, `Unseen`
    also outside the areas where the actor notes what people say, and `ValueError` for a record of one's own.
    """
    helper = rights.actor_of(helper_id, "", worktime.local_date(at))
    if not by.may(policies.RECORD_CONSENT, visits.area_of(record, helper, at)):
        raise rights.Unseen(visits.NO_SUCH_VISIT)
    _refuse_own(helper_id, by)
    keyed = visits.Keyed(by=by.id, said=SAID)
    if contested:
        return visits.contest_visit(record=record, reason=contested, by=helper, at=at, keyed=keyed)
    return visits.record_visit(record=record, by=helper, at=at, keyed=keyed)


@writing.operation
def bring_photo(*, record_id: uuid.UUID, content: bytes, helper_id: uuid.UUID, by: rights.Actor, at: datetime) -> bool:
    """Keep the photo of a record that is here, for the helper who took it; a second arrival changes nothing (False).

    Raises as `keep_photo`, and `Unseen` outside the areas where the actor notes what people say.
    """
    record = queries.arrived(record_id)
    if record is None or not by.may(policies.RECORD_CONSENT, record.area_id):
        raise rights.Unseen(queries.NO_SUCH_RECORD)
    _refuse_own(helper_id, by)
    helper = rights.actor_of(helper_id, "", worktime.local_date(at))
    return photos.keep_photo(record_id=record_id, content=content, by=helper, at=at, keyed_by=by.id)


@writing.operation
def keep_tried(*, content: str, by: uuid.UUID, at: datetime) -> uuid.UUID:
    """Keep a file that was tried for whoever tried it, instead of the one that he tried before; its id."""
    TriedFile.objects.filter(by=by).delete()
    made = ids.new_id(at)
    TriedFile.objects.create(
        id=made, by_id=by, tried_at=at, sealed=keys.ring().seal(content, queries.tried_place(made))
    )
    return made


@writing.operation
def drop_tried(*, by: uuid.UUID) -> None:
    """What somebody tried is taken in: it need not be kept."""
    TriedFile.objects.filter(by=by).delete()


def forget_tried(*, at: datetime) -> int:
    """Delete files that were tried and never taken in; how many were."""
    return TriedFile.objects.filter(tried_at__lt=at - TRIED_FOR).delete()[0]


def _refuse_own(helper_id: uuid.UUID, by: rights.Actor) -> None:
    if helper_id == by.id:
        raise ValueError("自己的记录请在自己手机上发送，或请别人录入。")
