"""A helper without a device reports by phone what came of a task: the desk keys it in one act."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from minsheng.dispatch.models import VisitRecord
from minsheng.dispatch.operations import claiming, offering, visits
from minsheng.foundation import rights, worktime, writing


@writing.operation
def report_for(
    *, record: visits.NewRecord, helper_id: uuid.UUID, said: str, by: rights.Actor, at: datetime
) -> VisitRecord:
    """Keep what a helper reports by phone as if he had written it on the field page; `said` are his words.

    It does what `record_visit` does, for the helper. Neither he nor who keyed it verifies or confirms it. Raises
    `Unseen` outside the areas where the actor notes what people say and where the helper does not hold the task,
    `NotNow` where it has ended, `ValueError` without words, for a task of one's own, and for secret digits.
    """
    claiming.held_at_desk(record.visit, helper_id, by)
    if helper_id == by.id:
        raise ValueError("自己做的请在“我的任务”里自己报。")
    if not said.strip():
        raise ValueError("请写下志愿者怎么说的。")
    offering.refuse_secrets(said)
    helper = rights.actor_of(helper_id, "", worktime.local_date(at))
    keyed = visits.Keyed(by=by.id, said=said.strip()[:200])
    return visits.record_visit(record=record, by=helper, at=at, keyed=keyed)


SHEET_SAID = "本人交来填好的上门单。"


@writing.operation
def key_sheet_for(
    *, sheet_id: uuid.UUID, records: Sequence[visits.NewRecord], helper_id: uuid.UUID, by: rights.Actor, at: datetime
) -> int:
    """Key the sheet of a helper who has no device: one act, all of its lines or none, each under his name.

    Returns how many visits it recorded. Raises as `report_for` and `key_sheet`.
    """
    for record in records:
        claiming.held_at_desk(record.visit, helper_id, by)
    if helper_id == by.id:
        raise ValueError("自己的上门单请在“上门单”里自己录入。")
    helper = rights.actor_of(helper_id, "", worktime.local_date(at))
    keyed = visits.Keyed(by=by.id, said=SHEET_SAID)
    return visits.key_sheet(sheet_id=sheet_id, records=records, by=helper, at=at, keyed=keyed)
