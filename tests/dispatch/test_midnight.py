"""Past midnight: a visit and a shift belong to the calendar day on which they began, on paper, on the phone and in records."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import HallShift, HelpTask
from minsheng.dispatch.rules import day_of
from minsheng.foundation import worktime
from minsheng.foundation.rights import Actor
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.factories import dispatch as helping

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
EVE, DAY = date(2026, 6, 3), date(2026, 6, 4)
pytestmark = pytest.mark.usefixtures("clock")
MIDNIGHT = datetime(2026, 6, 3, 16, 0, tzinfo=UTC)  # 00:00 of DAY in the banner
TOMORROW = worktime.local_date(NOW) + timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "minutes", "window", "on"),
    [
        (MIDNIGHT - MINUTE, None, None, EVE),
        (MIDNIGHT, None, None, DAY),
        (MIDNIGHT + 10 * MINUTE, 10, None, DAY),
        (MIDNIGHT + 10 * MINUTE, 11, None, EVE),
        (MIDNIGHT + HOUR, None, (MIDNIGHT - 2 * HOUR, MIDNIGHT + HOUR), EVE),
        (MIDNIGHT + 5 * HOUR, 30, (MIDNIGHT - 8 * HOUR, MIDNIGHT - 6 * HOUR), EVE),
        (MIDNIGHT + 6 * HOUR, 30, (MIDNIGHT - 8 * HOUR, MIDNIGHT - 6 * HOUR), DAY),
        (MIDNIGHT - MINUTE, 30, (MIDNIGHT, MIDNIGHT + HOUR), EVE),
        (MIDNIGHT, 30, (MIDNIGHT, MIDNIGHT + HOUR), DAY),
    ],
)
def test_a_visit_belongs_to_the_day_on_which_it_began(
    written: datetime, minutes: int | None, window: tuple[datetime, datetime] | None, on: date
) -> None:
    assert day_of(written, minutes, *(window or (None, None))) == on


def test_a_window_that_ends_no_later_than_it_begins_ends_on_the_next_day() -> None:
    begin, end = worktime.window_of(EVE, time(22), time(6))
    assert (begin, end) == (MIDNIGHT - 2 * HOUR, MIDNIGHT + 6 * HOUR)
    assert worktime.window_of(EVE, time(23, 59), time(0))[1] == MIDNIGHT
    assert worktime.window_of(EVE, time(0), time(23, 59))[1] == MIDNIGHT - MINUTE
    assert queries.when_words(begin, end) == "06月03日 22:00—次日06:00"
    assert queries.when_words(begin, MIDNIGHT - MINUTE) == "06月03日 22:00—23:59"
    assert queries.when_words(begin, end + 24 * HOUR) == "06月03日 22:00—06月05日 06:00"


def test_what_arrives_days_later_stands_on_the_day_on_which_it_was_done(people: People) -> None:
    me, task = people["volunteer1"], helping.plain(people, NOW)
    operations.claim_task(task_id=task.pk, by=me, at=NOW)
    record = operations.NewRecord(
        client_id=uuid.uuid4(), visit=task.pk, form="home_visit", answers={"result": "done"}, done_at=NOW + HOUR
    )
    operations.record_visit(record=record, by=me, at=NOW + 60 * HOUR)
    task.refresh_from_db()
    assert task.done_on == worktime.local_date(NOW + HOUR)
    (shown,) = queries.own_help(me, NOW.year)
    assert shown.done_on == task.done_on
    secretary = people["secretary1"]
    (waiting,) = queries.help_to_confirm(secretary, NOW + 60 * HOUR)
    assert waiting.done_on == task.done_on
    assert waiting.due_on > worktime.local_date(NOW + 60 * HOUR) + timedelta(days=5), "the week begins with its arrival"


def night(people: People) -> HelpTask:
    """Somebody sits with an ill person from ten in the evening to six."""
    begin, end = worktime.window_of(TOMORROW, time(22), time(6))
    return helping.plain(people, NOW, window_start=begin, window_end=end)


def test_a_night_is_one_visit_of_the_evening_everywhere(people: People) -> None:
    me, task = people["volunteer1"], night(people)
    operations.claim_task(task_id=task.pk, by=me, at=NOW)
    assert task.window_end is not None
    (visit,) = queries.visits_of(me, task.window_end - HOUR)
    assert (visit.on, visit.end) == (TOMORROW, task.window_end)
    assert visit.when.endswith("22:00—次日06:00")
    operations.finish_task(task_id=task.pk, report=helping.done(minutes=480), by=me, at=task.window_end + HOUR)
    task.refresh_from_db()
    assert task.done_on == TOMORROW


@pytest.mark.parametrize(("end", "is_taken"), [("06:00", True), ("10:00", True), ("10:01", False), ("22:00", False)])
def test_a_new_task_may_go_on_past_midnight(
    people: People,
    as_person: SignedIn,
    end: str,
    is_taken: bool,  # noqa: FBT001
) -> None:
    values = {"client_id": str(uuid.uuid4()), "kind": "company", "title": "夜里陪护", "area": "150824100001"}
    values |= {"people_needed": "1", "on": f"{TOMORROW:%Y-%m-%d}", "start": "22:00", "end": end}
    answer = as_person("secretary1").post(reverse("dispatch:new_task"), values)
    assert (answer.status_code == 302) is is_taken
    assert HelpTask.objects.count() == int(is_taken)
    if not is_taken:
        assert "最多12小时" in answer.content.decode()


def shift(people: People, as_person: SignedIn, **hours: str) -> Any:
    hall = str(registry.organisation_by_code("gov_service").pk)
    values = {"client_id": str(uuid.uuid4()), "hall": hall, "on": f"{TOMORROW:%Y-%m-%d}", **hours}
    return as_person("volunteer1").post(reverse("dispatch:take_shift"), values)


@pytest.mark.parametrize("at", [timedelta(), 29 * MINUTE, 6 * HOUR])
def test_a_night_shift_stands_on_the_roster_of_its_evening_until_the_morning_is_over(
    people: People, as_person: SignedIn, at: timedelta
) -> None:
    assert shift(people, as_person, start="22:00", end="06:00").status_code == 302
    taken = HallShift.objects.get()
    assert taken.ends_at - taken.begins_at == 8 * HOUR
    midnight = worktime.at_local(TOMORROW + timedelta(days=1), time.min)
    operations.note_visitor(by=people["volunteer1"], at=midnight - MINUTE)
    (hall,) = queries.roster(people["organiser1"], midnight + at)
    assert hall.shifts == (taken,)
    assert hall.times.encounters == 0
    assert hall.waiting == 1, "he came yesterday, and waits"
    assert queries.roster(people["organiser1"], midnight + 24 * HOUR) == []


def test_who_came_before_midnight_counts_with_that_day(people: People, as_person: SignedIn) -> None:
    shift(people, as_person, start="22:00", end="06:00")
    guide, midnight = people["volunteer1"], worktime.at_local(TOMORROW + timedelta(days=1), time.min)
    operations.note_visitor(by=guide, at=midnight - MINUTE)
    operations.take_visitor(by=guide, at=midnight)
    operations.end_visitor(by=guide, at=midnight + 9 * MINUTE)
    operations.note_visitor(by=guide, at=midnight)
    operations.take_visitor(by=guide, at=midnight + 10 * MINUTE)
    operations.end_visitor(by=guide, at=midnight + 20 * MINUTE)
    (hall,) = queries.roster(people["organiser1"], midnight + HOUR)
    assert (hall.times.encounters, hall.times.wait_minutes) == (1, 10)


def test_the_pages_say_the_next_day(people: People, as_person: SignedIn) -> None:
    shift(people, as_person, start="22:00", end="06:00")
    assert "22:00–次日06:00" in as_person("volunteer1").get(reverse("dispatch:hall")).content.decode()
    page = as_person("organiser1").get(reverse("dispatch:roster")).content.decode()
    assert "22:00–次日06:00" in page
    assert "夜班算在开始的那一天" in page
