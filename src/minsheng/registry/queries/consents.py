"""Reads of purposes, of a person's answers, and of requests about his own data."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from minsheng.foundation import audit, rights, worktime
from minsheng.foundation import queries as ground
from minsheng.registry import policies
from minsheng.registry.models import Consent, DataRequest, Person, Purpose, RequestLimit
from minsheng.registry.queries import paging
from minsheng.registry.rules import consent as rules


def purposes() -> list[Purpose]:
    """All purposes, those that need no asking first."""
    return list(Purpose.objects.order_by("-basis", "code"))


@dataclass(frozen=True)
class PurposeShown:
    """One purpose as it stands for a person today."""

    purpose: Purpose
    newest: Consent | None
    may_use: bool
    why: str


def purposes_of(person_id: uuid.UUID, at: datetime) -> tuple[PurposeShown, ...]:
    """Every purpose with the person's newest answer and what follows from it. Two queries."""
    his = Q(person=person_id) | Q(person__answered_by=person_id)
    newest: dict[str, Consent] = {}
    for row in Consent.objects.filter(his, superseded_at=None).order_by("recorded_at", "pk"):
        known = newest.get(row.purpose_id)
        if known is None or known.answer == Consent.Answer.GIVEN:  # where two answers meet, the no counts
            newest[row.purpose_id] = row
    return tuple(_shown(purpose, newest.get(purpose.pk), at) for purpose in purposes())


def _shown(purpose: Purpose, newest: Consent | None, at: datetime) -> PurposeShown:
    answered = rules.Answered(newest.answer, newest.valid_to) if newest else None
    on = worktime.local_date(at)
    return PurposeShown(
        purpose, newest, rules.may_use(purpose.basis, answered, on), rules.why(purpose.basis, answered, on)
    )


def may_use(person_id: uuid.UUID, purpose: str, at: datetime) -> bool:
    """May this one person's data be used for a purpose now? False for a purpose that is not in the list."""
    found = next((one for one in purposes_of(person_id, at) if one.purpose.pk == purpose), None)
    return found is not None and found.may_use


def answers_of(person_id: uuid.UUID) -> list[Consent]:
    """Everything a person has answered, newest first."""
    return list(Consent.objects.filter(person=person_id).select_related("purpose").order_by("-recorded_at", "-pk"))


@dataclass(frozen=True)
class ReadingRow:
    """One reading of a person's data, in words for the person."""

    at: datetime
    who: str
    purpose: str
    items: tuple[str, ...]


def readings_shown(person_id: uuid.UUID, most: int = 200) -> tuple[ReadingRow, ...]:
    """Who read this person's data, newest first. Three queries."""
    rows = ground.readings_of(person_id, most)
    names = ground.account_names([row.by for row in rows])
    uses = audit.purposes_words([row.purpose for row in rows])
    return tuple(
        ReadingRow(
            row.at,
            names.get(row.by, "已停用的账号"),
            purpose,
            audit.items_words(row.items),
        )
        for row, purpose in zip(rows, uses, strict=True)
    )


def purpose_names() -> dict[str, str]:
    """What the banner's own purposes are called, by code. One query."""
    return {one.pk: one.name for one in purposes()}


def visible_requests(actor: rights.Actor) -> QuerySet[DataRequest]:
    """The requests of people of the areas in which an actor answers them."""
    inside = rights.inside("person__area_id", actor.areas("registry.answer_requests"))
    return DataRequest.objects.filter(inside).select_related("person", "person__area")


@dataclass(frozen=True)
class RequestRow:
    """A request with its limit."""

    request: DataRequest
    is_late: bool


def requests_to_answer(
    actor: rights.Actor, at: datetime, *, after: str = "", most: int = 50
) -> paging.Page[RequestRow]:
    """A page of open requests, those whose limit ends first in front. One query."""
    page = paging.by_time(visible_requests(actor).filter(state=DataRequest.State.OPEN), "due_at", after, most)
    return paging.Page(tuple(RequestRow(row, row.due_at < at) for row in page), page.next)


def requests_answered(actor: rights.Actor, most: int = 50) -> list[DataRequest]:
    """The requests answered last."""
    done = visible_requests(actor).exclude(state=DataRequest.State.OPEN)
    return list(done.order_by("-answered_at", "-pk")[:most])


def seen_request(request_id: uuid.UUID, actor: rights.Actor) -> DataRequest:
    """One request. Raises `Unseen`."""
    found = visible_requests(actor).filter(pk=request_id).first()
    if found is None:
        raise rights.Unseen("没有这项请求，或不在您的服务范围。")
    return found


def requests_of(person: Person, actor: rights.Actor) -> list[DataRequest]:
    """A person's own requests, for those who record or answer them."""
    if not (policies.may_answer_request(actor, person) or policies.may_record_consent(actor, person)):
        return []
    return list(person.data_requests.order_by("-asked_at", "-pk"))


def request_days(kind: str) -> int:
    """Within how many working days a request of this kind is answered. Raises `ValueError` where nobody has said."""
    found = RequestLimit.objects.filter(pk=kind).values_list("working_days", flat=True).first()
    if found is None:
        raise ValueError("本地还没有设置这类请求的答复期限。请管理员在配置 registry.yaml 里写上，再登记。")
    return found


def request_kinds() -> list[tuple[str, str]]:
    """What a person may ask about his own data, with its words."""
    return [(one.value, str(one.label)) for one in DataRequest.Kind]


def has_refused(person_id: uuid.UUID, purpose: str) -> bool:
    """Has a person said no to a purpose, or taken his yes back, and not agreed again since? One query."""
    his = Q(person=person_id) | Q(person__answered_by=person_id)
    newest = Consent.objects.filter(his, purpose=purpose, superseded_at=None)
    return newest.exclude(answer=Consent.Answer.GIVEN).exists()


def months_after(on: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    return rules.last_day(on, months) or on


def people_with_open_requests() -> set[uuid.UUID]:
    """Whoever asked about his own data and has no answer yet, with the records that were joined to him."""
    asking = DataRequest.objects.filter(state=DataRequest.State.OPEN).values("person")
    return set(Person.objects.filter(Q(pk__in=asking) | Q(answered_by__in=asking)).values_list("pk", flat=True))
