"""A department's table is composed from what is known: it fills itself, asks the rest once, leaves the rest to the hand."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.foundation import once, rights
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.facts import FormComposed, FormDecided, FormEnded
from minsheng.registry.models import FormTemplate, Person
from minsheng.registry.rules import filling as rules
from tests.registry.conftest import HOME

SignedIn = Callable[[str], Client]
People = dict[str, Actor]
NAME = "助浴预约表"


@pytest.fixture
def elder(clock: None, db: None, now: datetime) -> Person:
    return operations.register_person(name="铜铃鸟桂兰", area=HOME, birth_year=1940, by=None, at=now)


def wanted(**more: Any) -> operations.NewForm:
    told: dict[str, Any] = {
        "name": NAME,
        "organisation_id": queries.organisation_by_code("comm_150824100001").pk,
        "purpose": "service",
        "bound": ["name", "age", "goes_out"],
        "by_hand": ["水温要求"],
    }
    return operations.NewForm(**{**told, **more})


def kinds_told(one: FormTemplate) -> list[type]:
    return [type(told.fact) for told in ground.facts_of(rules.about(one.pk))]


def test_e26_a_composed_table_fills_itself_and_asks_only_what_is_not_known(
    elder: Person, people: People, now: datetime
) -> None:
    made = operations.compose_form(told=wanted(), by=people["admin1"], at=now)
    operator = people["operator1"]
    shown = queries.form_filled(made.pk, elder.pk, operator, now)
    assert shown.lines == (("姓名", elder.name), ("年龄", "86"), ("自己能不能出门", ""), ("水温要求", ""))
    assert [kind.pk for kind in shown.missing] == ["goes_out"]
    operations.note_facts(person_id=elder.pk, told={"goes_out": "能"}, by=operator, at=now)
    assert queries.form_filled(made.pk, elder.pk, operator, now).missing == ()
    assert kinds_told(made) == [FormComposed]


def test_e26_a_table_with_identity_numbers_waits_for_another_person(
    elder: Person, people: People, now: datetime
) -> None:
    admin, supervisor = people["admin1"], people["supervisor1"]
    made = operations.compose_form(told=wanted(bound=["name", "identity"]), by=admin, at=now)
    assert made.state == "waiting"
    with pytest.raises(rights.Unseen):
        queries.form_filled(made.pk, elder.pk, admin, now)
    with pytest.raises(rights.Refused):
        operations.decide_form(code=made.pk, is_approved=True, answer="", by=admin, at=now)
    with pytest.raises(ValueError, match="理由"):
        operations.decide_form(code=made.pk, is_approved=False, answer="", by=supervisor, at=now)
    operations.decide_form(code=made.pk, is_approved=True, answer="", by=supervisor, at=now)
    assert queries.form_filled(made.pk, elder.pk, admin, now).lines[0] == ("姓名", elder.name)
    for _again in range(2):
        operations.end_form(code=made.pk, by=admin, at=now)
    assert made.pk not in [one.template.pk for one in queries.forms_for(elder.pk, admin, now)]
    assert kinds_told(made) == [FormComposed, FormDecided, FormEnded]


@pytest.mark.parametrize("more", [{"bound": []}, {"bound": ["height"]}, {"by_hand": [f"第{n}行" for n in range(40)]}])
def test_e26_a_table_that_will_not_do_is_refused_with_a_sentence(
    people: People, now: datetime, more: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match="。"):
        operations.compose_form(told=wanted(**more), by=people["admin1"], at=now)


def test_e26_the_database_refuses_a_table_decided_by_whoever_composed_it(people: People, now: datetime) -> None:
    made = operations.compose_form(told=wanted(), by=people["admin1"], at=now)
    with pytest.raises(IntegrityError, match="decided_by_another"), transaction.atomic():
        FormTemplate.objects.filter(pk=made.pk).update(decided_by=made.declared_by, decided_at=now)


def send(client: Client, url: str, told: dict[str, Any]) -> Any:
    return client.post(url, {once.FIELD: str(uuid.uuid4()), **told})


def test_e26_a_table_goes_from_the_page_to_the_person(as_person: SignedIn, elder: Person) -> None:
    client, address = as_person("admin1"), reverse("registry:compose_form")
    told = {
        "name": NAME,
        "organisation": "comm_150824100001",
        "purpose": "service",
        "bound": ["name", "goes_out"],
        "by_hand": "水温要求\n\n 谁陪着 ",
    }
    assert send(client, address, {**told, "bound": []}).status_code == 422
    assert "最多 40 个字" in send(client, address, {**told, "by_hand": "长" * 41}).content.decode()
    here = send(client, address, told)["Location"]
    page = client.get(here).content.decode()
    assert "自动填：自己能不能出门" in page
    assert page.count("手写，不存") == 2
    code = FormTemplate.objects.get(name=NAME).pk
    filled = as_person("operator1").get(reverse("registry:filled_form", args=[elder.pk, code])).content.decode()
    assert "谁陪着" in filled
    assert send(client, here + "end/", {}).status_code == 302
    assert NAME not in as_person("operator1").get(reverse("registry:forms_for", args=[elder.pk])).content.decode()
    assert "已结束" in client.get(here).content.decode()


def test_e26_another_person_decides_on_the_page_of_the_table(as_person: SignedIn, clock: None) -> None:
    client, address = as_person("admin1"), reverse("registry:compose_form")
    told = {"name": NAME, "organisation": "comm_150824100001", "purpose": "service", "bound": ["name", "identity"]}
    here = send(client, address, told)["Location"]
    assert "敏感表，等另一个有批准权限的人点头" in client.get(here).content.decode()
    assert send(client, here, {"outcome": "approved", "answer": ""}).status_code == 403
    decides = as_person("supervisor1")
    assert send(decides, here, {"outcome": "approved", "answer": ""}).status_code == 302
    assert FormTemplate.objects.get(name=NAME).state == "standing"
