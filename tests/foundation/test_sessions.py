"""Where one is signed in: listed, ended here and elsewhere, and over by itself; guessing the present password ends."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from minsheng.foundation import operations, queries, rights, second_factor, sessions
from minsheng.foundation.models import Account, OpenSession
from minsheng.registry import operations as registry
from tests.conftest import NOW, PASSWORD

WECHAT = (
    "Mozilla/5.0 (Linux; Android 12; HarmonyOS) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8"
)
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"
NEW = "羊群-水井-星期四-不相干"

pytestmark = pytest.mark.usefixtures("clock", "db")


def browser(agent: str = WINDOWS, login: str = "operator1", address: str = "203.0.113.7") -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    client.post("/sign-in/", {"username": login, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/password/").status_code == 200


def end(client: Client, which: str = "all", password: str = PASSWORD) -> Any:
    return client.post("/sessions/", {"which": which, "password": password})


def kinds(login: str = "operator1") -> list[str]:
    return [type(one.fact).__name__ for one in queries.facts_of(Account.objects.get(login=login).pk)]


def test_the_list_says_where_since_when_and_which_is_here() -> None:
    desk = browser()
    with time_machine.travel(NOW + timedelta(minutes=20), tick=False):
        browser(WECHAT, address="198.51.100.9")
        browser(login="operator2")
        told = desk.get("/sessions/").content.decode()
    assert all(word in told for word in ("微信 · 鸿蒙", "Chrome · Windows 电脑", "198.51.100.9", "10:20"))
    assert told.count("就是这里") == 1
    assert told.count("<tr>") == 3, "a head and two sessions: nobody else's"
    assert OpenSession.objects.get(browser=WECHAT).session_key not in told


def test_one_or_all_others_end_at_once_and_only_with_the_password() -> None:
    desk, phone, tablet = browser(), browser(WECHAT), browser(address="198.51.100.9")
    chosen = str(OpenSession.objects.get(browser=WECHAT).handle)
    assert end(desk, chosen, "wrong").status_code == 422
    assert is_in(phone)
    assert end(desk, chosen).status_code == 302
    assert [is_in(one) for one in (desk, phone, tablet)] == [True, False, True]
    assert end(desk).status_code == 302
    assert [is_in(one) for one in (desk, phone, tablet)] == [True, False, False]
    assert "别处没有登录" in desk.get("/sessions/").content.decode()
    assert kinds()[-2:] == ["SessionsEnded", "SessionsEnded"]


def test_nobody_ends_the_session_of_another() -> None:
    desk, other = browser(), browser(login="operator2")
    browser(WECHAT)
    foreign = str(OpenSession.objects.get(account__login="operator2").handle)
    assert end(desk, foreign).status_code == 422
    operator1 = Account.objects.get(login="operator1").pk
    assert operations.end_own_sessions(here=None, chosen=uuid.UUID(foreign), by=operator1, at=NOW) == 0
    assert is_in(other)


def test_a_new_password_ends_the_sessions_elsewhere() -> None:
    desk, phone = browser(), browser(WECHAT)
    key = desk.cookies["sessionid"].value
    told = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert desk.post("/password/", told).status_code == 302
    assert (is_in(desk), is_in(phone)) == (True, False)
    assert desk.cookies["sessionid"].value != key, "and the session here has a new key"
    assert OpenSession.objects.filter(account__login="operator1").count() == 1
    assert kinds()[-1] == "PasswordChanged"


def test_beginning_and_ending_the_code_ends_the_sessions_elsewhere() -> None:
    desk, phone = browser(), browser(WECHAT)
    secret = desk.get("/second-factor/").context["secret"].replace(" ", "")
    code = second_factor.code(secret, int(NOW.timestamp()) // 30)
    desk.post("/second-factor/", {"code": code, "password": PASSWORD})
    assert (is_in(desk), is_in(phone)) == (True, False)
    assert desk.post("/second-factor/", {"password": PASSWORD}).status_code == 302
    assert kinds()[-2:] == ["CodeSetUp", "CodeGivenUp"]


def test_the_administrator_ends_them_all(people: dict[str, rights.Actor]) -> None:
    clients = [browser(), browser(WECHAT)]
    account, admin = people["operator1"].id, browser(login="admin1")
    page = admin.get(f"/accounts/{account}/").content.decode()
    assert "2 处" in page
    told = admin.post(f"/accounts/{account}/sessions/end/", {"client_id": str(uuid.uuid4())})
    assert told.headers["Location"] == f"/accounts/{account}/"
    assert [is_in(one) for one in clients] == [False, False]
    assert kinds()[-1] == "SessionsEnded"
    with pytest.raises(rights.Refused, match="在哪里登录着"):
        registry.end_account_sessions(account_id=people["admin1"].id, by=people["admin1"], at=NOW)


def test_closing_or_resetting_leaves_no_session(people: dict[str, rights.Actor]) -> None:
    for act in ("close", "reset"):
        browser(login="verifier1")
        account = people["verifier1"].id
        if act == "close":
            registry.set_account_active(account_id=account, is_active=False, by=people["admin1"], at=NOW)
            registry.set_account_active(account_id=account, is_active=True, by=people["admin1"], at=NOW)
        else:
            registry.reset_password(account_id=account, by=people["admin1"], at=NOW)
        assert not OpenSession.objects.filter(account=account).exists()


@pytest.mark.parametrize(("pauses", "stays"), [([5] * 47, True), ([239], True), ([241], False), ([200] * 3, True)])
def test_a_session_ends_four_hours_after_its_last_use_and_twelve_after_its_beginning(
    pauses: list[int],
    stays: bool,  # noqa: FBT001 - a pytest parameter
) -> None:
    client, minutes = browser(), 0
    for pause in pauses:
        minutes += pause
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            assert is_in(client) is stays
    with time_machine.travel(NOW + timedelta(hours=12), tick=False):
        assert not is_in(client)


def test_use_costs_no_query_but_one_now_and_then(queries_made: list[str]) -> None:
    client = browser()
    for minute, writes in ((1, 0), (6, 1), (7, 0)):
        queries_made.clear()
        with time_machine.travel(NOW + timedelta(minutes=minute), tick=False):
            client.get("/password/")
        assert sum(one.startswith("UPDATE") for one in queries_made) == writes


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("/password/", {"old_password": "?", "new_password1": NEW, "new_password2": NEW}),
        ("/second-factor/", {"password": "?"}),
        ("/sessions/", {"which": "all", "password": "?"}),
    ],
)
def test_the_present_password_cannot_be_guessed_in_an_open_session(page: str, told: dict[str, str]) -> None:
    client = browser()
    browser(WECHAT)
    if page == "/second-factor/":
        secret = second_factor.new_secret()
        account = Account.objects.get(login="operator1").pk
        operations.set_second_factor(account_id=account, secret=secret, recovery=[], step=0)

    def tried(word: str, minutes: int = 0) -> Any:
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            return client.post(page, {name: word if value == "?" else value for name, value in told.items()})

    for _ in range(5):
        assert "现在的密码不对" in tried("wrong").content.decode()
    locked = tried(PASSWORD)
    assert (locked.status_code, "10:15 以后再试" in locked.content.decode()) == (422, True)
    assert tried(PASSWORD, 16).status_code == 302


def test_browsers_are_called_by_their_names() -> None:
    assert sessions.browser_words("curl/8") == "认不出的浏览器"
    assert sessions.browser_words("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17 Safari/604") == "Safari · 苹果手机"
