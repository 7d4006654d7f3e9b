"""The system reminds: before, at and after the end of a limit, and where a case goes round or nobody is there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, UUIDField, Value

from minsheng.cases import queries, rules
from minsheng.cases.facts import Reminded
from minsheng.cases.models import Case, CoHandler, Notice, Rung, WhistleStep
from minsheng.foundation import facts, ids, rights, worktime, writing
from minsheng.foundation import queries as ground
from minsheng.registry import queries as registry

MOST = 500
"""Notices of one kind in one run; the next run goes on."""
WORKING = frozenset({"cases.deliver", "cases.triage"})
"""Who holds one of these can do something with a case that his organisation has."""
NOBODYS = Value(None, output_field=UUIDField())
"""Of a row that is about the lead: nobody else owes anything."""


@dataclass(frozen=True)
class NewRung:
    """So many hours from the end of a limit: to the lead, its head, or an office by its code."""

    hours: int
    to: rules.To
    office: str = ""


@writing.operation
def set_ladder(*, area: str, rungs: Sequence[NewRung], co_handlers: Sequence[NewRung] = ()) -> None:
    """Set who is reminded when in a banner, in place of what was set before; co-handlers stand on the same rungs
    unless they have some of their own. To lead, head: theirs.
    """
    Rung.objects.filter(area=area).delete()
    Rung.objects.bulk_create(
        Rung(
            area_id=area,
            of=of,
            hours=one.hours,
            to=one.to,
            office_id=registry.organisation_by_code(one.office).pk if one.to is rules.To.OFFICE else None,
        )
        for of, steps in ((rules.Ladder.LEAD, rungs), (rules.Ladder.CO_HANDLER, co_handlers))
        for one in steps
    )


@writing.operation
def remind(*, at: datetime) -> int:
    """Remind everybody whom the ladders name now; returns how many notices were given. Doing it again gives none.

    An office in which nobody can sign in is reminded of nothing: the next one above it is, so that somebody reads it.
    """
    given = 0
    for area in Rung.objects.order_by("area").values_list("area_id", flat=True).distinct():
        known = list(Rung.objects.filter(area=area).order_by("hours"))
        office = _with_somebody(area, known, at)
        rungs = [one for one in known if one.of == rules.Ladder.LEAD]
        own = [one for one in known if one.of == rules.Ladder.CO_HANDLER]
        is_open = Case.objects.filter(rights.inside("area_id", [area]), state__in=rules.OPEN_STATES)
        for rung, following in _with_following(rungs):
            given += _of_rung(is_open, rung, following, at)
            given += _of_owed(_called(is_open), rung, following, at)
        for rung, following in _with_following(own or rungs):
            given += _of_owed(_helping(is_open), rung, following, at)
        if office is not None:
            given += _to_office(is_open, office, at)
    return given


def _with_somebody(area: str, rungs: Sequence[Rung], at: datetime) -> uuid.UUID | None:
    """The office that learns at once: the last one of the ladder of leads, else the intake; above it where nobody is there.

    Each rung to an office without anybody is moved to the one above it that has somebody.
    """
    on = worktime.local_date(at)
    for one in rungs:
        if one.office_id:
            one.office_id = registry.nearest_with_people(one.office_id, on)
    last = next((one.office_id for one in reversed(rungs) if one.office_id and one.of == rules.Ladder.LEAD), None)
    if last is not None:
        return last
    intake = registry.intake_for(area)
    return registry.nearest_with_people(intake.id, on) if intake else None


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


def _of_owed(rows: QuerySet[Any], rung: Rung, following: Rung | None, at: datetime) -> int:
    """What others than the lead owe: co-handlers on rungs of their own or the lead's, whoever was called on the lead's."""
    owed = _standing(rows, rung, following, at)
    cases = {one.pk: one for one in _locked(Case.objects.filter(pk__in=[one.of_case for one in owed]).order_by("pk"))}
    return _give(
        [
            Notice(
                id=ids.new_id(at),
                case=cases[one.of_case],
                organisation_id=rung.office_id or one.of,
                to=rung.to,
                cause=one.why,
                hours=rung.hours,
                due_at=one.due_at,
                owed_by_id=one.of,
                step=one.what,
                at=at,
            )
            for one in owed
            if one.of_case in cases
        ]
    )


def _helping(is_open: QuerySet[Case]) -> QuerySet[Any]:
    """What co-handlers owe in these cases, and from when on."""
    return CoHandler.objects.filter(assigned_at__isnull=False, ended_at=None, case__in=is_open).annotate(
        why=Value(rules.Cause.HELPING.value),
        of_case=F("case_id"),
        of=F("organisation_id"),
        what=Value(""),
        since=F("assigned_at"),
    )


def _called(is_open: QuerySet[Case]) -> QuerySet[Any]:
    """What whoever was called for owes in these cases, and from when on."""
    return WhistleStep.objects.filter(done_at=None, call__whistle__case__in=is_open).annotate(
        why=Value(rules.Cause.WHISTLE.value),
        of_case=F("call__whistle__case_id"),
        of=F("call__organisation_id"),
        what=F("step"),
        since=F("call__whistle__blown_at"),
    )


def _standing(rows: QuerySet[Any], rung: Rung, following: Rung | None, at: datetime) -> list[Any]:
    """Of these limits, those that stand on a rung now and were not reminded of there.

    One that is shorter than a rung lies before its end is not reminded of the moment it begins.
    """
    before = timedelta(hours=rung.hours)
    reached = rows.filter(due_at__lte=at - before, since__lte=F("due_at") + before if rung.hours < 0 else F("due_at"))
    if following is not None:
        reached = reached.filter(due_at__gt=at - timedelta(hours=following.hours))
    known = Notice.objects.filter(
        case=OuterRef("of_case"),
        cause=OuterRef("why"),
        hours=rung.hours,
        due_at=OuterRef("due_at"),
        owed_by=OuterRef("of"),
        step=OuterRef("what"),
    )
    found = reached.exclude(Exists(known)).order_by("due_at", "pk")
    return list(found.values_list("of_case", "of", "what", "why", "due_at", named=True)[:MOST])


def _to_office(is_open: QuerySet[Case], office: uuid.UUID, at: datetime) -> int:
    """What an office above learns of at once: worked on again or passed on too often, queues with nobody in them, and
    arguments that nobody may decide.
    """
    moved = Count("tasks", filter=Q(tasks__end__in=["handed_back", "corrected"]))
    passed = is_open.annotate(moved=moved).filter(moved__gte=rules.MANY)
    often = is_open.filter(reopenings__gte=rules.MANY)
    empty = _without_people(is_open.order_by().values_list("lead_id", flat=True).distinct(), at)
    helped = CoHandler.objects.filter(assigned_at__isnull=False, ended_at=None, case__in=is_open)
    idle = _without_people(helped.order_by().values_list("organisation_id", flat=True).distinct(), at)
    reasons: list[tuple[rules.Cause, Iterable[tuple[Any, ...]]]] = [
        (rules.Cause.REWORK, often.order_by("id").values_list("pk", "reopenings", NOBODYS)),
        (rules.Cause.PASSED_ON, passed.order_by("id").values_list("pk", "moved", NOBODYS)),
        (rules.Cause.NO_ARBITER, [(case, count, None) for case, count in queries.undecidable(is_open, at)]),
        (rules.Cause.NOBODY, is_open.filter(lead__in=empty).order_by("id").values_list("pk", Value(0), NOBODYS)),
        (
            rules.Cause.NOBODY,
            helped.filter(organisation__in=idle).order_by("case").values_list("case", Value(0), "organisation"),
        ),
    ]
    return sum(_notice(cause, rows, office, at) for cause, rows in reasons)


def _without_people(organisations: Iterable[uuid.UUID], at: datetime) -> list[uuid.UUID]:
    """Those of them in which nobody can sign in who may work on a case or say who shall."""
    on = worktime.local_date(at)
    people = {one: set(registry.accounts_of(one, on)) for one in organisations}
    held = ground.roles_held(set().union(*people.values()), on)
    able = {
        account
        for account, rows in held.items()
        if any(since <= on and permissions & WORKING for *_, since, _, permissions in rows)
    }
    return [one for one, accounts in people.items() if not accounts & able]


def _notice(cause: rules.Cause, rows: Iterable[tuple[Any, ...]], office: uuid.UUID, at: datetime) -> int:
    """Tell the office of these (case, count, whose task it is) what it was not told for the same count before."""
    found = set(rows)
    given = Notice.objects.filter(cause=cause, case__in=[case for case, *_ in found])
    fresh = sorted(found - set(given.values_list("case_id", "count", "owed_by_id")), key=str)[:MOST]
    cases = {one.pk: one for one in _locked(Case.objects.filter(pk__in=[case for case, *_ in fresh]).order_by("pk"))}
    return _give(
        [
            Notice(
                id=ids.new_id(at),
                case=cases[case],
                organisation_id=office,
                to=rules.To.OFFICE,
                cause=cause,
                count=count,
                owed_by_id=owing,
                at=at,
            )
            for case, count, owing in fresh
            if case in cases
        ]
    )


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
            owed_by=one.owed_by_id,
            step=facts.Code(one.step) if one.step else None,
        )
        facts.tell(told, by=None, at=one.at)
    return len(notices)
