"""The directory of organisations and areas for other systems. No person stands in it."""

from __future__ import annotations

import uuid
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from minsheng.foundation import interface, rights
from minsheng.foundation import queries as ground
from minsheng.foundation.interface import REFUSALS, UNCHANGED, Bearer
from minsheng.registry import queries

router = Router(tags=["registry"])
LOOK_UP = Bearer("registry.look_up")


class OrganisationOut(Schema):
    """An organisation that can lead a case."""

    id: uuid.UUID
    code: str
    name: str
    kind: str
    area: str
    phone: str
    is_intake: bool = Field(description="Does it answer for a new voice until its lead is settled?")


class Organisations(Schema):
    """A page of organisations in the order of their pinyin; `next` is the cursor of the following one, "" on the last."""

    organisations: list[OrganisationOut]
    next: str


class AreaOut(Schema):
    """A division; its code begins with the code of the one it lies in."""

    code: str
    name: str
    level: str


class Areas(Schema):
    """A page of divisions in the order of their code; `next` is the cursor of the following one, "" on the last."""

    areas: list[AreaOut]
    next: str


@router.get(
    "/organisations",
    operation_id="listOrganisations",
    auth=LOOK_UP,
    response={200: Organisations, **UNCHANGED, **REFUSALS},
)
def list_organisations(
    request: HttpRequest,
    kind: Annotated[str, Query(max_length=40)] = "",
    words: Annotated[str, Query(max_length=80)] = "",
    limit: interface.Limit = 50,
    cursor: interface.Cursor = "",
) -> Organisations:
    """The organisations of the system's areas and of those above: those whose name holds `words`."""
    rows = queries.organisations_for(rights.acting(request).areas("registry.look_up")).values()
    found = [row for row in rows if (not kind or row.kind == kind) and words in row.name]
    shown, following = interface.page_after(found, lambda row: (row.spelling, row.code), cursor, limit)
    return Organisations(
        organisations=[
            OrganisationOut(
                id=row.id,
                code=row.code,
                name=row.name,
                kind=row.kind,
                area=row.area,
                phone=row.phone,
                is_intake=row.is_intake,
            )
            for row in shown
        ],
        next=following,
    )


@router.get("/areas", operation_id="listAreas", auth=LOOK_UP, response={200: Areas, **UNCHANGED, **REFUSALS})
def list_areas(request: HttpRequest, limit: interface.Limit = 50, cursor: interface.Cursor = "") -> Areas:
    """The divisions in which the system may do something."""
    inside = ground.divisions_inside(rights.acting(request).areas("registry.look_up"))
    shown, following = interface.page_after(inside, lambda row: (row.code,), cursor, limit)
    return Areas(areas=[AreaOut(code=row.code, name=row.name, level=row.level) for row in shown], next=following)
