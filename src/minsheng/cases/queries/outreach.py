"""Whom to contact of one's own accord: who is on a list by its rule, willing, and without contact for too long."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from minsheng.cases import rules
from minsheng.cases.models import OutreachContact, OutreachRule, Task, Telling, Verification, Voice
from minsheng.foundation import queries as ground
from minsheng.foundation import rights, worktime
from minsheng.foundation.sentences import Sentence, say
from minsheng.registry import queries as registry

PAGE = 50


@dataclass(frozen=True)
class OutreachLine:
    """A person to contact, with every reason; `address` is for whoever goes there."""

    id: uuid.UUID
    name: str
    area: str
    area_name: str
    address: str
    last_at: datetime | None
    reasons: tuple[Sentence, ...]


def outreach_rules(actor: rights.Actor) -> list[OutreachRule]:
    """The lists of the actor that ask for contacts. One query."""
    found = OutreachRule.objects.filter(derived_list__in=registry.visible_lists(actor).order_by().values("pk"))
    return list(found.select_related("derived_list__area", "derived_list__purpose").order_by("derived_list__name"))


def seen_outreach(code: str, actor: rights.Actor) -> OutreachRule:
    """The rule of one list. Raises `Unseen` where it does not exist for the actor or asks for no contacts."""
    seen = registry.seen_list(code, actor)
    found = OutreachRule.objects.filter(derived_list=seen).first()
    if found is None:
        raise rights.Unseen("这份名单不用主动联系，或不在您的服务范围。")
    found.derived_list = seen
    return found


def outreach_lines(rule: OutreachRule, actor: rights.Actor, at: datetime, most: int = PAGE) -> list[OutreachLine]:
    """Whom to contact now, those first who have waited longest. Who said no to it is never among them.

    Consent, rule and rights are read in the same statement as the people. The page that shows them logs a reading.
    """
    since = at - timedelta(days=rule.no_contact_days)
    people = _with_last_contact(registry.people_on(rule.derived_list, actor, at))
    due = people.filter(Q(last_at=None) | Q(last_at__lte=since)).order_by(F("last_at").asc(nulls_first=True), "pk")
    return _lines(list(due[:most]), rule, at)


def outreach_line(rule: OutreachRule, person_id: uuid.UUID, actor: rights.Actor, at: datetime) -> OutreachLine:
    """One person of a list, contacted lately or not. Raises `Unseen` where he is not on it, or not any more."""
    found = _with_last_contact(registry.people_on(rule.derived_list, actor, at).filter(pk=person_id))
    lines = _lines(list(found), rule, at)
    if not lines:
        raise rights.Unseen("这个人不在这份名单上，或已经说过不要主动联系。")
    return lines[0]


def _with_last_contact(people: QuerySet[Any]) -> QuerySet[Any]:
    """With `last_at`: when he last rang or came, answered, was told, was visited, was contacted from a list, or was
    spoken with by a lead or by whoever did a task of the pool.
    """
    reached = OutreachContact.objects.exclude(result=rules.OutreachResult.NOT_REACHED)
    answered = Verification.objects.filter(asked__in=[Verification.Asked.SELF, Verification.Asked.VISIT])
    told = Telling.objects.filter(channel__in=[Telling.Channel.PHONE, Telling.Channel.VISIT])
    found = (
        _last(Voice.objects.exclude(channel=Voice.Channel.FILE), "case__person", "heard_at"),
        _last(answered, "delivery__case__person", "at"),
        _last(told, "voice__case__person", "at"),
        _last(Task.objects.filter(code_matched=True), "case__person", "visit_started_at"),
        _last(reached, "person", "at"),
    )
    annotated: QuerySet[Any] = people.annotate(last_at=Greatest(*found))
    return annotated


def _last(rows: QuerySet[Any], person: str, moment: str) -> Subquery:
    own = rows.filter(Q(**{person: OuterRef("pk")}) | Q(**{f"{person}__answered_by": OuterRef("pk")})).order_by()
    latest = own.annotate(whom=OuterRef("pk")).values("whom").annotate(latest=Max(moment))
    return Subquery(latest.values("latest"))


def _lines(people: list[Any], rule: OutreachRule, at: datetime) -> list[OutreachLine]:
    names = ground.division_names([one.area_id for one in people])
    conditions = registry.rule_words(rule.derived_list)
    return [
        OutreachLine(
            one.pk,
            one.name,
            one.area_id,
            names.get(one.area_id, ""),
            one.address,
            one.last_at,
            (*_age(one.birth_year, at), *conditions, _waited(one.last_at, at)),
        )
        for one in people
    ]


def _age(birth_year: int | None, at: datetime) -> tuple[Sentence, ...]:
    return (say("{age} 岁", age=worktime.local_date(at).year - birth_year),) if birth_year else ()


def _waited(last_at: datetime | None, at: datetime) -> Sentence:
    if last_at is None:
        return say("没有联系过的记录")
    return say("{days} 天没有联系（上次 {on}）", days=(at - last_at).days, on=worktime.local_date(last_at).isoformat())
