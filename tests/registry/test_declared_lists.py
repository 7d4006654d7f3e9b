"""A list is declared by its rule, tried before it is kept, decided by another where sensitive, extended, ended."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.foundation import once, rights
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.facts import ListDecided, ListDeclared, ListEnded, ListExtended
from minsheng.registry.models import DerivedList, Person
from minsheng.registry.rules import listing as rules
from tests.registry.conftest import HOME

SignedIn = Callable[[str], Client]
People = dict[str, Actor]
NAME = "冬季取暖走访"
WRITTEN = {
    "name": NAME,
    "purpose": "outreach",
    "area": "150824",
    "owner": "hotline",
    "expires_on": "2026-12-31",
    "age_from": "80",
}


@pytest.fixture
def elder(clock: None, db: None, now: datetime) -> Person:
    return operations.register_person(name="铜铃鸟桂兰", area=HOME, birth_year=1940, by=None, at=now)


@pytest.fixture
def alone(elder: Person, people: People, now: datetime) -> Person:
    """She has said that she lives alone."""
    operations.note_facts(person_id=elder.pk, told={"lives_alone": "是"}, by=people["operator1"], at=now)
    return elder


def wanted(**more: Any) -> operations.NewList:
    told: dict[str, Any] = {
        "name": NAME,
        "area": "150824",
        "purpose": "outreach",
        "owner_id": queries.organisation_by_code("hotline").pk,
        "rule": {"age_from": 80},
        "expires_on": date(2026, 12, 31),
    }
    return operations.NewList(**{**told, **more})


def kinds_told(one: DerivedList) -> list[type]:
    return [type(told.fact) for told in ground.facts_of(rules.about(one.pk))]


def test_e28_a_declared_list_follows_from_the_facts_at_once(elder: Person, people: People, now: datetime) -> None:
    made = operations.declare_list(told=wanted(), by=people["admin1"], at=now)
    assert (made.state, made.declared_by) == ("standing", people["admin1"].id)
    assert elder.name in {row.name for row in queries.listed(made, people["operator1"], now)}
    assert kinds_told(made) == [ListDeclared]


@pytest.mark.usefixtures("alone")
def test_e28_a_sensitive_list_lists_nobody_before_another_person_says_yes(people: People, now: datetime) -> None:
    admin, supervisor = people["admin1"], people["supervisor1"]
    made = operations.declare_list(told=wanted(rule={"age_from": 60, "lives_alone": True}), by=admin, at=now)
    assert made.state == "waiting"
    assert not queries.people_on(made, supervisor, now).exists()
    with pytest.raises(ValueError, match="不在用"):
        operations.ask_sharing(asked=operations.NewSharing(reason="看", list_code=made.pk), by=admin, at=now)
    with pytest.raises(rights.Refused):
        operations.decide_list(code=made.pk, is_approved=True, answer="", by=admin, at=now)
    with pytest.raises(ValueError, match="理由"):
        operations.decide_list(code=made.pk, is_approved=False, answer=" ", by=supervisor, at=now)
    found = operations.decide_list(code=made.pk, is_approved=True, answer="", by=supervisor, at=now)
    assert queries.people_on(found, supervisor, now).exists()
    with pytest.raises(ValueError, match="处理过"):
        operations.decide_list(code=made.pk, is_approved=True, answer="", by=supervisor, at=now)
    assert kinds_told(made) == [ListDeclared, ListDecided]


def test_e28_a_list_is_extended_and_ended_and_stays_readable(elder: Person, people: People, now: datetime) -> None:
    admin = people["admin1"]
    made = operations.declare_list(told=wanted(), by=admin, at=now)
    for on in (now.date(), now.date() + timedelta(days=400), date(2026, 12, 1)):
        with pytest.raises(ValueError, match="到期日"):
            operations.extend_list(code=made.pk, expires_on=on, by=admin, at=now)
    over = now + timedelta(days=300)
    assert not queries.people_on(made, admin, over).exists()
    found = operations.extend_list(code=made.pk, expires_on=date(2027, 12, 31), by=admin, at=over)
    assert queries.people_on(found, admin, over).filter(pk=elder.pk).exists()
    for _again in range(2):
        found = operations.end_list(code=made.pk, by=admin, at=over)
    assert not queries.people_on(found, admin, over).exists()
    assert found in queries.lists_gone(admin)
    assert found not in [one for one, _count in queries.lists_by_size(admin, over)]
    assert kinds_told(made) == [ListDeclared, ListExtended, ListEnded]


def test_e28_a_sensitive_list_is_extended_by_another_person(people: People, now: datetime) -> None:
    admin, supervisor = people["admin1"], people["supervisor1"]
    made = operations.declare_list(told=wanted(rule={"lives_alone": True}), by=admin, at=now)
    operations.decide_list(code=made.pk, is_approved=True, answer="", by=supervisor, at=now)
    later = date(2027, 3, 1)
    with pytest.raises(rights.Refused):
        operations.extend_list(code=made.pk, expires_on=later, by=admin, at=now)
    assert operations.extend_list(code=made.pk, expires_on=later, by=supervisor, at=now).expires_on == later


@pytest.mark.parametrize("more", [{"rule": {}}, {"rule": {"height": 2}}, {"expires_on": date(2028, 1, 1)}])
def test_e28_a_list_that_will_not_do_is_refused_with_a_sentence(
    people: People, now: datetime, more: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match="。"):
        operations.declare_list(told=wanted(**more), by=people["admin1"], at=now)


def test_e28_the_database_refuses_a_list_decided_by_whoever_declared_it(people: People, now: datetime) -> None:
    made = operations.declare_list(told=wanted(), by=people["admin1"], at=now)
    own = {"decided_by": made.declared_by, "decided_at": now}
    with pytest.raises(IntegrityError, match="decided_by_another"), transaction.atomic():
        DerivedList.objects.filter(pk=made.pk).update(**own)


def test_e28_a_secretary_declares_for_his_own_village_only(people: People, now: datetime) -> None:
    secretary = people["secretary1"]
    with pytest.raises(rights.Refused):
        operations.declare_list(told=wanted(), by=secretary, at=now)
    assert operations.declare_list(told=wanted(area=HOME), by=secretary, at=now).area_id == HOME


def send(client: Client, url: str, told: dict[str, str]) -> Any:
    return client.post(url, {once.FIELD: str(uuid.uuid4()), **told})


def test_e28_a_list_is_tried_before_it_is_kept_and_whoever_was_named_learns_of_it(
    as_person: SignedIn, elder: Person
) -> None:
    client, address = as_person("admin1"), reverse("registry:declare_list")
    assert "只写规则，不写人" in client.get(address).content.decode()
    page = client.get(address, WRITTEN).content.decode()
    assert "满 80 岁" in page
    assert elder.name in page
    assert [(one.purpose, one.items) for one in ground.readings_of(elder.pk)] == [("outreach", ["list"])]
    assert not DerivedList.objects.filter(name=NAME).exists()
    kept = send(client, address, WRITTEN)
    assert kept.status_code == 302
    assert elder.name in client.get(kept["Location"]).content.decode()
    assert send(client, kept["Location"] + "end/", {}).status_code == 302
    assert "已经结束" in client.get(kept["Location"]).content.decode()
    assert NAME in client.get(reverse("registry:lists")).content.decode()


def test_e28_nobody_is_named_while_a_sensitive_list_is_tried_or_decided(as_person: SignedIn, alone: Person) -> None:
    client, address = as_person("admin1"), reverse("registry:declare_list")
    sensitive = {**WRITTEN, "age_from": "60", "lives_alone": "on"}
    page = client.get(address, sensitive).content.decode()
    assert "敏感名单" in page
    assert alone.name not in page
    assert "少于 5 人" in page
    assert not ground.readings_of(alone.pk)
    here = send(client, address, sensitive)["Location"]
    assert "等另一个有批准权限的人点头" in client.get(here).content.decode()
    assert client.get(here + "decide/").status_code == 403
    decides = as_person("supervisor1")
    page = decides.get(here + "decide/").content.decode()
    assert "现在符合" in page
    assert alone.name not in page
    assert send(decides, here + "decide/", {"outcome": "approved", "answer": ""}).status_code == 302
    assert alone.name in decides.get(here).content.decode()
    assert send(decides, here + "extend/", {"expires_on": "2027-03-01"}).status_code == 302
    assert DerivedList.objects.get(name=NAME).expires_on == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"age_from": ""}, "至少写一个条件"),
        ({"age_to": "60"}, "上限不能小于下限"),
        ({"name": ""}, "必填"),
        ({"expires_on": "2030-01-01"}, "到期日要在今天以后、一年以内"),
    ],
)
def test_e28_a_list_that_is_written_wrong_gets_a_sentence(
    as_person: SignedIn, clock: None, more: dict[str, str], says: str
) -> None:
    answer = send(as_person("admin1"), reverse("registry:declare_list"), {**WRITTEN, **more})
    assert answer.status_code == 422
    assert says in answer.content.decode()
