"""A record of a visit comes in: once, late, under a used id, second, with a wrong code, to a door already gone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from minsheng.cases.models import Case
from minsheng.cases.operations import NotNow
from minsheng.dispatch import facts, operations, queries
from minsheng.dispatch.models import VisitRecord
from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.rights import Actor
from tests.factories import dispatch as helping
from tests.factories import visits
from tests.factories.banner import staff
from tests.factories.cases import HOUR

pytestmark = pytest.mark.django_db
People = dict[str, Actor]


def colleague(now: datetime) -> Actor:
    """Somebody else of the same bank."""
    return staff("bank-other", "handler", "150824", "o1", now)


def test_record_delivers_the_case_and_tells(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    record = visits.record(visit, now + HOUR, note="带终端上门重置了密码")
    kept = operations.record_visit(record=record, by=people["bank1"], at=now + 2 * HOUR)
    assert (kept.standing, kept.is_late) == ("counted", False)
    case = Case.objects.get(pk=visit.case.pk)
    assert case.state == "delivered"
    assert case.deliveries.get().note == "带终端上门重置了密码"
    told = ground.facts_of(visit.task.pk)
    assert [type(one.fact) for one in told] == [facts.VisitRecorded]
    visit.task.refresh_from_db()
    assert visit.task.visit_started_at == now + HOUR


def test_same_record_again_changes_nothing(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    record = visits.record(visit, now + HOUR)
    first = operations.record_visit(record=record, by=people["bank1"], at=now + 2 * HOUR)
    again = operations.record_visit(record=record, by=people["bank1"], at=now + 9 * HOUR)
    assert again == first
    assert VisitRecord.objects.count() == 1
    assert Case.objects.get(pk=visit.case.pk).deliveries.count() == 1


def test_used_id_with_other_words_is_refused(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    key = uuid.uuid4()
    operations.record_visit(record=visits.record(visit, now + HOUR, key), by=people["bank1"], at=now + 2 * HOUR)
    for other, by in ((visits.record(visit, now + HOUR, key, note="另一份"), people["bank1"]),):
        with pytest.raises(operations.UsedId):
            operations.record_visit(record=other, by=by, at=now + 2 * HOUR)
    with pytest.raises(operations.UsedId):
        operations.record_visit(record=visits.record(visit, now + HOUR, key), by=colleague(now), at=now + 2 * HOUR)


def test_wrong_code_makes_the_visit_void_and_says_so(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    record = visits.record(visit, now + HOUR, code=visits.wrong(visit.code))
    kept = operations.record_visit(record=record, by=people["bank1"], at=now + 2 * HOUR)
    assert kept.standing == "void"
    assert "口令不符" in kept.reason
    assert Case.objects.get(pk=visit.case.pk).state == "assigned"


def test_code_counts_when_it_was_heard_not_when_it_arrived(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    record = visits.record(visit, now + HOUR)
    kept = operations.record_visit(record=record, by=people["bank1"], at=now + timedelta(hours=70))
    assert (kept.standing, kept.is_late) == ("counted", True)
    other = visits.agreed(people, now)
    too_late = visits.record(other, now + timedelta(hours=30))
    with pytest.raises(NotNow, match="约定的上门时间"):
        operations.record_visit(record=too_late, by=people["bank1"], at=now + timedelta(hours=70))


def test_a_clock_ahead_of_ours_is_not_believed(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    record = visits.record(visit, now + timedelta(days=400))
    kept = operations.record_visit(record=record, by=people["bank1"], at=now + HOUR)
    assert kept.done_at == now + HOUR


def test_nobody_at_home_leaves_the_visit_open(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    record = visits.record(visit, now + HOUR, result="nobody_home", code="")
    operations.record_visit(record=record, by=people["bank1"], at=now + HOUR)
    assert Case.objects.get(pk=visit.case.pk).state == "assigned"
    assert [one.id for one in queries.visits_of(people["bank1"], now)] == [visit.task.pk]
    done = operations.record_visit(record=visits.record(visit, now + 2 * HOUR), by=people["bank1"], at=now + 3 * HOUR)
    assert done.standing == "counted"


def test_e03_a_need_found_becomes_a_linked_case_without_retyping(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now, place="3号楼2单元")
    record = visits.record(visit, now + HOUR, result="need_found", need="眼睛看不清，想配一副老花镜")
    kept = operations.record_visit(record=record, by=people["bank1"], at=now + 2 * HOUR)
    found = kept.found_case
    assert found is not None
    assert found.state == "heard"
    assert (found.area_id, found.place, found.person_id) == (visit.case.area_id, "3号楼2单元", visit.case.person_id)
    voice = found.voices.get()
    first = visit.case.voices.get()
    assert (voice.channel, voice.caller_name, voice.consent) == ("visit", first.caller_name, first.consent)
    assert voice.caller_phone_index == first.caller_phone_index


def test_second_record_of_a_visit_waits_for_a_person(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    operations.record_visit(record=visits.record(visit, now + HOUR), by=people["bank1"], at=now + 2 * HOUR)
    second, by = visits.record(visit, now + HOUR, note="我也去了"), colleague(now)
    with transaction.atomic(), pytest.raises(operations.NotNow):
        operations.record_visit(record=second, by=by, at=now + 3 * HOUR)
    kept = operations.contest_visit(record=second, reason="已经办过", by=by, at=now + 3 * HOUR)
    again = operations.contest_visit(record=second, reason="已经办过", by=by, at=now + 4 * HOUR)
    assert kept == again
    assert kept.standing == "to_settle"
    shown = queries.records_to_settle(people["operator1"])
    assert [(one.record.pk, [two.record.by_id for two in one.others]) for one in shown] == [
        (kept.pk, [people["bank1"].id])
    ]


def test_settling_needs_another_person_and_words(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    kept = operations.contest_visit(
        record=visits.record(visit, now + HOUR), reason="已经办过", by=people["bank1"], at=now + 2 * HOUR
    )
    with pytest.raises(rights.Refused):
        operations.settle_record(record_id=kept.pk, counts=True, words="我说了算", by=people["bank1"], at=now)
    with pytest.raises(ValueError, match="写明"):
        operations.settle_record(record_id=kept.pk, counts=True, words=" ", by=people["operator1"], at=now)
    settled = operations.settle_record(
        record_id=kept.pk, counts=False, words="给两个人都打了电话", by=people["operator1"], at=now + 3 * HOUR
    )
    assert settled.standing == "noted"
    assert queries.records_to_settle(people["operator1"]) == []
    with pytest.raises(ValueError, match="核对过"):
        operations.settle_record(record_id=kept.pk, counts=True, words="再说一次", by=people["operator1"], at=now)


def test_database_lets_one_record_end_a_visit(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    kept = operations.record_visit(record=visits.record(visit, now + HOUR), by=people["bank1"], at=now + 2 * HOUR)
    kept.pk = uuid.uuid4()
    with pytest.raises(IntegrityError, match="visit_is_ended_by_one_record"), transaction.atomic():
        kept.save(force_insert=True)


def test_records_of_strangers_and_secrets_are_refused(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    with pytest.raises(rights.Unseen):
        operations.record_visit(record=visits.record(visit, now + HOUR), by=people["verifier1"], at=now + HOUR)
    secret = visits.record(visit, now + HOUR, note="密码是 846213")
    with pytest.raises(ValueError, match="密码"):
        operations.record_visit(record=secret, by=people["bank1"], at=now + HOUR)
    assert VisitRecord.objects.count() == 0


def test_visits_hold_only_what_the_door_needs(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now, caller_phone="0478-5561299", consent="yes", place="3号楼2单元")
    (row,) = queries.visits_of(people["bank1"], now)
    assert (row.id, row.form, row.directions) == (visit.task.pk, "doorstep", "3号楼2单元")
    assert "5561299" not in str(row)
    assert visit.code not in str(row)
    assert queries.visits_of(people["housing1"], now) == []


def test_e03_a_helpers_record_finishes_his_task(people: People, now: datetime) -> None:
    task = helping.plain(people, now, window_start=now + HOUR / 4, window_end=now + HOUR)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=now)
    (row,) = queries.visits_of(people["volunteer1"], now)
    assert (row.id, row.form) == (task.pk, "home_visit")
    record = operations.NewRecord(
        client_id=uuid.uuid4(), visit=task.pk, form="home_visit", answers={"result": "nothing_needed"}, done_at=now
    )
    kept = operations.record_visit(record=record, by=people["volunteer1"], at=now + HOUR)
    assert (kept.standing, kept.case) == ("counted", None)
    task.refresh_from_db()
    assert (task.outcome, task.end) == ("nothing_needed", "done")
    assert queries.visits_of(people["volunteer1"], now) == []


def test_helpers_of_one_task_who_both_record_it_are_shown_to_a_person(people: People, now: datetime) -> None:
    task = helping.plain(people, now, people_needed=2)
    for login in ("volunteer1", "volunteer2"):
        operations.claim_task(task_id=task.pk, by=people[login], at=now)
    records = [
        operations.NewRecord(
            client_id=uuid.uuid4(), visit=task.pk, form="home_visit", answers={"result": "done"}, done_at=now
        )
        for _ in range(2)
    ]
    operations.record_visit(record=records[0], by=people["volunteer1"], at=now + HOUR)
    with transaction.atomic(), pytest.raises(operations.NotNow):
        operations.record_visit(record=records[1], by=people["volunteer2"], at=now + HOUR)
    operations.contest_visit(record=records[1], reason="结束了", by=people["volunteer2"], at=now + HOUR)
    assert len(queries.records_to_settle(people["secretary1"])) == 1
    other = replace(records[1], client_id=uuid.uuid4())
    with pytest.raises(rights.Unseen):
        operations.contest_visit(record=other, reason="没领过", by=people["volunteer3"], at=now + HOUR)


def test_what_was_done_elsewhere_keeps_its_number_and_nothing_more(people: People, now: datetime) -> None:
    visit = visits.agreed(people, now)
    told = visits.record(visit, now, reference="HZ0007")
    operations.record_visit(record=told, by=people["bank1"], at=now)
    assert visit.case.deliveries.get().outside_reference == "HZ0007"
    case, task = helping.shared(people, now)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=now)
    report = helping.done(reference="HZ0008")
    operations.finish_task(task_id=task.pk, report=report, by=people["volunteer1"], at=now)
    assert case.deliveries.get().outside_reference == "HZ0008"
