"""Teams, demonstration bases and service posts: dated, counted in persons, kept by those of the area."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.catalogue.models import FourRoleChain
from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import DemonstrationBase, PostHolding
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused
from minsheng.registry import queries as registry
from minsheng.registry.models import Membership, Organisation
from tests.conftest import NOW
from tests.factories.organising import new_base

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
ON = NOW.date()
TOWN = "150824100"
NINE = ["引领学习", "科技推广", "产业发展", "创业发展", "矛盾调处", "法律服务", "文明模范", "安全生产", "诚信经营"]


def person(phone: str) -> uuid.UUID:
    found = registry.person_id_for_phone(phone)
    assert found is not None
    return found


def test_e14_each_community_of_the_town_has_a_team_and_who_is_in_two_counts_once(people: People) -> None:
    shown = queries.teams(people["organiser1"], ON)
    volunteer = [row for row in shown.rows if row.kind == "志愿服务队"]
    assert len(volunteer) == 6
    assert all(row.leaders for row in volunteer)
    communities = {one.name for one in ground.divisions_inside([TOWN], levels=("community",))}
    assert len(communities) == 6
    assert not communities & set(shown.without)
    assert len(set(shown.without)) == len(shown.without), "of two places of one name each says where it lies"
    assert sum(row.persons for row in shown.rows) > shown.persons, "somebody is in two teams"
    ids = [row.id for row in shown.rows]
    rows = Membership.objects.filter(organisation__in=ids).values_list("person", flat=True)
    assert shown.persons == len(set(rows))


def test_e14_a_new_team_has_one_leader_after_another_and_ends_on_a_day(people: People) -> None:
    secretary = people["secretary1"]
    entry = operations.NewTeam(name="院坝服务队", short_name="院坝队", kind="team", area="150824100001")
    team = operations.found_team(team=entry, by=secretary, at=NOW)
    first, second = person("0478-5560001"), person("0478-5560002")
    for one, day in ((first, ON), (second, ON + timedelta(days=3))):
        operations.join_team(team_id=team, person_id=one, role="leader", valid_from=day, by=secretary, at=NOW)
    later = queries.team_shown(team, secretary, NOW + timedelta(days=9))
    assert [later.leaders, later.persons] == [("李桂兰",), 1]
    assert [row.name for row in queries.teams(secretary, ON, "yuanba").rows] == ["院坝服务队"]
    with pytest.raises(ValueError, match="不能晚于今天"):
        operations.end_team(team_id=team, on=ON + timedelta(days=9), by=secretary, at=NOW)
    assert team in registry.organisations_for(["150824"])
    operations.end_team(team_id=team, on=ON, by=secretary, at=NOW)
    assert team not in registry.organisations_for(["150824"]), "no list offers it any more"
    assert Organisation.objects.get(pk=team).closed_on == ON
    assert not Membership.objects.filter(organisation=team, valid_to=None).exists()
    assert queries.teams(secretary, ON, "yuanba").rows == ()


def test_d08_a_person_of_two_categories_is_one_member(people: People) -> None:
    team = registry.organisation_by_code("service_team_150824101203")
    shown = queries.team_shown(team.pk, people["organiser1"], NOW)
    assert dict(shown.categories) == {"优秀党员": 2, "党员示范户": 1, "致富带头人": 2}
    assert shown.persons == 4


def test_d06_eleven_bases_each_with_an_industry(people: People) -> None:
    rows = queries.bases(people["organiser1"], ON)
    assert len(rows) == 11
    assert all(row.industries for row in rows)
    assert {"笤帚苗", "肉牛"} <= {word for row in rows for word in row.industries}
    assert [row.chain.code for row in queries.bases(people["organiser1"], ON, "肉牛")] == ["b09"]
    with pytest.raises(IntegrityError), transaction.atomic():
        DemonstrationBase.objects.create(code="none", industries=[])


def test_d06_a_base_is_one_record_with_its_chain_and_ends(people: People) -> None:
    officer = people["organiser1"]
    with pytest.raises(ValueError, match="至少写一个产业"):
        operations.open_base(base=new_base(NOW, industries=[" "]), by=officer, at=NOW)
    code = operations.open_base(base=new_base(NOW, industries=["肉牛", "肉牛"]), by=officer, at=NOW)
    assert FourRoleChain.objects.get(code=code).base_name == "新基地"
    assert DemonstrationBase.objects.get(pk=code).industries == ["肉牛"]
    with pytest.raises(Refused):
        operations.open_base(base=new_base(NOW), by=people["secretary1"], at=NOW)
    operations.end_base(code=code, on=ON, by=officer, at=NOW)
    assert code not in {row.chain.code for row in queries.bases(officer, ON + timedelta(days=1))}


def test_d20_twenty_posts_and_the_nine_with_a_duty_each(people: People) -> None:
    rows = queries.posts(people["secretary1"], ON)
    assert len(rows) >= 20
    names = {row.post.name for row in rows}
    assert all(f"{name}岗" in names for name in NINE)
    assert all(row.post.duty for row in rows)
    assert [row.post.name for row in queries.posts(people["secretary1"], ON, "mdtc")] == ["矛盾调处岗"]


def test_d20_a_post_is_held_once_at_a_time_and_given_back(people: People) -> None:
    secretary = people["secretary1"]
    post = queries.posts(secretary, ON, "关爱老人")[0].post
    one = person("0478-5560005")
    held = operations.take_post(post_id=post.pk, person_id=one, valid_from=ON, by=secretary, at=NOW)
    again = operations.take_post(post_id=post.pk, person_id=one, valid_from=ON, by=secretary, at=NOW)
    assert held.pk == again.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        PostHolding.objects.create(post=post, person_id=one, valid_from=ON + timedelta(days=2))
    assert queries.posts(secretary, ON, "关爱老人")[0].persons == 1
    operations.leave_post(holding_id=held.pk, on=ON, by=secretary, at=NOW)
    assert queries.holders(post, secretary, NOW + timedelta(days=1)) == []
    assert [fact.fact.kind for fact in ground.facts_of(held.pk)] == ["dispatch.PostTaken", "dispatch.PostLeft"]


@pytest.mark.usefixtures("clock")
def test_pages_of_teams_bases_and_posts_add_and_end(people: People, as_person: SignedIn) -> None:
    client = as_person("secretary1")
    sent = {"client_id": str(uuid.uuid4()), "name": "楼栋服务队", "kind": "team", "area": "乌兰大街"}
    response = client.post(reverse("dispatch:new_team"), sent, follow=True)
    team = Organisation.objects.get(name="楼栋服务队")
    assert "您能看到的队员一个也没有" in response.content.decode()
    sent = {"client_id": str(uuid.uuid4()), "person": "郭长有", "role": "leader", "valid_from": "2026-06-03"}
    page = client.post(reverse("dispatch:join_team", args=[team.pk]), sent, follow=True).content.decode()
    assert "郭长有" in page
    leave = reverse("dispatch:leave_team", args=[team.pk, person("0478-5560001")])
    assert leave in page
    client.post(leave, {"client_id": str(uuid.uuid4()), "on": "2026-06-03"})
    assert Membership.objects.get(organisation=team).valid_to == ON
    page = client.get(reverse("dispatch:bases")).content.decode()
    assert "乌兰大街便民服务基地" in page
    assert "花园东路" not in page, "another community's"
    page = client.post(reverse("dispatch:new_post"), {"client_id": str(uuid.uuid4())}).content.decode()
    assert "error" in page or "alert" in page
