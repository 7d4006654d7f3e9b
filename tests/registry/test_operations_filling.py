"""Department tables: what is known fills them, what is not is asked once, a no to the purpose is respected."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.foundation import once, rights
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.models import FormTemplate, KnownFact, Person
from minsheng.registry.rules import filling as rules

EIGHT = {
    "emergency_contact": "儿子",
    "emergency_phone": "13900009999",
    "education": "小学",
    "goes_out": "要人陪",
    "cooks": "自己做",
    "heating": "集中供暖",
    "usual_place": "服务站",
    "good_time": "上午",
}
SignedIn = Callable[[str], Client]


def agreed(person: Person, operator: Actor, now: datetime) -> None:
    for purpose in ("learning",):
        said = operations.NewAnswer(purpose=purpose, answer="given", words="行", channel="phone")
        operations.answer_purpose(person_id=person.pk, said=said, by=operator, at=now)


def test_e26_two_forms_that_share_eight_facts_ask_eight_once(elder: Person, operator: Actor, now: datetime) -> None:
    first = queries.form_filled("home_care", elder.pk, operator, now)
    second = queries.form_filled("meals", elder.pk, operator, now)
    assert [one.pk for one in first.missing] == [one.pk for one in second.missing] == list(EIGHT)
    operations.note_facts(person_id=elder.pk, told=EIGHT, by=operator, at=now)
    for code in ("home_care", "meals"):
        filled = queries.form_filled(code, elder.pk, operator, now)
        assert filled.missing == ()
        assert dict(filled.lines)["紧急联系人电话"] == "13900009999"


def test_e26_ten_department_tables_fill_with_no_keystroke(elder: Person, operator: Actor, now: datetime) -> None:
    agreed(elder, operator, now)
    operations.note_facts(person_id=elder.pk, told={**EIGHT, "lives_alone": "不是"}, by=operator, at=now)
    templates = list(FormTemplate.objects.all())
    assert len(templates) == 10
    assert all(one.is_sample for one in templates)
    for template in templates:
        filled = queries.form_filled(template.pk, elder.pk, operator, now)
        assert (filled.refused, filled.missing) == ("", ())
        assert len(filled.lines) == len(template.fields)
        assert all(value for _, value in filled.lines), template.pk
    assert all(not row.missing for row in queries.forms_for(elder.pk, operator, now))


def test_e26_an_answer_that_has_run_out_is_asked_again(elder: Person, operator: Actor, now: datetime) -> None:
    operations.note_facts(person_id=elder.pk, told=EIGHT, by=operator, at=now)
    later = now + timedelta(days=200)
    assert [one.pk for one in queries.form_filled("home_care", elder.pk, operator, later).missing] == ["goes_out"]


def test_e26_a_table_whose_purpose_was_refused_is_not_filled(elder: Person, operator: Actor, now: datetime) -> None:
    said = operations.NewAnswer(purpose="visit", answer="refused", words="别来", channel="phone")
    operations.answer_purpose(person_id=elder.pk, said=said, by=operator, at=now)
    filled = queries.form_filled("visit_card", elder.pk, operator, now)
    assert (filled.lines, filled.missing) == ((), ())
    assert "不同意" in filled.refused


def test_e26_a_form_asks_for_nothing_that_the_register_knows(db: None) -> None:
    fields = rules.fields_of([{"label": "甲", "fact": "name"}, {"label": "乙", "fact": "cooks"}] * 2)
    assert rules.to_ask(fields, ()) == ("cooks",)
    assert rules.to_ask(fields, {"cooks"}) == ()
    assert rules.unbound(fields, {"heating"}) == ("cooks",)
    with pytest.raises(ValueError, match="底数里就有"):
        operations.set_fact_kind(code="phone", values={})


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"education": "博士后"}, "请从这几个里选"),
        ({"emergency_phone": "12"}, "电话号码应是"),
        ({"good_time": " "}, "要写"),
        ({"good_time": "卡号 6222 0200 0000 0000 000"}, "银行卡号"),
        ({"height": "170"}, "没有这一项"),
    ],
)
def test_an_answer_of_another_shape_is_refused_with_a_sentence(
    elder: Person, operator: Actor, now: datetime, told: dict[str, str], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        operations.note_facts(person_id=elder.pk, told=told, by=operator, at=now)
    assert not KnownFact.objects.exists()


def test_answers_are_sealed_shown_to_the_person_and_erased_with_him(
    elder: Person, operator: Actor, stranger: Actor, people: dict[str, Actor], now: datetime
) -> None:
    operations.note_facts(person_id=elder.pk, told=EIGHT, by=operator, at=now)
    assert not any("儿子".encode() in bytes(one.sealed) for one in KnownFact.objects.all())
    assert len(queries.facts_known(elder, now)) == 8
    with pytest.raises(rights.Unseen):
        operations.note_facts(person_id=elder.pk, told=EIGHT, by=stranger, at=now)
    with pytest.raises(rights.Refused):
        operations.note_facts(person_id=elder.pk, told=EIGHT, by=people["verifier1"], at=now)
    asked = operations.NewRequest(kind="deletion", words="都删了", channel="phone")
    request = operations.ask_about_data(person_id=elder.pk, asked=asked, by=operator, at=now)
    operations.carry_out_request(request_id=request.pk, by=people["supervisor1"], at=now)
    assert not KnownFact.objects.exists()


def send(client: Client, url: str, **told: str) -> Any:
    return client.post(url, {once.FIELD: str(uuid.uuid4()), **told})


def test_e26_a_table_is_asked_for_on_its_page_and_prints(clock: None, elder: Person, as_person: SignedIn) -> None:
    client, url = as_person("operator1"), reverse("registry:filled_form", args=[elder.pk, "home_care"])
    page = client.get(url).content.decode()
    assert "还要问本人" in page
    assert "13900000001" in page
    assert ground.readings_of(elder.pk)[0].items == ["print", "phone"]
    assert send(client, url, **{**EIGHT, "education": ""}).status_code == 422
    assert send(client, url, **EIGHT).status_code == 302
    page = client.get(url).content.decode()
    assert "都知道，不用再问" in page
    assert "要人陪" in page
    assert "还要问本人" not in client.get(reverse("registry:filled_form", args=[elder.pk, "meals"])).content.decode()
    listed = client.get(reverse("registry:forms_for", args=[elder.pk])).content.decode()
    assert "不用问，直接打印" in listed
    sheet = as_person("supervisor1").get(reverse("registry:data_sheet", args=[elder.pk])).content.decode()
    assert "冬天怎么取暖" in sheet
