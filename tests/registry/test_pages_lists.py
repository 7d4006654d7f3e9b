"""The pages of lists and files: read and noted, asked for, decided by another, fetched."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.foundation import once, sheets
from minsheng.foundation import queries as ground
from minsheng.registry import operations
from minsheng.registry.models import Person, Sharing
from tests.registry.conftest import HOME

SignedIn = Callable[[str], Client]


@pytest.fixture
def elder(clock: None, db: None, now: datetime) -> Person:
    return operations.register_person(name="铜铃鸟桂兰", area=HOME, birth_year=1940, by=None, at=now)


def send(client: Client, url: str, **told: str) -> Any:
    return client.post(url, {once.FIELD: str(uuid.uuid4()), **told})


def test_e28_looking_at_a_list_is_noted_for_everybody_on_it(as_person: SignedIn, elder: Person) -> None:
    client = as_person("operator1")
    page = client.get(reverse("registry:list", args=["elder_friendly"])).content.decode()
    assert elder.name in page
    assert "满 75 岁" in page
    assert [(one.purpose, one.items) for one in ground.readings_of(elder.pk)] == [("outreach", ["list"])]
    assert "社区适老化名单" in client.get(reverse("registry:lists")).content.decode()
    why = client.get(reverse("registry:lists_of", args=[elder.pk])).content.decode()
    assert "在名单上" in why
    assert "本人没有拒绝" in why


def test_a_file_goes_from_the_question_to_the_workbook(as_person: SignedIn, elder: Person) -> None:
    asks, decides = as_person("admin1"), as_person("supervisor1")
    told = {"content": "people", "area": "乌拉特中旗", "purpose": "service", "reason": "核对", "has_numbers": "on"}
    address = send(asks, reverse("registry:ask_sharing"), **told)["Location"]
    assert "要由另一个有批准权限的人批准" in asks.get(address).content.decode()
    assert send(asks, address, outcome="approved").status_code == 403
    made = Sharing.objects.get()
    file = reverse("registry:sharing_file", args=[made.pk])
    assert asks.get(file).status_code == 302
    assert send(decides, address, outcome="refused", answer="").status_code == 422
    assert send(decides, address, outcome="approved", answer="").status_code == 302
    assert "下载文件" in asks.get(address).content.decode()
    assert asks.get(file).headers["Content-Type"] == sheets.XLSX
    assert decides.get(file).status_code == 403
    assert as_person("secretary1").get(address).status_code == 404


def test_a_list_is_asked_for_from_its_page(as_person: SignedIn, elder: Person) -> None:
    client = as_person("admin1")
    url = reverse("registry:ask_sharing") + "?list=elder_friendly"
    assert "社区适老化名单" in client.get(url).content.decode()
    address = send(client, url, reason="发慰问品")["Location"]
    assert "下载文件" in client.get(address).content.decode()
    assert "社区适老化名单" in client.get(reverse("registry:sharings")).content.decode()


def test_the_organisations_leave_as_a_workbook(as_person: SignedIn) -> None:
    answer = as_person("admin1").get(reverse("registry:organisations_file"))
    assert answer.headers["Content-Type"] == sheets.XLSX
