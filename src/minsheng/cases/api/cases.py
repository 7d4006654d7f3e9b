"""Our own interface: list, read and pass on cases; report what the organisation behind a system has done."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from pydantic import StrictBool, StringConstraints

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import interface, once, rights
from minsheng.foundation import queries as ground
from minsheng.foundation.interface import REFUSALS, UNCHANGED, Bearer, ClientId
from minsheng.foundation.problems import Problem
from minsheng.registry import queries as registry

router = Router(tags=["cases"])
READ = ("cases.read", "cases.read_own_organisation")
Text = Annotated[str, interface.SEEN, StringConstraints(strip_whitespace=True)]


class Named(Schema):
    """A code and what it is called."""

    code: str
    name: str


class CaseLine(Schema):
    """A case as a list shows it."""

    id: uuid.UUID
    number: str = Field(description="The number that is read out to the caller, e.g. 20261124-00017-9")
    title: str
    state: rules.State
    state_words: str
    urgency: str
    area: Named
    category: Named | None
    lead: Named = Field(description="The one organisation that answers for it now")
    opened_at: datetime
    changed_at: datetime
    due_at: datetime | None = Field(description="The end of the next limit; null where none runs")
    is_late: bool
    is_paused: bool


class CasePage(Schema):
    """A page of cases; `next` is the cursor of the following one, "" on the last."""

    cases: list[CaseLine]
    next: str


class VoiceOut(Schema):
    """What was said. Who said it is never sent."""

    words: str
    channel: str
    heard_at: datetime


class LimitOut(Schema):
    """A limit, and how it was counted, line by line."""

    words: str
    due_at: datetime | None
    met_at: datetime | None
    is_late: bool
    is_paused: bool
    lines: list[str]


class StepOut(Schema):
    """A step of the case's way."""

    at: datetime
    who: str
    sentence: str


class CaseOut(CaseLine):
    """A case in full, as far as another system may know it."""

    voices: list[VoiceOut]
    limits: list[LimitOut]
    steps: list[StepOut]
    next_step: str = Field(description="Who does what now; empty when nothing is left to do")
    end_reason: str
    end_remedy: str


class Receipt(Schema):
    """A case that was opened, or on which something was done."""

    id: uuid.UUID
    number: str
    state: rules.State
    url: str


class CaseFilter(Schema):
    """What narrows a list of cases."""

    state: list[rules.State] = Field([], description="One state or several")
    area: str = Field("", pattern=r"^[0-9]{0,14}$", description="A division code: this area and all inside it")
    category: str = Field("", max_length=40)
    opened_from: interface.Moment | None = None
    opened_before: interface.Moment | None = None
    changed_from: interface.Moment | None = Field(None, description="Changed at this moment or later")
    is_late: bool = False


@router.get(
    "/cases", operation_id="listCases", auth=Bearer("cases.read"), response={200: CasePage, **UNCHANGED, **REFUSALS}
)
def list_cases(
    request: HttpRequest,
    wanted: Query[CaseFilter],
    limit: interface.Limit = 50,
    cursor: interface.Cursor = "",
) -> CasePage:
    """The cases of the areas that the system may see, newest first."""
    return _page(rights.acting(request), wanted, limit, cursor)


@router.get(
    "/own-cases",
    operation_id="listOwnCases",
    auth=Bearer("cases.read_own_organisation"),
    response={200: CasePage, **UNCHANGED, **REFUSALS},
)
def list_own_cases(
    request: HttpRequest,
    wanted: Query[CaseFilter],
    limit: interface.Limit = 50,
    cursor: interface.Cursor = "",
) -> CasePage:
    """The cases that the organisation behind the system leads or helps with, newest first."""
    return _page(rights.acting(request), wanted, limit, cursor)


def _page(actor: rights.Actor, told: CaseFilter, limit: int, cursor: str) -> CasePage:
    now = timezone.now()
    wanted = queries.Wanted(
        states=tuple(told.state),
        area=told.area,
        categories=(told.category,) if told.category else (),
        opened_from=told.opened_from,
        opened_before=told.opened_before,
        changed_from=told.changed_from,
        is_late=told.is_late,
    )
    rows, following = queries.cases_listed(actor, wanted, interface.read_cursor(cursor), now, limit)
    key = interface.written_cursor(following[0].isoformat(), str(following[1])) if following else ""
    return CasePage(cases=[CaseLine(**_line(row, now)) for row in rows], next=key)


def _line(case: Case, now: datetime) -> dict[str, Any]:
    state = rules.State(case.state)
    lead = registry.organisations()[case.lead_id]
    category = case.category
    return {
        "id": case.pk,
        "number": queries.number_of(case),
        "title": case.title,
        "state": state,
        "state_words": rules.STATE_WORDS[state],
        "urgency": case.urgency,
        "area": Named(code=case.area_id, name=case.area.name),
        "category": Named(code=category.code, name=category.name) if category else None,
        "lead": Named(code=lead.code, name=lead.name),
        "opened_at": case.opened_at,
        "changed_at": case.changed_at,
        "due_at": case.due_at,
        "is_late": case.due_at is not None and case.due_at < now and state in rules.OPEN_STATES,
        "is_paused": case.paused_at is not None,
    }


@router.get(
    "/cases/{uuid:case_id}",
    operation_id="getCase",
    auth=Bearer(*READ),
    response={200: CaseOut, **UNCHANGED, **REFUSALS},
)
def get_case(request: HttpRequest, case_id: uuid.UUID) -> CaseOut:
    """One case: what was said, who answers for it, until when, and what happened."""
    now = timezone.now()
    shown = queries.case_shown(case_id, rights.acting(request), now)
    return CaseOut(
        **_line(shown.case, now),
        voices=[VoiceOut(words=one.words, channel=one.channel, heard_at=one.heard_at) for one in shown.voices],
        limits=[
            LimitOut(
                words=one.words,
                due_at=one.due_at,
                met_at=one.met_at,
                is_late=one.is_late,
                is_paused=one.is_paused,
                lines=list(one.lines),
            )
            for one in shown.limits
        ],
        steps=[StepOut(at=one.at, who=one.who, sentence=one.sentence) for one in shown.timeline],
        next_step=shown.next_words,
        end_reason=shown.case.end_reason,
        end_remedy=shown.case.end_remedy,
    )


class NewCase(Schema):
    """A voice that another system passes on."""

    words: Annotated[Text, StringConstraints(min_length=2, max_length=4000)] = Field(
        description="As it was said. No card numbers, identity numbers or passwords"
    )
    area: str = Field(pattern=r"^[0-9]{2,14}$", description="Division code of the place that it is about")
    channel: Literal["phone", "window", "visit", "web", "paper"] = Field(description="How the person said it")
    heard_at: interface.Moment = Field(description="When it was said; not in the future")
    source_number: Annotated[Text, StringConstraints(min_length=1, max_length=60)] = Field(
        description="The number in the system that passes it on; each leads to one case"
    )
    place: Annotated[Text, StringConstraints(max_length=200)] = ""
    title: Annotated[Text, StringConstraints(max_length=120)] = ""
    label: Annotated[Text, StringConstraints(max_length=100)] = Field("", description="The category over there, if any")
    caller_name: Annotated[Text, StringConstraints(max_length=60)] = ""
    caller_phone: Annotated[Text, StringConstraints(max_length=30)] = ""
    # a yes is a yes: pydantic would take 1 and "on" for one as well
    wants_answer: StrictBool = True
    may_share_name: StrictBool = Field(False, description="Did the caller agree that the lead learns name and number?")
    is_no_emergency: StrictBool = Field(False, description="True only after a person has made sure that it is none")


@router.post("/cases", operation_id="openCase", auth=Bearer("cases.take_voice"), response={201: Receipt, **REFUSALS})
def open_case(request: HttpRequest, told: NewCase, client_id: ClientId) -> HttpResponse:
    """Pass on what somebody has said. It becomes a case of the intake that answers for the area."""
    return interface.given_once(request, client_id, lambda: _opened(request, told))


def _opened(request: HttpRequest, told: NewCase) -> once.Given:
    actor, now = rights.acting(request), timezone.now()
    source = ground.client_code(actor.id)
    known = queries.case_of_source(source, told.source_number, actor, now)
    if known is not None:
        raise _known(told.source_number, known)
    _stop(told, now)
    with interface.sentences():
        voice = operations.NewVoice(
            words=told.words,
            channel=told.channel,
            heard_at=told.heard_at,
            area=told.area,
            place=told.place,
            caller_name=told.caller_name,
            caller_phone=told.caller_phone,
            consent="yes" if told.may_share_name else rules.NAME_HIDDEN,
            source=source,
            source_number=told.source_number,
            wants_answer=told.wants_answer,
            title=told.title,
            label=told.label,
        )
        try:
            case = operations.open_case(voice=voice, by=actor, at=now)
        except IntegrityError as problem:
            raise _known(told.source_number, None) from problem
    return receipt(case, 201)


def _stop(told: NewCase, now: datetime) -> None:
    """What the operations take for granted, because a page sees to it. Raises `Problem`."""
    if told.heard_at > now:
        raise Problem(422, "not-accepted", _("说话的时间在将来。"), _("请检查两边的时钟和时区。"))
    if told.area not in ground.divisions():
        raise Problem(422, "unknown-area", _("没有这个地区编码。"), _("编码见 GET /api/v1/areas。"))
    if not told.is_no_emergency:
        refuse_emergency(told.words, _("请立即转接 {number}；问清不紧急的，写 is_no_emergency=true 再发。"))


def refuse_emergency(words: str, remedy: str) -> None:
    """Raise `Problem` for words that sound like an emergency: nobody reads them at once. `remedy` names {number}."""
    likely = catalogue.propose_categories(words, most=1)
    if likely and likely[0].category.urgency == "emergency":
        category = likely[0].category
        raise Problem(
            422,
            "emergency",
            _("像是“{name}”，是紧急情况，没有立案。").format(name=category.name),
            remedy.replace("{number}", category.transfer_to),
            transfer_to=category.transfer_to,
        )


def _known(number: str, case: Case | None) -> Problem:
    more = {"case": str(case.pk), "number": queries.number_of(case)} if case else {}
    return Problem(
        409,
        "known-number",
        _("编号 {number} 已经转来过。").format(number=number),
        _("请用原来的那一件；确实是另一件事，请换一个编号。"),
        **more,
    )


def receipt(case: Case, status: int) -> once.Given:
    """What every act answers: which case, and where it stands."""
    url = reverse("api:get_case", args=[case.pk])
    told = Receipt(id=case.pk, number=queries.number_of(case), state=rules.State(case.state), url=url)
    return once.Given(status, told.model_dump_json(), url)
