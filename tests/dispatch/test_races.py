"""Helpers at once, on real connections: one place has one winner."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.db import transaction

from minsheng.dispatch import operations
from minsheng.dispatch.models import Claim, HelpTask
from minsheng.foundation import worktime
from minsheng.foundation.rights import Actor
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.factories import dispatch as helping
from tests.own_database import OwnDatabase, side_by_side

People = dict[str, Actor]


@pytest.fixture(autouse=True)
def own(own_database: OwnDatabase) -> OwnDatabase:
    return own_database


def test_d16_of_helpers_who_claim_at_once_one_wins(people: People) -> None:
    task = helping.plain(people, NOW)

    def claim(login: str) -> Callable[[], Claim]:
        return lambda: operations.claim_task(task_id=task.pk, by=people[login], at=NOW)

    found = side_by_side(claim("volunteer1"), claim("volunteer2"), claim("volunteer3"))
    assert sum(isinstance(one, Claim) for one in found) == 1
    assert sum(isinstance(one, operations.NotNow) for one in found) == 2
    assert Claim.objects.count() == 1


def test_two_places_have_two_winners(people: People) -> None:
    task = helping.plain(people, NOW, people_needed=2)

    def claim(login: str) -> Callable[[], Claim]:
        return lambda: operations.claim_task(task_id=task.pk, by=people[login], at=NOW)

    side_by_side(claim("volunteer1"), claim("volunteer2"), claim("volunteer3"))
    assert sorted(Claim.objects.values_list("place", flat=True)) == [1, 2]


TOMORROW = worktime.local_date(NOW) + timedelta(days=1)
START = worktime.at_local(TOMORROW, time(9))
HOUR = timedelta(hours=1)
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def morning(people: People, area: str = "150824100001") -> HelpTask:
    made = helping.plain(people, NOW, area="150824100001", window_start=START, window_end=START + HOUR)
    HelpTask.objects.filter(pk=made.pk).update(area=area)
    return made


def take(task: HelpTask, by: Actor) -> Claim:
    return operations.claim_task(task_id=task.pk, by=by, at=NOW)


def on_duty(by: Actor) -> object:
    hall = registry.organisation_by_code("gov_service").pk
    return operations.take_shift(hall_id=hall, begins_at=START, ends_at=START + HOUR, by=by, at=NOW)


@pytest.mark.parametrize("is_duty", [False, True])
def test_what_one_helper_takes_in_the_same_moment_leaves_him_his_rest(
    own: OwnDatabase, people: People, *, is_duty: bool
) -> None:
    """The second waits until the first is committed, and is refused by it; a claim of anybody else does not wait."""
    first, near, others = morning(people), morning(people, "150824100002"), morning(people)
    me, other = people["volunteer1" if is_duty else "volunteer3"], people["volunteer2"]
    is_taken, is_over, is_others = threading.Event(), threading.Event(), threading.Event()

    def hold() -> Claim:
        with transaction.atomic():
            claim = take(first, me)
            is_taken.set()
            assert is_others.wait(30), "somebody else's claim waits for mine"
            while not is_over.is_set() and own.rows(WAITING) == [(0,)]:
                is_over.wait(0.05)
        return claim

    def follow() -> object:
        assert is_taken.wait(30)
        try:
            return on_duty(me) if is_duty else take(near, me)
        finally:
            is_over.set()

    def beside() -> Claim:
        assert is_taken.wait(30)
        claim = take(others, other)
        is_others.set()
        return claim

    held, second, theirs = side_by_side(hold, follow, beside)
    assert [type(held), type(second), type(theirs)] == [Claim, operations.NotNow, Claim]
    assert Claim.objects.filter(helper=me.id).count() == 1
