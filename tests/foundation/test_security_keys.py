"""Security keys by themselves: what an answer must be to prove anything, against a key in software."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from minsheng.foundation import security_keys
from minsheng.foundation.security_keys import NotProven, Place
from tests.foundation.authenticator import PRESENT, Authenticator, data, text

PLACE = Place("localhost", "http://localhost")
ACCOUNT = uuid.UUID(int=7)
CHALLENGE = bytes(range(32))
ENROL = security_keys.asked_to_enrol(PLACE, CHALLENGE, account_id=ACCOUNT, login="a", name="甲", known=[])
PROVE = security_keys.asked_to_prove(PLACE, CHALLENGE, [])


def proven(key: Authenticator, answer: str, place: Place = PLACE) -> int:
    public = security_keys.enrolled(
        PLACE, CHALLENGE, replace(key, origin=PLACE.origin, domain="localhost").create(ENROL)
    )
    return security_keys.proven_count(place, CHALLENGE, answer, account_id=ACCOUNT, public_key=public.public_key)


def test_a_browser_is_asked_for_no_name_on_the_key_and_for_verification_where_it_can() -> None:
    asked = json.loads(ENROL)
    assert asked["rp"]["id"] == "localhost"
    assert data(asked["user"]["id"]) == ACCOUNT.bytes
    assert asked["attestation"] == "none"
    assert asked["authenticatorSelection"]["residentKey"] == "discouraged"
    assert asked["authenticatorSelection"]["userVerification"] == "preferred"
    assert json.loads(PROVE)["userVerification"] == "preferred"
    assert json.loads(PROVE)["timeout"] == 300_000


def test_a_device_that_has_a_key_already_is_told_so_and_found_by_its_transports() -> None:
    known = [security_keys.Known(credential_id=b"k" * 16, transports=("usb", "internal"))]
    enrol = security_keys.asked_to_enrol(PLACE, CHALLENGE, account_id=ACCOUNT, login="a", name="甲", known=known)
    told = [{"id": text(b"k" * 16), "type": "public-key", "transports": ["usb", "internal"]}]
    assert json.loads(enrol)["excludeCredentials"] == told
    assert json.loads(security_keys.asked_to_prove(PLACE, CHALLENGE, known))["allowCredentials"] == told


def test_a_new_key_is_kept_by_its_public_half() -> None:
    key = Authenticator(count=5)
    found = security_keys.enrolled(PLACE, CHALLENGE, key.create(ENROL))
    assert (found.credential_id, found.sign_count, found.transports) == (key.id, 5, ("nfc", "usb"))


def test_the_right_answer_tells_the_counter() -> None:
    key = Authenticator(count=5)
    assert proven(key, key.prove(PROVE)) == 6
    assert proven(key, replace(key, handle=ACCOUNT.bytes).prove(PROVE)) == 7


def test_a_key_without_a_reader_for_fingers_is_enough() -> None:
    key = Authenticator(flags=PRESENT)
    assert proven(key, key.prove(PROVE)) == 1


OTHER = security_keys.asked_to_prove(PLACE, bytes(32), [])


@pytest.mark.parametrize(
    ("change", "options", "more"),
    [
        ({"origin": "http://localhost.example"}, PROVE, {}),
        ({"origin": "https://localhost"}, PROVE, {}),
        ({"domain": "example"}, PROVE, {}),
        ({"flags": 0}, PROVE, {}),
        ({"handle": uuid.UUID(int=8).bytes}, PROVE, {}),
        ({"key": Authenticator().key}, PROVE, {}),
        ({}, OTHER, {}),
        ({}, PROVE, {"type": "webauthn.create"}),
        ({}, PROVE, {"crossOrigin": True}),
    ],
    ids=["origin", "scheme", "domain", "nobody there", "account", "key", "question", "kind", "inside another page"],
)
def test_an_answer_from_elsewhere_proves_nothing(change: dict[str, Any], options: str, more: dict[str, Any]) -> None:
    key = Authenticator()
    with pytest.raises(NotProven):
        proven(key, replace(key, **change).prove(options, **more))


@pytest.mark.parametrize("change", [{"origin": "http://evil.example"}, {"domain": "evil.example"}, {"flags": 0}])
def test_a_new_key_from_elsewhere_is_not_taken(change: dict[str, Any]) -> None:
    with pytest.raises(NotProven):
        security_keys.enrolled(PLACE, CHALLENGE, Authenticator(**change).create(ENROL))
    with pytest.raises(NotProven):
        security_keys.enrolled(PLACE, bytes(32), Authenticator().create(ENROL))


KEY = Authenticator(counts=False)
PUBLIC = security_keys.enrolled(PLACE, CHALLENGE, KEY.create(ENROL)).public_key
ANSWER = json.loads(KEY.prove(PROVE))


@given(st.sampled_from(["clientDataJSON", "authenticatorData", "signature"]), st.data())
def test_one_changed_bit_spoils_an_answer(part: str, draw: st.DataObject) -> None:
    bits = bytearray(data(ANSWER["response"][part]))
    place = draw.draw(st.integers(0, len(bits) * 8 - 1))
    bits[place // 8] ^= 1 << place % 8
    changed = {**ANSWER, "response": {**ANSWER["response"], part: text(bytes(bits))}}
    with pytest.raises(NotProven):
        security_keys.proven_count(PLACE, CHALLENGE, json.dumps(changed), account_id=ACCOUNT, public_key=PUBLIC)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=8), one, max_size=3),
    max_leaves=6,
)
LETTERS = st.text(alphabet="ABCDEFabcdef0123456789-_=", max_size=60)
SHAPED = st.fixed_dictionaries(
    {
        "id": LETTERS | VALUES,
        "rawId": LETTERS | VALUES,
        "type": st.just("public-key") | VALUES,
        "response": st.fixed_dictionaries(
            {},
            optional={
                name: LETTERS | VALUES | st.binary(max_size=60).map(text)
                for name in ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle")
            },
        )
        | VALUES,
    }
)


@given(st.text(max_size=60) | VALUES.map(json.dumps) | SHAPED.map(json.dumps))
def test_any_text_is_an_answer_or_proves_nothing(answer: str) -> None:
    with pytest.raises(NotProven):
        security_keys.enrolled(PLACE, CHALLENGE, answer)
    with pytest.raises(NotProven):
        security_keys.proven_count(PLACE, CHALLENGE, answer, account_id=ACCOUNT, public_key=PUBLIC)


@given(st.binary(max_size=200))
def test_any_attestation_is_a_key_or_none(object_of_it: bytes) -> None:
    answer = json.loads(Authenticator().create(ENROL))
    answer["response"]["attestationObject"] = text(object_of_it)
    with pytest.raises(NotProven):
        security_keys.enrolled(PLACE, CHALLENGE, json.dumps(answer))


def test_a_very_long_answer_is_not_read() -> None:
    with pytest.raises(NotProven):
        security_keys.named(KEY.prove(PROVE) + " " * 20_001)


@given(st.lists(st.integers(0, 9), max_size=9))
def test_a_counter_only_goes_on_or_counts_nothing(told: list[int]) -> None:
    last, taken = 0, []
    for count in told:
        if security_keys.has_gone_on(last, count):
            taken.append(count)
            last = count
    above = [one for one in taken if one]
    assert above == sorted(set(above)), "each number once, rising"
    assert 0 not in taken[taken.index(above[0]) :] if above else set(taken) <= {0}


@pytest.mark.parametrize(
    ("domain", "origins", "address", "is_place"),
    [
        ("localhost", [], "http://localhost:8000", True),
        ("localhost", [], "http://127.0.0.1:8000", False),
        ("", [], "http://localhost:8000", False),
        ("minsheng.example.cn", ["https://minsheng.example.cn"], "https://minsheng.example.cn", True),
        ("minsheng.example.cn", ["https://minsheng.example.cn"], "http://minsheng.example.cn", False),
        ("example.cn", ["https://a.example.cn", "https://b.example.cn"], "https://b.example.cn", True),
        ("example.cn", ["https://a.example.cn"], "https://b.example.cn", False),
        ("a.example.cn", ["https://a.example.cn", "https://b.example.cn"], "https://b.example.cn", False),
    ],
)
def test_keys_count_at_the_named_addresses_only(
    settings: Any,
    domain: str,
    origins: list[str],
    address: str,
    is_place: bool,  # noqa: FBT001 - a pytest parameter
) -> None:
    settings.MINSHENG_KEY_DOMAIN, settings.CSRF_TRUSTED_ORIGINS, settings.ALLOWED_HOSTS = domain, origins, ["*"]
    scheme, _, host = address.partition("://")
    request = RequestFactory().get("/security-keys/", secure=scheme == "https", HTTP_HOST=host)
    assert security_keys.place_of(request) == (Place(domain, address) if is_place else None)


def test_behind_a_proxy_the_address_is_what_the_proxy_says(settings: Any) -> None:
    settings.MINSHENG_KEY_DOMAIN, settings.ALLOWED_HOSTS = "minsheng.example.cn", ["minsheng.example.cn"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://minsheng.example.cn"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    told = {"host": "minsheng.example.cn", "x-forwarded-proto": "https"}
    request = RequestFactory().get("/security-keys/", headers=told)
    assert security_keys.place_of(request) == Place("minsheng.example.cn", "https://minsheng.example.cn")


@pytest.mark.parametrize(
    ("domain", "origins", "address"),
    [
        ("localhost", [], "http://localhost:8000/security-keys/"),
        ("a.example.cn", ["https://b.example.cn", "https://a.example.cn"], "https://a.example.cn/security-keys/"),
        ("", [], ""),
    ],
)
def test_elsewhere_the_right_address_is_named(settings: Any, domain: str, origins: list[str], address: str) -> None:
    settings.MINSHENG_KEY_DOMAIN, settings.CSRF_TRUSTED_ORIGINS = domain, origins
    request = RequestFactory().get("/security-keys/", HTTP_HOST="127.0.0.1:8000")
    assert security_keys.right_address(request) == address
