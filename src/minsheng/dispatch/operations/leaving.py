"""Nobody is sent to the door of who has left; what a case no longer keeps, its tasks do not keep either."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Value, When

from minsheng.dispatch import rules
from minsheng.dispatch.facts import RecurringVisitEnded, TaskWithdrawn
from minsheng.dispatch.models import HelpTask, RecurringVisit, VisitPhoto, VisitRecord
from minsheng.dispatch.operations import offering, pairings
from minsheng.foundation import facts, worktime

FORGOTTEN = "（已过保存期限，删除）"


def end_help_for(*, person_id: uuid.UUID, at: datetime) -> None:
    """His pairings and recurring visits end and his tasks leave the pool; one with money in a helper's hands stays.

    Called in the transaction that tells of it. A case of his goes on: its lead decides.
    """
    pairings.end_pairings_of(person_id=person_id, at=at)
    for visit in RecurringVisit.objects.select_for_update(of=("self",)).filter(person=person_id, ended_on=None):
        visit.ended_on = worktime.local_date(at)
        visit.save(update_fields=["ended_on"])
        facts.tell(RecurringVisitEnded(about=visit.pk, area=facts.Code(visit.person.area_id)), by=None, at=at)
    of_his = HelpTask.objects.select_for_update(of=("self",)).filter(person=person_id, ended_at=None)
    for task in of_his.exclude(shopping__isnull=False, shopping__helper_signed_at=None):
        offering.end_task(task, rules.TaskEnd.WITHDRAWN, rules.ClaimEnd.WITHDRAWN, at)
        told = TaskWithdrawn(about=task.pk, area=facts.Code(task.area_id), way=facts.Code(task.end))
        facts.tell(told, by=None, at=at)


@transaction.atomic
def forget_case(*, case_id: uuid.UUID, is_caller: bool) -> None:
    """Take out of the tasks and visits of a case what the case itself no longer keeps: whose it was, or its words.

    Who helped, when, for how long and with what result stays. Called in the transaction that tells of it.
    """
    tasks = HelpTask.objects.filter(case=case_id)
    if is_caller:
        tasks.update(person=None)
        return
    tasks.update(title=FORGOTTEN, note="", hazards="", words="", place="")
    VisitRecord.objects.filter(case=case_id).update(
        answers={}, said=Case(When(said="", then=Value("")), default=Value(FORGOTTEN))
    )
    VisitPhoto.objects.filter(record__case=case_id).delete()
