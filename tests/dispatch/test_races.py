"""Helpers at once, on real connections: one place has one winner."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minsheng.dispatch import operations
from minsheng.dispatch.models import Claim
from minsheng.foundation.rights import Actor
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
