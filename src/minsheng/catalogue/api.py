"""The catalogue for other systems: service guides, categories, and who is responsible."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from minsheng.catalogue import queries
from minsheng.foundation.interface import REFUSALS, UNCHANGED, Bearer
from minsheng.foundation.problems import Problem

router = Router(tags=["catalogue"])
LOOK_UP = Bearer("catalogue.look_up")
Asked = Annotated[str, Query(max_length=200)]


class Responsible(Schema):
    """An organisation that leads or offers something."""

    name: str
    phone: str


class LimitRule(Schema):
    """A limit of a category: which, how much, in which unit."""

    kind: str
    amount: int
    unit: str


class CategoryOut(Schema):
    """A category of the taxonomy; `path` is how people find it."""

    code: str
    name: str
    path: str
    urgency: str
    transfer_to: str = Field(description="For an emergency: the number to put the caller through to at once")
    limits: list[LimitRule]


class Categories(Schema):
    """The leaves of the taxonomy."""

    categories: list[CategoryOut]


class DutyOut(Schema):
    """A line of the responsibility list that fits a question, with the reason; a person confirms it."""

    number: int
    title: str
    category: str | None
    lead: Responsible
    co_handlers: list[str]
    legal_basis: str
    score_per_1000: int
    reason: str


class Duties(Schema):
    """The likeliest lines of the list in force today, the best first."""

    duties: list[DutyOut]


class ServiceLine(Schema):
    """A service that has a guide today."""

    code: str
    name: str
    area: str
    organisation: Responsible


class Services(Schema):
    """Services by their name."""

    services: list[ServiceLine]


class ServiceOut(ServiceLine):
    """A service with its guide of today (null before its first one)."""

    address: str
    valid_from: date | None
    statutory_limit: str
    promised_limit: str
    papers: list[str]


@router.get(
    "/categories", operation_id="listCategories", auth=LOOK_UP, response={200: Categories, **UNCHANGED, **REFUSALS}
)
def list_categories(request: HttpRequest) -> Categories:
    """The categories that a voice can have, with their limits."""
    del request
    rows = [
        CategoryOut(
            code=row.code,
            name=row.name,
            path=row.path,
            urgency=row.urgency,
            transfer_to=row.transfer_to,
            limits=[LimitRule(kind=one.kind, amount=one.amount, unit=one.unit) for one in row.limits],
        )
        for row in queries.leaf_categories()
    ]
    return Categories(categories=rows)


@router.get("/duties", operation_id="findDuties", auth=LOOK_UP, response={200: Duties, **UNCHANGED, **REFUSALS})
def find_duties(
    request: HttpRequest,
    words: Annotated[str, Query(min_length=1, max_length=200, description="In ordinary words")],
    area: Annotated[str, Query(pattern=r"^[0-9]{0,14}$")] = "",
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> Duties:
    """Who is responsible, by ordinary words."""
    del request
    found = queries.look_up_duty(words, on=timezone.localdate(), area=area, most=limit)
    return Duties(duties=[_duty(one) for one in found])


def _duty(one: queries.DutyProposal) -> DutyOut:
    return DutyOut(
        number=one.item.number,
        title=one.item.title,
        category=one.item.category,
        lead=Responsible(name=one.item.lead_name, phone=one.item.lead_phone),
        co_handlers=list(one.item.co_names),
        legal_basis=one.item.legal_basis,
        score_per_1000=round(one.score * 1000),
        reason=one.reason,
    )


@router.get("/services", operation_id="listServices", auth=LOOK_UP, response={200: Services, **UNCHANGED, **REFUSALS})
def list_services(
    request: HttpRequest, words: Asked = "", limit: Annotated[int, Query(ge=1, le=200)] = 200
) -> Services:
    """The services that have a guide today; with `words` (ordinary words, pinyin, initials) those that fit."""
    del request
    found = queries.services_found(words, timezone.localdate(), limit)
    return Services(services=[ServiceLine(**_service(row)) for row in found])


def _service(row: queries.ServiceRow) -> dict[str, Any]:
    organisation = Responsible(name=row.organisation, phone=row.phone)
    return {"code": row.code, "name": row.name, "area": row.area, "organisation": organisation}


@router.get(
    "/services/{slug:code}",
    operation_id="getService",
    auth=LOOK_UP,
    response={200: ServiceOut, **UNCHANGED, **REFUSALS},
)
def get_service(request: HttpRequest, code: str) -> ServiceOut:
    """One service: where, which papers, how long."""
    del request
    found = queries.service_shown(code, timezone.localdate())
    if found is None:
        raise Problem(404, "unseen", _("没有这项服务。"), _("编码见 GET /api/v1/services。"))
    shown = found.shown
    return ServiceOut(
        **_service(found.service),
        address=found.address,
        valid_from=shown.guide.valid_from if shown else None,
        statutory_limit=shown.statutory if shown else "",
        promised_limit=shown.promised if shown else "",
        papers=[paper.document for paper in shown.papers] if shown else [],
    )
