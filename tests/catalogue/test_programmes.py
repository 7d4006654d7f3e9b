"""Programmes are labels: on organisations and on services, each thing stored and counted once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.catalogue import operations, queries
from minsheng.catalogue.facts import ServiceLabelled
from minsheng.catalogue.models import ServiceItem
from minsheng.foundation import once
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor
from minsheng.registry import operations as register
from minsheng.registry import queries as registry
from minsheng.registry.facts import OrganisationChanged
from minsheng.registry.models import Organisation
from minsheng.registry.rules.labels import ORGANISATION, SERVICE

SignedIn = Callable[[str], Client]
People = dict[str, Actor]


def send(client: Client, url: str, **told: Any) -> Any:
    return client.post(url, {once.FIELD: str(uuid.uuid4()), **told})


def under(programme: str) -> set[str]:
    return {row.code for row in queries.services_found("", date(2026, 6, 1), programme=programme)}


def test_e06_a_service_under_two_programmes_is_one_service_and_counts_once(as_person: SignedIn, clock: None) -> None:
    keeper, before = as_person("list1"), ServiceItem.objects.count()
    address, total = reverse("catalogue:label_service", args=["legal-aid"]), registry.total_labelled(SERVICE)
    told = send(keeper, address, labels=["party_elder_care", "three_focuses:强带动"])
    assert told.status_code == 302
    page = keeper.get(reverse("catalogue:service", args=["legal-aid"])).content.decode()
    assert "党建+养老服务、三个聚焦" in page or "三个聚焦、党建+养老服务" in page
    assert "legal-aid" in under("party_elder_care") & under("three_focuses")
    assert (ServiceItem.objects.count(), registry.total_labelled(SERVICE)) == (before, total + 1)
    shown = keeper.get(reverse("catalogue:services"), {"programme": "three_focuses"}).content.decode()
    assert "法律援助" in shown
    assert "老年人优待证办理" not in shown
    assert send(keeper, address).status_code == 302
    assert "legal-aid" not in under("party_elder_care")
    assert registry.total_labelled(SERVICE) == total


def test_e06_labels_are_told_once_and_the_same_again_changes_nothing(people: People, now: datetime) -> None:
    service = ServiceItem.objects.get(code="legal-aid")
    for _again in range(2):
        operations.label_service(code="legal-aid", labels=["errands"], by=people["list1"], at=now)
    told = [one.fact for one in ground.facts_of(service.pk) if isinstance(one.fact, ServiceLabelled)]
    assert [one.programmes for one in told] == [("errands",)]


@pytest.mark.parametrize(
    "labels", [["no_such"], ["three_focuses:没有这条"], ["three_focuses:建基地", "three_focuses:强带动"]]
)
def test_d04_a_label_that_will_not_do_is_refused_with_a_sentence(
    people: People, now: datetime, labels: list[str]
) -> None:
    with pytest.raises(ValueError, match="。"):
        operations.label_service(code="legal-aid", labels=labels, by=people["list1"], at=now)


def test_e06_an_organisation_carries_labels_and_is_found_by_them(as_person: SignedIn, clock: None) -> None:
    admin, found = as_person("admin1"), Organisation.objects.get(code="hotline")
    address = reverse("registry:label_organisation", args=[found.pk])
    assert send(admin, address, labels=["no_such"]).status_code == 422
    assert send(admin, address, labels=["errands", "three_focuses:抓结合"]).status_code == 302
    assert set(registry.labels_of(ORGANISATION, found.pk)) == {"errands", "three_focuses:抓结合"}
    told = [one.fact for one in ground.facts_of(found.pk) if isinstance(one.fact, OrganisationChanged)]
    assert told[-1].fields == ("programmes",)
    listed = admin.get(reverse("registry:organisations"), {"programme": "errands"}).content.decode()
    assert found.name in listed
    assert "乌兰大街社区居民委员会" not in listed
    shown = admin.get(reverse("registry:programmes")).content.decode()
    assert "?programme=errands" in shown
    assert "不重复地数" in shown


def test_e28_a_list_may_follow_from_the_programmes_of_organisations(people: People, now: datetime) -> None:
    admin = people["admin1"]
    home = Organisation.objects.get(code="hotline")
    person = register.register_person(name="铜铃鸟桂兰", area="150824100001", birth_year=1940, by=None, at=now)
    told = register.NewList(
        name="项目里的人",
        area="150824",
        purpose="outreach",
        owner_id=home.pk,
        rule={"programmes": ["errands"]},
        expires_on=date(2026, 12, 31),
    )
    made = register.declare_list(told=told, by=admin, at=now)
    register.join_organisation(
        person_id=person.pk, organisation_id=home.pk, role="member", valid_from=now.date(), at=now
    )
    operator = people["operator1"]
    assert person.name not in {row.name for row in registry.listed(made, operator, now).rows}
    register.label_organisation(organisation_id=home.pk, labels=["errands"], by=admin, at=now)
    assert person.name in {row.name for row in registry.listed(made, operator, now).rows}
    (standing,) = [one for one in registry.standings(person.pk, operator, now) if one.list.pk == made.pk]
    assert standing.is_on
    assert "在挂了这些项目的组织里" in [str(one.words) for one in standing.grounds if one.holds]


def test_totals_of_labelled_things_never_add_services_to_organisations(as_person: SignedIn) -> None:
    services, organisations = registry.total_labelled(SERVICE), registry.total_labelled(ORGANISATION)
    assert {count for _, count in registry.labelled_things()} == {services, organisations} - {0}
    page = as_person("operator1").get(reverse("registry:programmes")).content.decode()
    assert f"服务事项 {services} 个" in page.split("不重复地数")[1]
