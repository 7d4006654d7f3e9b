"""People: entering once, changing with a history, searching, kin and proxies, leaving."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.facts import PersonChanged
from minsheng.registry.models import Person
from tests.registry.conftest import AWAY, HOME

ID_NUMBER = "150824194001010014"


def found(actor: Actor, text: str, at: datetime) -> set[str]:
    return {row.name for row in queries.people(actor, queries.Search(text=text), at).rows}


@pytest.mark.parametrize("text", ["曾桂", "zengguilan", "zgl", "ZENG GUI", "guilan", "13900000001", "１３９ 0000 0001"])
def test_a_person_is_found_by_name_pinyin_initials_or_number(
    elder: Person, operator: Actor, now: datetime, text: str
) -> None:
    assert elder.name in found(operator, text, now)


def test_a_misread_surname_is_found_as_it_is_spoken(elder: Person, operator: Actor, now: datetime) -> None:
    assert elder.name not in found(operator, "cengguilan", now)


def test_a_mongolian_name_is_read_as_one_word(operator: Actor, now: datetime) -> None:
    made = operations.register_person(name="乌云其其格", area=HOME, by=None, at=now)
    assert made.initials == "wyqqg"
    assert made.name in found(operator, "wuyunqiqige", now)


def test_a_person_of_another_area_does_not_exist(elder: Person, stranger: Actor, now: datetime) -> None:
    assert found(stranger, elder.name, now) == set()
    assert found(stranger, "13900000001", now) == set()
    with pytest.raises(rights.Unseen):
        queries.person_shown(elder.pk, stranger, now)
    with pytest.raises(rights.Unseen):
        operations.reveal_phone(person_id=elder.pk, by=stranger, purpose="reveal_phone", at=now)
    with pytest.raises(rights.Unseen):
        operations.change_person(person_id=elder.pk, entry=operations.PersonEntry(name="x"), by=stranger, at=now)


def test_a_list_walks_through_everybody_once(operator: Actor, now: datetime) -> None:
    for number in range(7):
        operations.register_person(name=f"同名人{'甲乙'[number % 2]}", area=HOME, by=None, at=now)
    seen: list[object] = []
    after = ""
    while True:
        page = queries.people(operator, queries.Search(text="同名人", after=after), now, most=3)
        seen += [row.id for row in page.rows]
        after = page.next
        if not after:
            break
    assert len(seen) == len(set(seen)) == 7


def test_a_change_tells_which_fields_and_never_what_they_hold(elder: Person, operator: Actor, now: datetime) -> None:
    entry = operations.PersonEntry(name="曾桂兰", address="新住处9号", phone="13900000002")
    assert operations.change_person(person_id=elder.pk, entry=entry, by=operator, at=now) == ("address", "phone")
    told = [one.fact for one in ground.facts_of(elder.pk) if isinstance(one.fact, PersonChanged)]
    assert [fact.fields for fact in told] == [("address", "phone")]
    assert "新住处" not in repr(told)
    assert "13900000002" not in repr(told)


def test_a_change_that_changes_nothing_tells_nothing(elder: Person, operator: Actor, now: datetime) -> None:
    entry = operations.PersonEntry(name="曾桂兰", birth_year=1940, phone="139 0000 0001")
    assert operations.change_person(person_id=elder.pk, entry=entry, by=operator, at=now) == ()
    assert not [one for one in ground.facts_of(elder.pk) if isinstance(one.fact, PersonChanged)]


def test_a_person_is_not_moved_into_an_area_of_others(elder: Person, operator: Actor, now: datetime) -> None:
    with pytest.raises(rights.Refused):
        operations.change_person(person_id=elder.pk, entry=operations.PersonEntry(area=AWAY), by=operator, at=now)


def test_one_identity_number_is_one_person(elder: Person, operator: Actor, now: datetime) -> None:
    operations.change_person(
        person_id=elder.pk, entry=operations.PersonEntry(resident_id=_valid()), by=operator, at=now
    )
    with pytest.raises(operations.AlreadyKnown, match="已经登记过"):
        operations.register_person(name="另一个人", area=HOME, resident_id=_valid(), by=None, at=now)
    assert found(operator, _valid(), now) == {"曾桂兰"}
    raw = Person.objects.filter(pk=elder.pk).values().get()
    assert _valid() not in repr(
        {key: bytes(value) if isinstance(value, memoryview) else value for key, value in raw.items()}
    )


def _valid() -> str:
    from minsheng.foundation import identity

    digits = ID_NUMBER[:17]
    return digits + identity._id_check(digits)


def test_the_page_shows_the_number_masked_and_revealing_is_noted(elder: Person, operator: Actor, now: datetime) -> None:
    assert queries.person_shown(elder.pk, operator, now).phone_masked == "139****0001"
    number = operations.reveal_phone(person_id=elder.pk, by=operator, purpose="reveal_phone", at=now)
    assert number == "13900000001"
    noted = queries.readings_shown(elder.pk)
    assert [(row.who, row.purpose, row.items) for row in noted] == [(operator.name, "联系本人", ("电话",))]


def test_kin_gives_no_right_and_a_proxy_only_its_scope_until_its_day(
    elder: Person, operator: Actor, now: datetime
) -> None:
    child = operations.register_person(name="曾小海", area=HOME, by=None, at=now)
    operations.note_kin(person_id=elder.pk, kin_id=child.pk, relation="child", by=operator, at=now)
    today = now.date()

    def may(scope: str, days: int = 0) -> bool:
        return queries.has_proxy(agent_id=child.pk, principal_id=elder.pk, scope=scope, on=today + timedelta(days=days))

    assert not may("read_voices")
    given = operations.NewProxy(
        agent_id=child.pk,
        scope="read_voices",
        valid_from=today,
        valid_to=today + timedelta(days=30),
        channel="phone",
        words="让我儿子看看就行",
    )
    proxy = operations.give_proxy(principal_id=elder.pk, given=given, by=operator, at=now)
    assert may("read_voices")
    assert may("read_voices", 30)
    assert not may("read_voices", 31)
    assert not may("hear_results")
    assert not queries.has_proxy(agent_id=elder.pk, principal_id=child.pk, scope="read_voices", on=today)
    operations.end_proxy(proxy_id=proxy.pk, by=operator, at=now)
    assert not may("read_voices")


def test_a_proxy_for_one_act_is_used_up_by_it(elder: Person, operator: Actor, now: datetime) -> None:
    agent = operations.register_person(name="帮办员", area=HOME, by=None, at=now)
    given = operations.NewProxy(
        agent_id=agent.pk,
        scope="act",
        item="高龄津贴认证",
        valid_from=now.date(),
        valid_to=now.date(),
        channel="visit",
        words="这一件你替我办",
    )
    operations.give_proxy(principal_id=elder.pk, given=given, by=operator, at=now)

    def use(item: str) -> None:
        operations.use_proxy_for_item(agent_id=agent.pk, principal_id=elder.pk, item=item, by=operator.id, at=now)

    with pytest.raises(rights.Refused):
        use("另一件事")
    use("高龄津贴认证")
    with pytest.raises(rights.Refused):
        use("高龄津贴认证")


def test_a_proxy_longer_than_a_year_is_refused(elder: Person, operator: Actor, now: datetime) -> None:
    agent = operations.register_person(name="帮办员", area=HOME, by=None, at=now)
    given = operations.NewProxy(
        agent_id=agent.pk,
        scope="hear_results",
        valid_from=now.date(),
        valid_to=now.date() + timedelta(days=400),
        channel="phone",
        words="好",
    )
    with pytest.raises(ValueError, match="最长一年"):
        operations.give_proxy(principal_id=elder.pk, given=given, by=operator, at=now)


def test_who_has_died_leaves_every_list(elder: Person, operator: Actor, now: datetime) -> None:
    operations.note_leaving(person_id=elder.pk, how="died", on=now.date(), by=operator, at=now)
    assert found(operator, elder.name, now) == set()
    assert queries.people_with_phone("13900000001", operator) == []


def test_e38_a_compound_is_one_stop_of_a_round(operator: Actor, stranger: Actor, now: datetime) -> None:
    values = {"name": "甲互助院", "kind": "mutual_aid_compound", "area_id": HOME, "address": "互助院路1号"}
    compound = operations.set_residence(code="jia", values=values, at=now)
    inside = [operations.register_person(name=f"院里人{n}", area=HOME, by=None, at=now) for n in range(12)]
    for number, person in enumerate(inside):
        operations.house_person(
            person_id=person.pk, area=HOME, door=f"{number // 2 + 1}号", residence_id=compound.pk, at=now
        )
    outside = operations.register_person(name="院外人", area=HOME, address="别处2号", by=None, at=now)
    refusing = inside[0]
    no = operations.NewAnswer(purpose="visit", answer="refused", words="不用来看我", channel="phone")
    operations.answer_purpose(person_id=refusing.pk, said=no, by=operator, at=now)

    stops = queries.visit_stops(operator, now, area=HOME)
    at_compound = [stop for stop in stops if stop.address == "互助院路1号"]
    assert len(at_compound) == 1
    assert {one.id for one in at_compound[0].people} == {person.pk for person in inside[1:]}
    assert [stop.address for stop in stops if outside.pk in {one.id for one in stop.people}] == ["别处2号"]
    assert refusing.pk not in {one.id for stop in stops for one in stop.people}

    residence, people = queries.round_of(compound.pk, operator, now)
    assert residence.address == "互助院路1号"
    assert [one.door for one in people] == sorted(one.door for one in people)
    assert compound.households.count() == 6
    assert queries.visit_stops(stranger, now, area=HOME) == ()
    with pytest.raises(rights.Unseen):
        queries.round_of(compound.pk, stranger, now)
