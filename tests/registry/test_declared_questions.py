"""Something more is asked of people: declared with a reason, decided by another person, then every table may show it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.foundation import once, rights
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.facts import QuestionDecided, QuestionDeclared, QuestionEnded
from minsheng.registry.models import FactKind, FormTemplate, KnownFact, Person
from minsheng.registry.rules import filling as rules
from tests.registry.conftest import HOME

SignedIn = Callable[[str], Client]
People = dict[str, Actor]
COAL = "要不要送煤"


@pytest.fixture
def elder(clock: None, db: None, now: datetime) -> Person:
    return operations.register_person(name="铜铃鸟桂兰", area=HOME, birth_year=1940, by=None, at=now)


def owner() -> uuid.UUID:
    return queries.organisation_by_code("comm_150824100001").pk


def wanted(**more: Any) -> operations.NewQuestion:
    told: dict[str, Any] = {
        "name": COAL,
        "shape": "choice",
        "choices": ["要", "不要"],
        "months": 12,
        "organisation_id": owner(),
        "reason": "排送煤的顺序",
    }
    return operations.NewQuestion(**{**told, **more})


def declared(people: People, now: datetime, **more: Any) -> FactKind:
    return operations.declare_question(told=wanted(**more), by=people["admin1"], at=now)


def approved(people: People, now: datetime) -> FactKind:
    made = declared(people, now)
    return operations.decide_question(code=made.pk, is_approved=True, answer="", by=people["supervisor1"], at=now)


def table_with(code: str, people: People, now: datetime) -> FormTemplate:
    told = operations.NewForm(name="送煤表", organisation_id=owner(), purpose="service", bound=["name", code])
    return operations.compose_form(told=told, by=people["admin1"], at=now)


def test_e26_nobody_is_asked_before_another_person_has_said_yes(elder: Person, people: People, now: datetime) -> None:
    made, admin, supervisor = declared(people, now), people["admin1"], people["supervisor1"]
    assert made.state == "waiting"
    assert made.pk not in queries.bindings()
    with pytest.raises(ValueError, match="登记里有的"):
        table_with(made.pk, people, now)
    with pytest.raises(rights.Refused):
        operations.decide_question(code=made.pk, is_approved=True, answer="", by=admin, at=now)
    with pytest.raises(ValueError, match="理由"):
        operations.decide_question(code=made.pk, is_approved=False, answer=" ", by=supervisor, at=now)
    operations.decide_question(code=made.pk, is_approved=True, answer="", by=supervisor, at=now)
    table = table_with(made.pk, people, now)
    operator = people["operator1"]
    assert [one.pk for one in queries.form_filled(table.pk, elder.pk, operator, now).missing] == [made.pk]
    operations.note_facts(person_id=elder.pk, told={made.pk: "要"}, by=operator, at=now)
    filled = queries.form_filled(table.pk, elder.pk, operator, now)
    assert (filled.missing, dict(filled.lines)[COAL]) == ((), "要")
    told = [type(one.fact) for one in ground.facts_of(rules.about_question(made.pk))]
    assert told == [QuestionDeclared, QuestionDecided]


def test_e26_a_question_that_ended_is_put_to_nobody_and_its_answers_are_not_shown(
    elder: Person, people: People, now: datetime
) -> None:
    made, operator = approved(people, now), people["operator1"]
    table = table_with(made.pk, people, now)
    operations.note_facts(person_id=elder.pk, told={made.pk: "要"}, by=operator, at=now)
    for _again in range(2):
        operations.end_question(code=made.pk, by=people["admin1"], at=now)
    filled = queries.form_filled(table.pk, elder.pk, operator, now)
    assert (filled.missing, dict(filled.lines)[COAL]) == ((), "")
    with pytest.raises(ValueError, match="没有这一项"):
        operations.note_facts(person_id=elder.pk, told={made.pk: "要"}, by=operator, at=now)
    told = [type(one.fact) for one in ground.facts_of(rules.about_question(made.pk))]
    assert told == [QuestionDeclared, QuestionDecided, QuestionEnded]
    assert operations.forget_answers(at=now) == 1
    assert not KnownFact.objects.exists()


def test_an_answer_that_has_run_out_is_deleted_in_the_night(elder: Person, people: People, now: datetime) -> None:
    told = {"goes_out": "能", "education": "小学"}  # six months, and sixty
    operations.note_facts(person_id=elder.pk, told=told, by=people["operator1"], at=now)
    assert operations.forget_answers(at=now + timedelta(days=100)) == 0
    assert operations.forget_answers(at=now + timedelta(days=200)) == 1
    assert KnownFact.objects.get().kind_id == "education"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"name": "是什么民族"}, "不问民族"),
        ({"help": "写银行卡的后四位"}, "不问银行卡"),
        ({"choices": ["没有病", "有病"]}, "不问病情"),
        ({"name": "一年收入多少"}, "不问收入"),
        ({"name": "是不是上访户"}, "不给人贴"),
        ({"name": "姓名"}, "已经有了"),
        ({"name": "冬天怎么取暖"}, "已经有了"),
        ({"choices": ["要"]}, "要写 2 到 12 个答案"),
        ({"shape": "photo"}, "没有这种填法"),
        ({"months": 0}, "月数"),
    ],
)
def test_e26_what_nobody_is_asked_is_refused_with_a_sentence(
    people: People, now: datetime, more: dict[str, object], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        declared(people, now, **more)
    assert not FactKind.objects.exclude(declared_by=None).exists()


def test_e26_help_in_going_to_the_doctor_may_be_asked() -> None:
    assert rules.never_asked("看病要不要人陪") == ()


def test_e26_what_the_preset_asks_is_not_ended_on_a_page(people: People, now: datetime) -> None:
    with pytest.raises(ValueError, match="预设"):
        operations.end_question(code="cooks", by=people["admin1"], at=now)


def test_e26_the_database_refuses_a_question_without_a_reason(people: People, now: datetime) -> None:
    made = declared(people, now)
    with pytest.raises(IntegrityError, match="says_whose_and_why"), transaction.atomic():
        FactKind.objects.filter(pk=made.pk).update(reason="")


def send(client: Client, url: str, told: dict[str, Any]) -> Any:
    return client.post(url, {once.FIELD: str(uuid.uuid4()), **told})


def test_e26_a_question_goes_from_the_page_to_the_table(as_person: SignedIn, clock: None) -> None:
    client, decides = as_person("admin1"), as_person("supervisor1")
    address, told = reverse("registry:new_question"), {"name": COAL, "shape": "choice", "months": "12"}
    told |= {"organisation": "comm_150824100001", "reason": "排送煤的顺序", "choices": "要\n\n 不要 \n要"}
    assert "不问病情" in send(client, address, {**told, "help": "什么病"}).content.decode()
    here = send(client, address, told)["Location"]
    assert "批准以前谁也不问" in client.get(here).content.decode()
    assert send(client, here, {"outcome": "approved", "answer": ""}).status_code == 403
    assert COAL not in client.get(reverse("registry:compose_form")).content.decode()
    assert send(decides, here, {"outcome": "approved", "answer": ""}).status_code == 302
    assert FactKind.objects.get(name=COAL).choices == ["要", "不要"]
    assert COAL in client.get(reverse("registry:compose_form")).content.decode()
    assert "选一个：要、不要" in client.get(reverse("registry:questions")).content.decode()
    assert send(client, here + "end/", {}).status_code == 302
    assert COAL not in client.get(reverse("registry:compose_form")).content.decode()


def test_e26_tables_of_organisations_elsewhere_are_folded_away(elder: Person, people: People, now: datetime) -> None:
    rows = queries.forms_for(elder.pk, people["operator1"], now)
    near = [row for row in rows if row.is_near]
    assert near
    assert all(HOME.startswith(row.template.organisation.area_id) for row in near)
    far = [row for row in rows if not row.is_near]
    assert [row.template.pk for row in far] == ["compound"]
    assert rows == [*near, *far]
    moved = far[0].template.organisation
    operations.join_organisation(
        person_id=elder.pk, organisation_id=moved.pk, role="member", valid_from=now.date(), at=now
    )
    again = {row.template.pk: row.is_near for row in queries.forms_for(elder.pk, people["operator1"], now)}
    assert again[far[0].template.pk]
