"""Security keys as people use them: added, shown after the password, taken away; against a key in software."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import ProgrammingError, transaction
from django.test import Client

from minsheng.foundation import context, operations, rights, second_factor, security_keys
from minsheng.foundation.models import Account, KeyChallenge, SecurityKey
from minsheng.registry import operations as registry
from minsheng.registry.rules.accounts import Proof
from tests.conftest import NOW, PASSWORD
from tests.foundation.authenticator import Authenticator
from tests.foundation.key_visits import add, begin, browser, is_in, kinds, options_of, password, show, signed_in, told
from tests.own_database import OwnDatabase, side_by_side

PLACE = security_keys.Place("localhost", "http://localhost")


@pytest.fixture(autouse=True)
def still(clock: None, database: None) -> None:
    """The clock stands, and there is a banner."""


@pytest.fixture
def key() -> Authenticator:
    """The operator's key, added today."""
    made = Authenticator()
    assert add(signed_in(), made).status_code == 200
    return made


def test_added_with_the_password_and_asked_for_from_then_on() -> None:
    desk, elsewhere, key = signed_in(), signed_in(), Authenticator()
    wrong = desk.post("/security-keys/", {"name": "甲", "password": "wrong"})
    assert (wrong.status_code, "现在的密码不对" in wrong.content.decode()) == (422, True)
    assert desk.get("/security-keys/add/").headers["Location"] == "/security-keys/", "not without the password"
    codes = add(desk, key).context["codes"]
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert (is_in(desk), is_in(elsewhere)) == (True, False)
    assert kinds()[-1] == "SecurityKeyAdded"
    kept = SecurityKey.objects.get(account__login="operator1")
    assert (kept.name, kept.transports, kept.added_at) == ("红色钥匙", ["nfc", "usb"], NOW)
    client = browser()
    assert password(client).headers["Location"] == "/sign-in/code/"
    assert not is_in(client)
    assert show(client, key).headers["Location"] == "/cases/"
    assert is_in(client)
    kept.refresh_from_db()
    assert (kept.sign_count, kept.last_used_at) == (1, NOW)


def test_several_keys_each_with_a_name_and_each_opens(key: Authenticator) -> None:
    client, second = browser(), Authenticator(counts=False)
    password(client)
    show(client, key)
    again = client.post("/security-keys/", {"name": "红色钥匙", "password": PASSWORD})
    assert "已经有一把密钥叫这个名字" in again.content.decode()
    assert add(client, second, "办公室电脑").headers["Location"] == "/security-keys/"
    page = client.get("/security-keys/").content.decode()
    assert all(words in page for words in ("红色钥匙", "办公室电脑", "还剩 8 个恢复码"))
    for one in (key, second, second):
        fresh = browser()
        password(fresh)
        assert show(fresh, one).status_code == 302


def test_one_key_is_added_once_and_ten_at_most(key: Authenticator) -> None:
    client, colleague = browser(), signed_in("operator2")
    password(client)
    show(client, key)
    for one in (client, colleague):
        answer = add(one, key, "又一次")
        assert (answer.status_code, "已经登记过" in answer.content.decode()) == (422, True)
    options = begin(client, "第十把")
    account = Account.objects.get(login="operator1")
    for number in range(9):
        SecurityKey.objects.create(
            account=account,
            name=f"{number}",
            credential_id=bytes([number]),
            public_key=b"-",
            sign_count=0,
            added_at=NOW,
        )
    answer = client.post("/security-keys/add/", {"credential": Authenticator().create(options)})
    assert "最多登记10把" in answer.content.decode()
    assert "最多登记10把" in client.get("/security-keys/").content.decode()


def test_a_question_for_a_new_key_is_answered_once_soon_and_in_its_session() -> None:
    client, other, key = signed_in(), signed_in(), Authenticator()
    options = begin(client)
    begin(other)
    foreign = other.post("/security-keys/add/", {"credential": key.create(options)})
    assert "没有通过检查" in foreign.content.decode(), "the question of another session"
    with time_machine.travel(NOW + timedelta(minutes=11), tick=False):
        late = client.post("/security-keys/add/", {"credential": key.create(options)})
    assert late.headers["Location"] == "/security-keys/"
    assert not SecurityKey.objects.exists()
    wrong = client.post("/security-keys/add/", {"credential": replace(key, origin="http://evil").create(begin(client))})
    assert (wrong.status_code, SecurityKey.objects.count()) == (422, 0)
    assert client.post("/security-keys/add/", {"credential": key.create(options_of(wrong))}).status_code == 200


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"origin": "http://localhost:81"}, "unproven"),
        ({"domain": "example.cn"}, "unproven"),
        ({"flags": 0}, "unproven"),
        ({"key": Authenticator().key}, "unproven"),
        ({"handle": uuid.uuid4().bytes}, "unproven"),
        ({"id": b"another one's key"}, "unknown"),
    ],
)
def test_a_key_that_does_not_hold_opens_nothing_and_is_told(
    key: Authenticator, change: dict[str, Any], reason: str
) -> None:
    client = browser()
    password(client)
    answer = show(client, replace(key, **change))
    assert (answer.status_code, "密钥没有通过" in answer.content.decode(), is_in(client)) == (422, True, False)
    assert (kinds()[-1], told()[-1].reason) == ("SecurityKeyRefused", reason)
    assert show(client, key).status_code == 302, "and the right one still opens"


def test_what_is_no_answer_opens_nothing(key: Authenticator) -> None:
    client = browser()
    password(client)
    assert client.get("/sign-in/code/").status_code == 200
    assert client.post("/sign-in/code/", {"credential": "{}"}).status_code == 422
    assert told()[-1].reason == "malformed"


@pytest.mark.parametrize(
    "value", ["", "　 \t", "长" * 30_000, "a\x00b", "<script>alert(1)</script>" * 9, "9" * 400, "[]"]
)
def test_forms_filled_in_wrongly_are_answered_with_a_word_and_keep_nothing(value: str) -> None:
    client = signed_in()
    before = len(told())
    named = client.post("/security-keys/", {"name": value if value != "[]" else "", "password": PASSWORD})
    begin(client)
    for answer in (named, client.post("/security-keys/add/", {"credential": value})):
        assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)
    assert (SecurityKey.objects.count(), len(told())) == (0, before)


def test_the_key_of_another_account_opens_nothing(key: Authenticator) -> None:
    other = Authenticator()
    add(signed_in("operator2"), other)
    client = browser()
    password(client)
    assert show(client, other).status_code == 422
    assert (told()[-1].reason, kinds("operator2")[-1]) == ("unknown", "SecurityKeyAdded")


def test_an_answer_serves_once_and_only_in_its_session(key: Authenticator) -> None:
    client, other = browser(), browser()
    for one in (client, other):
        password(one)
    answer = key.prove(options_of(client.get("/sign-in/code/")))
    other.get("/sign-in/code/")
    assert other.post("/sign-in/code/", {"credential": answer}).status_code == 422, "the question of another session"
    assert client.post("/sign-in/code/", {"credential": answer}).status_code == 302
    again = browser()
    password(again)
    again.get("/sign-in/code/")
    assert again.post("/sign-in/code/", {"credential": answer}).status_code == 422
    assert (is_in(other), is_in(again)) == (False, False)


def test_a_spent_question_is_no_guess_and_is_not_looked_at(key: Authenticator) -> None:
    account = Account.objects.get(login="operator1").pk
    purpose = KeyChallenge.Purpose.SIGN_IN
    challenge = operations.issue_challenge(account_id=account, purpose=purpose, at=NOW)
    answer = key.prove(security_keys.asked_to_prove(PLACE, challenge, []))
    more: dict[str, Any] = {"account_id": account, "answer": answer, "challenge": challenge, "place": PLACE}
    assert operations.use_key(**more, at=NOW)
    before = len(told())
    assert not operations.use_key(**more, at=NOW)
    assert (len(told()), Account.objects.get(pk=account).factor_wrong) == (before, 0)


def test_a_question_waits_ten_minutes_for_its_account_and_purpose_only() -> None:
    account, other = (Account.objects.get(login=login).pk for login in ("operator1", "operator2"))
    sign_in, adding = KeyChallenge.Purpose.SIGN_IN, KeyChallenge.Purpose.ADD
    late = NOW + timedelta(minutes=10)
    challenge = operations.issue_challenge(account_id=account, purpose=sign_in, at=NOW)
    spend = operations.spend_challenge
    assert not spend(challenge=challenge, account_id=other, purpose=sign_in, at=NOW)
    assert not spend(challenge=challenge, account_id=account, purpose=adding, at=NOW)
    assert not spend(challenge=challenge, account_id=account, purpose=sign_in, at=late)
    assert spend(challenge=challenge, account_id=account, purpose=sign_in, at=late - timedelta(seconds=1))
    operations.issue_challenge(account_id=account, purpose=sign_in, at=NOW)
    operations.issue_challenge(account_id=account, purpose=sign_in, at=late)
    assert KeyChallenge.objects.count() == 1, "what waited too long is gone"
    operations.tidy(at=late + timedelta(days=2))
    assert not KeyChallenge.objects.exists()


def test_a_page_drawn_again_asks_the_same_until_it_is_half_as_old_as_it_may_be(key: Authenticator) -> None:
    client = browser()
    password(client)
    first = options_of(client.get("/sign-in/code/"))
    with time_machine.travel(NOW + timedelta(minutes=4), tick=False):
        assert options_of(client.get("/sign-in/code/")) == first
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        assert options_of(client.get("/sign-in/code/")) != first


def test_two_that_answer_one_question_at_once_get_in_once(key: Authenticator, own_database: OwnDatabase) -> None:
    account = Account.objects.get(login="operator1").pk
    challenge = operations.issue_challenge(account_id=account, purpose=KeyChallenge.Purpose.SIGN_IN, at=NOW)
    answer = replace(key, counts=False, count=9).prove(security_keys.asked_to_prove(PLACE, challenge, []))

    def used() -> bool:
        return operations.use_key(account_id=account, answer=answer, challenge=challenge, place=PLACE, at=NOW)

    assert sorted(side_by_side(used, used), key=str) == [False, True]


def test_a_counter_that_goes_back_stops_the_key_for_good(key: Authenticator) -> None:
    copy = replace(key)
    for _ in range(2):
        client = browser()
        password(client)
        assert show(client, key).status_code == 302
    client = browser()
    password(client)
    assert show(client, copy).status_code == 422
    assert told()[-1].reason == "counter"
    page = client.get("/sign-in/code/").content.decode()
    assert "data-key-options" not in page, "it is not asked for any more"
    assert "恢复码" in page, "nor does the password alone open now"
    account = Account.objects.get(login="operator1").pk
    challenge = operations.issue_challenge(account_id=account, purpose=KeyChallenge.Purpose.SIGN_IN, at=NOW)
    late = key.prove(security_keys.asked_to_prove(PLACE, challenge, []))
    assert not operations.use_key(account_id=account, answer=late, challenge=challenge, place=PLACE, at=NOW)
    assert told()[-1].reason == "suspected"
    assert not is_in(client)


def test_the_database_lets_no_counter_go_back(key: Authenticator) -> None:
    SecurityKey.objects.update(sign_count=7)
    with pytest.raises(ProgrammingError, match="foundation_securitykey"), transaction.atomic():
        SecurityKey.objects.update(sign_count=6)


def test_five_wrong_keys_close_the_step_for_codes_as_well(key: Authenticator) -> None:
    other = Authenticator()
    for _ in range(5):
        client = browser()
        password(client)
        show(client, other)
    answer = show(client, key)
    assert (answer.status_code, "10:15 以后再试" in answer.content.decode()) == (422, True)
    assert "以后再试" in client.post("/sign-in/code/", {"code": "1"}).content.decode()
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        password(client)
        assert show(client, key).status_code == 302


def test_who_has_no_key_with_him_uses_a_recovery_code_once() -> None:
    codes = add(signed_in(), Authenticator()).context["codes"]
    for status in (302, 422):
        client = browser()
        password(client)
        answer = client.post("/sign-in/code/", {"code": codes[0].upper()})
        assert answer.status_code == status
    assert "恢复码不对" in answer.content.decode()


def test_taken_away_with_the_password_it_opens_nothing(key: Authenticator) -> None:
    client, other = browser(), Authenticator()
    password(client)
    show(client, key)
    add(client, other, "第二把")
    page = f"/security-keys/{SecurityKey.objects.get(name='红色钥匙').pk}/remove/"
    for _ in range(5):
        assert "现在的密码不对" in client.post(page, {"password": "wrong"}).content.decode()
    assert "10:15 以后再试" in client.post(page, {"password": PASSWORD}).content.decode()
    waiting = browser()
    password(waiting)
    options = options_of(waiting.get("/sign-in/code/"))
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        assert client.post(page, {"password": PASSWORD}).status_code == 302
        assert client.post(page, {"password": PASSWORD}).status_code == 404, "it is gone"
    assert kinds()[-1] == "SecurityKeyRemoved"
    answer = waiting.post("/sign-in/code/", {"credential": key.prove(options)})
    assert (answer.status_code, told()[-1].reason, is_in(waiting)) == (422, "unknown", False)
    assert show(waiting, other).status_code == 302


def test_the_last_one_taken_away_leaves_the_password_and_no_recovery_code(key: Authenticator) -> None:
    client = browser()
    password(client)
    show(client, key)
    elsewhere = browser()
    password(elsewhere)
    show(elsewhere, key)
    page = f"/security-keys/{SecurityKey.objects.get().pk}/remove/"
    assert "这是最后一把" in client.get(page).content.decode()
    assert client.post(page, {"password": PASSWORD}).status_code == 302
    assert (is_in(client), is_in(elsewhere)) == (True, False)
    assert Account.objects.get(login="operator1").recovery_hashes == []
    assert is_in(signed_in())


def test_nobody_takes_the_key_of_another_away(key: Authenticator) -> None:
    kept = SecurityKey.objects.get().pk
    other = signed_in("operator2")
    assert other.get(f"/security-keys/{kept}/remove/").status_code == 404
    with pytest.raises(rights.Unseen):
        operations.remove_own_key(key_id=kept, here=None, by=Account.objects.get(login="operator2").pk, at=NOW)
    assert "红色钥匙" not in other.get("/security-keys/").content.decode()


@pytest.fixture
def both(key: Authenticator) -> Client:
    """The operator signed in, with a key and a code from his telephone."""
    client = browser()
    password(client)
    show(client, key)
    account = Account.objects.get(login="operator1").pk
    operations.set_second_factor(
        account_id=account, secret=second_factor.new_secret(), recovery=["a1b2c-d3e4f"], step=0
    )
    return client


def test_a_key_stays_when_the_code_ends_and_the_other_way_round(both: Client) -> None:
    assert both.post("/second-factor/", {"password": PASSWORD}).status_code == 302
    account = Account.objects.get(login="operator1")
    assert (account.factor_sealed, len(account.recovery_hashes), account.security_keys.count()) == (None, 1, 1)
    assert password(browser()).headers["Location"] == "/sign-in/code/"


def test_a_further_key_beside_a_code_leaves_its_recovery_codes(both: Client) -> None:
    assert add(both, Authenticator(), "第二把").status_code == 302
    assert len(Account.objects.get(login="operator1").recovery_hashes) == 1
    for one in SecurityKey.objects.all():
        both.post(f"/security-keys/{one.pk}/remove/", {"password": PASSWORD})
    assert len(Account.objects.get(login="operator1").recovery_hashes) == 1
    client = browser()
    password(client)
    assert "data-key-options" not in client.get("/sign-in/code/").content.decode()
    assert client.post("/sign-in/code/", {"code": "a1b2c-d3e4f"}).status_code == 302


def test_who_has_lost_his_keys_is_let_in_by_two_people(key: Authenticator, people: dict[str, rights.Actor]) -> None:
    operator = people["operator1"].id
    words = registry.reset_password(account_id=operator, by=people["admin1"], at=NOW)
    assert SecurityKey.objects.exists()
    client = browser()
    client.post("/sign-in/", {"username": "operator1", "password": words})
    assert not is_in(client)
    registry.end_lost_factor(account_id=operator, proof=Proof.KNOWN_IN_PERSON, by=people["security1"], at=NOW)
    assert not SecurityKey.objects.exists()
    client = browser()
    client.post("/sign-in/", {"username": "operator1", "password": words})
    assert is_in(client)


def test_a_key_is_enough_for_a_role_of_the_preset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "_preset", lambda _: {"second_factor": {"roles": ["auditor"], "reason": "试一试"}})
    client = signed_in("auditor1")
    assert client.get("/audit/").headers["Location"] == "/second-factor/"
    assert add(client, Authenticator()).status_code == 200
    assert client.get("/audit/").status_code == 200


def test_at_another_address_the_page_names_the_right_one(key: Authenticator) -> None:
    client = browser("127.0.0.1:8123")
    password(client)
    page = client.get("/sign-in/code/").content.decode()
    assert "http://localhost:8123/sign-in/code/" in page
    assert "data-key-options" not in page
    assert client.post("/sign-in/code/", {"credential": "{}"}).status_code == 422
    other = browser("127.0.0.1:8123")
    password(other, "operator2")
    assert "http://localhost:8123/security-keys/" in other.get("/security-keys/").content.decode()
    assert other.post("/security-keys/", {"name": "甲", "password": PASSWORD}).status_code == 200
    assert other.get("/security-keys/add/").headers["Location"] == "/security-keys/"


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    for page in ("/security-keys/", "/security-keys/add/", f"/security-keys/{uuid.uuid4()}/remove/"):
        assert browser().get(page).headers["Location"].startswith("/sign-in/")
