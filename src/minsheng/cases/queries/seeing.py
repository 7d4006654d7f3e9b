"""What exists for whom: the cases that an actor sees."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import QuerySet

from minsheng.cases import policies
from minsheng.cases.models import Case, Delivery, Task, Voice
from minsheng.foundation import ids, keys, rights, worktime
from minsheng.registry import queries as registry

NO_SUCH_CASE = "没有这件事，或不在您的服务范围。请核对编号，或向受理中心询问。"


def organisations_of(actor: rights.Actor, at: datetime) -> frozenset[uuid.UUID]:
    """The organisations whose cases an actor handles; none for those who see by area alone (no query)."""
    if not actor.areas("cases.read_own_organisation"):
        return frozenset()
    if actor.speaks_for is not None:
        return frozenset({actor.speaks_for})
    return registry.organisations_of(actor.id, worktime.local_date(at))


def visible_cases(actor: rights.Actor, at: datetime) -> QuerySet[Case]:
    """The cases that exist for this actor."""
    return Case.objects.filter(policies.visible(actor, organisations_of(actor, at)))


def seen_case(case_id: uuid.UUID, actor: rights.Actor, at: datetime) -> Case:
    """One case. Raises `Unseen` where it does not exist for the actor."""
    case = visible_cases(actor, at).select_related("area", "category", "person").filter(pk=case_id).first()
    if case is None:
        raise rights.Unseen(NO_SUCH_CASE)
    return case


def number_of(case: Case) -> str:
    """The number that is read out to the caller."""
    return ids.public_number(case.opened_on, case.serial)


def numbers_seen(case_ids: Collection[uuid.UUID], actor: rights.Actor, at: datetime) -> Mapping[uuid.UUID, str]:
    """The numbers of those of these cases that exist for the actor. One query, and one for his organisations."""
    found = visible_cases(actor, at).filter(pk__in=case_ids).values_list("pk", "opened_on", "serial")
    return {pk: ids.public_number(opened_on, serial) for pk, opened_on, serial in found}


def caller_phone(voice: Voice) -> str:
    """The caller's number in clear, or "". The page that shows it logs the reading."""
    if voice.caller_phone_sealed is None:
        return ""
    return keys.ring().open(bytes(voice.caller_phone_sealed), f"cases_voice.caller_phone.{voice.pk}")


def appointment_to_read(case: Case) -> tuple[Task, str] | None:
    """The open task with its door code in clear, for the one who has just made the appointment; None without one."""
    task = case.tasks.filter(ended_at=None).order_by("-assigned_at").first()
    if task is None or task.door_code_sealed is None:
        return None
    return task, keys.ring().open(bytes(task.door_code_sealed), f"cases_task.door_code.{task.pk}")


def last_delivery(case: Case) -> Delivery | None:
    """What was done last."""
    return case.deliveries.order_by("-at").first()
