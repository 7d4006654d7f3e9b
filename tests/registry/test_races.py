"""Two at once on two real connections: one person gets one record."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from minsheng.cases import operations as cases
from minsheng.cases.models import Case
from minsheng.foundation.rights import Actor
from minsheng.registry import operations
from minsheng.registry.models import Person
from tests.conftest import NOW
from tests.own_database import OwnDatabase, side_by_side
from tests.registry.conftest import HOME

PHONE = "0478-5561234"
ID_NUMBER = "11010519491231002X"  # the example of GB 11643


@pytest.fixture(autouse=True)
def own(own_database: OwnDatabase) -> OwnDatabase:
    return own_database


def test_two_first_calls_of_one_person_give_one_record(people: dict[str, Actor]) -> None:
    def taken(login: str, number: int) -> Callable[[], uuid.UUID | None]:
        voice = cases.NewVoice(
            words=f"第{number}盏路灯坏了",
            channel="phone",
            heard_at=NOW,
            area=HOME,
            caller_name="头一回",
            caller_phone=PHONE,
        )
        return lambda: cases.open_case(voice=voice, by=people[login], at=NOW).person_id

    for round_number in range(3):
        Case.objects.update(person=None)
        Person.objects.filter(name="头一回").delete()
        found = side_by_side(*(taken("operator1", round_number * 4 + place) for place in range(4)))
        (made,) = Person.objects.filter(name="头一回")
        assert set(found) == {made.pk}


def test_one_identity_number_is_entered_by_one_of_two(people: dict[str, Actor]) -> None:
    def entered(name: str) -> Callable[[], Person]:
        entry = operations.PersonEntry(name=name, area=HOME, resident_id=ID_NUMBER)
        return lambda: operations.enter_person(entry=entry, by=people["operator1"], at=NOW)

    found = side_by_side(entered("甲某"), entered("乙某"))
    assert sorted(type(one).__name__ for one in found) == ["AlreadyKnown", "Person"]
