"""The second step of signing in: a code that serves once, recovery codes, a lock, and the roles that must have it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
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


STEPS = st.integers(60_000_000, 70_000_000)
DRIFTS = st.integers(-second_factor.MOST_DRIFT, second_factor.MOST_DRIFT)


def moment(step: int, seconds: float = 0) -> datetime:
    return datetime.fromtimestamp(step * 30 + seconds, UTC)


@given(STEPS, st.floats(0, 29.999), DRIFTS, st.integers(-12, 12), st.integers(-3, 3))
def test_one_code_counts_at_any_moment_and_after_the_last_one(
    step: int, seconds: float, drift: int, off: int, last: int
) -> None:
    """Of the codes around, only that of the server's step and the learned drift."""
    at = moment(step, seconds)
    typed, right = second_factor.code(SECRET, step + off), second_factor.code(SECRET, step + drift)
    found = second_factor.step_of(SECRET, typed, at, drift=drift, last_step=step + drift + last)
    assert found == (step + drift if typed == right and last < 0 else None)


@given(STEPS, DRIFTS)
def test_a_code_lives_for_thirty_seconds_to_the_instant(step: int, drift: int) -> None:
    typed = second_factor.code(SECRET, step + drift)
    lives = [
        second_factor.step_of(SECRET, typed, moment(step, seconds), drift=drift, last_step=0) is not None
        for seconds in (-30, -0.001, 0, 15, 29.999, 30, 59.999)
    ]
    neighbours = {second_factor.code(SECRET, step + drift + off) for off in (-1, 1)}
    if typed not in neighbours:
        assert lives == [False, False, True, True, True, False, False]


@given(STEPS, st.floats(0, 29.999), st.integers(-15, 15))
def test_at_setting_up_the_drift_of_a_clock_is_learned_up_to_five_minutes(step: int, seconds: float, off: int) -> None:
    found = second_factor.drift_of(SECRET, second_factor.code(SECRET, step + off), moment(step, seconds))
    same = [
        one
        for one in range(-10, 11)
        if second_factor.code(SECRET, step + one) == second_factor.code(SECRET, step + off)
    ]
    assert found == (min(same, key=abs) if same else None)


@given(STEPS, DRIFTS, st.integers(-3, 3), st.integers(-3, 3), st.integers(-4, 1))
def test_two_codes_in_a_row_move_the_drift_by_one_step_at_most(
    step: int, drift: int, off: int, gap: int, last: int
) -> None:
    """`off`: how far the second code is from the one that counts, `gap` the first from the one before the second."""
    second = step + drift + off
    typed = (second_factor.code(SECRET, second - 1 + gap), second_factor.code(SECRET, second))
    used = step + drift + last
    found = second_factor.moved_drift(SECRET, typed, moment(step, 11), drift=drift, last_step=used)
    may = gap == 0 and abs(off) <= 1 and abs(drift + off) <= second_factor.MOST_DRIFT and second - 1 > used
    assert found == (drift + off if may else None), "and two codes that are alike by chance come once in a lifetime"


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


@pytest.mark.parametrize("minutes", [-1, -0.5, 0.5, 1])
def test_the_code_of_a_neighbouring_step_is_refused(guarded: Account, minutes: float) -> None:
    client = Client()
    password(client)
    answer = client.post("/sign-in/code/", {"code": present(minutes)})
    assert (answer.status_code, is_in(client)) == (422, False)
    assert "/sign-in/code/clock/" in answer.content.decode(), "and the way out stands below"
    assert client.post("/sign-in/code/", {"code": present()}).status_code == 302


@pytest.mark.parametrize("typed", ["验证码验证码", "１２３４５６", "é", "\u0661\u0662\u0663\u0664\u0665\u0666"])
def test_letters_of_any_script_are_a_wrong_code_and_no_error(guarded: Account, typed: str) -> None:
    client = Client()
    password(client)
    assert client.post("/sign-in/code/", {"code": typed}).status_code == 422


def matched(client: Client, first: float, second: float) -> Any:
    return client.post("/sign-in/code/clock/", {"first": present(first), "second": present(second)})


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_telephone_whose_clock_moved_types_two_codes_and_then_the_next(guarded: Account, off: int) -> None:
    """The two let nobody in, none of them serves again; afterwards the telephone's own clock counts, and ours no more."""
    client = Client()
    password(client)
    page = client.get("/sign-in/code/clock/").content.decode()
    assert 'name="first"' in page
    answer = matched(client, (off - 1) / 2, off / 2)
    assert answer.headers["Location"] == "/sign-in/code/"
    assert not is_in(client)
    assert "时间对好了" in client.get("/sign-in/code/").content.decode()
    for spent in ((off - 1) / 2, off / 2):
        assert client.post("/sign-in/code/", {"code": present(spent)}).status_code == 422
    with time_machine.travel(NOW + timedelta(seconds=30), tick=False):
        assert client.post("/sign-in/code/", {"code": present((off + 1) / 2)}).status_code == 302
        assert is_in(client)
    guarded.refresh_from_db()
    assert guarded.factor_drift == off
    later = Client()
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        password(later)
        if off:
            assert later.post("/sign-in/code/", {"code": present(10)}).status_code == 422
        assert later.post("/sign-in/code/", {"code": present(10 + off / 2)}).status_code == 302


def test_the_clock_is_not_matched_by_other_pairs_and_says_not_which_was_wrong(guarded: Account) -> None:
    pairs = {
        "one right and one wrong": (present(-0.5), "000000"),
        "one wrong and one right": ("000000", present()),
        "the same twice": (present(), present()),
        "the other way round": (present(), present(-0.5)),
        "one left out": (present(-1), present()),
        "two steps off": (present(-1.5), present(-1)),
        "a recovery code": ("11111-22222", present()),
    }
    told = set()
    for what, (first, second) in pairs.items():
        operations.set_second_factor(account_id=guarded.pk, secret=SECRET, recovery=RECOVERY, step=0)
        client = Client()
        password(client)
        answer = client.post("/sign-in/code/clock/", {"first": first, "second": second})
        assert (answer.status_code, is_in(client)) == (422, False), what
        told |= {tuple(map(str, answer.context["form"].errors["second"]))}
        assert not answer.context["form"].errors.get("first")
    assert len(told) == 1
    guarded.refresh_from_db()
    assert (guarded.factor_drift, len(guarded.recovery_hashes)) == (0, 2)


def test_matching_the_clock_takes_no_code_that_was_used(guarded: Account) -> None:
    client, other = Client(), Client()
    for one in (client, other):
        password(one)
    assert client.post("/sign-in/code/", {"code": present()}).status_code == 302
    with time_machine.travel(NOW + timedelta(seconds=30), tick=False):
        assert matched(other, 0, 0.5).status_code == 422
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert matched(other, 0.5, 1).status_code == 302
        assert matched(other, 0.5, 1).status_code == 422, "a pair serves once as well"


def test_guessing_pairs_and_guessing_codes_are_counted_together(guarded: Account) -> None:
    """Five in all, from any place; while it is closed a right pair is not looked at either, and no clock moves."""
    for turn in range(5):
        client = Client()
        password(client)
        if turn % 2:
            assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 422
        else:
            assert matched(client, 3, 3.5).status_code == 422
    client = Client()
    password(client)
    assert "错了太多次" in matched(client, 0, 0.5).content.decode()
    assert "错了太多次" in client.post("/sign-in/code/", {"code": present()}).content.decode()
    guarded.refresh_from_db()
    assert (guarded.factor_drift, guarded.factor_step) == (0, 0)


def test_the_clock_is_matched_after_the_password_alone(guarded: Account) -> None:
    assert "登录没有完成" in matched(Client(), -0.5, 0).content.decode()
    guarded.refresh_from_db()
    assert guarded.factor_step == 0
    operations.end_second_factor(account_id=guarded.pk)
    assert operations.match_clock(account_id=guarded.pk, typed=(present(-0.5), present()), at=NOW) is False


def test_the_drift_stays_within_five_minutes_in_the_database_too(guarded: Account) -> None:
    for drift in (-10, 10):
        operations.set_second_factor(account_id=guarded.pk, secret=SECRET, recovery=(), step=0, drift=drift)
    with pytest.raises(IntegrityError, match="account_drift_is_small"), transaction.atomic():
        operations.set_second_factor(account_id=guarded.pk, secret=SECRET, recovery=(), step=0, drift=11)


@pytest.mark.parametrize("off", [-4, -1, 1, 10])
def test_a_telephone_that_is_off_at_setting_up_types_a_second_code(clock: None, db: None, off: int) -> None:
    """A code of another step may only have been typed slowly: it counts once a later one says the same."""
    client = Client()
    client.post("/sign-in/", {"username": "operator1", "password": PASSWORD})
    secret = client.get("/second-factor/").context["secret"].replace(" ", "")
    step = int(NOW.timestamp()) // 30

    def typed(at: int, shown: int) -> Any:
        with time_machine.travel(NOW + timedelta(seconds=30 * at), tick=False):
            told = {"password": PASSWORD, "code": second_factor.code(secret, step + shown)}
            return client.post("/second-factor/", told)

    assert "这个码来晚了" in typed(0, off).content.decode()
    assert typed(0, off).status_code == 422, "the same code again proves nothing"
    assert typed(3, off + 1).status_code == 422, "nor one that is off by another step"
    assert Account.objects.get(login="operator1").factor_sealed is None
    assert typed(4, off + 4).status_code == 422
    assert typed(5, off + 5).status_code == 200
    account = Account.objects.get(login="operator1")
    assert (account.factor_drift, account.factor_step) == (off, step + 5 + off)
    fresh = Client()
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        password(fresh)
        assert fresh.post("/sign-in/code/", {"code": second_factor.code(secret, step + 10)}).status_code == 422
        assert fresh.post("/sign-in/code/", {"code": second_factor.code(secret, step + 10 + off)}).status_code == 302


def test_who_typed_slowly_once_gets_no_drift(clock: None, db: None) -> None:
    client = Client()
    client.post("/sign-in/", {"username": "operator1", "password": PASSWORD})
    secret = client.get("/second-factor/").context["secret"].replace(" ", "")
    step = int(NOW.timestamp()) // 30
    late = {"password": PASSWORD, "code": second_factor.code(secret, step - 1)}
    assert client.post("/second-factor/", late).status_code == 422
    far = {"password": PASSWORD, "code": second_factor.code(secret, step - 11)}
    assert "自动校时" in client.post("/second-factor/", far).content.decode()
    told = {"password": PASSWORD, "code": second_factor.code(secret, step)}
    assert client.post("/second-factor/", told).status_code == 200
    assert Account.objects.get(login="operator1").factor_drift == 0


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
