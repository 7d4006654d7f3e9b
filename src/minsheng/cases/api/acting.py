"""What the organisation behind a connected system reports of its own cases: done, not ours, waiting, going on.

What a named person must answer for (verify, decline, refer, tell, extend) has no door here.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema
from pydantic import StringConstraints

from minsheng.cases import operations, queries, rules
from minsheng.cases.api.cases import Receipt, receipt
from minsheng.foundation import interface, once, rights
from minsheng.foundation.interface import REFUSALS, Bearer, ClientId

router = Router(tags=["cases"])
Words = Annotated[str, interface.SEEN, StringConstraints(strip_whitespace=True, min_length=2, max_length=400)]
ANSWERS = {200: Receipt, **REFUSALS}


class Delivered(Schema):
    """The work is done; somebody else asks the person whether it is."""

    result: Literal["done", "partly", "not_possible"]
    note: Annotated[str, interface.SEEN, StringConstraints(strip_whitespace=True, min_length=2, max_length=1000)] = (
        Field(description="What was done, so that whoever calls back can ask about it")
    )
    reference: Annotated[str, interface.SEEN, StringConstraints(strip_whitespace=True, max_length=60)] = Field(
        "", description="The number of the transaction outside, if there is one"
    )


class HandedBack(Schema):
    """Not ours, with the reasons for an arbiter. The clock goes on."""

    reason: Words = Field(description="Why it is not this organisation's")
    basis: Words = Field(description="Which list, document or rule says so")
    proposed_lead: uuid.UUID | None = Field(None, description="Whose it is: an id of GET /organisations")


class Paused(Schema):
    """The clock of handling stands still for a reason of the list."""

    reason: rules.PauseReason
    note: Words


@router.post(
    "/cases/{uuid:case_id}/deliver", operation_id="deliverCase", auth=Bearer("cases.deliver"), response=ANSWERS
)
def deliver(request: HttpRequest, case_id: uuid.UUID, told: Delivered, client_id: ClientId) -> HttpResponse:
    """Report that the work is done. Doorstep visits need their door code first, at the door, by a person."""
    return _acted(
        request,
        case_id,
        client_id,
        lambda by: operations.deliver_task(
            case_id=case_id,
            result=told.result,
            note=told.note,
            outside_reference=told.reference,
            by=by,
            at=timezone.now(),
        ),
    )


@router.post(
    "/cases/{uuid:case_id}/hand-back", operation_id="handBackCase", auth=Bearer("cases.hand_back"), response=ANSWERS
)
def hand_back(request: HttpRequest, case_id: uuid.UUID, told: HandedBack, client_id: ClientId) -> HttpResponse:
    """Argue that the organisation is not responsible. An arbiter decides; until then it goes on, and so do limits."""
    return _acted(
        request,
        case_id,
        client_id,
        lambda by: operations.hand_back_case(
            case_id=case_id,
            reason=told.reason,
            basis=told.basis,
            proposed_lead=told.proposed_lead,
            by=by,
            at=timezone.now(),
        ),
    )


@router.post("/cases/{uuid:case_id}/pause", operation_id="pauseCase", auth=Bearer("cases.pause"), response=ANSWERS)
def pause(request: HttpRequest, case_id: uuid.UUID, told: Paused, client_id: ClientId) -> HttpResponse:
    """Stop the clock of handling for a reason of the list; the caller can see it."""
    return _acted(
        request,
        case_id,
        client_id,
        lambda by: operations.pause_limit(
            case_id=case_id, reason=told.reason, note=told.note, by=by, at=timezone.now()
        ),
    )


@router.post("/cases/{uuid:case_id}/resume", operation_id="resumeCase", auth=Bearer("cases.pause"), response=ANSWERS)
def resume(request: HttpRequest, case_id: uuid.UUID, client_id: ClientId) -> HttpResponse:
    """Let the clock of handling run again."""
    return _acted(
        request,
        case_id,
        client_id,
        lambda by: operations.resume_limit(case_id=case_id, by=by, at=timezone.now()),
    )


def _acted(
    request: HttpRequest, case_id: uuid.UUID, client_id: uuid.UUID, act: Callable[[rights.Actor], object]
) -> HttpResponse:
    actor = rights.acting(request)

    def carried_out() -> once.Given:
        found = queries.seen_case(case_id, actor, timezone.now())
        with interface.sentences(not_now=rules.NotNow):
            act(actor)
        found.refresh_from_db()
        return receipt(found, 200)

    return interface.given_once(request, client_id, carried_out)
