"""The door code's page: who has just made the appointment reads it, nobody else, and not for ever."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from minsheng.cases import operations
from minsheng.foundation.rights import Actor
from minsheng.registry import queries as registry


@pytest.fixture
def path(people: dict[str, Actor]) -> str:
    """A case that the bank is to do at somebody's home."""
    lead = registry.organisation_by_code("o1")
    now = timezone.now()
    case = operations.open_case(
        voice=operations.NewVoice(words="卡的密码忘了", channel="phone", heard_at=now, area="150824100001"),
        triage=operations.Triage(category="bank.pin_reset", lead=lead.pk),
        by=people["operator1"],
        at=now,
    )
    return f"/cases/{case.pk}/"


def code_on(client: Client, path: str) -> str:
    """The code as the page shows it, "" where it leads elsewhere."""
    found = re.search(r'door-code">((?:\d ){3}\d)<', client.get(f"{path}door-code/").content.decode())
    return found.group(1) if found else ""


def agree(client: Client, path: str) -> str:
    """Make an appointment for tomorrow; the address that follows."""
    day = timezone.localdate() + timedelta(days=1)
    told = {"on": day.isoformat(), "start": "09:00", "end": "11:00", "contact_name": "韩晓梅"}
    return client.post(f"{path}appointment/", told).headers["Location"]


def test_code_stays_until_it_is_said_to_be_written_down(as_person: Callable[[str], Client], path: str) -> None:
    bank = as_person("bank1")
    assert agree(bank, path) == f"{path}door-code/"
    first = code_on(bank, path)
    assert first != ""
    assert code_on(bank, path) == first
    assert bank.post(f"{path}door-code/").headers["Location"] == path
    assert code_on(bank, path) == ""
    assert first not in bank.get(path).content.decode()


def test_colleague_with_another_browser_does_not_see_the_code(as_person: Callable[[str], Client], path: str) -> None:
    agree(as_person("bank1"), path)
    assert code_on(as_person("bank2"), path) == ""


def test_code_is_not_shown_after_half_an_hour(as_person: Callable[[str], Client], path: str) -> None:
    bank = as_person("bank1")
    agree(bank, path)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert code_on(bank, path) == ""


def test_no_code_of_another_case(as_person: Callable[[str], Client], people: dict[str, Actor], path: str) -> None:
    bank = as_person("bank1")
    agree(bank, path)
    assert agree(bank, path) == f"{path}door-code/"
    assert bank.get("/cases/00000000-0000-0000-0000-000000000000/door-code/").status_code == 404


def test_a_visit_may_be_agreed_over_midnight_and_every_page_says_so(
    as_person: Callable[[str], Client], path: str
) -> None:
    """As tasks for helpers may: an end that is not after its beginning is one of the next day, for twelve hours at most."""
    bank, day = as_person("bank1"), timezone.localdate() + timedelta(days=1)
    told = {"on": day.isoformat(), "start": "22:00", "end": "06:00", "contact_name": "韩晓梅"}
    slip = bank.post(f"{path}appointment/", {**told, "end": "21:00"})
    assert slip.status_code == 422
    assert "到第二天的，最多12小时" in slip.content.decode()
    assert bank.post(f"{path}appointment/", {**told, "on": "9999-12-31"}).status_code == 422, "a day without a next one"
    assert bank.post(f"{path}appointment/", told).headers["Location"] == f"{path}door-code/"
    begins = f"{day:%m-%d} 22:00"
    assert f"{begins} 至 次日06:00，韩晓梅上门" in bank.get(f"{path}door-code/").content.decode()
    page = bank.get(path).content.decode()
    assert f"{begins}–次日06:00" in page
    assert f"{day:%m月%d日} 22:00至次日06:00上门" in page, "the timeline"
    assert f"{day.year}-{begins}–次日06:00" in bank.get(f"{path}sheet/").content.decode()
