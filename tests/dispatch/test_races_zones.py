"""Zones and pairings at once, on real connections: every household in one standing zone, one helper with both words."""

from __future__ import annotations

import uuid
from functools import partial

import pytest
from django.db.models import Q

from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import Pairing, ResponsibilityZone, ZoneArea
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Unseen
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry
from minsheng.registry.models import Household, Person
from tests.conftest import NOW
from tests.factories.organising import new_zone
from tests.own_database import OwnDatabase, side_by_side

People = dict[str, Actor]
VILLAGE = "150824203201"


@pytest.fixture(autouse=True)
def own(own_database: OwnDatabase) -> OwnDatabase:
    return own_database


def drawn(people: People, *areas: str, name: str = "测试责任区") -> uuid.UUID:
    return operations.draw_zone(zone=new_zone(*areas, name=name), by=people["organiser1"], at=NOW)


def every_household_is_in_a_standing_zone() -> bool:
    ended = ResponsibilityZone.objects.filter(Q(ended_on__isnull=False), areas__isnull=False)
    return queries.left_out("150824") == 0 and not ended.exists()


def test_d21_a_zone_that_ends_while_it_is_drawn_anew_holds_no_household(people: People) -> None:
    desk = people["organiser1"]
    for _ in range(4):
        zone = drawn(people, VILLAGE)
        found = side_by_side(
            partial(operations.end_zone, zone_id=zone, by=desk, at=NOW),
            partial(operations.draw_zone, zone=new_zone(VILLAGE, name="另画"), by=desk, at=NOW, zone_id=zone),
            partial(operations.end_zone, zone_id=zone, by=desk, at=NOW),
        )
        assert all(one is None or isinstance(one, uuid.UUID | Unseen) for one in found), found
        assert every_household_is_in_a_standing_zone()
        told = [one.fact.kind for one in ground.facts_of(zone)]
        assert told.count("dispatch.ZoneEnded") == 1


def test_d21_a_household_that_comes_while_its_zone_ends_is_in_one(people: People) -> None:
    desk = people["organiser1"]
    narrow = drawn(people, VILLAGE)
    wide = ZoneArea.objects.exclude(zone=narrow).filter(area__in=[VILLAGE[:length] for length in (6, 9)])
    keys = [one.zone_id for one in wide]

    def come() -> Household:
        return Household.objects.create(area_id=VILLAGE, address="村东头")

    ends = [partial(operations.end_zone, zone_id=key, by=desk, at=NOW) for key in (narrow, *keys)]
    side_by_side(come, *ends, come)
    assert every_household_is_in_a_standing_zone()


def proposing(people: People, who: uuid.UUID, helper: str, by: str) -> object:
    said = operations.Said(words="愿意", channel="phone")
    return operations.propose_pairing(person_id=who, helper_id=people[helper].id, said=said, by=people[by], at=NOW)


def test_a_household_asked_for_twice_at_once_is_paired_with_one(people: People) -> None:
    who = registry.person_id_for_phone("0478-5560001")
    assert who is not None
    Person.objects.filter(pk=who).update(household=None)
    found = side_by_side(
        lambda: proposing(people, who, "volunteer1", "operator1"),
        lambda: proposing(people, who, "volunteer2", "operator2"),
        lambda: proposing(people, who, "volunteer3", "secretary1"),
    )
    assert sum(isinstance(one, Pairing) for one in found) == 1, found
    assert sum(isinstance(one, operations.NotNow) for one in found) == 2, found
    assert Pairing.objects.filter(person=who, ended_at=None).count() == 1


def test_a_yes_and_an_end_at_once_leave_no_pairing_that_began_after_it_ended(people: People) -> None:
    who = registry.person_id_for_phone("0478-5560001")
    assert who is not None
    helper, desk = people["volunteer1"], people["operator1"]
    for _ in range(4):
        row = proposing(people, who, "volunteer1", "operator1")
        assert isinstance(row, Pairing)
        side_by_side(
            partial(operations.accept_pairing, pairing_id=row.pk, by=helper, at=NOW),
            partial(operations.end_pairing, pairing_id=row.pk, by=desk, at=NOW),
            partial(operations.accept_pairing, pairing_id=row.pk, by=helper, at=NOW),
            partial(operations.leave_pairing, pairing_id=row.pk, by=helper, at=NOW),
        )
        told = [one.fact.kind for one in ground.facts_of(row.pk)]
        assert told.count("dispatch.PairingEnded") == 1
        assert told.count("dispatch.PairingBegan") <= 1
        if "dispatch.PairingBegan" in told:
            assert told.index("dispatch.PairingBegan") < told.index("dispatch.PairingEnded")


def test_two_desks_that_change_a_helper_at_once_leave_one(people: People) -> None:
    who = registry.person_id_for_phone("0478-5560001")
    assert who is not None
    row = proposing(people, who, "volunteer1", "operator1")
    assert isinstance(row, Pairing)

    def change(helper: str, by: str) -> Pairing:
        said = operations.Said(words="换一位", channel="phone")
        return operations.change_pairing(
            pairing_id=row.pk, helper_id=people[helper].id, said=said, by=people[by], at=NOW
        )

    found = side_by_side(lambda: change("volunteer2", "operator1"), lambda: change("volunteer3", "operator2"))
    assert sum(isinstance(one, Pairing) for one in found) == 1, found
    assert sum(isinstance(one, operations.NotNow) for one in found) == 1, found
    standing = Pairing.objects.get(person=who, ended_at=None)
    assert standing.helper_agreed_at is None, "the new helper has not been asked yet"
    registry_operations.note_leaving(person_id=who, how="moved", on=NOW.date(), by=people["operator1"], at=NOW)
    assert not Pairing.objects.filter(ended_at=None).exists()
