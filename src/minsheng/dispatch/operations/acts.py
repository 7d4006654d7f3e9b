"""Dual check-in of units and members; required acts, which are few and capped."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from minsheng.dispatch import policies, queries
from minsheng.dispatch.facts import RequiredActDone, RequiredActSet, RequiredActWithdrawn, UnitCheckedIn, UnitLeft
from minsheng.dispatch.models import ActDone, CheckIn, RequiredAct
from minsheng.dispatch.operations.offering import refuse_secrets
from minsheng.dispatch.rules import acts
from minsheng.foundation import facts, ids, rights, worktime, writing
from minsheng.registry import operations as registry


@writing.operation
def check_in_unit(
    *, unit_id: uuid.UUID, community_id: uuid.UUID, valid_from: date, by: rights.Actor, at: datetime
) -> CheckIn:
    """A unit reports to a community; one that has reported keeps the one check-in.

    Raises `Unseen`, and `ValueError` where the two are the same.
    """
    community = queries.seen_community(community_id, by)
    if unit_id == community.pk:
        raise ValueError("单位和社区要是两个组织。请核对。")
    running = CheckIn.objects.filter(unit=unit_id, community=community.pk).exclude(valid_to__lt=valid_from).first()
    if running is not None:
        return running
    try:
        with transaction.atomic():
            made = CheckIn.objects.create(
                id=ids.new_id(at), unit_id=unit_id, community_id=community.pk, valid_from=valid_from
            )
    except IntegrityError:  # somebody else entered the same at the same moment
        return CheckIn.objects.get(unit=unit_id, community=community.pk, valid_to=None)
    told = UnitCheckedIn(about=made.pk, area=facts.Code(community.area_id), unit=unit_id, valid_from=valid_from)
    facts.tell(told, by=by.id, at=at)
    return made


@writing.operation
def end_check_in(*, check_in_id: uuid.UUID, on: date, by: rights.Actor, at: datetime) -> None:
    """A unit reports to a community for the last time on a day. Raises `Unseen`, `ValueError`."""
    found = queries.seen_check_in(check_in_id, by)
    if on < found.valid_from:
        raise ValueError("结束日期不能早于开始日期。请核对。")
    if found.valid_to is None or found.valid_to > on:
        CheckIn.objects.filter(pk=found.pk).update(valid_to=on)
        facts.tell(UnitLeft(about=found.pk, area=facts.Code(found.community.area_id), valid_to=on), by=by.id, at=at)


@writing.operation
def check_in_member(
    *,
    person_id: uuid.UUID,
    unit_id: uuid.UUID,
    community_id: uuid.UUID,
    valid_from: date,
    by: rights.Actor,
    at: datetime,
) -> None:
    """A member stays in his unit and reports to the community where he lives: two memberships, once each.

    Raises `Unseen`, `Refused`, `ValueError`.
    """
    community = queries.seen_community(community_id, by)
    registry.register_dual(
        person_id=person_id, unit_id=unit_id, community_id=community.pk, valid_from=valid_from, by=by, at=at
    )


@writing.operation
def set_required_act(*, area: str, title: str, by: rights.Actor, at: datetime) -> RequiredAct:
    """Set a required act of this year for an area and below. Raises `Refused`, and `ValueError` above the cap."""
    policies.require_keep_teams(by, area)
    refuse_secrets(title)
    if not title.strip():
        raise ValueError("请写明做什么。")
    year = worktime.local_date(at).year
    _one_at_a_time(area[:6], year)
    known = RequiredAct.objects.filter(area=area, year=year, title=title.strip(), withdrawn_at=None).first()
    if known is not None:
        return known
    standing = queries.required_areas(area[:6], year)
    acts.require_cap([*standing, area], queries.push_rule(area).required_per_year)
    made = RequiredAct.objects.create(id=ids.new_id(at), area_id=area, year=year, title=title.strip(), set_at=at)
    facts.tell(RequiredActSet(about=made.pk, area=facts.Code(area)), by=by.id, at=at)
    return made


def _one_at_a_time(banner: str, year: int) -> None:
    """Until the end of this transaction nobody else sets a required act of this banner and year."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7301131, %s)", [int(banner) * 100 + year % 100])


@writing.operation
def withdraw_required_act(*, act_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """Take a required act back; who did it has done it. Raises `Unseen`."""
    act = queries.seen_act(act_id, by)
    if RequiredAct.objects.filter(pk=act.pk, withdrawn_at=None).update(withdrawn_at=at):
        facts.tell(RequiredActWithdrawn(about=act.pk, area=facts.Code(act.area_id)), by=by.id, at=at)


@writing.operation
def do_required_act(*, act_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """A helper says that he did it; again changes nothing. It is a duty: no hours. Raises `Unseen`."""
    act = queries.own_act(act_id, by, worktime.local_date(at).year)
    _, is_new = ActDone.objects.get_or_create(act=act, helper_id=by.id, defaults={"done_at": at})
    if is_new:
        facts.tell(RequiredActDone(about=act.pk, area=facts.Code(act.area_id)), by=by.id, at=at)


def load_required_act(*, area: str, year: int, title: str, at: datetime) -> None:
    """Enter a sample act of a preset."""
    found = RequiredAct.objects.filter(area=area, year=year, title=title, withdrawn_at=None)
    if not found.exists():
        RequiredAct.objects.create(id=ids.new_id(at), area_id=area, year=year, title=title, set_at=at, is_sample=True)
