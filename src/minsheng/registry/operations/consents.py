"""Writes of purposes, answers to them, and requests about a person's own data."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from minsheng.foundation import facts, holidays, ids, rights, worktime
from minsheng.foundation import operations as ground
from minsheng.foundation import queries as grounded
from minsheng.registry import policies, queries
from minsheng.registry.facts import ConsentAnswered, DataRequestAnswered, DataRequested, PersonErased
from minsheng.registry.models import Consent, DataRequest, KnownFact, Person, Proxy, Purpose, RequestLimit
from minsheng.registry.rules import consent as rules


@transaction.atomic
def set_purpose(*, code: str, values: Mapping[str, object]) -> None:
    """Enter a purpose or bring it up to date."""
    Purpose.objects.update_or_create(code=code, defaults=dict(values))


@transaction.atomic
def set_request_limit(*, kind: str, working_days: int, legal_basis: str, is_sample: bool) -> None:
    """Say within how many working days a kind of request is answered; limits that run already stay."""
    values = {"working_days": working_days, "legal_basis": legal_basis, "is_sample": is_sample}
    RequestLimit.objects.update_or_create(kind=kind, defaults=values)


@dataclass(frozen=True, kw_only=True)
class NewAnswer:
    """What a person said to one purpose: given, refused or withdrawn, in his words."""

    purpose: str
    answer: str
    words: str
    channel: str
    proxy_id: int | None = None


@transaction.atomic
def answer_purpose(*, person_id: uuid.UUID, said: NewAnswer, by: rights.Actor, at: datetime) -> Consent:
    """Write down an answer; it counts from this moment in every list, export and search.

    A purpose that is a duty cannot be answered (the person may ask for deletion instead). Saying no is never
    refused, and changes nothing about how the person is served. Raises `Unseen`, `Refused`, `ValueError`.
    """
    person = queries.seen_person(person_id, by)
    if not policies.may_record_consent(by, person):
        raise rights.Refused("登记同意或撤回需要“registry.record_consent”权限，请向本单位管理员申请。")
    Person.objects.select_for_update().get(pk=person.pk)
    purpose = queries.purpose(said.purpose)
    if purpose.basis == Purpose.Basis.DUTY:
        raise ValueError("这个用途是办理本人的事所必需，不用另外同意。不想再留信息，可以登记“删除”请求。")
    if not said.words.strip():
        raise ValueError("请写下本人的原话。")
    given = said.answer == Consent.Answer.GIVEN
    _check_proxy(said.proxy_id, person, at)
    his = Q(person=person) | Q(person__answered_by=person)
    Consent.objects.filter(his, purpose=purpose, superseded_at=None).update(superseded_at=at)
    made = Consent.objects.create(
        person=person,
        purpose=purpose,
        answer=said.answer,
        words=said.words.strip(),
        channel=said.channel,
        proxy_id=said.proxy_id,
        recorded_by=by.id,
        recorded_at=at,
        valid_to=rules.last_day(worktime.local_date(at), purpose.months) if given else None,
    )
    told = ConsentAnswered(
        about=person.pk,
        area=facts.Code(person.area_id),
        purpose=facts.Code(purpose.pk),
        answer=facts.Code(said.answer),
        channel=facts.Code(said.channel),
    )
    facts.tell(told, by=by.id, at=at)
    return made


def _check_proxy(proxy_id: int | None, person: Person, at: datetime) -> None:
    if proxy_id is None:
        return
    on = worktime.local_date(at)
    found = queries.proxies_in_force(on).filter(pk=proxy_id, principal=person, scope=Proxy.Scope.CONSENT)
    if not found.exists():
        raise ValueError("代说的人没有本人给的、还在有效期内的授权。请问本人。")


@dataclass(frozen=True, kw_only=True)
class NewRequest:
    """What a person asks about his own data, in his words."""

    kind: str
    words: str
    channel: str


@transaction.atomic
def ask_about_data(*, person_id: uuid.UUID, asked: NewRequest, by: rights.Actor, at: datetime) -> DataRequest:
    """Take a request down and start its clock over the working calendar. Raises `Unseen`, `Refused`, `ValueError`."""
    person = queries.seen_person(person_id, by)
    if not policies.may_record_consent(by, person):
        raise rights.Refused("登记本人的请求需要“registry.record_consent”权限，请向本单位管理员申请。")
    days = queries.request_days(asked.kind)
    due = _clock(at, days)
    made = DataRequest.objects.create(
        id=ids.new_id(at),
        person=person,
        kind=asked.kind,
        words=asked.words,
        channel=asked.channel,
        asked_at=at,
        recorded_by=by.id,
        due_at=due.at,
        due_lines=list(due.lines),
    )
    told = DataRequested(
        about=person.pk, area=facts.Code(person.area_id), request=made.pk, request_kind=facts.Code(asked.kind)
    )
    facts.tell(told, by=by.id, at=at)
    return made


def _clock(at: datetime, working_days: int) -> worktime.Due:
    """The end of the limit; where the calendar lacks a year the earliest that it can be, saying so."""
    calendar, unit = grounded.work_calendar(), worktime.LimitUnit.WORKING_DAYS
    try:
        return calendar.due(at, working_days, unit)
    except holidays.MissingYear as problem:
        due = calendar.earliest().due(at, working_days, unit)
        return worktime.Due(due.at, (str(problem), "先把那一年的每一天都当作上班：期限只会早，不会晚", *due.lines))


@transaction.atomic
def carry_out_request(*, request_id: uuid.UUID, by: rights.Actor, at: datetime) -> DataRequest:
    """Answer with yes: a deletion erases now; access, correction and explanation are noted as done.

    A deletion reaches every record that was joined to the person, and what later stages keep about him. Raises
    `Unseen`, and `ValueError` where it was answered before or a later stage still needs the data.
    """
    found = _open_request(request_id, by)
    if found.kind == DataRequest.Kind.DELETION:
        _erase_all(found.person_id, by, at)
    if found.kind == DataRequest.Kind.ACCESS:
        ground.log_reading(
            by=by.id,
            about=found.person_id,
            area=found.person.area_id,
            purpose="own_request",
            items=["name", "phone", "address", "known"],
            at=at,
        )
    return _answered(found, DataRequest.State.DONE, by, at)


@transaction.atomic
def refuse_request(*, request_id: uuid.UUID, reason: str, remedy: str, by: rights.Actor, at: datetime) -> DataRequest:
    """Answer with no: with the reason and what the person can do about it. Raises `Unseen`, `ValueError`."""
    found = _open_request(request_id, by)
    if not reason.strip() or not remedy.strip():
        raise ValueError("不予办理要写明理由，并告诉本人还可以怎么办。")
    found.reason, found.remedy = reason.strip(), remedy.strip()
    return _answered(found, DataRequest.State.REFUSED, by, at)


def _open_request(request_id: uuid.UUID, by: rights.Actor) -> DataRequest:
    queries.seen_request(request_id, by)
    found = DataRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request_id)
    if found.state != DataRequest.State.OPEN:
        raise ValueError("这项请求已经答复过。")
    return found


def _answered(found: DataRequest, state: str, by: rights.Actor, at: datetime) -> DataRequest:
    found.state, found.answered_at, found.answered_by = state, at, by.id
    found.save(update_fields=["state", "answered_at", "answered_by", "reason", "remedy"])
    told = DataRequestAnswered(
        about=found.person_id,
        area=facts.Code(found.person.area_id),
        request=found.pk,
        request_kind=facts.Code(found.kind),
        outcome=facts.Code(state),
    )
    facts.tell(told, by=by.id, at=at)
    return found


def _erase_all(person_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """The person's record and every one that was joined to it, each told so that later stages forget their part."""
    for record in Person.objects.filter(Q(pk=person_id) | Q(answered_by=person_id)).order_by("pk"):
        _erase(record, at)
        facts.tell(PersonErased(about=record.pk, area=facts.Code(record.area_id)), by=by.id, at=at)


def _erase(person: Person, at: datetime) -> None:
    """Take everything personal out of the row; the id stays, so that counts and the log of facts still hold."""
    day = worktime.local_date(at)
    Person.objects.filter(pk=person.pk).update(
        name="已删除",
        spelling="",
        initials="",
        birth_year=None,
        address="",
        household=None,
        language="",
        phone_sealed=None,
        phone_index=None,
        identity_sealed=None,
        identity_index=None,
        left=Person.Left.ERASED,
        left_on=day,
    )
    person.memberships.filter(valid_to=None, valid_from__lte=day).update(valid_to=day)
    KnownFact.objects.filter(person=person).delete()
    person.kin.all().delete()
    person.kin_of.all().delete()
    Consent.objects.filter(person=person).update(words="已删除", proxy=None)
    person.proxies.all().delete()
    person.proxy_for.all().delete()
