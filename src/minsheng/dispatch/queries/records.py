"""The records of voluntary service, in the fields of the national norm (MZ/T 061-2015; order 67 of the Ministry, 2020).

Nobody writes a record: it follows from help that was claimed, done, and confirmed by the served side.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import OuterRef, Q, QuerySet, Subquery

from minsheng.dispatch import rules
from minsheng.dispatch.models import Claim, HelpConfirmation
from minsheng.foundation import rights, sheets, worktime

Form = Literal["xlsx", "csv"]
HEADINGS = (
    *("志愿者编号", "姓名", "服务项目", "服务地点", "服务日期", "服务时长（小时）"),
    *("服务对象", "核实方式", "核实日期", "记录编号"),
)
HOW_WORDS = {
    "paper": "服务对象签字",
    "phone": "电话问服务对象",
    "visit": "当面问服务对象",
    "organisation": "服务的单位确认",
}


@dataclass(frozen=True)
class HelpRecord:
    """One service of one helper with the time that the served side confirmed. Whom he served is not said."""

    helper: uuid.UUID
    name: str
    kind: str
    area: str
    on: date
    minutes: int
    is_person: bool
    how: str
    confirmed_on: date
    number: int


def own_records(actor: rights.Actor) -> list[HelpRecord]:
    """The actor's own records, the newest first. One query."""
    return _records(_confirmed().filter(helper=actor.account_id))


def records_in(area: str) -> list[HelpRecord]:
    """The records of all help inside an area, the newest first, for whoever was granted them. One query."""
    return _records(_confirmed().filter(rights.inside("task__area_id", [area])))


def _confirmed() -> QuerySet[Claim]:
    """Finished places of tasks that are done and that the served side has confirmed: by its word, by closing, by signing."""
    word = HelpConfirmation.objects.filter(task=OuterRef("task"), helper=OuterRef("helper"))
    found = Claim.objects.filter(end=rules.ClaimEnd.FINISHED, task__end=rules.TaskEnd.DONE).annotate(
        said=Subquery(word.values("answer")[:1]),
        agreed=Subquery(word.values("minutes")[:1]),
        said_how=Subquery(word.values("how")[:1]),
        said_at=Subquery(word.values("noted_at")[:1]),
    )
    by_word = Q(said=rules.Answer.YES, agreed__gte=1)
    otherwise = Q(task__case__state="closed") | Q(task__shopping__person_signed_at__isnull=False)
    return found.filter(by_word | Q(said=None, task__minutes__gte=1) & otherwise)


def _records(rows: QuerySet[Claim]) -> list[HelpRecord]:
    shown = rows.select_related("helper", "task__area", "task__case", "task__shopping")
    return [_record(row) for row in shown.order_by("-task__done_on", "-ended_at", "-pk")]


def _record(row: Claim) -> HelpRecord:
    told, task = vars(row), row.task
    shopping = getattr(task, "shopping", None)
    if told["said"]:
        how, at = HOW_WORDS[told["said_how"]], told["said_at"]
    elif shopping is not None and shopping.person_signed_at:
        how, at = HOW_WORDS[shopping.how_signed], shopping.person_signed_at
    else:
        how, at = "回访核实", task.case.ended_at if task.case else row.ended_at
    return HelpRecord(
        helper=row.helper_id,
        name=row.helper.name,
        kind=rules.KIND_WORDS[rules.TaskKind(task.kind)],
        area=task.area.name,
        on=task.done_on or worktime.local_date(row.ended_at or task.opened_at),
        minutes=told["agreed"] or task.minutes or 0,
        is_person=told["said_how"] != "organisation",
        how=how,
        confirmed_on=worktime.local_date(at),
        number=row.pk,
    )


def records_file(records: Sequence[HelpRecord], form: Form) -> bytes:
    """The records as a workbook or as CSV, hours with two digits, rounded down."""
    if form == "csv":
        return sheets.csv_file(HEADINGS, _cells(records))
    return sheets.workbook(HEADINGS, _cells(records), title="志愿服务记录")


def _cells(records: Sequence[HelpRecord]) -> Iterator[list[str]]:
    for one in records:
        hundredths = one.minutes * 100 // 60
        yield [
            str(one.helper),
            one.name,
            one.kind,
            one.area,
            f"{one.on:%Y-%m-%d}",
            f"{hundredths // 100}.{hundredths % 100:02}",
            "居民" if one.is_person else "单位",
            one.how,
            f"{one.confirmed_on:%Y-%m-%d}",
            str(one.number),
        ]
