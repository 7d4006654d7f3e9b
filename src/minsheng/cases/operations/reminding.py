"""The system reminds: before, at and after the end of a limit, and where a case goes round or nobody is there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from minsheng.cases import rules
from minsheng.cases.facts import Reminded
from minsheng.cases.models import Case, Notice, Rung
from minsheng.foundation import facts, ids, rights, worktime, writing
from minsheng.registry import queries as registry

MOST = 500
"""Notices of one kind in one run; the next run goes on."""


@dataclass(frozen=True)
class NewRung:
    """So many hours from the end of a limit: to the lead, its head, or an office by its code."""

    hours: int
    to: rules.To
    office: str = ""


@writing.operation
def set_ladder(*, area: str, rungs: Sequence[NewRung]) -> None:
    """Set who is reminded when in a banner, in place of what was set before."""
    Rung.objects.filter(area=area).delete()
    Rung.objects.bulk_create(
        Rung(
            area_id=area,
            hours=one.hours,
            to=one.to,
            office_id=registry.organisation_by_code(one.office).pk if one.to is rules.To.OFFICE else None,
        )
        for one in rungs
    )


@writing.operation
def remind(*, at: datetime) -> int:
    """Remind everybody whom the ladders name now; returns how many notices were given. Doing it again gives none."""
    given = 0
    for area in Rung.objects.order_by("area").values_list("area_id", flat=True).distinct():
        rungs = list(Rung.objects.filter(area=area).order_by("hours"))
        is_open = Case.objects.filter(rights.inside("area_id", [area]), state__in=rules.OPEN_STATES)
        given += sum(_of_rung(is_open, rung, following, at) for rung, following in _with_following(rungs))
        office = next((one.office_id for one in reversed(rungs) if one.office_id), None)
        if office is not None:
            given += _to_office(is_open, office, at)
    return given


def _with_following(rungs: Sequence[Rung]) -> Iterable[tuple[Rung, Rung | None]]:
    return zip_longest(rungs, rungs[1:])


def _of_rung(is_open: QuerySet[Case], rung: Rung, following: Rung | None, at: datetime) -> int:
    """Cases that stand on this rung now: past it, and not yet on the following one."""
    reached = is_open.filter(due_at__lte=at - timedelta(hours=rung.hours))
    if following is not None:
        reached = reached.filter(due_at__gt=at - timedelta(hours=following.hours))
    known = Notice.objects.filter(
        case=OuterRef("pk"), cause=rules.Cause.LIMIT, hours=rung.hours, due_at=OuterRef("due_at")
    )
    cases = _locked(reached.exclude(Exists(known)).order_by("due_at", "id"))
    return _give(
        [
            Notice(
                id=ids.new_id(at),
                case=case,
                organisation_id=rung.office_id or case.lead_id,
                to=rung.to,
                cause=rules.Cause.LIMIT,
                hours=rung.hours,
                due_at=case.due_at,
                at=at,
            )
            for case in cases
        ]
    )


def _to_office(is_open: QuerySet[Case], office: uuid.UUID, at: datetime) -> int:
    """What an office above learns of at once: worked on again or passed on too often, and queues with nobody in them."""
    moved = Count("tasks", filter=Q(tasks__end__in=["handed_back", "corrected"]))
    leads = set(is_open.order_by().values_list("lead_id", flat=True).distinct())
    empty = [one for one in leads if not registry.accounts_of(one, worktime.local_date(at))]
    passed = is_open.annotate(moved=moved).filter(moved__gte=rules.MANY)
    counts: dict[uuid.UUID, int] = dict(passed.values_list("pk", "moved"))
    found = [
        (rules.Cause.REWORK, is_open.filter(reopenings__gte=rules.MANY)),
        (rules.Cause.PASSED_ON, is_open.filter(pk__in=counts)),
        (rules.Cause.NOBODY, is_open.filter(lead__in=empty)),
    ]
    rows = []
    for cause, cases in found:
        for case in _locked(cases.order_by("id")):
            count = {rules.Cause.REWORK: case.reopenings, rules.Cause.PASSED_ON: counts.get(case.pk, 0)}.get(cause, 0)
            rows.append(
                Notice(
                    id=ids.new_id(at),
                    case=case,
                    organisation_id=office,
                    to=rules.To.OFFICE,
                    cause=cause,
                    count=count,
                    at=at,
                )
            )
    return _give(_unknown(rows))


def _unknown(rows: Sequence[Notice]) -> list[Notice]:
    """Those that were not given before for the same count."""
    given = Notice.objects.filter(case__in=[one.case_id for one in rows]).exclude(cause=rules.Cause.LIMIT)
    known = set(given.values_list("case_id", "cause", "count"))
    return [one for one in rows if (one.case_id, one.cause, one.count) not in known]


def _locked(cases: QuerySet[Case]) -> list[Case]:
    """Some of them, locked; one that somebody works on this very moment waits for the next run."""
    found = Case.objects.filter(pk__in=list(cases.values_list("pk", flat=True)[:MOST]))
    return list(found.select_for_update(skip_locked=True).order_by("pk"))


def _give(notices: Sequence[Notice]) -> int:
    Notice.objects.bulk_create(notices)
    for one in notices:
        told = Reminded(
            about=one.case_id,
            area=facts.Code(one.case.area_id),
            organisation=one.organisation_id,
            to=facts.Code(one.to),
            cause=facts.Code(one.cause),
            hours=one.hours,
            count=one.count,
        )
        facts.tell(told, by=None, at=one.at)
    return len(notices)
