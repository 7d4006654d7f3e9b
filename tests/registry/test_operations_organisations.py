"""Organisations, memberships, programmes and partnerships."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.facts import MembershipBegan, OrganisationChanged
from minsheng.registry.models import Membership, Person
from tests.factories.membership import load_membership
from tests.registry.conftest import HOME

SERVICE = "places.service"


def test_dual_registration_is_two_memberships_and_idempotent(elder: Person, operator: Actor, now: datetime) -> None:
    unit, home = queries.organisation_by_code("housing"), queries.organisation_by_code("comm_150824100001")
    operations.join_organisation(
        person_id=elder.pk, organisation_id=unit.pk, role="party_member", valid_from=date(2020, 1, 1)
    )
    for day in (0, 1):
        operations.register_dual(
            person_id=elder.pk,
            unit_id=unit.pk,
            community_id=home.pk,
            valid_from=now.date() + timedelta(days=day),
            by=operator,
            at=now,
        )
    held = Membership.objects.filter(person=elder).order_by("valid_from").values_list("organisation__code", "role")
    assert list(held) == [("housing", "party_member"), ("comm_150824100001", "dual_member")]
    told = [one.fact for one in ground.facts_of(elder.pk) if isinstance(one.fact, MembershipBegan)]
    assert [fact.role for fact in told] == ["dual_member"]


def test_a_membership_does_not_overlap_itself_even_by_hand(elder: Person, now: datetime) -> None:
    unit = queries.organisation_by_code("housing")
    made = {"person": elder, "organisation": unit, "role": "member"}
    Membership.objects.create(**made, valid_from=date(2026, 1, 1), valid_to=date(2026, 3, 1))
    with pytest.raises(IntegrityError, match="membership_does_not_overlap_itself"), transaction.atomic():
        Membership.objects.create(**made, valid_from=date(2026, 3, 1))
    Membership.objects.create(**made, valid_from=date(2026, 3, 2))


def test_a_membership_counts_on_its_days_only(elder: Person, operator: Actor, now: datetime) -> None:
    unit = queries.organisation_by_code("housing")
    joined = operations.add_member(
        person_id=elder.pk, organisation_id=unit.pk, role="member", valid_from=now.date(), by=operator, at=now
    )
    assert elder.pk in {row.person_id for row in queries.members(unit.pk, operator, now)}
    assert elder.pk not in {row.person_id for row in queries.members(unit.pk, operator, now - timedelta(days=2))}
    operations.end_membership(membership_id=joined.pk, on=now.date(), by=operator, at=now)
    assert elder.pk not in {row.person_id for row in queries.members(unit.pk, operator, now + timedelta(days=2))}


def test_members_of_another_area_are_counted_and_not_shown(
    elder: Person, operator: Actor, stranger: Actor, now: datetime
) -> None:
    there = queries.organisation_by_code("town_150422100")
    operations.join_organisation(person_id=elder.pk, organisation_id=there.pk, role="volunteer", valid_from=now.date())
    shown = queries.organisation_shown(there.pk, stranger, now)
    assert elder.pk not in {row.person_id for row in queries.members(there.pk, stranger, now)}
    assert shown.member_count == queries.members_on(there.pk, now.date()).count()
    with pytest.raises(rights.Unseen):
        queries.organisation_shown(there.pk, operator, now)


def test_the_tree_has_no_circle(people: dict[str, Actor], now: datetime) -> None:
    government = queries.organisation_by_code("government")
    hotline = queries.organisation_by_code("hotline")
    entry = operations.OrganisationEntry(
        name=government.name,
        short_name=government.short_name,
        kind=government.kind,
        area=government.area_id,
        parent_id=hotline.pk,
    )
    with pytest.raises(ValueError, match="下级"):
        operations.change_organisation(organisation_id=government.pk, entry=entry, by=people["admin1"], at=now)
    shown = queries.organisation_shown(hotline.pk, people["admin1"], now)
    assert [one.code for one in shown.above] == ["government"]


def test_loading_an_organisation_again_tells_only_what_changed(now: datetime, db: None) -> None:
    found = queries.organisation_by_code("housing")
    again: dict[str, Any] = {
        "code": found.code,
        "name": found.name,
        "short_name": found.short_name,
        "kind": found.kind,
        "area": found.area_id,
        "parent_id": found.parent_id,
        "address": found.address,
        "is_sample": found.is_sample,
    }
    operations.register_organisation(**again, phone=found.phone, by=None, at=now)
    operations.register_organisation(**again, phone="0478-5559999", by=None, at=now)
    told = [one.fact for one in ground.facts_of(found.pk) if isinstance(one.fact, OrganisationChanged)]
    assert [fact.fields for fact in told] == [("phone",)]


def test_e06_a_service_under_two_programmes_counts_once(db: None) -> None:
    meal, haircut = uuid.uuid4(), uuid.uuid4()
    operations.label(programme="party_elder_care", kind=SERVICE, about=meal)
    operations.label(programme="elder_circle", kind=SERVICE, about=meal)
    operations.label(programme="elder_circle", kind=SERVICE, about=meal)
    operations.label(programme="elder_circle", kind=SERVICE, about=haircut)
    assert queries.labelled(SERVICE, ["party_elder_care"]) == {meal}
    assert queries.total_labelled(SERVICE, ["party_elder_care", "elder_circle"]) == 2
    assert queries.total_labelled(SERVICE) == 2
    assert set(queries.programmes_of(SERVICE, meal)) == {"党建+养老服务", "15分钟养老服务圈"}
    operations.unlabel(programme="elder_circle", kind=SERVICE, about=meal)
    assert queries.total_labelled(SERVICE) == 2


def test_d04_the_programme_of_three_focuses_has_its_three_lines(db: None) -> None:
    found = {row.code: row for row in queries.programmes()}
    assert found["three_focuses"].lines == ("建基地", "强带动", "抓结合")
    base = uuid.uuid4()
    operations.label(programme="three_focuses", kind="dispatch.base", about=base, line="强带动")
    operations.set_programme(
        code="three_focuses",
        name="三个聚焦",
        lines=["强带动", "建基地", "抓结合"],
        valid_from=date(2024, 1, 1),
        valid_to=None,
        is_sample=True,
    )
    again = {row.code: row for row in queries.programmes()}["three_focuses"]
    assert again.lines == ("强带动", "建基地", "抓结合")
    assert again.labels == {"dispatch.base": 1}


def test_v08_the_sheet_of_the_workshop_has_four_parties_each_with_a_right_and_a_duty(
    people: dict[str, Actor], operator: Actor
) -> None:
    (one,) = [row for row in queries.partnerships(operator) if row.code == "woven_bags"]
    shown = queries.partnership_shown(one.pk, operator)
    assert [terms.name for _, _, terms in shown.parties] == ["党支部", "企业", "车间", "农户"]
    assert all(terms.rights and terms.duties for _, _, terms in shown.parties)
    assert shown.missing == ()
    with pytest.raises(rights.Unseen):
        queries.partnership_shown(one.pk, people["operator9"])


@pytest.fixture
def membership(operator: Actor, now: datetime) -> None:
    load_membership(area=HOME[:6], organisations=166, persons=3_300, at=now)


def test_d10_166_organisations_and_3300_members_are_listed_in_a_few_queries(
    membership: None, operator: Actor, now: datetime, queries_made: list[str]
) -> None:
    queries_made.clear()
    page = queries.people(operator, queries.Search(), now)
    assert len(page.rows) == 50
    assert len(queries_made) == 3
    queries_made.clear()
    far = queries.people(operator, queries.Search(text="党员", after="dangyuan02~" + "f" * 32), now)
    assert len(far.rows) == 50
    assert len(queries_made) == 3
    queries_made.clear()
    listed = queries.organisations_listed(operator, queries.OrganisationSearch(kind="branch"))
    assert len(listed.rows) == 50
    assert len(queries_made) == 1
    queries_made.clear()
    assert len(queries.members(listed.rows[0].pk, operator, now).rows) > 0
    assert len(queries_made) == 2


def test_d10_the_mean_is_19_9_per_organisation(operator: Actor, now: datetime) -> None:
    kinds = ("party_committee", "general_branch", "branch")
    before = queries.member_scale(kinds, ["150824"], now.date())
    load_membership(area=HOME[:6], organisations=166 - before.organisations, persons=3_300 - before.persons, at=now)
    scale = queries.member_scale(kinds, ["150824"], now.date())
    assert (scale.organisations, scale.persons) == (166, 3_300)
    assert scale.persons_per_organisation_tenths == 199
    assert queries.member_scale(kinds, ["150422"], now.date()).persons < 3_300
