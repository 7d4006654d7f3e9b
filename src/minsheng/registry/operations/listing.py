"""Writes of lists that follow from a rule: declared by somebody, decided by another where sensitive, extended, ended."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from minsheng.foundation import facts, ids, rights, worktime, writing
from minsheng.registry import queries
from minsheng.registry.facts import ListDecided, ListDeclared, ListEnded, ListExtended
from minsheng.registry.models import DerivedList
from minsheng.registry.operations import declaring
from minsheng.registry.rules import listing as rules

State = DerivedList.State


@writing.operation
def set_list(*, code: str, values: Mapping[str, object]) -> None:
    """Declare a list of the preset (name, area_id, purpose_id, owner_id, rule, expires_on) or bring it up to date."""
    DerivedList.objects.update_or_create(code=code, defaults=dict(values))


@dataclass(frozen=True, kw_only=True)
class NewList:
    """What somebody declares: nobody's name, only the rule."""

    name: str
    area: str
    purpose: str
    owner_id: uuid.UUID
    rule: Mapping[str, object]
    expires_on: date


@writing.operation
def declare_list(*, told: NewList, by: rights.Actor, at: datetime) -> DerivedList:
    """Declare a list. It stands at once, unless it is sensitive: then it lists nobody until another person says yes.

    Raises `Refused`, `Unseen` (an owner out of sight), `UnknownPurpose`, and `ValueError` for a rule or a day that
    will not do.
    """
    rights.require(by, queries.DECLARE, told.area)
    purpose, owner = queries.purpose(told.purpose), queries.seen_organisation(told.owner_id, by)
    rule = rules.Rule.read(told.rule)
    _check_end(told.expires_on, at)
    is_sensitive = rules.is_sensitive(rule, is_purpose_sensitive=purpose.is_sensitive)
    made = DerivedList.objects.create(
        code=f"list-{ids.new_id(at).hex}",
        name=told.name,
        area_id=told.area,
        purpose=purpose,
        owner=owner,
        rule=dict(told.rule),
        expires_on=told.expires_on,
        **declaring.declared(needs_decision=is_sensitive, by=by, at=at),
    )
    fact = ListDeclared(
        about=rules.about(made.pk),
        area=facts.Code(made.area_id),
        purpose=facts.Code(purpose.pk),
        owner=owner.pk,
        expires_on=told.expires_on,
        needs_decision=is_sensitive,
    )
    facts.tell(fact, by=by.id, at=at)
    return made


def _check_end(on: date, at: datetime) -> None:
    today = worktime.local_date(at)
    if not today < on <= today + timedelta(days=rules.MOST_DAYS):
        raise ValueError("到期日要在今天以后、一年以内。还要用的，到期前再延。")


def _locked(code: str, by: rights.Actor) -> DerivedList:
    queries.seen_list(code, by)
    return DerivedList.objects.select_for_update(of=("self",)).select_related("purpose").get(pk=code)


@writing.operation
def decide_list(*, code: str, is_approved: bool, answer: str, by: rights.Actor, at: datetime) -> DerivedList:
    """Say yes or no to a sensitive list that somebody else declared; a no says why.

    Raises `Unseen`, `Refused` (also for whoever declared it), and `ValueError` where it does not wait.
    """
    found = _locked(code, by)
    rights.require(by, queries.APPROVE, found.area_id)
    declaring.decide(found, is_approved=is_approved, answer=answer, by=by, at=at)
    outcome = facts.Code("approved" if is_approved else "refused")
    facts.tell(ListDecided(about=rules.about(code), area=facts.Code(found.area_id), outcome=outcome), by=by.id, at=at)
    return found


@writing.operation
def extend_list(*, code: str, expires_on: date, by: rights.Actor, at: datetime) -> DerivedList:
    """Let a list go on until another day, a year at the most; a sensitive one by another person than declared it.

    Raises `Unseen`, `Refused`, and `ValueError` for one that does not stand, or a day that will not do.
    """
    found = _locked(code, by)
    is_sensitive = queries.is_list_sensitive(found)
    rights.require(by, queries.APPROVE if is_sensitive else queries.DECLARE, found.area_id)
    if is_sensitive and found.declared_by == by.id:
        raise rights.Refused("敏感名单要由另一个有批准权限的人来延期。")
    if found.state != State.STANDING:
        raise ValueError("这份名单不在用，不能延期。需要时请重新设一份。")
    _check_end(expires_on, at)
    if expires_on <= found.expires_on:
        raise ValueError("新的到期日要晚于原来的。要提前停用，请用“结束”。")
    found.expires_on = expires_on
    found.save(update_fields=["expires_on"])
    told = ListExtended(about=rules.about(code), area=facts.Code(found.area_id), expires_on=expires_on)
    facts.tell(told, by=by.id, at=at)
    return found


@writing.operation
def end_list(*, code: str, by: rights.Actor, at: datetime) -> DerivedList:
    """End a list, or take back one that still waits; ending it again changes nothing. Raises `Unseen`, `Refused`."""
    found = _locked(code, by)
    rights.require(by, queries.DECLARE, found.area_id)
    if declaring.end(found, by=by, at=at):
        facts.tell(ListEnded(about=rules.about(code), area=facts.Code(found.area_id)), by=by.id, at=at)
    return found
