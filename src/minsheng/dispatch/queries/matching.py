"""Whom one may ask for a task, read for the matcher; and the offers that stand."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q

from minsheng.dispatch import rules
from minsheng.dispatch.models import Claim, Helper, HelperSkill, HelpTask, Offer, Pairing, PushRule
from minsheng.dispatch.queries.resting import tired
from minsheng.dispatch.queries.tasks import hazards_of, when_words
from minsheng.dispatch.queries.zones import zone_of
from minsheng.foundation import queries as ground
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry

BANNER_DIGITS = 6
HERE = 1
"""The number of the task's own zone, as the matcher sees it."""


@dataclass(frozen=True)
class OfferShown:
    """A task that a helper is asked for, and why he."""

    task: uuid.UUID
    title: str
    area: str
    when: str
    reasons: tuple[str, ...]
    is_handed_over: bool
    hazards: str


def push_rule(area: str) -> rules.Push:
    """The parameters that hold in an area: those of the nearest area above, else the usual ones. One query."""
    above = [area[:length] for length in range(2, len(area) + 1)]
    row = PushRule.objects.filter(area__in=above).order_by("-area").first()
    if row is None:
        return rules.Push()
    waits = (row.after_hours, row.offer_to, row.offer_hours, row.claim_hours)
    others = (row.most_cash_fen, row.required_per_year, row.confirm_days, row.offline_hours)
    return rules.Push(
        *waits, *others, row.at_the_door, row.not_waited_for, row.insurance, row.rest_minutes, row.most_per_day
    )


def insurance_of(actor: rights.Actor, permission: str) -> tuple[str, ...]:
    """By whom helpers are insured in the areas where the actor may do this; empty where nobody has said so anywhere."""
    found = {push_rule(area).insurance for area in actor.areas(permission)}
    return tuple(sorted(one for one in found if one))


def offline_hours(actor: rights.Actor) -> int:
    """How long the actor's phone keeps visits without network: the shortest of his areas."""
    areas = {*actor.areas("dispatch.claim"), *actor.areas("cases.deliver")}
    return min((push_rule(area).offline_hours for area in areas), default=rules.Push().offline_hours)


def helpers_for(task: HelpTask, at: datetime, most: int) -> list[rules.matching.Ranked]:
    """The helpers of the banner who may be asked, best first. Eleven queries, however many there are."""
    helpers = list(
        Helper.objects.filter(rights.inside("area_id", [task.area_id[:BANNER_DIGITS]]), takes_offers=True)
        .exclude(account__in=Offer.objects.filter(task=task).values("helper"))
        .exclude(account__in=task.claims.filter(ended_at=None).values("helper"))
        .order_by("pk")
    )
    rests = _resting([one.pk for one in helpers], task)
    helpers = [one for one in helpers if one.pk not in rests]
    ids = [one.pk for one in helpers]
    can, proven = _skills(ids, task.window_start or at)
    known, paired = _been_there(task, ids), _paired(task)
    own_zone = _answering_for_zone(task.area_id, worktime.local_date(at))
    candidates = [
        rules.matching.Candidate(
            id=one.pk,
            area=one.area_id,
            skills=frozenset(can[one.pk]),
            licences=frozenset(proven[one.pk]),
            free_slots=frozenset(one.free_slots),
            most_tasks=one.most_tasks,
            has_been_there=one.pk in known,
            is_paired=one.pk in paired,
            zones=frozenset({HERE}) if one.pk in own_zone else frozenset(),
        )
        for one in helpers
    ]
    return rules.matching.rank(_asked(task), candidates, _busy(ids), most)


def _asked(task: HelpTask) -> rules.matching.Asked:
    start, end = task.window_start, task.window_end
    local = worktime.local(start) if start else None
    return rules.matching.Asked(
        id=task.pk,
        area=task.area_id,
        zone=HERE,
        skill=task.skill_id or "",
        needs_licence=bool(task.skill and task.skill.needs_licence),
        start=_minute(start),
        end=_minute(end),
        slot=rules.matching.slot_of(local.weekday(), local.hour) if local else -1,
    )


def _resting(helpers: list[uuid.UUID], task: HelpTask) -> frozenset[uuid.UUID]:
    """Who has to rest at the time of the task, and is not asked for it."""
    if task.window_start is None or task.window_end is None:
        return frozenset()
    return tired(
        helpers, rules.resting.Window(task.window_start, task.window_end, task.area_id), push_rule(task.area_id)
    )


def _minute(at: datetime | None) -> int:
    return int(at.timestamp() // 60) if at else 0


def _skills(
    helpers: Iterable[uuid.UUID], at: datetime
) -> tuple[defaultdict[uuid.UUID, set[str]], defaultdict[uuid.UUID, set[str]]]:
    """What each helper says he can, and for what somebody saw a licence that holds on the day."""
    on = worktime.local_date(at)
    can: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    proven: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    for row in HelperSkill.objects.filter(helper__in=list(helpers)):
        can[row.helper_id].add(row.skill_id)
        if row.valid_to is not None and row.valid_to >= on:
            proven[row.helper_id].add(row.skill_id)
    return can, proven


def _been_there(task: HelpTask, helpers: list[uuid.UUID]) -> frozenset[uuid.UUID]:
    if task.person_id is None:
        return frozenset()
    done = Claim.objects.filter(task__person=task.person_id, end=rules.ClaimEnd.FINISHED, helper__in=helpers)
    return frozenset(done.values_list("helper", flat=True))


def _paired(task: HelpTask) -> frozenset[uuid.UUID]:
    """The helper of the household for which the task is."""
    if task.person_id is None:
        return frozenset()
    standing = Pairing.objects.filter(ended_at=None, helper_agreed_at__isnull=False)
    return frozenset(standing.filter(household__people=task.person_id).values_list("helper", flat=True))


def _answering_for_zone(area: str, on: date) -> frozenset[uuid.UUID]:
    """The accounts of those who answer for the zone around an area."""
    zone = zone_of(area)
    return frozenset(registry.accounts_of(zone.organisation_id, on)) if zone else frozenset()


def _busy(helpers: list[uuid.UUID]) -> list[rules.matching.Busy]:
    rows = Claim.objects.filter(ended_at=None, helper__in=helpers).values_list(
        "helper", "task__window_start", "task__window_end"
    )
    return [
        rules.matching.Busy(helper=helper, start=_minute(start), end=_minute(end) if start else 0)
        for helper, start, end in rows
    ]


def is_asked(account_id: uuid.UUID, at: datetime) -> bool:
    """Is somebody asked for anything that he could still take: no answer yet, not lapsed, a place free or to be taken over?"""
    held = Count("task__claims", filter=Q(task__claims__ended_at=None))
    standing = Offer.objects.filter(helper=account_id, ended_at=None, task__ended_at=None).select_related("task")
    return any(
        one.replaces_id is not None
        or (one.held < one.task.people_needed and not rules.has_lapsed(one.offered_at, at, push_rule(one.task.area_id)))
        for one in standing.annotate(held=held)
    )


def offers_to(actor: rights.Actor) -> list[OfferShown]:
    """The tasks that a helper is asked for now, the oldest offer first. Two queries."""
    rows = list(
        Offer.objects.filter(helper=actor.account_id, ended_at=None, task__ended_at=None)
        .select_related("task__skill")
        .order_by("offered_at", "pk")
    )
    areas = ground.division_names(row.task.area_id for row in rows)
    return [
        OfferShown(
            row.task_id,
            row.task.title,
            areas.get(row.task.area_id, ""),
            when_words(row.task.window_start, row.task.window_end),
            tuple(row.reasons),
            row.replaces_id is not None,
            hazards_of(row.task),
        )
        for row in rows
    ]


def colleagues(actor: rights.Actor, task: HelpTask, at: datetime) -> dict[uuid.UUID, str]:
    """Helpers whom one may ask to take a task over: of its township and, for licensed work, with a licence. Two queries."""
    rows = Helper.objects.filter(rights.inside("area_id", [task.area_id[:9]])).exclude(pk=actor.account_id)
    if task.skill is not None and task.skill.needs_licence:
        on = worktime.local_date(task.window_start or at)
        proven = HelperSkill.objects.filter(skill=task.skill_id, proven_on__lte=on, valid_to__gte=on)
        rows = rows.filter(pk__in=proven.values("helper"))
    return dict(rows.order_by("account__name").values_list("pk", F("account__name")))
