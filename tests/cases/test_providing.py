"""The order of providers: those whose service it is first, volunteers only where nobody else has room."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from minsheng.cases import operations, queries, rules
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.banner import staff

MEAL = ("elder.meal", "home_care_centre", "")
NEED = "老人做不了饭，想请老年餐桌送饭"

PROVIDERS = st.lists(
    st.builds(
        rules.Provider,
        organisation=st.integers(1, 99).map(lambda number: uuid.UUID(int=number)),
        name=st.sampled_from("甲乙丙丁"),
        tier=st.sampled_from(list(rules.Tier)),
        capacity=st.none() | st.integers(0, 3),
        taken=st.integers(0, 4),
    ),
    unique_by=lambda one: one.organisation,
    max_size=5,
)


@given(PROVIDERS)
def test_e05_nobody_is_passed_over_who_stands_before_and_has_room(providers: list[rules.Provider]) -> None:
    offer = rules.offered(providers)
    free = [one for one in providers if not one.is_full]
    assert (offer.chosen is None) is (not free)
    if offer.chosen:
        assert not offer.chosen.is_full
        assert offer.chosen.tier == min(one.tier for one in free)
    assert rules.offered(providers[::-1]) == offer, "the order in which they are known does not matter"


def value_of_helpers(piece: str) -> str:
    """What the proposal writes into the field of the co-handlers."""
    found = re.search(r'name="proposed_co_handlers" value="([^"]*)"', piece)
    assert found is not None
    return found.group(1)


def set_room(room: int) -> None:
    told = [
        operations.NewProvider("elder.meal", "meal_point1", "150824", 1, room),
        operations.NewProvider("elder.meal", "team_150824100001", making.TOWN, 3),
    ]
    operations.set_providers(area="150824", providers=told)


def reasons(area: str = making.TOWN) -> tuple[str, list[str]]:
    offer = queries.provider_offer("elder.meal", area)
    assert offer is not None
    return offer.chosen.name if offer.chosen else "", list(map(str, offer.reasons))


def test_e05_a_meal_is_offered_to_the_meal_point_and_to_volunteers_only_when_it_is_full(
    people: dict[str, Actor],
) -> None:
    set_room(1)
    name, why = reasons()
    assert (name, why) == ("老年餐桌一", ["老年餐桌一：第 1 顺位，还能接 1 件"])
    case = making.assigned(people, NOW, MEAL, helpers=("meal_point1",))
    name, why = reasons()
    assert name == "乌兰大街志愿服务队"
    assert why == [
        "乌兰大街志愿服务队：服务点和社区都接不下，才请志愿者补充",
        "老年餐桌一：已满（在办 1 件，最多 1 件）",
    ]
    assert reasons("150824203201")[0] == "", "that team serves its own community only, so a person must arrange it"
    cook = staff("cook", "handler", "150824", "meal_point1", NOW)
    operations.finish_co_task(case_id=case.pk, note="送到了", by=cook, at=NOW)
    assert reasons()[0] == "老年餐桌一"


def test_e05_the_reason_is_shown_at_the_desk_and_at_triage(
    people: dict[str, Actor], as_person: Callable[[str], Client], clock: None
) -> None:
    desk = as_person("operator1")
    told = {"words": NEED, "area": making.TOWN, "client_id": str(uuid.uuid4())}
    piece = desk.post(reverse("cases:proposal"), told).content.decode()
    assert "第 1 顺位，还能接 40 件" in piece
    assert "老年餐桌一" in value_of_helpers(piece), "of the meal points the one that is offered it, not all of them"
    assert "老年餐桌二" not in value_of_helpers(piece)
    case = making.heard(people, NOW, words=NEED)
    page = desk.get(reverse("cases:act", args=[case.pk, "triage"])).content.decode()
    assert "第 1 顺位，还能接 40 件" in page
