"""Every operation of the interface: its stable id, its scope, and that nobody gets in without it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from minsheng.config.interface import api
from minsheng.foundation.scopes import NEED_AN_ORGANISATION, SCOPES
from tests.conftest import NOW
from tests.factories.banner import CALLER, MARK, PHONE, Banner, banner
from tests.factories.cases import organisation
from tests.factories.systems import System, new_case, system

DESCRIPTION = Path(__file__).resolve().parents[2] / "docs" / "api" / "openapi.json"
OPERATIONS: Mapping[str, tuple[str, ...]] = {
    "listCases": ("cases.read",),
    "listOwnCases": ("cases.read_own_organisation",),
    "getCase": ("cases.read", "cases.read_own_organisation"),
    "openCase": ("cases.take_voice",),
    "deliverCase": ("cases.deliver",),
    "handBackCase": ("cases.hand_back",),
    "pauseCase": ("cases.pause",),
    "resumeCase": ("cases.pause",),
    "listCategories": ("catalogue.look_up",),
    "findDuties": ("catalogue.look_up",),
    "listServices": ("catalogue.look_up",),
    "getService": ("catalogue.look_up",),
    "listOrganisations": ("registry.look_up",),
    "listAreas": ("registry.look_up",),
}
"""Operation id -> the scopes of which one is needed. An id that has been given out never changes its meaning."""
OF_A_CASE = ("getCase", "deliverCase", "handBackCase", "pauseCase", "resumeCase")
BODIES: Mapping[str, dict[str, Any]] = {
    "openCase": new_case(NOW, area="150824203201"),
    "deliverCase": {"result": "done", "note": "办好了"},
    "handBackCase": {"reason": "不归我们管", "basis": "责任清单第3项"},
    "pauseCase": {"reason": "expert", "note": "等鉴定"},
    "resumeCase": {},
}


def described() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Operation id -> method, path, description."""
    schema = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1")))
    return {
        one["operationId"]: (method, path.removeprefix("/api/v1"), one)
        for path, methods in schema["paths"].items()
        for method, one in methods.items()
    }


@pytest.fixture
def world(db: None) -> Iterator[Banner]:
    with time_machine.travel(NOW, tick=False):
        yield banner(NOW)


def test_the_description_that_is_kept_is_the_one_that_is_served() -> None:
    served = Client().get("/api/v1/openapi.json").json()
    assert served == json.loads(DESCRIPTION.read_text(encoding="utf-8")), "python -m tools.generate writes it anew"


def test_every_operation_is_in_the_table_and_says_what_it_answers() -> None:
    found = described()
    assert found.keys() == OPERATIONS.keys()
    for name, (method, _path, one) in found.items():
        assert one["security"] == [{"Bearer": []}], name
        assert {"401", "403", "422", "429"} <= one["responses"].keys(), name
        assert one["description"], name
        if method != "get":
            assert "Idempotency-Key" in [parameter["name"] for parameter in one["parameters"]], name


def ask(peer: System, name: str, world: Banner) -> Any:
    method, path, _one = described()[name]
    path = path.replace("{case_id}", str(world.case)).replace("{code}", "elder-card")
    if method == "get":
        return peer.get(path, {"words": "盖房子"} if name == "findDuties" else None)
    return peer.post(path, BODIES[name])


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_only_the_scope_opens_it_and_only_in_its_area(name: str, world: Banner) -> None:
    for number, scope in enumerate(SCOPES):
        needs_one: dict[str, Any] = {"speaks_for": world.lead} if scope in NEED_AN_ORGANISATION else {}
        response = ask(system(NOW, scope, code=f"of-{number}", **needs_one), name, world)
        if scope in OPERATIONS[name]:
            assert response.status_code not in {401, 403, 405}, (scope, response.content.decode())
            assert response.status_code < 500
        else:
            assert response.status_code == 403, (scope, response.content.decode())
            assert response.json()["type"] == "urn:minsheng:problem:scope-missing"
        assert not any(word in response.content.decode() for word in (CALLER, PHONE)), scope


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_a_system_of_another_area_or_organisation_learns_nothing(name: str, world: Banner) -> None:
    far = system(NOW, *SCOPES, area="150422", code="far", speaks_for=world.lead)
    strange = system(
        NOW, *NEED_AN_ORGANISATION, "cases.pause", code="strange", speaks_for=organisation("heating_company")
    )
    for peer in (far, strange):
        response = ask(peer, name, world)
        assert MARK not in response.content.decode()
        if name in OF_A_CASE:
            assert response.status_code == 404
            assert ask(peer, name, _nowhere(world)).content == response.content


def _nowhere(world: Banner) -> Banner:
    from dataclasses import replace

    return replace(world, case=uuid.uuid4())
