"""Proactive outreach: by a declared rule, with the reason; never against somebody's will."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries, rules
from minsheng.dispatch import operations as dispatch
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Unseen
from minsheng.registry import operations as registry
from minsheng.registry import queries as registered
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories import dispatch as helping

People = dict[str, Actor]
LIST = "elders_alone"
PHONE = "0478-5561777"


def elder(people: People, *, age: int = 86, alone: str = "是", told_on: datetime = NOW) -> uuid.UUID:
    born = NOW.year - age
    made = registry.register_person(name="独孤桂兰", area=making.TOWN, birth_year=born, phone=PHONE, by=None, at=NOW)
    if alone:
        registry.note_facts(person_id=made.pk, told={"lives_alone": alone}, by=people["operator1"], at=told_on)
    return made.pk


def on_it(people: People, at: datetime = NOW) -> dict[uuid.UUID, str]:
    actor = people["operator1"]
    lines = queries.outreach_lines(queries.seen_outreach(LIST, actor), actor, at)
    return {one.id: "；".join(map(str, one.reasons)) for one in lines}


def note(people: People, person: uuid.UUID, result: rules.OutreachResult, words: str = "", at: datetime = NOW) -> None:
    contact = operations.NewOutreach(channel="phone", result=result, words=words)
    operations.note_outreach(list_code=LIST, person_id=person, contact=contact, by=people["operator1"], at=at)


def test_e07_86_alone_and_without_contact_for_30_days_appears_with_the_reason(people: People) -> None:
    person = elder(people)
    case = making.declined(people, NOW, caller_name="独孤桂兰", caller_phone=PHONE)
    assert case.person_id == person
    assert person not in on_it(people, NOW + timedelta(days=29, hours=23)), "a call is a contact"
    reasons = on_it(people, NOW + timedelta(days=30))[person]
    for words in ("86 岁", "满 80 岁", "一个人住", "30 天没有联系（上次 2026-06-03）"):
        assert words in reasons


def test_e07_who_declined_is_off_the_list_the_same_second_and_is_served_as_before(people: People) -> None:
    person = elder(people)
    assert "没有联系过的记录" in on_it(people)[person]
    with pytest.raises(ValueError, match="原话"):
        note(people, person, rules.OutreachResult.DECLINED)
    note(people, person, rules.OutreachResult.DECLINED, "别再打了")
    assert person not in on_it(people)
    assert person not in on_it(people, NOW + timedelta(days=999))
    with pytest.raises(Unseen):
        note(people, person, rules.OutreachResult.NO_NEED)
    assert making.heard(people, NOW, caller_name="独孤桂兰", caller_phone=PHONE).person_id == person


def test_e07_a_first_contact_of_the_lead_and_a_task_of_the_pool_are_contacts(people: People) -> None:
    person, day = elder(people), timedelta(days=1)
    case = making.assigned(people, NOW, caller_name="独孤桂兰", caller_phone=PHONE)
    operations.note_contact(case_id=case.pk, how="phone", by=people["housing1"], at=NOW + 20 * day)
    assert person not in on_it(people, NOW + 49 * day)
    assert "30 天没有联系" in on_it(people, NOW + 50 * day)[person]
    task, helper, at = helping.plain(people, NOW + 50 * day, person_id=person), people["volunteer1"], NOW + 51 * day
    dispatch.claim_task(task_id=task.pk, by=helper, at=at)
    dispatch.finish_task(task_id=task.pk, report=helping.done(), by=helper, at=at)
    assert person not in on_it(people, NOW + 80 * day)
    assert person in on_it(people, NOW + 81 * day)


def test_a_contact_counts_when_somebody_was_reached(people: People) -> None:
    person = elder(people)
    note(people, person, rules.OutreachResult.NOT_REACHED)
    assert person in on_it(people)
    note(people, person, rules.OutreachResult.NO_NEED)
    assert person not in on_it(people)
    assert person in on_it(people, NOW + timedelta(days=30))


@pytest.mark.parametrize(
    ("age", "alone", "told_on"),
    [(79, "是", NOW), (86, "不是", NOW), (86, "", NOW), (86, "是", NOW - timedelta(days=400))],
)
def test_nobody_is_on_it_whom_the_rule_does_not_name(people: People, age: int, alone: str, told_on: datetime) -> None:
    assert elder(people, age=age, alone=alone, told_on=told_on) not in on_it(people)


def test_who_lives_alone_is_not_exported(people: People) -> None:
    asked = registry.NewSharing(reason="入户", list_code=LIST)
    with pytest.raises(ValueError, match="不导出"):
        registry.ask_sharing(asked=asked, by=people["admin1"], at=NOW)
    assert not registered.may_print(registered.list_by_code(LIST), people["operator1"], NOW)


def test_the_pages_lead_from_the_list_to_the_desk_and_note_every_reading(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    person, desk = elder(people), as_person("operator1")
    page = desk.get(reverse("cases:outreach_list", args=[LIST])).content.decode()
    address = reverse("cases:outreach_contact", args=[LIST, person])
    assert address in page
    assert PHONE not in page
    assert PHONE in desk.get(address).content.decode()
    filled = desk.get(f"{reverse('cases:desk')}?person={person}").content.decode()
    assert f'value="{PHONE}"' in filled
    assert 'value="独孤桂兰"' in filled
    assert {(one.purpose, *one.items) for one in ground.readings_of(person)} == {
        ("outreach", "list", "known"),
        ("outreach", "phone"),
        ("desk", "phone"),
    }
    told = {"channel": "phone", "result": "no_need", "words": "", "client_id": str(uuid.uuid4())}
    assert desk.post(address, told).headers["Location"] == reverse("cases:outreach_list", args=[LIST])
    assert address not in desk.get(reverse("cases:outreach_list", args=[LIST])).content.decode()
    assert as_person("secretary2").get(address).status_code == 404
