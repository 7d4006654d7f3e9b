"""Pages of the registry, as staff see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.models import Consent, Membership, Person
from tests.registry.conftest import HOME

Sign = Callable[[str], Client]


def page(client: Client, name: str, *args: object) -> Any:
    return client.get(reverse(f"registry:{name}", args=args))


def test_the_person_page_masks_the_number_and_notes_the_reading(as_person: Sign, elder: Person) -> None:
    response = page(as_person("operator1"), "person", elder.pk)
    text = response.content.decode()
    assert "139****0001" in text
    assert "13900000001" not in text
    noted = queries.readings_shown(elder.pk)
    assert [row.purpose for row in noted] == ["查看个人页"]
    shown = page(as_person("secretary1"), "readings", elder.pk).content.decode()
    assert "白音娜" in shown
    assert "查看个人页" in shown


def test_a_person_is_entered_changed_and_found(as_person: Sign) -> None:
    client = as_person("secretary1")
    area = "150824100001"
    told = {"name": "尉迟小满", "area": area, "birth_year": "1950", "phone": "139 0000 0042", "resident_id": ""}
    client.post(reverse("registry:new_person"), told)
    made = Person.objects.get(name="尉迟小满")
    assert (made.area_id, made.birth_year, made.initials) == (area, 1950, "ycxm")
    found = client.get(reverse("registry:people"), {"text": "ycxm"})
    assert "尉迟小满" in found.content.decode()
    form = page(client, "change_person", made.pk).content.decode()
    assert "1950" in form
    assert "13900000042" not in form
    client.post(reverse("registry:change_person", args=[made.pk]), {**told, "phone": "", "birth_year": "1951"})
    made.refresh_from_db()
    assert made.birth_year == 1951
    assert queries.phone_of(made) == "13900000042"


@pytest.mark.parametrize("typed", ["gcy", "guochangyou", "gzy", "guo zhang you"])
def test_a_name_that_is_read_in_two_ways_is_found_by_both(as_person: Sign, typed: str) -> None:
    client = as_person("secretary1")
    client.post(reverse("registry:new_person"), {"name": "郭长有", "area": "150824100001"})
    assert Person.objects.get(name="郭长有").initials == "gzy"
    assert "郭长有" in client.get(reverse("registry:people"), {"text": typed}).content.decode()


def test_a_secretary_enters_nobody_elsewhere(as_person: Sign) -> None:
    told = {"name": "外村人", "area": "150824203201", "resident_id": ""}
    response = as_person("secretary1").post(reverse("registry:new_person"), told)
    assert response.status_code == 422
    assert not Person.objects.filter(name="外村人").exists()


def test_a_wrong_identity_number_is_a_sentence(as_person: Sign) -> None:
    told = {"name": "某人", "area": HOME, "resident_id": "150824194001010010"}
    response = as_person("operator1").post(reverse("registry:new_person"), told)
    assert response.status_code == 422
    assert "校验码" in response.content.decode()


def test_the_question_is_shown_and_the_answer_kept(as_person: Sign, elder: Person) -> None:
    client = as_person("operator1")
    url = reverse("registry:answer", args=[elder.pk, "collective_birthday"])
    assert "集体过生日" in client.get(url).content.decode()
    client.post(url, {"answer": "given", "words": "愿意，叫上我", "channel": "phone"})
    assert Consent.objects.get(person=elder).words == "愿意，叫上我"
    assert "愿意，叫上我" in page(client, "answers", elder.pk).content.decode()


def test_a_request_goes_from_the_phone_to_the_desk_and_is_answered(as_person: Sign, elder: Person) -> None:
    as_person("operator1").post(
        reverse("registry:ask", args=[elder.pk]), {"kind": "access", "words": "看看记了什么", "channel": "phone"}
    )
    desk = as_person("supervisor1")
    assert elder.name in page(desk, "requests").content.decode()
    request = elder.data_requests.get()
    refused = desk.post(reverse("registry:answer_request", args=[request.pk]), {"outcome": "refused"})
    assert refused.status_code == 422
    sheet = page(desk, "data_sheet", elder.pk).content.decode()
    assert "13900000001" in sheet
    desk.post(reverse("registry:answer_request", args=[request.pk]), {"outcome": "done"})
    request.refresh_from_db()
    assert request.state == "done"
    assert elder.name in page(desk, "requests").content.decode()


def test_somebody_joins_and_leaves_an_organisation(as_person: Sign, elder: Person) -> None:
    client = as_person("secretary1")
    name = queries.organisations()[queries.organisation_by_code("comm_150824100001").pk].name
    url = reverse("registry:join", args=[elder.pk])
    client.post(url, {"organisation": name, "role": "dual_member", "valid_from": "2026-06-01"})
    held = Membership.objects.get(person=elder)
    assert held.role == "dual_member"
    client.post(reverse("registry:end_membership", args=[elder.pk, held.pk]), {"on": "2026-06-03"})
    held.refresh_from_db()
    assert str(held.valid_to) == "2026-06-03"


def test_kin_and_proxy_by_name_or_number(as_person: Sign, elder: Person, operator: Actor, now: datetime) -> None:
    operations.register_person(name="曾小海", area=HOME, phone="13900000011", by=None, at=now)
    operations.register_person(name="曾小海", area=HOME, phone="13900000012", by=None, at=now)
    client = as_person("operator1")
    url = reverse("registry:kin", args=[elder.pk])
    assert client.post(url, {"kin": "曾小海", "relation": "child"}).status_code == 422
    client.post(url, {"kin": "13900000012", "relation": "child"})
    assert elder.kin.get().kin.name == "曾小海"
    proxy = {
        "agent": "13900000012",
        "scope": "read_voices",
        "valid_to": f"{now.year + 5}-01-01",
        "words": "让他看",
        "channel": "phone",
    }
    too_long = client.post(reverse("registry:proxy", args=[elder.pk]), proxy)
    assert "最长一年" in too_long.content.decode()


def test_an_organisation_shows_its_tree_and_members(as_person: Sign) -> None:
    client = as_person("admin1")
    hotline = queries.organisation_by_code("hotline")
    text = page(client, "organisation", hotline.pk).content.decode()
    assert "旗政府" in text
    assert "白音娜" in text
    told = {
        "name": hotline.name,
        "short_name": "热线",
        "kind": "department",
        "parent": "旗政府",
        "area": "150824",
        "phone": "0478-5550000",
        "address": "",
        "credit_code": "",
    }
    client.post(reverse("registry:change_organisation", args=[hotline.pk]), told)
    hotline.refresh_from_db()
    assert hotline.short_name == "热线"
    assert hotline.is_intake


def test_v08_the_partnership_prints_on_one_page_with_every_right_and_duty(as_person: Sign, operator: Actor) -> None:
    (one,) = [row for row in queries.partnerships(operator) if row.code == "woven_bags"]
    text = page(as_person("operator1"), "partnership", one.pk).content.decode()
    for _, _, terms in queries.partnership_shown(one.pk, operator).parties:
        assert all(sentence in text for sentence in (terms.name, *terms.rights, *terms.duties))
    assert "还不能张贴" not in text


@pytest.mark.parametrize("name", ["people", "organisations"])
def test_d10_a_list_page_takes_few_queries_with_many_areas(as_person: Sign, queries_made: list[str], name: str) -> None:
    client = as_person("operator1")
    queries_made.clear()
    assert page(client, name).status_code == 200
    assert len(queries_made) <= 12


def test_e38_the_round_sheet_is_noted_for_everybody_on_it(as_person: Sign, now: datetime, operator: Actor) -> None:
    (row,) = [one for one in queries.residences(operator) if one.kind == "幸福互助院"]
    assert row.persons == 3
    text = page(as_person("operator1"), "visit_round", row.id).content.decode()
    _, people = queries.round_of(row.id, operator, now)
    assert len(people) == 3
    for one in people:
        assert one.name in text
        assert [reading.purpose for reading in queries.readings_shown(one.id)] == ["走访"]
