"""The visits that somebody is to make, with only what each needs, and what came back from them."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minsheng.cases import queries as cases
from minsheng.dispatch import rules
from minsheng.dispatch.models import VisitRecord
from minsheng.dispatch.policies import RECORD_CONSENT
from minsheng.dispatch.queries import tasks
from minsheng.foundation import queries as ground
from minsheng.foundation import rights, worktime

NO_DOOR = gettext_noop("没有写门牌。到了村（社区）先问居（村）委会。")


@dataclass(frozen=True)
class FieldVisit:
    """A visit as it goes to a phone or onto paper: no telephone number, no history, no other need of the person."""

    id: uuid.UUID
    form: str
    what: str
    on: date
    start: datetime
    end: datetime | None
    is_agreed: bool
    when: str
    who: str
    where: str
    directions: str
    hints: tuple[str, ...]
    number: str


@dataclass(frozen=True)
class RecordShown:
    """A record with the words that a person needs to settle it; `others` are the records of the same visit."""

    record: VisitRecord
    number: str
    who: str
    result: str
    standing: str
    said: tuple[str, ...]
    others: tuple[RecordShown, ...] = ()
    has_photo: bool = False


def visits_of(actor: rights.Actor, at: datetime, most: int = 500) -> list[FieldVisit]:
    """The visits that the actor may make, the earliest first: what he holds as a helper, and the doors of his
    organisations whose time is agreed. A handful of queries, however many there are.
    """
    held = [_held(one, at) for one in tasks.tasks_held(actor, at, most)] if actor.may("dispatch.claim") else []
    doors = cases.tasks_to_share(actor, at, most) if actor.may("cases.deliver") else []
    names = ground.division_names(one.area for one in doors)
    own = [_door(one, names.get(one.area, "")) for one in doors if one.is_doorstep and not one.is_void]
    return sorted((*held, *(one for one in own if one)), key=lambda one: (one.start, one.id))[:most]


def visit_at_desk(task_id: uuid.UUID, helper_id: uuid.UUID, actor: rights.Actor, at: datetime) -> FieldVisit:
    """What a helper holds who reports by phone, for the desk that notes what he says. Raises `Unseen`."""
    tasks.task_at_desk(task_id, actor)
    return _held(tasks.held_task(task_id, rights.actor_of(helper_id, "", worktime.local_date(at))), at)


def visits_at_desk(helper_id: uuid.UUID, actor: rights.Actor, at: datetime, most: int) -> tuple[str, list[FieldVisit]]:
    """A helper who has no device and what he holds where the actor notes what people say, for his sheet. Raises `Unseen`."""
    helper = rights.actor_of(helper_id, "", worktime.local_date(at))
    held = [one for one in tasks.tasks_held(helper, at, most) if actor.may(RECORD_CONSENT, one.area_code)]
    if not held:
        raise rights.Unseen("这位志愿者手里没有您服务范围内的任务。请回到“电话认领”看看。")
    visits = sorted((_held(one, at) for one in held), key=lambda one: (one.start, one.id))
    return ground.account_names([helper_id]).get(helper_id, ""), visits


def _held(task: tasks.HeldTask, at: datetime) -> FieldVisit:
    """A task that a helper holds; one without an agreed time is for today."""
    start = worktime.local(task.start or at)
    form = "doorstep" if task.needs_code else "shopping" if task.kind == rules.TaskKind.SHOPPING else "home_visit"
    hazards = (_("要小心：%(what)s。") % {"what": task.hazards},) if task.hazards else ()
    companions = (_("同去的人：%(names)s。") % {"names": "、".join(task.companions)},) if task.companions else ()
    return FieldVisit(
        id=task.id,
        form=form,
        what=task.what,
        on=start.date(),
        start=start,
        end=task.end,
        is_agreed=task.start is not None,
        when=task.when or _("没有约定时间"),
        who=task.who or _("（不留姓名）"),
        where=task.area,
        directions=task.place or _(NO_DOOR),
        hints=(*hazards, *((task.note,) if task.note else ()), *task.hints, *companions),
        number=task.number,
    )


def _door(task: cases.SharedTask, area: str) -> FieldVisit | None:
    """A door of the actor's own organisation; None where no time is agreed."""
    if task.window_start is None:
        return None
    start = worktime.local(task.window_start)
    return FieldVisit(
        id=task.task,
        form="doorstep" if task.needs_code else "home_visit",
        what=task.title,
        on=start.date(),
        start=start,
        end=task.window_end,
        is_agreed=True,
        when=tasks.when_words(task.window_start, task.window_end),
        who=task.caller_name or _("（不留姓名）"),
        where=area,
        directions=task.place or _(NO_DOOR),
        hints=tasks.hints_of(task.circumstances),
        number=task.number,
    )


def digest_of(form: str, visit: uuid.UUID, answers: Mapping[str, str], done_at: datetime) -> bytes:
    """Of what a record says: the same client id with another digest is another record under a used id."""
    told = [form, str(visit), dict(sorted(answers.items())), done_at.isoformat()]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).digest()


def arrived(client_id: uuid.UUID) -> VisitRecord | None:
    """The record that came with this client id, if one did."""
    return VisitRecord.objects.filter(pk=client_id).first()


NO_SUCH_RECORD = "没有这份上门记录，或不在您的服务范围。"


def photo_place(record_id: uuid.UUID) -> str:
    """Where the photo of a record is sealed."""
    return f"dispatch_visitphoto.sealed.{record_id}"


def seen_record(record_id: uuid.UUID, actor: rights.Actor) -> VisitRecord:
    """A record of the actor's own, or of an area where he settles. Raises `Unseen`."""
    found = VisitRecord.objects.filter(pk=record_id).first()
    is_own = found is not None and found.by_id == actor.account_id
    if found is None or not (is_own or actor.may("dispatch.settle_visits", found.area_id)):
        raise rights.Unseen(NO_SUCH_RECORD)
    return found


def records_to_settle(actor: rights.Actor, most: int = 50) -> list[RecordShown]:
    """The records that nobody has settled yet, the oldest first, each with the others of its visit."""
    waiting = list(
        VisitRecord.objects.filter(
            rights.inside("area_id", actor.areas("dispatch.settle_visits")), standing=rules.Standing.TO_SETTLE
        ).order_by("received_at", "pk")[:most]
    )
    visits = {one.visit for one in waiting}
    of_visits = list(
        VisitRecord.objects.filter(visit__in=visits)
        .select_related("case", "photo")
        .defer("photo__sealed")
        .order_by("received_at", "pk")
    )
    names = ground.account_names({one.by_id for one in of_visits})
    shown = {one.pk: _shown(one, names.get(one.by_id, "")) for one in of_visits}
    return [
        replace(
            shown[one.pk],
            others=tuple(shown[two.pk] for two in of_visits if two.visit == one.visit and two.pk != one.pk),
        )
        for one in waiting
    ]


def record_shown(record: VisitRecord) -> RecordShown:
    """One record with the others of its visit."""
    of_visit = list(
        VisitRecord.objects.filter(visit=record.visit)
        .select_related("case", "photo")
        .defer("photo__sealed")
        .order_by("received_at", "pk")
    )
    names = ground.account_names({one.by_id for one in of_visit})
    shown = {one.pk: _shown(one, names.get(one.by_id, "")) for one in of_visit}
    others = tuple(row for key, row in shown.items() if key != record.pk)
    return replace(shown[record.pk], others=others)


def _shown(record: VisitRecord, who: str) -> RecordShown:
    said = tuple(str(record.answers[name]) for name in ("need", "note") if record.answers.get(name))
    return RecordShown(
        record=record,
        number=cases.number_of(record.case) if record.case else "",
        who=who,
        result=rules.RESULT_WORDS[rules.Result(record.result)],
        standing=rules.STANDING_WORDS[rules.Standing(record.standing)],
        said=said,
        has_photo=getattr(record, "photo", None) is not None,
    )
