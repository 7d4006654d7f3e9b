"""The order of helpers against a plain oracle that says the same in another way."""

from __future__ import annotations

import uuid
import zlib

from hypothesis import given
from hypothesis import strategies as st

from minsheng.dispatch.rules import matching
from minsheng.dispatch.rules.matching import Asked, Busy, Candidate

AREAS = ("150824100001", "150824100002", "150824203201", "150422100", "150824")
SKILLS = ("hair", "vet")
IDS = [uuid.UUID(int=number + 1) for number in range(12)]


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    found = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=12))
    return [
        Candidate(
            id=one,
            area=draw(st.sampled_from(AREAS)),
            zones=draw(st.frozensets(st.integers(1, 3), max_size=2)),
            skills=draw(st.frozensets(st.sampled_from(SKILLS))),
            licences=draw(st.frozensets(st.sampled_from(SKILLS))),
            free_slots=draw(st.frozensets(st.integers(0, 5), max_size=3)),
            most_tasks=draw(st.integers(1, 4)),
            has_been_there=draw(st.booleans()),
        )
        for one in found
    ]


asked = st.builds(
    Asked,
    id=st.uuids(),
    area=st.sampled_from(AREAS),
    zone=st.integers(0, 3),
    skill=st.sampled_from(("", *SKILLS)),
    needs_licence=st.booleans(),
    start=st.integers(0, 50),
    end=st.sampled_from((0, 60, 70)),
    slot=st.integers(-1, 5),
)
busy = st.lists(
    st.builds(Busy, helper=st.sampled_from(IDS), start=st.integers(0, 100), end=st.sampled_from((0, 55, 65, 101))),
    max_size=20,
)


def oracle(task: Asked, helpers: list[Candidate], held: list[Busy]) -> list[tuple[uuid.UUID, int]]:
    """One helper after the other, sentence by sentence."""
    found = []
    for one in helpers:
        own = [row for row in held if row.helper == one.id]
        if len(own) >= one.most_tasks:
            continue
        if task.end and any(row.end and row.start < task.end and task.start < row.end for row in own):
            continue
        if task.skill and task.skill not in (one.licences if task.needs_licence else one.skills):
            continue
        points = matching.SKILL if task.skill else 0
        points += matching.ZONE if task.zone and task.zone in one.zones else 0
        same = next((place for place, digits in enumerate((12, 9, 6)) if _agree(task.area, one.area, digits)), 3)
        points += matching.NEAR[same]
        if task.slot < 0 or not one.free_slots:
            points += matching.FREE_UNKNOWN
        elif task.slot in one.free_slots:
            points += matching.FREE
        points += matching.LOAD * (one.most_tasks - len(own)) // one.most_tasks
        points += matching.KNOWN if one.has_been_there else 0
        found.append((one.id, points))
    return sorted(found, key=lambda pair: (-pair[1], zlib.crc32(task.id.bytes + pair[0].bytes)))


def _agree(one: str, other: str, digits: int) -> bool:
    return min(len(one), len(other)) >= digits and one[:digits] == other[:digits]


@given(asked, candidates(), busy)
def test_order_is_that_of_the_oracle(task: Asked, helpers: list[Candidate], held: list[Busy]) -> None:
    ranked = matching.rank(task, helpers, held)
    assert [(one.helper, one.points) for one in ranked] == oracle(task, helpers, held)
    assert matching.rank(task, helpers, held, 3) == ranked[:3]


@given(asked, candidates(), busy)
def test_order_does_not_hang_on_how_they_are_listed(task: Asked, helpers: list[Candidate], held: list[Busy]) -> None:
    turned = list(reversed(helpers))
    assert matching.rank(task, turned, held) == matching.rank(task, helpers, held)


@given(asked, candidates(), busy)
def test_d02_licensed_work_is_offered_to_licence_holders_only(
    task: Asked, helpers: list[Candidate], held: list[Busy]
) -> None:
    proven = {one.id for one in helpers if task.skill in one.licences}
    if task.skill and task.needs_licence:
        assert {one.helper for one in matching.rank(task, helpers, held)} <= proven


def test_reasons_are_words_about_the_match_and_nothing_else() -> None:
    task = Asked(id=IDS[0], area=AREAS[0], zone=1, skill="hair", start=10, end=20, slot=3)
    helper = Candidate(
        id=IDS[1],
        area=AREAS[0],
        zones=frozenset({1}),
        skills=frozenset({"hair"}),
        free_slots=frozenset({3}),
        has_been_there=True,
    )
    (one,) = matching.rank(task, [helper], [])
    assert one.points == matching.MOST
    assert one.reasons == (
        "会做这件事",
        "在自己的责任区",
        "同一个村（社区）",
        "这个时间有空",
        "手里没有别的任务",
        "以前去过这家",
    )


def test_helper_is_not_asked_for_two_things_at_once() -> None:
    task = Asked(id=IDS[0], area=AREAS[0], start=10, end=20)
    helper = Candidate(id=IDS[1], area=AREAS[0])
    assert matching.rank(task, [helper], [Busy(helper=IDS[1], start=19, end=30)]) == []
    assert len(matching.rank(task, [helper], [Busy(helper=IDS[1], start=20, end=30)])) == 1


def test_slots_of_a_week() -> None:
    assert [matching.slot_of(0, 9), matching.slot_of(0, 14), matching.slot_of(6, 19)] == [0, 1, 20]
