"""The interface against its own description: whatever is sent, it answers as described and never with an error of ours.

In the manner of schemathesis: requests are made from `openapi.json`, fitting and not fitting, a few for each operation.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from typing import Any

import jsonschema
import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from minsheng.config.interface import api
from minsheng.foundation.scopes import SCOPES
from tests.conftest import NOW
from tests.factories.banner import Banner, banner
from tests.factories.systems import TOWN, System, system

WHOLE: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1")))
FEW = settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.isoformat())


def operations() -> Mapping[str, tuple[str, str, dict[str, Any]]]:
    return {
        one["operationId"]: (method, path, one)
        for path, methods in WHOLE["paths"].items()
        for method, one in methods.items()
    }


@pytest.fixture
def world(db: None) -> Iterator[Banner]:
    with time_machine.travel(NOW, tick=False):
        yield banner(NOW)


def whole(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A piece of the description that can follow its references."""
    return {**schema, "components": WHOLE["components"]}


def fits(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Whatever a piece of the description allows."""
    if "$ref" in schema:
        return fits(WHOLE["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]])
    if "anyOf" in schema:
        return st.one_of([fits(one) for one in schema["anyOf"]])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    return KINDS[schema["type"]](schema)


def _objects(schema: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    fields = {name: LIKELY.get(name, st.nothing()) | fits(one) for name, one in schema["properties"].items()}
    needed = {name: fields.pop(name) for name in schema.get("required", ())}
    return st.fixed_dictionaries(needed, optional=fields)


def _texts(schema: Mapping[str, Any]) -> st.SearchStrategy[str]:
    if "format" in schema:
        return {"uuid": st.uuids().map(str), "date-time": MOMENTS, "date": st.dates().map(str)}[schema["format"]]
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True)
    return st.text(min_size=schema.get("minLength", 0), max_size=min(schema.get("maxLength", 60), 60))


LIKELY = {"area": st.just(TOWN), "heard_at": st.just(NOW.isoformat())}
"""Values without which hardly a request would come through."""
KINDS: Mapping[str, Callable[[Mapping[str, Any]], st.SearchStrategy[Any]]] = {
    "object": _objects,
    "array": lambda schema: st.lists(fits(schema["items"]), max_size=3),
    "integer": lambda schema: st.integers(schema.get("minimum", -(2**40)), schema.get("maximum", 2**40)),
    "boolean": lambda _: st.booleans(),
    "null": lambda _: st.none(),
    "string": _texts,
}


def values(one: Mapping[str, Any], place: str) -> st.SearchStrategy[dict[str, Any]]:
    """What may stand in the query: what fits, something else for a name that is known, or nothing."""
    found = {
        parameter["name"]: fits(parameter["schema"]) | st.text(max_size=30)
        for parameter in one.get("parameters", [])
        if parameter["in"] == place
    }
    return st.fixed_dictionaries({}, optional=found)


def bodies(one: Mapping[str, Any]) -> st.SearchStrategy[object]:
    """A body that fits, one that fits but for a field, or anything."""
    if "requestBody" not in one:
        return st.none()
    schema = one["requestBody"]["content"]["application/json"]["schema"]
    right = fits(schema)
    spoilt = st.builds(lambda told, key, value: {**told, key: value}, right, st.sampled_from(_fields(schema)), ANYTHING)
    return right | spoilt | ANYTHING


def is_described(one: Mapping[str, Any], body: object) -> bool:
    """Is a body as the description says, where it asks for one?"""
    if "requestBody" not in one:
        return True
    schema = one["requestBody"]["content"]["application/json"]["schema"]
    return jsonschema.Draft202012Validator(whole(schema)).is_valid(body)


def _fields(schema: Mapping[str, Any]) -> list[str]:
    name = schema["$ref"].rsplit("/", 1)[-1]
    return sorted(WHOLE["components"]["schemas"][name]["properties"])


def hold(one: Mapping[str, Any], response: Any) -> None:
    """The answer is one of those described, in the described shape."""
    status, told = str(response.status_code), response.content.decode()
    assert response.status_code < 500, told
    assert status in one["responses"], (status, told)
    kind = response.headers["Content-Type"].partition(";")[0]
    assert kind == ("application/json" if status < "300" else "application/problem+json"), told
    described = one["responses"][status]["content"][kind]["schema"]
    jsonschema.Draft202012Validator(whole(described)).validate(response.json())


def test_whatever_is_sent_is_answered_as_described(world: Banner) -> None:
    peer = system(NOW, *SCOPES, code="prober", speaks_for=world.lead)
    keys = {"case_id": [str(world.case), str(world.person)], "code": ["elder-card", "no-such-thing"]}
    for name, (method, path, one) in operations().items():
        ways = [path.replace(f"{{{word}}}", key) for word, two in keys.items() for key in two if f"{{{word}}}" in path]
        probe(peer, name, method, ways or [path], one)


def probe(peer: System, name: str, method: str, ways: list[str], one: dict[str, Any]) -> None:
    """A few requests to one operation; what they change is undone."""

    @FEW
    @given(st.sampled_from(ways), values(one, "query"), bodies(one))
    def answered(way: str, query: dict[str, Any], body: object) -> None:
        note(name)
        with transaction.atomic():
            response = sent(peer, method, way.removeprefix("/api/v1"), query, body)
            hold(one, response)
            assert response.status_code >= 400 or is_described(one, body), "taken, though it is not as described"
            transaction.set_rollback(True)

    answered()


def sent(peer: System, method: str, path: str, query: dict[str, Any], body: object) -> Any:
    if method == "get":
        return peer.get(path, {name: value for name, value in query.items() if value is not None})
    return peer.post(path, body)


@pytest.mark.parametrize("body", [b"\x00", b"{", b"\xff\xfe", b'"words"', b'{"note": "\\u0000"}'])
def test_what_is_no_json_is_refused_as_described(world: Banner, body: bytes) -> None:
    peer = system(NOW, *SCOPES, code="prober", speaks_for=world.lead)
    for method, path, one in operations().values():
        if "requestBody" in one:
            address = path.replace("{case_id}", str(world.case))
            headers = {"Authorization": f"Bearer {peer.key}", "Idempotency-Key": str(uuid.uuid4())}
            assert method == "post"
            hold(one, Client().post(address, body, content_type="application/json", headers=headers))


@pytest.mark.parametrize("field", ["wants_answer", "may_share_name", "is_no_emergency"])
def test_a_yes_is_a_yes_and_nothing_that_looks_like_one(world: Banner, field: str) -> None:
    """Whether a name may be shared, or that nothing is urgent, is not read out of a number or a word."""
    peer = system(NOW, "cases.take_voice", code="prober")
    body = {"words": "路灯坏了", "area": TOWN, "channel": "phone", "heard_at": NOW.isoformat(), "source_number": "1"}
    for told in (0, 1, "yes", "on", "true", None):
        assert peer.post("/cases", {**body, field: told}).status_code == 422
    assert peer.post("/cases", {**body, field: True}).status_code == 201


def test_sentences_are_in_the_language_that_is_asked_for(db: None) -> None:
    told = {tongue: Client().get("/api/v1/areas", headers={"Accept-Language": tongue}) for tongue in ("en", "zh", "fr")}
    assert told["en"].json()["detail"] != told["zh"].json()["detail"] == told["fr"].json()["detail"]
    assert told["en"].headers["Content-Language"] == "en"
    assert "Accept-Language" in told["en"].headers["Vary"]
    assert Client().get("/", headers={"Accept-Language": "en"}).headers["Content-Language"] != "en", "people choose"
