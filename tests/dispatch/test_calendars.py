"""A helper's visits in his own calendar: a secret address that he makes and ends, and nothing of whom he visits."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import icalendar
from django.test import Client

from minsheng.dispatch import operations
from minsheng.foundation.models import Account
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import dispatch as helping
from tests.factories.cases import HOUR

SignedIn = Callable[[str], Client]


def made(client: Client) -> str:
    """The path of a new address, as the page shows it once."""
    page = client.post("/field/calendar/").content.decode()
    found = re.search(r'id="address">http://[^/]+([^<]+)<', page)
    assert found
    assert found[1] not in client.get("/field/calendar/").content.decode()
    return found[1]


def test_a_calendar_says_when_and_where_about_and_never_who(
    people: dict[str, Actor], as_person: SignedIn, clock: None
) -> None:
    start = NOW + 30 * HOUR
    window = {"window_start": start, "window_end": start + timedelta(minutes=40)}
    where = {"area": "150824100001", "place": "沙山巷9号", "note": "一个人住"}
    for times in (window, {}):
        task = helping.plain(people, NOW, title="看望敖特根花", **where, **times)
        operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    answer = Client().get(made(as_person("volunteer1")))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in answer.headers["Cache-Control"]
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")  # without an agreed time there is no entry
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (window["window_start"], window["window_end"])
    assert event["location"]
    whole = answer.content.decode().replace("\r\n ", "")
    assert not [word for word in ("敖特根花", "沙山巷", "一个人住") if word in whole]


def test_a_day_without_visits_is_a_calendar_all_the_same(as_person: SignedIn, clock: None) -> None:
    """RFC 5545 asks for a part at least, and some programs ask by HEAD whether there is anything."""
    address = made(as_person("volunteer1"))
    answer = Client().get(address)
    parts = icalendar.Calendar.from_ical(answer.content).subcomponents
    assert [one.name for one in parts] == ["VTIMEZONE"]
    assert str(parts[0]["TZID"]) == "Asia/Shanghai"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert (Client().head(address).status_code, Client().head(address + "x").status_code) == (200, 404)
    assert Client().head("/healthz").status_code == 200


def test_an_address_ends_by_a_new_one_by_its_helper_and_with_his_account(
    people: dict[str, Actor], as_person: SignedIn, clock: None
) -> None:
    client = as_person("volunteer1")
    first, second = made(client), made(client)
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    Account.objects.filter(pk=people["volunteer1"].id).update(is_active=False)
    assert Client().get(second).status_code == 404
    Account.objects.filter(pk=people["volunteer1"].id).update(is_active=True)
    client.post("/field/calendar/end/")
    assert Client().get(second).status_code == 404
