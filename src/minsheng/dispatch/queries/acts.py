"""Reads of dual check-in, of the minutes that were served, and of required and elective acts."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from minsheng.dispatch import rules
from minsheng.dispatch.models import ActDone, CheckIn, Claim, HelpConfirmation, Helper, RequiredAct
from minsheng.dispatch.policies import KEEP_TEAMS
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry

if TYPE_CHECKING:
    from minsheng.registry.models import Organisation

COMMUNITY_KINDS = ("community", "village")


def communities(actor: rights.Actor) -> list[Organisation]:
    """The communities and villages to which units and members of the actor's areas report, by area."""
    return registry.organisations_inside(COMMUNITY_KINDS, actor.areas(KEEP_TEAMS))


def seen_community(community_id: uuid.UUID, actor: rights.Actor) -> Organisation:
    """One of them. Raises `Unseen`."""
    found = registry.organisation_inside(community_id, COMMUNITY_KINDS, actor.areas(KEEP_TEAMS))
    if found is None:
        raise rights.Unseen("没有这个社区（嘎查村），或不在您的服务范围。")
    return found


def seen_check_in(check_in_id: uuid.UUID, actor: rights.Actor) -> CheckIn:
    """One check-in of a unit to a community of the actor's areas. Raises `Unseen`."""
    found = CheckIn.objects.filter(pk=check_in_id).select_related("unit", "community").first()
    if found is None or not actor.may(KEEP_TEAMS, found.community.area_id):
        raise rights.Unseen("没有这个报到，或不在您的服务范围。")
    return found


def check_ins(actor: rights.Actor, on: date) -> list[CheckIn]:
    """The units that report to communities of the actor's areas on a day. One query."""
    areas = rights.inside("community__area_id", actor.areas(KEEP_TEAMS))
    running = Q(valid_to=None) | Q(valid_to__gte=on)
    rows = CheckIn.objects.filter(areas, running, valid_from__lte=on).select_related("unit", "community")
    return list(rows.order_by("community__spelling", "unit__spelling", "pk")[:500])


@dataclass(frozen=True)
class ReportedUnit:
    """The members of one unit who report to the actor's communities, and the minutes that they served this year."""

    unit: str
    persons: int
    minutes: int


@dataclass(frozen=True)
class Reported:
    """Members with two memberships, by unit. `persons` and `minutes` count each person and each minute once.

    `waiting_minutes`: of tasks that nobody on the other side has confirmed; they are not among `minutes`.
    """

    units: tuple[ReportedUnit, ...]
    persons: int
    minutes: int
    waiting_minutes: int


def reported(actor: rights.Actor, at: datetime) -> Reported:
    """What the members who report to the actor's communities served this year. Four queries."""
    on = worktime.local_date(at)
    members = registry.dual_members([one.pk for one in communities(actor)], on)
    served, waiting = _minutes({row.account for row in members if row.account}, on.year)
    by_unit: defaultdict[str, set[uuid.UUID]] = defaultdict(set)
    accounts = {row.person: row.account for row in members}
    for row in members:
        by_unit[row.unit or "—"].add(row.person)
    units = tuple(
        ReportedUnit(name, len(people), sum(served.get(accounts[one], 0) for one in people))
        for name, people in sorted(by_unit.items())
    )
    return Reported(
        units,
        len(accounts),
        sum(served.get(account, 0) for account in set(accounts.values())),
        sum(waiting.get(account, 0) for account in set(accounts.values())),
    )


def _minutes(accounts: set[uuid.UUID], year: int) -> tuple[dict[uuid.UUID | None, int], dict[uuid.UUID | None, int]]:
    """Minutes of a year by account: confirmed by the other side, and those that wait. Required acts have none.

    Confirmed: the case behind was verified and closed, the person signed for the shopping, or the served side said
    how long it was. Where it said that it was not so, nothing counts and nothing waits.
    """
    word = HelpConfirmation.objects.filter(task=OuterRef("task"), helper=OuterRef("helper"))
    done = Claim.objects.filter(
        helper__in=accounts,
        end=rules.ClaimEnd.FINISHED,
        task__done_on__gte=date(year, 1, 1),
        task__end=rules.TaskEnd.DONE,
    ).annotate(said=Subquery(word.values("answer")[:1]), agreed=Subquery(word.values("minutes")[:1]))
    served: defaultdict[uuid.UUID | None, int] = defaultdict(int)
    waiting: defaultdict[uuid.UUID | None, int] = defaultdict(int)
    shown = done.values_list(
        "helper", "task__minutes", "said", "agreed", "task__case__state", "task__shopping__person_signed_at"
    )
    for helper, reported, said, agreed, state, signed_at in shown:
        if said is not None:
            served[helper] += agreed or 0
        elif state == "closed" or signed_at is not None:
            served[helper] += reported or 0
        else:
            waiting[helper] += reported or 0
    return served, waiting


def required_areas(banner: str, year: int) -> list[str]:
    """The area of each required act of a banner that stands in a year. One query."""
    rows = RequiredAct.objects.filter(rights.inside("area_id", [banner]), year=year, withdrawn_at=None)
    return list(rows.values_list("area_id", flat=True))


def required_acts(actor: rights.Actor, year: int) -> list[RequiredAct]:
    """The acts of the actor's areas with how many persons did each (`persons`), never who did not. One query."""
    rows = RequiredAct.objects.filter(
        rights.inside("area_id", actor.areas(KEEP_TEAMS)), year=year, withdrawn_at=None
    ).annotate(persons=Count("done"))
    return list(rows.select_related("area").order_by("area_id", "set_at", "pk"))


def seen_act(act_id: uuid.UUID, actor: rights.Actor) -> RequiredAct:
    """One act of the actor's areas. Raises `Unseen`."""
    act = RequiredAct.objects.filter(rights.inside("area_id", actor.areas(KEEP_TEAMS)), pk=act_id).first()
    if act is None:
        raise rights.Unseen("没有这项规定动作，或不在您的服务范围。")
    return act


def _own(actor: rights.Actor, year: int) -> Q:
    """The acts that hold where the actor helps."""
    area = Helper.objects.filter(pk=actor.account_id).values_list("area", flat=True).first() or ""
    above = [area[:length] for length in range(2, len(area) + 1)]
    return Q(area__in=above, year=year, withdrawn_at=None)


@dataclass(frozen=True)
class OwnActs:
    """A helper's year, for himself: the required acts with whether he did each, and his elective tasks."""

    required: tuple[tuple[RequiredAct, bool], ...]
    elective: int


def own_acts(actor: rights.Actor, year: int) -> OwnActs:
    """The menu of a helper. Elective tasks are unlimited, and nobody else reads their number here. Three queries."""
    done = ActDone.objects.filter(act=OuterRef("pk"), helper=actor.account_id)
    rows = RequiredAct.objects.filter(_own(actor, year)).annotate(is_done=Exists(done)).order_by("set_at", "pk")
    elective = Claim.objects.filter(
        helper=actor.account_id,
        end=rules.ClaimEnd.FINISHED,
        task__done_on__gte=date(year, 1, 1),
        task__end=rules.TaskEnd.DONE,
    )
    return OwnActs(tuple((row, row.is_done) for row in rows), elective.count())


def own_act(act_id: uuid.UUID, actor: rights.Actor, year: int) -> RequiredAct:
    """One act that holds where the actor helps. Raises `Unseen`."""
    act = RequiredAct.objects.filter(_own(actor, year), pk=act_id).first()
    if act is None:
        raise rights.Unseen("没有这项规定动作，或不是您这里的。")
    return act
