"""Derived lists follow from their rule and from what people want; files leave with a second person's yes."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.facts import SharingFetched
from minsheng.registry.models import DerivedList, Person, Sharing
from minsheng.registry.rules import listing as rules
from minsheng.registry.rules.importing import Kind, RowOutcome
from tests.registry.conftest import HOME

BANNER = "150824"
ID_NUMBER = "11010519491231002X"  # the example of GB 11643
People = dict[str, Actor]


@pytest.fixture
def elder(db: None, now: datetime) -> Person:
    return operations.register_person(
        name="铜铃鸟桂兰",
        area=HOME,
        phone="13900001111",
        resident_id=ID_NUMBER,
        birth_year=1940,
        address="=平安小区,1号楼",
        language="mn",
        by=None,
        at=now,
    )


def declared(code: str = "of_test", **more: object) -> DerivedList:
    values: dict[str, object] = {
        "name": "试一试的名单",
        "area_id": BANNER,
        "purpose_id": "outreach",
        "owner": queries.organisation_by_code("hotline"),
        "rule": {"age_from": 80},
        "expires_on": date(2026, 12, 31),
    }
    operations.set_list(code=code, values={**values, **more})
    return DerivedList.objects.get(pk=code)


def names_on(one: DerivedList, by: Actor, at: datetime) -> set[str]:
    return {row.name for row in queries.listed(one, by, at)}


def test_e28_a_list_follows_from_the_facts(elder: Person, operator: Actor, now: datetime) -> None:
    one = declared()
    assert elder.name in names_on(one, operator, now)
    operations.change_person(person_id=elder.pk, entry=operations.PersonEntry(birth_year=1960), by=operator, at=now)
    assert elder.name not in names_on(one, operator, now)


def test_e28_who_opts_out_is_gone_with_the_next_look(elder: Person, operator: Actor, now: datetime) -> None:
    one = declared()
    said = operations.NewAnswer(purpose="outreach", answer="refused", words="别来了", channel="phone")
    operations.answer_purpose(person_id=elder.pk, said=said, by=operator, at=now)
    assert elder.name not in names_on(one, operator, now)
    (standing,) = [row for row in queries.standings(elder.pk, operator, now) if row.list == one]
    assert not standing.is_on
    assert ["不同意" in str(ground.words) for ground in standing.grounds if not ground.holds] == [True]


def test_e28_a_purpose_that_needs_a_yes_lists_nobody_who_was_not_asked(
    elder: Person, operator: Actor, now: datetime
) -> None:
    one = declared(purpose_id="share_with_outlet")
    assert names_on(one, operator, now) == set()
    said = operations.NewAnswer(purpose="share_with_outlet", answer="given", words="行", channel="phone")
    operations.answer_purpose(person_id=elder.pk, said=said, by=operator, at=now)
    assert names_on(one, operator, now) == {elder.name}


def test_e28_a_list_that_has_expired_lists_nobody(elder: Person, operator: Actor, now: datetime) -> None:
    one = declared(expires_on=now.date())
    assert elder.name in names_on(one, operator, now)
    assert names_on(one, operator, now + timedelta(days=1)) == set()
    assert [row.is_on for row in queries.standings(elder.pk, operator, now + timedelta(days=1)) if row.list == one] == [
        False
    ]


def test_e28_every_person_learns_why_he_is_on_a_list_or_not(
    elder: Person, operator: Actor, stranger: Actor, now: datetime
) -> None:
    declared()
    declared("languages", rule={"age_from": 60, "languages": ["mn"]})
    declared("members", rule={"roles": ["secretary"]})
    found = {row.list.pk: row for row in queries.standings(elder.pk, operator, now)}
    assert (found["of_test"].is_on, found["languages"].is_on, found["members"].is_on) == (True, True, False)
    assert [str(one.words) for one in found["members"].grounds if not one.holds] == ["在这些组织里，或有这种身份"]
    with pytest.raises(rights.Unseen):
        queries.standings(elder.pk, stranger, now)


def test_e28_the_statement_and_the_rule_agree_on_everybody(operator: Actor, now: datetime) -> None:
    branch = queries.organisation_by_code("hotline")
    for number in range(24):
        made = operations.register_person(
            name=f"铜铃鸟{number}",
            area=HOME,
            birth_year=None if number % 5 == 0 else 1936 + number,
            language=("", "zh", "mn")[number % 3],
            by=None,
            at=now,
        )
        if number % 4 == 0:
            operations.join_organisation(
                person_id=made.pk,
                organisation_id=branch.pk,
                role="volunteer" if number % 8 else "staff",
                valid_from=now.date() - timedelta(days=9),
                valid_to=now.date() - timedelta(days=1) if number % 16 == 0 else None,
            )
    told: list[dict[str, object]] = [
        {"age_from": 80},
        {"age_from": 70, "age_to": 80},
        {"languages": ["mn"]},
        {"roles": ["volunteer"]},
        {"organisations": ["hotline"], "roles": ["staff"], "age_to": 120},
        {"residences": ["mutual_aid_compound"]},
    ]
    everybody = list(queries.people_for("outreach", operator, now).select_related("household__residence"))
    for number, rule in enumerate(told):
        one = declared(f"rule_{number}", rule=rule)
        wanted = {
            person.pk for person in everybody if rules.is_on(rules.Rule.read(rule), traits(person, now), now.date())
        }
        assert {person.pk for person in queries.people_on(one, operator, now)} == wanted, rule
        assert wanted, rule


def traits(person: Person, at: datetime) -> rules.Traits:
    from minsheng.registry.queries.lists import traits_of

    return traits_of(person, at)


@given(st.integers(1900, 2026), st.integers(0, 120), st.integers(0, 40))
def test_e28_a_year_is_one_age_for_the_whole_rule(born: int, age: int, more: int) -> None:
    on = date(2026, 6, 3)
    rule = rules.Rule(age_from=age, age_to=age + more)
    fits = rules.is_on(rule, rules.Traits(born, "", "", frozenset()), on)
    assert fits == (age <= on.year - born <= age + more)


@pytest.mark.parametrize("told", [{}, {"height": 3}])
def test_e28_a_rule_without_a_known_condition_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="名单规则"):
        rules.Rule.read(told)


def asked(by: Actor, at: datetime, **more: object) -> Sharing:
    values: dict[str, object] = {"reason": "上门核对", "area": BANNER, "purpose": "service"}
    return operations.ask_sharing(asked=operations.NewSharing(**{**values, **more}), by=by, at=at)  # type: ignore[arg-type]


def test_a_file_of_people_comes_back_and_changes_nothing(elder: Person, people: People, now: datetime) -> None:
    admin = people["admin1"]
    for has_numbers in (False, True):
        made = asked(admin, now, has_numbers=has_numbers)
        operations.decide_sharing(sharing_id=made.pk, is_approved=True, answer="", by=people["supervisor1"], at=now)
        content = operations.fetch_sharing(sharing_id=made.pk, by=admin, at=now)
        book = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        headings = [cell.value for cell in book[1]]
        (row,) = [line for line in book.iter_rows(min_row=2) if line[1].value == elder.name]
        cells = dict(zip(headings, row, strict=True))
        assert cells["住址"].value == "=平安小区,1号楼"
        assert cells["住址"].data_type == "s"
        assert ("电话" in headings, "身份证号" in headings) == (has_numbers, has_numbers)
        if has_numbers:
            assert (cells["电话"].value, cells["身份证号"].value) == ("13900001111", ID_NUMBER)
        before = list(Person.objects.order_by("pk").values())
        run = operations.try_sheet(
            kind=Kind.PEOPLE, content=content, file_name="导出.xlsx", area=BANNER, by=admin, at=now
        )
        shown = queries.sheet_shown(run)
        assert [str(one.problems) for one in queries.sheet_rows(run, RowOutcome.WRONG)] == []
        assert (shown.ready, shown.wrong, shown.same) == (0, 0, shown.total)
        assert list(Person.objects.order_by("pk").values()) == before


def test_organisations_come_back_and_change_nothing(people: People, now: datetime) -> None:
    content = queries.organisations_workbook(people["admin1"])
    run = operations.try_sheet(
        kind=Kind.ORGANISATIONS, content=content, file_name="组织.xlsx", area=BANNER, by=people["admin1"], at=now
    )
    shown = queries.sheet_shown(run)
    assert (shown.ready, shown.wrong) == (0, 0)
    assert shown.same > 100


def test_a_file_needs_another_persons_yes_and_each_in_it_learns_of_it(
    elder: Person, people: People, now: datetime
) -> None:
    admin, supervisor = people["admin1"], people["supervisor1"]
    made = asked(admin, now)
    assert made.state == "waiting"
    with pytest.raises(ValueError, match="还没有批准"):
        operations.fetch_sharing(sharing_id=made.pk, by=admin, at=now)
    with pytest.raises(rights.Refused):
        operations.decide_sharing(sharing_id=made.pk, is_approved=True, answer="", by=admin, at=now)
    operations.decide_sharing(sharing_id=made.pk, is_approved=True, answer="用完删", by=supervisor, at=now)
    with pytest.raises(ValueError, match="处理过"):
        operations.decide_sharing(sharing_id=made.pk, is_approved=False, answer="不", by=supervisor, at=now)
    with pytest.raises(rights.Refused):
        operations.fetch_sharing(sharing_id=made.pk, by=supervisor, at=now)
    operations.fetch_sharing(sharing_id=made.pk, by=admin, at=now)
    assert [(one.by, one.purpose, one.items) for one in ground.readings_of(elder.pk)] == [
        (admin.id, "service", ["export"])
    ]
    last = ground.facts_of(made.pk)[-1].fact
    assert isinstance(last, SharingFetched)
    with pytest.raises(ValueError, match="过期"):
        operations.fetch_sharing(sharing_id=made.pk, by=admin, at=now + timedelta(days=8))


def test_who_may_both_ask_and_approve_still_needs_another(people: People, now: datetime) -> None:
    admin = people["admin1"]
    held = rights.Held("both", BANNER, frozenset({queries.APPROVE, queries.EXPORT, "registry.read_person"}))
    both = rights.Actor(admin.id, admin.name, (held,))
    made = asked(both, now)
    with pytest.raises(rights.Refused, match="另一个人"):
        operations.decide_sharing(sharing_id=made.pk, is_approved=True, answer="", by=both, at=now)


def test_a_plain_list_needs_no_decision_and_a_sensitive_one_does(elder: Person, people: People, now: datetime) -> None:
    admin = people["admin1"]
    declared()
    declared("outlet", purpose_id="share_with_outlet")
    free = asked(admin, now, list_code="of_test")
    assert free.state == "free"
    book = openpyxl.load_workbook(io.BytesIO(operations.fetch_sharing(sharing_id=free.pk, by=admin, at=now)))
    names = {row[1].value for row in book.worksheets[0].iter_rows(min_row=2)}
    assert elder.name in names
    assert asked(admin, now, list_code="of_test", has_numbers=True).state == "waiting"
    waits = asked(admin, now, list_code="outlet")
    assert waits.state == "waiting"
    outlet = DerivedList.objects.get(pk="outlet")
    assert not queries.may_print(outlet, admin, now)
    operations.decide_sharing(sharing_id=waits.pk, is_approved=True, answer="", by=people["supervisor1"], at=now)
    assert queries.may_print(outlet, admin, now)
    assert not queries.may_print(outlet, people["operator1"], now)


@pytest.mark.parametrize("of_what", [{"purpose": "visit"}, {"list_code": "of_test", "has_numbers": True}])
def test_m14_a_withdrawal_after_the_yes_leaves_the_person_out_of_the_file(
    elder: Person, people: People, now: datetime, of_what: dict[str, object]
) -> None:
    admin, operator = people["admin1"], people["operator1"]
    declared(purpose_id="visit")
    made = asked(admin, now, **of_what)
    operations.decide_sharing(sharing_id=made.pk, is_approved=True, answer="", by=people["supervisor1"], at=now)

    def names() -> set[object]:
        content = operations.fetch_sharing(sharing_id=made.pk, by=admin, at=now)
        book = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        return {row[1].value for row in book.iter_rows(min_row=2)}

    assert elder.name in names()
    said = operations.NewAnswer(purpose="visit", answer="withdrawn", words="别来了", channel="phone")
    operations.answer_purpose(person_id=elder.pk, said=said, by=operator, at=now)
    assert elder.name not in names()
    assert elder.name not in names_on(DerivedList.objects.get(pk="of_test"), admin, now)
    assert queries.form_filled("visit_card", elder.pk, operator, now).lines == ()
    assert queries.people(operator, queries.Search(text=elder.name, purpose="visit"), now).rows == ()


def test_a_no_says_why(people: People, now: datetime) -> None:
    made = asked(people["admin1"], now)
    with pytest.raises(ValueError, match="理由"):
        operations.decide_sharing(sharing_id=made.pk, is_approved=False, answer=" ", by=people["supervisor1"], at=now)
    operations.decide_sharing(
        sharing_id=made.pk, is_approved=False, answer="范围太大", by=people["supervisor1"], at=now
    )
    made.refresh_from_db()
    assert (made.state, made.answer) == ("refused", "范围太大")


def test_a_secretary_asks_for_his_own_village_only(people: People, now: datetime) -> None:
    with pytest.raises(rights.Refused):
        asked(people["secretary1"], now)
    with pytest.raises(ValueError, match="拿去做什么"):
        asked(people["admin1"], now, reason=" ")
