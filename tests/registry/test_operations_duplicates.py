"""Joining two records and parting them again: by a named person with a reason, exact, and one at a time."""

from __future__ import annotations

import threading
import uuid
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from minsheng.foundation import facts, rights
from minsheng.foundation import queries as ground
from minsheng.registry import operations, queries
from minsheng.registry.facts import MergeUndone, PersonsMerged
from minsheng.registry.models import Merge, Person, PossibleDuplicate

VILLAGE, OTHER = "150824203201", "150422100200"
People = dict[str, rights.Actor]


def entered(name: str, at: datetime, *, phone: str = "", area: str = VILLAGE, year: int | None = 1949) -> uuid.UUID:
    person = operations.register_person(name=name, area=area, phone=phone, birth_year=year, by=None, at=at)
    return person.pk


def row_of(person_id: uuid.UUID) -> dict[str, object]:
    return dict(Person.objects.filter(pk=person_id).values().get())


def told(kind: type[facts.Fact]) -> list[facts.Fact]:
    return [one.fact for one in facts.log_rows("kind = %s", [kind.kind])]


@pytest.fixture
def joiner(people: People) -> rights.Actor:
    return people["operator1"]


def test_joining_and_parting_restores_exactly_what_was(now: datetime, joiner: rights.Actor) -> None:
    kept, joined = entered("王秀英", now, phone="0478-5567001"), entered("王绣英", now, phone="0478-5567002")
    before = row_of(kept), row_of(joined)
    merge = operations.merge_people(survivor_id=kept, merged_id=joined, reason="问过本人", by=joiner, at=now)
    assert {**row_of(joined), "answered_by_id": None} == before[1]
    assert row_of(kept) == before[0]
    assert queries.answering(joined) == kept
    assert queries.records_of(joined) == queries.records_of(kept) == {kept, joined}
    operations.undo_merge(merge_id=merge.pk, reason="是同村另一人", by=joiner, at=now + timedelta(days=400))
    assert (row_of(kept), row_of(joined)) == before
    assert queries.records_of(joined) == {joined}


def test_both_are_told_with_who_and_kept_with_why(now: datetime, joiner: rights.Actor) -> None:
    kept, joined = entered("王秀英", now), entered("王绣英", now)
    merge = operations.merge_people(survivor_id=kept, merged_id=joined, reason=" 问过本人 ", by=joiner, at=now)
    operations.undo_merge(merge_id=merge.pk, reason="弄错了", by=joiner, at=now)
    assert told(PersonsMerged) == [PersonsMerged(about=kept, area=facts.Code(VILLAGE), merged=joined)]
    assert told(MergeUndone) == [MergeUndone(about=kept, area=facts.Code(VILLAGE), merged=joined)]
    merge.refresh_from_db()
    assert (merge.reason, merge.merged_by) == ("问过本人", joiner.id)
    assert (merge.undone_reason, merge.undone_by, merge.undone_at) == ("弄错了", joiner.id, now)


def test_reads_go_to_the_record_that_answers(now: datetime, joiner: rights.Actor) -> None:
    kept, joined = entered("王秀英", now, phone="0478-5567001"), entered("旺绣影", now, phone="0478-5567002")
    operations.merge_people(survivor_id=kept, merged_id=joined, reason="问过本人", by=joiner, at=now)
    assert [person.pk for person in queries.people_with_phone("0478-5567002", joiner)] == [kept]
    found = queries.person_for_phone("0478-5567002", "旺绣影")
    assert found is not None
    assert found.pk == kept
    assert [row.id for row in queries.people(joiner, queries.Search(text="旺绣影"), now).rows] == [kept]
    assert [row.id for row in queries.people(joiner, queries.Search(text="王秀英"), now).rows].count(kept) == 1


def test_a_chain_of_joined_records_answers_at_once_and_parts_link_by_link(now: datetime, joiner: rights.Actor) -> None:
    a, b, c = (entered("王秀英", now) for _ in range(3))
    lower = operations.merge_people(survivor_id=b, merged_id=c, reason="一", by=joiner, at=now)
    upper = operations.merge_people(survivor_id=a, merged_id=b, reason="二", by=joiner, at=now)
    assert queries.answering(c) == queries.answering(b) == a
    operations.undo_merge(merge_id=upper.pk, reason="三", by=joiner, at=now)
    assert (queries.answering(c), queries.answering(b)) == (b, b)
    again = operations.merge_people(survivor_id=a, merged_id=b, reason="四", by=joiner, at=now)
    operations.undo_merge(merge_id=lower.pk, reason="五", by=joiner, at=now)
    assert (queries.answering(c), queries.answering(b)) == (c, a)
    operations.undo_merge(merge_id=again.pk, reason="六", by=joiner, at=now)
    assert not Person.objects.filter(answered_by__isnull=False).exists()


def test_a_joined_record_is_not_joined_again_nor_parted_twice(now: datetime, joiner: rights.Actor) -> None:
    a, b, c = (entered("王秀英", now) for _ in range(3))
    merge = operations.merge_people(survivor_id=a, merged_id=b, reason="一", by=joiner, at=now)
    for survivor, merged in ((c, b), (b, c), (a, a)):
        with pytest.raises((operations.AlreadySettled, rights.Unseen)):
            operations.merge_people(survivor_id=survivor, merged_id=merged, reason="二", by=joiner, at=now)
    operations.undo_merge(merge_id=merge.pk, reason="三", by=joiner, at=now)
    with pytest.raises(operations.AlreadySettled):
        operations.undo_merge(merge_id=merge.pk, reason="四", by=joiner, at=now)
    assert len(told(MergeUndone)) == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_joined_without_a_reason(now: datetime, joiner: rights.Actor, reason: str) -> None:
    a, b = entered("王秀英", now), entered("王秀英", now)
    with pytest.raises(ValueError, match="依据"):
        operations.merge_people(survivor_id=a, merged_id=b, reason=reason, by=joiner, at=now)
    assert not Merge.objects.exists()


def test_both_records_must_lie_in_the_right(now: datetime, people: People) -> None:
    own, other = entered("王秀英", now), entered("王秀英", now, area=OTHER)
    before = Merge.objects.count()
    with pytest.raises(rights.Refused):
        operations.merge_people(survivor_id=own, merged_id=other, reason="一", by=people["operator1"], at=now)
    with pytest.raises(rights.Unseen):
        operations.merge_people(survivor_id=other, merged_id=other, reason="一", by=people["operator1"], at=now)
    village = people["secretary1"]  # a secretary of another community of the same banner
    second = entered("王秀英", now)
    with pytest.raises(rights.Unseen):
        operations.merge_people(survivor_id=own, merged_id=second, reason="一", by=village, at=now)
    assert Merge.objects.count() == before


def test_the_nightly_search_proposes_with_reasons_and_joins_nothing(db: None, now: datetime) -> None:
    number = "150824194906120021"
    first = operations.register_person(
        name="王秀英", area=VILLAGE, phone="0478-5567001", resident_id=number, birth_year=1949, by=None, at=now
    )
    second = entered("王绣颖", now, phone="0478-5567001", year=1950)
    stranger = entered("李建国", now, phone="0478-5567009", year=1931)
    operations.find_duplicates(at=now)
    pair = PossibleDuplicate.objects.get(pk=queries.pair_of(first.pk, second))
    assert pair.state == "waiting"
    assert pair.centibits == sum(part[2] for part in pair.parts)
    words = {part[0]: part[1] for part in pair.parts}
    assert (words["name"], words["phone"], words["area"]) == ("same_sound", "same", "same")
    assert not PossibleDuplicate.objects.filter(first=stranger).exists()
    assert not PossibleDuplicate.objects.filter(second=stranger).exists()
    assert not Person.objects.filter(answered_by__isnull=False).exists()


def test_searching_again_changes_nothing_and_leaves_what_was_settled(now: datetime, joiner: rights.Actor) -> None:
    a, b = entered("王秀英", now, phone="0478-5567001"), entered("王秀英", now, phone="0478-5567001")
    count = operations.find_duplicates(at=now)
    rows = list(PossibleDuplicate.objects.order_by("pk").values())
    assert operations.find_duplicates(at=now + timedelta(days=1)) == count
    assert list(PossibleDuplicate.objects.order_by("pk").values()) == rows
    pair = queries.pair_of(a, b)
    operations.settle_pair(pair_id=pair, decision="different", reason="两户人家", by=joiner, at=now)
    operations.find_duplicates(at=now + timedelta(days=2))
    assert PossibleDuplicate.objects.get(pk=pair).state == "different"


def test_a_joined_record_is_proposed_no_more(now: datetime, joiner: rights.Actor) -> None:
    a, b = entered("王秀英", now, phone="0478-5567001"), entered("王秀英", now, phone="0478-5567001")
    operations.merge_people(survivor_id=a, merged_id=b, reason="问过", by=joiner, at=now)
    operations.find_duplicates(at=now)
    assert not PossibleDuplicate.objects.filter(first__in=[a, b], second__in=[a, b]).exists()


def test_settling_as_same_joins_and_undoing_gives_the_pair_back(now: datetime, joiner: rights.Actor) -> None:
    a = entered("王秀英", now - timedelta(hours=9), phone="0478-5567001")
    b = entered("王秀英", now, phone="0478-5567001")
    operations.find_duplicates(at=now)
    pair = queries.pair_of(a, b)
    operations.settle_pair(pair_id=pair, decision="same", survivor_id=b, reason="问过", by=joiner, at=now)
    assert queries.answering(a) == b
    with pytest.raises(operations.AlreadySettled):
        operations.settle_pair(pair_id=pair, decision="different", reason="不是", by=joiner, at=now)
    merge = Merge.objects.get(pair=pair)
    operations.undo_merge(merge_id=merge.pk, reason="本人来电", by=joiner, at=now)
    row = PossibleDuplicate.objects.get(pk=pair)
    assert (row.state, row.reason, row.decided_by) == ("unsure", "本人来电", joiner.id)
    operations.settle_pair(pair_id=pair, decision="same", reason="又核对", by=joiner, at=now)
    assert queries.answering(b) == a  # without a choice the record entered first answers


@pytest.mark.parametrize("decision", ["waiting", "", "merge"])
def test_only_three_answers_settle_a_pair(now: datetime, joiner: rights.Actor, decision: str) -> None:
    a, b = entered("王秀英", now, phone="0478-5567001"), entered("王秀英", now, phone="0478-5567001")
    operations.find_duplicates(at=now)
    with pytest.raises(ValueError, match="请选一个"):
        operations.settle_pair(pair_id=queries.pair_of(a, b), decision=decision, reason="依据", by=joiner, at=now)


def test_the_database_holds_one_joining_for_each_record(now: datetime, joiner: rights.Actor) -> None:
    a, b, c = (entered("王秀英", now) for _ in range(3))
    operations.merge_people(survivor_id=a, merged_id=b, reason="一", by=joiner, at=now)
    values = {"merged_id": b, "reason": "二", "merged_by": joiner.id, "merged_at": now}
    with pytest.raises(IntegrityError, match="merge_joins_a_record_to_one_person"), transaction.atomic():
        Merge.objects.create(survivor_id=c, **values)
    with pytest.raises(IntegrityError, match="person_is_answered_by_another"), transaction.atomic():
        Person.objects.filter(pk=a).update(answered_by=a)


def test_two_people_cannot_join_records_in_a_ring(own_database: object, now: datetime) -> None:
    """One says A answers for B while another says B answers for A: one of them is told that it is settled."""
    by = dict(ground.actors_by_login(now.date()))["operator1"]
    a, b = entered("王秀英", now), entered("王秀英", now)
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def join(survivor: uuid.UUID, merged: uuid.UUID) -> None:
        try:
            ready.wait(20)
            operations.merge_people(survivor_id=survivor, merged_id=merged, reason="问过", by=by, at=now)
            outcomes.append("joined")
        except operations.AlreadySettled:
            outcomes.append("settled")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=join, args=pair) for pair in ((a, b), (b, a))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["joined", "settled"]
    assert Merge.objects.filter(undone_at=None).count() == 1
    assert Person.objects.filter(answered_by__isnull=False).count() == 1
