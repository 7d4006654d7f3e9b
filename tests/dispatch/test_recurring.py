"""Visits that come again, off holidays and made once; money for shopping that comes out and is signed by both."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import HelpTask, ProxyShopping, RecurringTask
from minsheng.dispatch.operations import NotNow
from minsheng.dispatch.rules import money, recurring
from minsheng.foundation import operations as foundation
from minsheng.foundation import queries as ground
from minsheng.foundation import worktime
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.factories import dispatch as helping
from tests.factories.organising import new_recurring

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def elder() -> uuid.UUID:
    found = registry.person_id_for_phone("0478-5560001")
    assert found is not None
    return found


@given(DAYS, st.sets(DAYS, max_size=60))
def test_e16_a_monthly_visit_has_twelve_days_a_year_off_holidays(start: date, holidays: set[date]) -> None:
    end = date(start.year + 1, start.month, 1) - timedelta(days=1) if start.day > 28 else None
    last = end or date(start.year + 1, start.month, start.day) - timedelta(days=1)
    planned = list(recurring.planned_days(start, recurring.Every.MONTH, 1, start, last))
    assert len(planned) == 12
    assert planned == sorted(set(planned))
    moved = [recurring.off_holidays(day, holidays.__contains__) for day in planned]
    assert not set(moved) & holidays
    assert all(later >= day for day, later in zip(planned, moved, strict=True))


@given(DAYS, st.integers(1, 12), st.integers(0, 400))
def test_days_asked_for_piece_by_piece_are_those_asked_for_at_once(start: date, interval: int, cut: int) -> None:
    last, middle = start + timedelta(days=800), start + timedelta(days=cut)
    for every in recurring.Every:
        whole = list(recurring.planned_days(start, every, interval, start, last))
        first = list(recurring.planned_days(start, every, interval, start, middle))
        rest = list(recurring.planned_days(start, every, interval, middle + timedelta(days=1), last))
        assert first + rest == whole


def test_e16_a_monthly_haircut_gives_twelve_tasks_a_year_moved_off_the_national_day(people: People) -> None:
    begin = datetime(2025, 9, 30, 2, 0, tzinfo=NOW.tzinfo)
    foundation.make_fact_months(first=begin.date(), last=begin.date() + timedelta(days=420))
    visit = operations.set_recurring(
        visit=new_recurring(elder(), begin, starts_on=date(2025, 10, 1), skill="haircut"),
        by=people["operator1"],
        at=begin,
    )
    for week in range(52):
        at = begin + timedelta(weeks=week)
        operations.plan_recurring(at=at)
        assert operations.plan_recurring(at=at) == 0, "again makes none"
    rows = RecurringTask.objects.filter(visit=visit, planned_on__lt=date(2026, 10, 1)).select_related("task")
    assert len(rows) == 12
    days = {row.planned_on: worktime.local_date(row.task.window_start or NOW) for row in rows}
    assert days[date(2025, 10, 1)] == date(2025, 10, 9), "after the holidays"
    assert days[date(2025, 11, 1)] == date(2025, 11, 1), "a plain Saturday is no holiday"
    assert days[date(2026, 5, 1)] == date(2026, 5, 6)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecurringTask.objects.create(visit=visit, planned_on=date(2025, 10, 1), task=helping.plain(people, NOW))


def test_e16_paused_and_ended_visits_leave_the_pool(people: People) -> None:
    desk = people["operator1"]
    visit = operations.set_recurring(visit=new_recurring(elder(), NOW, every=operations.Every.WEEK), by=desk, at=NOW)
    tasks = HelpTask.objects.filter(person=elder())
    assert tasks.filter(ended_at=None).count() == 2
    operations.pause_recurring(visit_id=visit.pk, first=NOW.date(), last=None, by=desk, at=NOW)
    assert tasks.filter(ended_at=None).count() == 0
    assert operations.plan_recurring(at=NOW + timedelta(days=1)) == 0
    operations.resume_recurring(visit_id=visit.pk, by=desk, at=NOW)
    assert tasks.filter(ended_at=None).count() == 2
    with pytest.raises(Unseen):
        operations.end_recurring(visit_id=visit.pk, by=people["secretary2"], at=NOW)
    operations.end_recurring(visit_id=visit.pk, by=desk, at=NOW)
    assert tasks.filter(ended_at=None).count() == 0
    assert operations.plan_recurring(at=NOW + timedelta(days=30)) == 0


def test_nobody_is_sent_to_the_door_of_who_has_died(people: People) -> None:
    desk = people["operator1"]
    visit = operations.set_recurring(visit=new_recurring(elder(), NOW, every=operations.Every.WEEK), by=desk, at=NOW)
    tasks = HelpTask.objects.filter(person=elder(), ended_at=None)
    assert tasks.count() == 2
    registry_operations.note_leaving(person_id=visit.person_id, how="died", on=NOW.date(), by=desk, at=NOW)
    assert tasks.count() == 0
    visit.refresh_from_db()
    assert visit.ended_on == NOW.date()


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.integers(0, 100_000))
def test_e16_sums_come_out_or_are_refused(given_fen: int, spent_fen: int, returned_fen: int) -> None:
    if spent_fen + returned_fen == given_fen:
        money.require_balance(given_fen, spent_fen, returned_fen)
    else:
        with pytest.raises(ValueError, match="再算一遍"):
            money.require_balance(given_fen, spent_fen, returned_fen)
    assert money.fen(money.yuan(given_fen).removesuffix("元")) == given_fen


def shopping(people: People, **changes: Any) -> HelpTask:
    task = helping.plain(
        people, NOW, kind=operations.TaskKind.SHOPPING, title="代买米面", area="150824100001", **changes
    )
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    return task


def test_e16_hundred_in_eighty_six_fifty_spent_both_sign(people: People) -> None:
    helper, desk, task = people["volunteer1"], people["operator1"], shopping(people)
    row = operations.take_money(task_id=task.pk, given_fen=10_000, by=helper, at=NOW)
    for act in (operations.release_task, operations.withdraw_task):
        with pytest.raises(NotNow, match="还没有算清"):
            act(task_id=task.pk, by=helper if act is operations.release_task else people["secretary1"], at=NOW)
    with pytest.raises(NotNow, match="还没有算清"):
        operations.finish_task(task_id=task.pk, report=helping.done(), by=helper, at=NOW)
    with pytest.raises(ValueError, match=r"86\.50元加找回的13\.00元是99\.50元，不等于收到的100\.00元"):
        operations.settle_shopping(task_id=task.pk, spent_fen=8650, returned_fen=1300, by=helper, at=NOW)
    with pytest.raises(NotNow, match="还没有算清"):
        operations.sign_shopping(shopping_id=row.pk, how="paper", by=desk, at=NOW)
    operations.settle_shopping(task_id=task.pk, spent_fen=8650, returned_fen=1350, by=helper, at=NOW)
    operations.dispute_shopping(shopping_id=row.pk, words="少找了五毛", by=desk, at=NOW)
    with pytest.raises(NotNow, match="对不上"):
        operations.sign_shopping(shopping_id=row.pk, how="paper", by=desk, at=NOW)
    operations.settle_shopping(task_id=task.pk, spent_fen=8650, returned_fen=1350, by=helper, at=NOW)
    with pytest.raises(Refused):
        operations.sign_shopping(shopping_id=row.pk, how="paper", by=helper, at=NOW)
    operations.sign_shopping(shopping_id=row.pk, how="paper", by=desk, at=NOW)
    row.refresh_from_db()
    assert row.helper_signed_at is not None
    assert [row.given_fen, row.spent_fen, row.returned_fen, row.noted_by_id] == [10_000, 8650, 1350, desk.id]
    with pytest.raises(IntegrityError), transaction.atomic():
        ProxyShopping.objects.filter(pk=row.pk).update(returned_fen=1300)
    assert queries.shoppings(desk) == []
    operations.finish_task(task_id=task.pk, report=helping.done(), by=helper, at=NOW)
    told = {one.fact.kind: one.fact for one in ground.facts_of(row.pk)}
    assert str(getattr(told["dispatch.ShoppingSettled"], "spent", "")) == "86.50元"


def test_e16_a_record_from_the_door_settles_the_money_with_the_task(people: People) -> None:
    task = shopping(people)
    answers = {"result": "done", "given_yuan": "100", "spent_yuan": "86.5", "returned_yuan": "13.5", "signed": "yes"}
    record = operations.NewRecord(client_id=uuid.uuid4(), visit=task.pk, form="shopping", answers=answers, done_at=NOW)
    operations.record_visit(record=record, by=people["volunteer1"], at=NOW)
    row = ProxyShopping.objects.get(task=task)
    assert [row.given_fen, row.spent_fen, row.returned_fen] == [10_000, 8650, 1350]
    task.refresh_from_db()
    assert task.end == "done"


@pytest.mark.usefixtures("clock")
def test_pages_of_recurring_visits_and_of_money(people: People, as_person: SignedIn) -> None:
    desk, helper, task = as_person("operator1"), as_person("volunteer1"), shopping(people)
    sent = {"client_id": str(uuid.uuid4()), "person": "郭长有", "title": "上门理发", "rhythm": "month-1"}
    sent |= {"starts_on": "2026-06-19", "start": "09:00", "minutes": "60"}
    assert desk.post(reverse("dispatch:new_recurring"), sent).status_code == 302
    page = desk.get(reverse("dispatch:recurring")).content.decode()
    assert "每个月" in page
    assert "2026-06-22" in page, "the dragon boat festival moves it"
    assert "往后挪" in page
    url = reverse("dispatch:money", args=[task.pk])
    assert url in helper.get(reverse("dispatch:mine")).content.decode()
    assert helper.post(url, {"client_id": str(uuid.uuid4()), "given": "一百"}).status_code == 422
    assert helper.post(url, {"client_id": str(uuid.uuid4()), "given": "100"}).status_code == 302
    withdraw = reverse("dispatch:withdraw", args=[task.pk])
    refused = as_person("secretary1").post(withdraw, {"client_id": str(uuid.uuid4())})
    assert [refused.status_code, "还没有算清" in refused.content.decode()] == [422, True]
    wrong = helper.post(url, {"client_id": str(uuid.uuid4()), "spent": "86.5", "returned": "13"})
    assert "不等于收到的100.00元" in wrong.content.decode()
    assert helper.post(url, {"client_id": str(uuid.uuid4()), "spent": "86.5", "returned": "13.5"}).status_code == 302
    page = desk.get(reverse("dispatch:shoppings")).content.decode()
    assert "86.50元" in page
    row = ProxyShopping.objects.get()
    assert "本人签字" in desk.get(reverse("dispatch:shopping_slip", args=[row.pk])).content.decode()
    sent = {"client_id": str(uuid.uuid4()), "answer": "yes", "how": "paper"}
    assert desk.post(reverse("dispatch:sign_shopping", args=[row.pk]), sent).status_code == 302
    row.refresh_from_db()
    assert row.how_signed == "paper"


def test_e16_a_year_whose_calendar_is_not_out_yet_keeps_off_the_days_that_the_law_names(people: People) -> None:
    kept = operations.set_recurring(
        visit=new_recurring(elder(), NOW, starts_on=date(2039, 1, 1)), by=people["operator1"], at=NOW
    )
    days = {one.planned: one for one in queries.days_of(kept, date(2038, 12, 31), date(2039, 12, 31))}
    assert len(days) == 12
    assert days[date(2039, 1, 1)].on == date(2039, 1, 2)
    assert days[date(2039, 1, 1)].why == "元旦"
    assert days[date(2039, 5, 1)].on == date(2039, 5, 3)
    assert days[date(2039, 10, 1)].on == date(2039, 10, 4)
    assert days[date(2039, 2, 1)].on == date(2039, 2, 1)
