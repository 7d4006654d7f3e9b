"""The second step of signing in: a code that serves once, recovery codes, a lock, and the roles that must have it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from minsheng.foundation import context, operations, rights, second_factor
from minsheng.foundation.models import Account, FactRow
from minsheng.registry import operations as registry
from tests.conftest import NOW, PASSWORD

RFC_6238 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
RECOVERY = ("a1b2c-d3e4f", "11111-22222")


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert second_factor.code(RFC_6238, seconds // 30) == code


@given(st.integers(60_000_000, 70_000_000), st.integers(-4, 4), st.integers(-3, 3))
def test_a_code_counts_near_its_time_and_after_the_last_one(step: int, off: int, last: int) -> None:
    at = datetime.fromtimestamp(step * 30 + 7, UTC)
    typed = second_factor.code(SECRET, step + off)
    others = {second_factor.code(SECRET, step + near): near for near in (1, 0, -1) if near > last}
    found = second_factor.step_of(SECRET, typed, at, step + last)
    assert (found is not None) == (typed in others)
    if abs(off) <= 1 and off > last:
        assert found is not None


@pytest.fixture
def guarded(db: None) -> Iterator[Account]:
    """The operator, who is asked for a code; the clock stands."""
    account = Account.objects.get(login="operator1")
    with time_machine.travel(NOW, tick=False):
        operations.set_second_factor(account_id=account.pk, secret=SECRET, recovery=RECOVERY, step=0)
        yield account


def present(minutes: float = 0) -> str:
    return second_factor.code(SECRET, int((NOW + timedelta(minutes=minutes)).timestamp()) // 30)


def password(client: Client, login: str = "operator1") -> Any:
    return client.post("/sign-in/", {"username": login, "password": PASSWORD, "next": "/cases/"})


def is_in(client: Client) -> bool:
    return client.get("/password/").status_code == 200


def test_the_password_alone_opens_nothing(guarded: Account) -> None:
    client = Client()
    assert password(client).headers["Location"] == "/sign-in/code/"
    assert not is_in(client)
    answer = client.post("/sign-in/code/", {"code": present()[:3] + " " + present()[3:]})
    assert answer.headers["Location"] == "/cases/"
    assert is_in(client)


def test_a_code_serves_once(guarded: Account) -> None:
    client, other = Client(), Client()
    for one in (client, other):
        password(one)
    assert client.post("/sign-in/code/", {"code": present()}).status_code == 302
    answer = other.post("/sign-in/code/", {"code": present()})
    assert (answer.status_code, is_in(other)) == (422, False)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert other.post("/sign-in/code/", {"code": present(1)}).status_code == 302


def test_a_recovery_code_serves_once_however_it_is_written(guarded: Account) -> None:
    for attempt, status in (("A1B2C D3E4F", 302), ("a1b2c-d3e4f", 422), ("11111-22222", 302)):
        client = Client()
        password(client)
        assert client.post("/sign-in/code/", {"code": attempt}).status_code == status
    guarded.refresh_from_db()
    assert guarded.recovery_hashes == []


def test_guessing_ends_after_five_also_from_other_places_and_for_the_right_code(guarded: Account) -> None:
    for _ in range(5):
        client = Client()
        password(client)
        assert "验证码不对" in client.post("/sign-in/code/", {"code": "000000"}).content.decode()
    client = Client()
    password(client)
    answer = client.post("/sign-in/code/", {"code": present()})
    assert (answer.status_code, "错了太多次" in answer.content.decode()) == (422, True)
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        password(client)
        assert client.post("/sign-in/code/", {"code": present(16)}).status_code == 302


def test_a_password_waits_ten_minutes_and_not_for_a_closed_account(guarded: Account) -> None:
    client, closed = Client(), Client()
    for one in (client, closed):
        password(one)
    with time_machine.travel(NOW + timedelta(minutes=11), tick=False):
        assert "登录没有完成" in client.post("/sign-in/code/", {"code": present(11)}).content.decode()
        assert not is_in(client)
    operations.set_active(account_id=guarded.pk, is_active=False)
    assert "登录没有完成" in closed.post("/sign-in/code/", {"code": present()}).content.decode()
    assert not is_in(closed)


def test_set_up_by_oneself_and_ended_with_the_password(clock: None, db: None) -> None:
    client = Client()
    client.post("/sign-in/", {"username": "operator1", "password": PASSWORD})
    secret = client.get("/second-factor/").context["secret"].replace(" ", "")
    assert client.get("/second-factor/").context["secret"].replace(" ", "") == secret, "the same until it is confirmed"
    step = int(NOW.timestamp()) // 30
    assert client.post("/second-factor/", {"code": "000000", "password": PASSWORD}).status_code == 422
    assert Account.objects.get(login="operator1").factor_sealed is None
    right = second_factor.code(secret, step)
    assert client.post("/second-factor/", {"code": right, "password": "wrong"}).status_code == 422
    assert Account.objects.get(login="operator1").factor_sealed is None, (
        "who only found the browser open changes nothing"
    )
    codes = client.post("/second-factor/", {"code": right, "password": PASSWORD}).context["codes"]
    account = Account.objects.get(login="operator1")
    assert account.factor_sealed is not None
    assert secret.encode() not in bytes(account.factor_sealed)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    fresh = Client()
    password(fresh)
    assert fresh.post("/sign-in/code/", {"code": codes[0]}).status_code == 302
    assert client.post("/second-factor/", {"password": "wrong"}).status_code == 422
    assert client.post("/second-factor/", {"password": PASSWORD}).status_code == 302
    assert password(Client()).headers["Location"] == "/cases/"


WHY = "这里的人都坐在一间屋里"


def test_everybody_must_have_it_unless_the_banner_says_why_not(
    clock: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {}
    monkeypatch.setattr(context, "_preset", lambda _: told)
    for login, address in (("operator1", "/cases/"), ("volunteer1", "/pool/"), ("auditor1", "/audit/")):
        client = Client()
        client.post("/sign-in/", {"username": login, "password": PASSWORD})
        assert client.get(address).headers["Location"] == "/second-factor/"
        assert client.get("/second-factor/").status_code == 200
        assert client.get("/security-keys/").status_code == 200
    told["second_factor"] = {"roles": ["auditor"], "reason": WHY}
    assert client.get("/audit/").headers["Location"] == "/second-factor/"
    for login, address in (("operator1", "/cases/"), ("admin1", "/accounts/")):
        client = Client()
        client.post("/sign-in/", {"username": login, "password": PASSWORD})
        assert client.get(address).status_code == 200
    assert WHY in client.get("/accounts/").content.decode(), "whoever keeps the accounts reads why"
    assert "审计员" in client.get("/accounts/").context["asked"]


@pytest.mark.parametrize(("is_sample", "is_production", "is_asked"), [(1, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 0)])
def test_the_exception_of_a_sample_counts_in_a_trial_only(
    monkeypatch: pytest.MonkeyPatch, settings: Any, is_sample: int, is_production: int, is_asked: int
) -> None:
    told = {"sample": bool(is_sample), "second_factor": {"roles": [], "reason": WHY}}
    monkeypatch.setattr(context, "_preset", lambda _: told)
    settings.MINSHENG_IS_PRODUCTION = bool(is_production)
    assert context.asks_second_factor_of(["operator"]) is bool(is_asked)


def test_a_new_password_leaves_the_code_and_the_keys_as_they_are(
    guarded: Account, people: dict[str, rights.Actor]
) -> None:
    words = registry.reset_password(account_id=guarded.pk, by=people["admin1"], at=NOW)
    client = Client()
    answer = client.post("/sign-in/", {"username": "operator1", "password": words})
    assert (answer.headers["Location"], is_in(client)) == ("/sign-in/code/", False)
    assert client.post("/sign-in/code/", {"code": present()}).status_code == 302
    assert is_in(client)


def test_who_lost_the_telephone_is_seen_by_another_person_than_who_gives_passwords(
    guarded: Account, as_person: Callable[[str], Client]
) -> None:
    """The giver of roles says how he made sure who it is; the old sessions end, and what was asked for is gone."""
    here = Client()
    password(here)
    assert here.post("/sign-in/code/", {"code": present()}).status_code == 302
    page = f"/accounts/{guarded.pk}/"
    assert "lost-factor" not in as_person("admin1").get(page).content.decode()
    giver = as_person("security1")
    assert f"{page}lost-factor/" in giver.get(page).content.decode()
    told = {"client_id": str(uuid.uuid4())}
    assert giver.post(f"{page}lost-factor/", told).status_code == 422, "he says how he made sure"
    assert giver.post(f"{page}lost-factor/", {**told, "proof": "identity_card"}).status_code == 302
    fact = FactRow.objects.filter(kind="foundation.LostFactorEnded").get()
    assert (fact.about, fact.body["proof"]) == (guarded.pk, "identity_card")
    assert "lost-factor" not in giver.get(page).content.decode()
    assert not is_in(here)
    client = Client()
    assert password(client).headers["Location"] == "/cases/"
