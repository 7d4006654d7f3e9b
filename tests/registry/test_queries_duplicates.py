"""The hint at entry and the queue: what is found, what is shown to whom, in how many statements."""

from __future__ import annotations

import uuid
from datetime import datetime

import pytest

from minsheng.foundation import rights
from minsheng.registry import operations, queries

VILLAGE, OTHER = "150824203201", "150422100200"
People = dict[str, rights.Actor]


def entered(name: str, at: datetime, *, phone: str = "", area: str = VILLAGE, year: int | None = 1949) -> uuid.UUID:
    person = operations.register_person(name=name, area=area, phone=phone, birth_year=year, by=None, at=at)
    return person.pk


def hint(actor: rights.Actor, name: str, *, phone: str = "", year: int | None = 1949) -> tuple[queries.Likely, ...]:
    return queries.likely_same(name=name, area=VILLAGE, birth_year=year, phone=phone, actor=actor)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("王绣颖", "姓名同音不同字"),
        ("王秀英", "姓名相同"),
        ("汪秀英", "姓名同音不同字"),
        ("王秀音", "姓名读音相近"),
    ],
)
def test_who_is_entered_under_another_writing_is_hinted_at(
    now: datetime, people: People, written: str, said: str
) -> None:
    known = entered("王秀英", now)
    found = hint(people["operator1"], written, year=1950)
    assert known in [one.id for one in found]
    reasons = next(one.reasons for one in found if one.id == known)
    assert said in reasons
    assert "同一个嘎查村（社区）" in reasons


def test_a_mongolian_name_is_found_by_its_other_spelling(now: datetime, people: People) -> None:
    known = entered("额尔敦巴雅尔", now)
    assert known in [one.id for one in hint(people["operator1"], "额尔登巴雅尔")]


def test_a_number_finds_whatever_the_name(now: datetime, people: People) -> None:
    number = "150824194906120021"
    person = operations.register_person(
        name="其木格", area=VILLAGE, phone="0478-5567001", resident_id=number, by=None, at=now
    )
    found = queries.likely_same(name="王秀英", area=VILLAGE, resident_id=number, actor=people["operator1"])
    assert [one.id for one in found] == [person.pk]
    assert "身份证号相同" in found[0].reasons


def test_nobody_is_hinted_at_who_is_another(now: datetime, people: People) -> None:
    entered("李建国", now, phone="0478-5567001")
    entered("王秀英", now, year=1931)
    assert hint(people["operator1"], "张桂花", phone="0478-5567009") == ()


def test_of_another_area_only_that_there_is_one(now: datetime, people: People) -> None:
    entered("铜铃鸟秀英", now, phone="0478-5567001", area=OTHER)
    (found,) = hint(people["operator1"], "铜铃鸟秀英", phone="0478-5567001")
    assert (found.id, found.name, found.birth_year, found.area_name) == (None, "", None, "")
    assert "电话相同" in found.reasons


def test_the_hint_takes_few_statements(now: datetime, people: People, queries_made: list[str]) -> None:
    for place in range(8):
        entered("王秀英", now, phone=f"0478-556701{place}")
    hint(people["operator1"], "王秀英")  # the areas are read once
    queries_made.clear()
    assert len(hint(people["operator1"], "王秀英")) == 5
    assert len(queries_made) == 4, "the share of the name, the search, the records found, the area's name"


def test_a_joined_record_is_not_hinted_at(now: datetime, people: People) -> None:
    kept, joined = entered("王秀英", now), entered("王秀英", now)
    operations.merge_people(survivor_id=kept, merged_id=joined, reason="问过", by=people["operator1"], at=now)
    assert [one.id for one in hint(people["operator1"], "王秀英")] == [kept]


def test_the_queue_shows_each_side_by_right(now: datetime, people: People) -> None:
    near = entered("铜铃鸟秀英", now, phone="0478-5567001", area="150824100001")
    far = entered("铜铃鸟秀英", now, phone="0478-5567001", area=OTHER)
    operations.find_duplicates(at=now)
    pair = queries.pair_of(near, far)
    (row,) = [row for row in queries.possible_duplicates(people["secretary1"]) if row.id == pair]
    assert [side.id for side in (row.first, row.second) if side] == [near]
    assert (row.reasons, row.chance_percent, row.may_settle) == ((), 0, False)
    assert pair not in [row.id for row in queries.possible_duplicates(people["secretary2"])]
    shown = queries.pair_shown(pair, people["secretary1"])
    assert [person.pk for person in shown.people] == [near]
    assert all(not line.second and not line.words for line in shown.lines)
    with pytest.raises(rights.Unseen):
        queries.pair_shown(pair, people["secretary2"])


def test_the_queue_is_one_statement_for_any_number_of_pairs(
    now: datetime, people: People, queries_made: list[str]
) -> None:
    for _ in range(5):
        entered("铜铃鸟秀英", now, phone="0478-5567001")
    operations.find_duplicates(at=now)
    queries_made.clear()
    rows = queries.possible_duplicates(people["operator1"])
    assert len(rows.rows) >= 10
    assert len(queries_made) == 1
    chances = [row.chance_percent for row in rows]
    assert chances == sorted(chances, reverse=True)


def test_a_pair_is_explained_line_by_line_with_numbers_masked(now: datetime, people: People) -> None:
    first, second = entered("王秀英", now, phone="13804780001"), entered("王绣英", now, phone="13804780001", year=1950)
    operations.find_duplicates(at=now)
    shown = queries.pair_shown(queries.pair_of(first, second), people["operator1"])
    lines = {line.field: line for line in shown.lines}
    assert {lines["name"].first, lines["name"].second} == {"王秀英", "王绣英"}
    assert (lines["phone"].first, lines["phone"].words, lines["phone"].speaks) == ("138****0001", "电话相同", "for")
    assert lines["birth"].speaks == "against"
    assert "13804780001" not in str(shown.lines)
    assert shown.may_settle
