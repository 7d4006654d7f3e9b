"""The pages of the queue: settle and go on, undo, every reading noted, nothing of the other side shown."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.models import Merge, Person, PossibleDuplicate

VILLAGE, OTHER = "150824203201", "150422100200"
SignedIn = Callable[[str], Client]


def entered(name: str, at: datetime, *, area: str = VILLAGE) -> uuid.UUID:
    person = operations.register_person(
        name=name, area=area, phone="13804780001", birth_year=1949, address="铜铃鸟巷5号", by=None, at=at
    )
    return person.pk


@pytest.fixture
def pair(db: None, now: datetime) -> uuid.UUID:
    first, second = entered("铜铃鸟秀英", now), entered("铜铃鸟绣英", now)
    operations.find_duplicates(at=now)
    return queries.pair_of(first, second)


def sent(pair: uuid.UUID, **changed: str) -> dict[str, str]:
    row = PossibleDuplicate.objects.get(pk=pair)
    told = {"decision": "same", "survivor": str(row.second_id), "reason": "打电话问过本人"}
    return {**told, "client_id": str(uuid.uuid4()), **changed}


def test_a_pair_is_settled_and_the_next_one_opens(as_person: SignedIn, pair: uuid.UUID, now: datetime) -> None:
    other = entered("铜铃鸟秀英", now)
    operations.find_duplicates(at=now)
    client, url = as_person("operator1"), reverse("registry:duplicate", args=[pair])
    page = client.get(url).content.decode()
    assert "像：姓名同音不同字" in page
    assert "138****0001" in page
    assert "13804780001" not in page
    answer = client.post(url, sent(pair, decision="different"))
    assert answer.status_code == 302
    following = PossibleDuplicate.objects.get(pk=answer["Location"].rstrip("/").rsplit("/", 1)[1])
    assert other in {following.first_id, following.second_id}
    assert PossibleDuplicate.objects.get(pk=pair).state == "different"


def test_a_choice_sent_twice_is_carried_out_once(as_person: SignedIn, pair: uuid.UUID) -> None:
    client, url, told = as_person("operator1"), reverse("registry:duplicate", args=[pair]), sent(pair)
    first, again = client.post(url, told), client.post(url, told)
    assert first.status_code == again.status_code == 302
    assert Merge.objects.filter(pair=pair).count() == 1


@pytest.mark.parametrize("missing", ["decision", "reason", "survivor"])
def test_what_is_missing_is_said_and_nothing_changes(as_person: SignedIn, pair: uuid.UUID, missing: str) -> None:
    answer = as_person("operator1").post(reverse("registry:duplicate", args=[pair]), sent(pair, **{missing: ""}))
    assert answer.status_code == 422
    assert PossibleDuplicate.objects.get(pk=pair).state == "waiting"
    assert not Merge.objects.filter(pair=pair).exists()


def test_joined_records_are_parted_on_their_page(as_person: SignedIn, pair: uuid.UUID) -> None:
    client = as_person("operator1")
    client.post(reverse("registry:duplicate", args=[pair]), sent(pair))
    merge = Merge.objects.get(pair=pair)
    assert "打电话问过本人" in client.get(reverse("registry:merges")).content.decode()
    url = reverse("registry:undo_merge", args=[merge.pk])
    assert "铜铃鸟秀英" in client.get(url).content.decode()
    assert client.post(url, {"reason": "", "client_id": str(uuid.uuid4())}).status_code == 422
    assert client.post(url, {"reason": "是两个人", "client_id": str(uuid.uuid4())}).status_code == 302
    assert queries.answering(merge.merged_id) == merge.merged_id
    assert PossibleDuplicate.objects.get(pk=pair).state == "unsure"
    assert "铜铃鸟秀英" in client.get(reverse("registry:duplicates") + "?state=unsure").content.decode()


def test_every_look_is_noted_about_both(as_person: SignedIn, pair: uuid.UUID) -> None:
    row = PossibleDuplicate.objects.get(pk=pair)
    as_person("operator1").get(reverse("registry:duplicates"))
    as_person("operator1").get(reverse("registry:duplicate", args=[pair]))
    for person in (row.first_id, row.second_id):
        noted = [reading.purpose for reading in ground.readings_of(person)]
        assert sorted(noted) == sorted(["duplicates_list", f"duplicates:{pair}"])


def test_with_one_area_only_the_own_record_is_shown_and_nothing_can_be_said(as_person: SignedIn, now: datetime) -> None:
    own, far = entered("铜铃鸟秀英", now, area="150824100001"), entered("红嘴雁秀英", now, area=OTHER)
    PossibleDuplicate.objects.create(
        first_id=min(own, far),
        second_id=max(own, far),
        centibits=100,
        parts=[["start", "start", -1450], ["phone", "same", 1550]],
        found_at=now,
    )
    pair, client = queries.pair_of(own, far), as_person("secretary1")
    for url in (reverse("registry:duplicates"), reverse("registry:duplicate", args=[pair])):
        page = client.get(url).content.decode()
        assert "铜铃鸟秀英" in page
        assert "红嘴雁" not in page
        assert "电话相同" not in page
    answer = client.post(reverse("registry:duplicate", args=[pair]), sent(pair))
    assert answer.status_code == 403
    assert "红嘴雁" not in answer.content.decode()
    assert not ground.readings_of(far)
    assert as_person("secretary2").get(reverse("registry:duplicate", args=[pair])).status_code == 404


def test_an_empty_queue_says_what_happens_next(as_person: SignedIn) -> None:
    assert "系统每夜查一次" in as_person("operator1").get(reverse("registry:duplicates")).content.decode()


def test_the_queue_goes_on_page_by_page(people: dict[str, Actor], now: datetime) -> None:
    for number in range(4):
        entered("铜铃鸟秀英" if number % 2 else "铜铃鸟绣英", now)
    operations.find_duplicates(at=now)
    everything = [row.id for row in queries.possible_duplicates(people["operator1"]).rows]
    assert len(everything) == 6
    found, after = [], ""
    for _ in range(3):
        page = queries.possible_duplicates(people["operator1"], after=after, most=2)
        found += [row.id for row in page]
        after = page.next
    assert (found, after) == (everything, "")


def test_joined_records_go_on_page_by_page(people: dict[str, Actor], now: datetime) -> None:
    made = []
    for number in range(5):
        one, other = entered("甲某", now), entered("乙某", now)
        at = now + timedelta(minutes=number // 2)  # some at the same moment
        by = people["operator1"]
        merge = operations.merge_people(survivor_id=one, merged_id=other, reason="问过", by=by, at=at)
        made.append(merge.pk)
    first = queries.standing_merges(people["operator1"], most=3)
    rest = queries.standing_merges(people["operator1"], after=first.next, most=3)
    assert len(first.rows) == 3
    assert (len(rest.rows), rest.next) == (2, "")
    assert {row.id for row in (*first, *rest)} == set(made)
    assert first.rows[0].merged_at >= rest.rows[-1].merged_at


def new_person(client: Client, **told: str) -> Any:
    filled = {"name": "铜铃鸟秀英", "area": "乌加河镇 宏丰村", "birth_year": "1949", "client_id": str(uuid.uuid4())}
    return client.post(reverse("registry:new_person"), {**filled, **told})


def test_who_may_be_the_same_is_shown_before_somebody_is_entered_twice(as_person: SignedIn, pair: uuid.UUID) -> None:
    before = Person.objects.count()
    answer = new_person(as_person("operator1"), phone="13804780001")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "可能是同一个人" in page
    assert "铜铃鸟绣英" in page
    assert Person.objects.count() == before
    row = PossibleDuplicate.objects.get(pk=pair)
    for person in (row.first_id, row.second_id):
        assert [one.purpose for one in ground.readings_of(person)] == ["duplicate_check"]
    told = {"phone": "13804780001", "is_another": "on", "client_id": str(uuid.uuid4())}
    first, again = (new_person(as_person("operator1"), **told) for _ in range(2))
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert Person.objects.count() == before + 1


def test_somebody_new_is_entered_without_a_question(as_person: SignedIn) -> None:
    assert new_person(as_person("operator1"), name="从没来过").status_code == 302
