"""Helpers rest: between visits, on a day, between duties; whether they were asked or chose themselves."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import HelpTask
from minsheng.dispatch.rules.resting import LONGEST_DUTY, Window, day_is_full, is_too_long, too_near
from minsheng.foundation import worktime
from minsheng.foundation.rights import Actor
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.factories import dispatch as helping

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
HERE, THERE = "150824100001", "150824100002"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TOMORROW = worktime.local_date(NOW) + timedelta(days=1)
MIDNIGHT = datetime(2026, 6, 3, 16, 0, tzinfo=UTC)  # 00:00 in the banner


def task(people: People, clock: int, area: str = HERE, minutes: int = 60, days: int = 0) -> HelpTask:
    """A visit of tomorrow (or so many days later) at an hour of the banner's clock."""
    start = worktime.at_local(TOMORROW + timedelta(days=days), time(clock))
    made = helping.plain(people, NOW, area=HERE, window_start=start, window_end=start + minutes * MINUTE)
    HelpTask.objects.filter(pk=made.pk).update(area=area)
    made.refresh_from_db()
    return made


def claimed(wanted: HelpTask, by: Actor) -> None:
    operations.claim_task(task_id=wanted.pk, by=by, at=NOW)


def refused(wanted: HelpTask, by: Actor) -> str:
    with pytest.raises(operations.NotNow) as problem:
        claimed(wanted, by)
    assert not wanted.claims.exists()
    return str(problem.value)


@pytest.mark.parametrize(
    ("gap", "is_near"), [(0, True), (29, True), (30, False), (-30, True), (-89, True), (-90, False)]
)
def test_between_villages_there_is_a_rest_and_within_one_none(gap: int, is_near: bool) -> None:  # noqa: FBT001
    held = Window(MIDNIGHT, MIDNIGHT + HOUR, HERE)
    start = MIDNIGHT + HOUR + gap * MINUTE if gap >= 0 else MIDNIGHT + gap * MINUTE
    wanted = Window(start, start + HOUR, THERE)
    assert (too_near(wanted, [held], 30 * MINUTE) is held) is is_near
    assert too_near(Window(start, start + HOUR, HERE), [held], 30 * MINUTE) is None


def test_a_visit_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    night = Window(MIDNIGHT - HOUR, MIDNIGHT + 5 * HOUR, HERE)
    assert day_is_full(Window(MIDNIGHT - MINUTE, MIDNIGHT + HOUR, HERE), [night], 1)
    assert not day_is_full(Window(MIDNIGHT, MIDNIGHT + HOUR, HERE), [night], 1)


duties = st.lists(
    st.builds(
        lambda start, hours: Window(MIDNIGHT + start * HOUR, MIDNIGHT + (start + hours) * HOUR),
        st.integers(0, 60),
        st.integers(1, 8),
    ),
    max_size=5,
)


@given(duties, st.integers(0, 60), st.integers(1, 8))
def test_no_row_of_duties_without_a_long_rest_is_longer_than_the_longest(
    held: list[Window], start: int, hours: int
) -> None:
    """Against a plain walk along all duties in their order, split where the rest is long enough."""
    wanted = Window(MIDNIGHT + start * HOUR, MIDNIGHT + (start + hours) * HOUR)
    rows: list[list[Window]] = []
    for one in sorted([*held, wanted], key=lambda duty: duty.start):
        if rows and one.start < max(duty.end for duty in rows[-1]) + 8 * HOUR:
            rows[-1].append(one)
        else:
            rows.append([one])
    own = next(row for row in rows if wanted in row)
    assert is_too_long(wanted, held) is (sum((one.end - one.start for one in own), timedelta()) > LONGEST_DUTY)


def test_what_one_claims_oneself_leaves_a_rest_too(people: People) -> None:
    me = people["volunteer3"]
    claimed(task(people, 9), me)
    assert "中间至少歇30分钟" in refused(task(people, 10, THERE), me)
    assert "09:00—10:00" in refused(task(people, 9, THERE), me)
    claimed(task(people, 10), me)  # the next door is no other village
    claimed(task(people, 12, THERE), me)
    claimed(helping.plain(people, NOW, area=HERE), me)  # without a time it is done when there is time


def test_nobody_has_more_visits_on_a_day_than_the_banner_lets_him(people: People) -> None:
    operations.set_push_rule(area="150824", push=operations.Push(most_per_day=2))
    me = people["volunteer1"]
    first = task(people, 8)
    claimed(first, me)
    operations.finish_task(task_id=first.pk, report=helping.done(), by=me, at=NOW + HOUR)
    claimed(task(people, 10), me)
    assert "一天最多这么多" in refused(task(people, 14), me), "one that is done was work as well"
    claimed(task(people, 8, days=1), me)
    wanted = task(people, 16)
    with pytest.raises(operations.NotNow, match="一天最多这么多"):
        operations.claim_for(task_id=wanted.pk, helper_id=me.id, words="我还能去。", by=people["operator1"], at=NOW)


def test_nobody_is_asked_for_what_he_could_not_claim(people: People) -> None:
    later = NOW + 30 * HOUR
    wanted = task(people, 10, THERE, days=1)
    before = {one.helper for one in queries.helpers_for(wanted, later, 50)}
    assert people["volunteer3"].id in before
    claimed(task(people, 11, days=1), people["volunteer3"])
    assert {one.helper for one in queries.helpers_for(wanted, later, 50)} == before - {people["volunteer3"].id}


def test_a_licence_counts_on_the_day_of_the_visit(people: People) -> None:
    me = people["volunteer1"]
    entry = operations.HelperEntry(area=HERE, skills=["vet"], free_slots=[], most_tasks=3, takes_offers=True)
    operations.set_helper(entry=entry, by=me, at=NOW)
    operations.prove_licence(
        helper_id=me.id, skill="vet", proof="执业兽医证", valid_to=TOMORROW, by=people["secretary1"], at=NOW
    )
    start = worktime.at_local(TOMORROW, time(9))
    for days, is_asked in ((0, True), (1, False)):
        window = {"window_start": start + timedelta(days=days), "window_end": start + timedelta(days=days, hours=1)}
        wanted = helping.plain(people, NOW, area=HERE, skill="vet", **window)
        assert (me.id in {one.helper for one in queries.helpers_for(wanted, NOW, 50)}) is is_asked


def test_the_page_says_what_stands_in_the_way(people: People, as_person: SignedIn) -> None:
    claimed(task(people, 9), people["volunteer3"])
    wanted, helper = task(people, 9, THERE), as_person("volunteer3")
    sent = {"client_id": str(uuid.uuid4())}
    answer = helper.post(reverse("dispatch:claim", args=[wanted.pk]), sent, follow=True)
    assert "太近了" in answer.content.decode()


def shift(by: Actor, start: datetime, hours: int) -> None:
    hall = registry.organisation_by_code("gov_service").pk
    operations.take_shift(hall_id=hall, begins_at=start, ends_at=start + hours * HOUR, by=by, at=NOW)


def test_duties_do_not_add_up_to_a_long_one_and_fall_on_no_visit(people: People) -> None:
    me, start = people["volunteer1"], worktime.at_local(TOMORROW, time(8))
    shift(me, start, 4)
    with pytest.raises(operations.NotNow, match="至少歇8小时"):
        shift(me, start + 6 * HOUR, 5)
    shift(me, start + 6 * HOUR, 4)
    with pytest.raises(operations.NotNow, match="至少歇8小时"):
        shift(me, start + 17 * HOUR, 2)  # at night, seven hours after the last
    assert "要在大厅值班" in refused(task(people, 9), me)
    claimed(task(people, 20), me)
    with pytest.raises(operations.NotNow, match="这段时间要上门"):
        shift(me, start + 12 * HOUR, 1)
