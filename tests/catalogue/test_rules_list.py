"""The responsibility list as a whole: gaps, differences, the day of effect, and what would move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.catalogue import rules

WHOLE = rules.Duty(
    key="80",
    number=80,
    title="村庄和集镇建设管理",
    category="housing.village_building",
    category_name="村里建房",
    lead="住建局",
    lead_key="housing",
    co=("自然资源局",),
    co_keys=("natural_resources",),
    list_type="basic",
    legal_basis="《村庄和集镇规划建设管理条例》第六条",
    words=("村里盖房",),
)
ORGANISATIONS = {"housing": "住建局", "farming": "农牧局", "towns": "苏木镇政府", "twin": "住建局"}


@st.composite
def duty(draw: st.DrawFn, number: int) -> rules.Duty:
    keys = draw(st.lists(st.sampled_from(sorted(ORGANISATIONS)), min_size=1, max_size=3, unique=True))
    return replace(
        WHOLE,
        key=str(number),
        number=number,
        title=f"第{number}件事",
        lead=ORGANISATIONS[keys[0]],
        lead_key=keys[0],
        co=tuple(ORGANISATIONS[key] for key in keys[1:]),
        co_keys=tuple(keys[1:]),
        is_lead_alone=len(keys) == 1,
        list_type=draw(st.sampled_from(sorted(rules.ListType))),
        legal_basis=draw(st.sampled_from(["甲法", "乙办法"])),
    )


@st.composite
def a_list(draw: st.DrawFn) -> list[rules.Duty]:
    numbers = draw(st.lists(st.integers(1, 9), max_size=6, unique=True))
    return [draw(duty(number)) for number in numbers]


def test_a_whole_line_has_no_gap() -> None:
    assert rules.gaps([WHOLE]) == ()


def test_an_empty_list_may_not_be_published() -> None:
    assert len(rules.gaps([])) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "没有写事项名称"),
        ({"lead": "", "lead_key": ""}, "没有主体责任部门"),
        ({"co": ("住建局",), "co_keys": ("housing",)}, "又列为配合部门"),
        ({"co": (), "co_keys": ()}, "没有配合责任部门"),
        ({"co": ("甲", "甲"), "co_keys": ("a", "a")}, "写了两次"),
        ({"is_lead_alone": True}, "既写了配合部门"),
        ({"category": ""}, "没有诉求类别"),
        ({"list_type": ""}, "没有清单类型"),
        ({"list_type": "other"}, "没有清单类型"),
        ({"legal_basis": ""}, "没有依据"),
        ({"words": ()}, "没有群众常用的说法"),
    ],
)
def test_h16_each_missing_thing_is_said_with_its_number(change: dict[str, object], words: str) -> None:
    found = rules.gaps([replace(WHOLE, **change)])  # type: ignore[arg-type] # each change fits its field
    assert [gap.number for gap in found] == [80]
    assert words in found[0].sentence
    assert "80" in found[0].sentence


def test_two_lines_with_one_number_or_one_title_are_gaps() -> None:
    assert any("写了两次" in gap.sentence for gap in rules.gaps([WHOLE, replace(WHOLE, key="b", title="别的")]))
    assert any("同名" in gap.sentence for gap in rules.gaps([WHOLE, replace(WHOLE, key="b", number=81)]))


def test_a_new_lead_is_said_in_words() -> None:
    after = replace(WHOLE, lead="农牧局", lead_key="farming", co=(), co_keys=(), is_lead_alone=True)
    (found,) = rules.differences([WHOLE], [after])
    assert found == rules.Difference(
        80,
        "changed",
        "第80项“村庄和集镇建设管理”：主体责任部门由“住建局”改为“农牧局”；配合部门去掉自然资源局；改为无需配合部门",
    )


def test_another_organisation_of_the_same_name_is_a_change() -> None:
    assert len(rules.differences([WHOLE], [replace(WHOLE, lead_key="twin")])) == 1


@given(a_list())
@settings(max_examples=60, deadline=None)
def test_a_list_does_not_differ_from_itself(duties: list[rules.Duty]) -> None:
    assert rules.differences(duties, list(reversed(duties))) == ()


@given(a_list(), a_list())
@settings(max_examples=80, deadline=None)
def test_differences_name_exactly_the_numbers_that_changed(before: list[rules.Duty], after: list[rules.Duty]) -> None:
    old, new = {one.number: one for one in before}, {one.number: one for one in after}
    found = rules.differences(before, after)
    assert [one.number for one in found] == sorted(
        n for n in old.keys() | new.keys() if not _alike(old.get(n), new.get(n))
    )
    assert {one.number for one in found if one.kind == "added"} == new.keys() - old.keys()
    assert {one.number for one in found if one.kind == "removed"} == old.keys() - new.keys()


def _alike(one: rules.Duty | None, other: rules.Duty | None) -> bool:
    """Brute force: the same but for the order of helpers."""
    if one is None or other is None:
        return False
    plain = [replace(duty, co=(), co_keys=tuple(sorted(duty.co_keys))) for duty in (one, other)]
    return plain[0] == plain[1]


DAYS = st.dates(date(2024, 1, 1), date(2027, 1, 1))


@given(DAYS, DAYS, st.none() | DAYS)
@settings(max_examples=80)
def test_h17_no_publication_reaches_into_the_past(on: date, today: date, latest: date | None) -> None:
    if on < today or (latest is not None and on <= latest):
        with pytest.raises(ValueError, match="请选"):
            rules.takes_effect(on, today, latest)
    else:
        last, first = rules.takes_effect(on, today, latest)
        assert first == on
        assert last == on - timedelta(days=1)


MATTERS = [
    rules.PastMatter("a", "村里盖房谁管", "housing.village_building"),
    rules.PastMatter("b", "村里盖房谁管", ""),
    rules.PastMatter("c", "明天星期几", ""),
]


OTHERS = [
    replace(WHOLE, key=str(n), number=n, title=title, words=(title,), category="other", lead=title, lead_key=title)
    for n, title in enumerate(("城镇供水", "动物防疫", "义务教育", "医疗保险", "道路养护", "垃圾清运"), start=1)
]


def test_replay_says_what_would_move_and_why() -> None:
    before = rules.Proposer.of([WHOLE, *OTHERS])
    after = rules.Proposer.of([replace(WHOLE, lead="农牧局", lead_key="farming"), *OTHERS])
    moves = rules.replay(MATTERS, before, after)
    assert [(one.key, one.old_lead, one.new_lead) for one in moves] == [
        ("a", "住建局", "农牧局"),
        ("b", "住建局", "农牧局"),
    ]
    assert all("村庄和集镇建设管理" in one.reason for one in moves)


def test_replay_of_a_dropped_duty_goes_to_nobody() -> None:
    (move, _) = rules.replay(MATTERS, rules.Proposer.of([WHOLE, *OTHERS]), rules.Proposer.of(OTHERS))
    assert (move.old_number, move.new_number, move.new_lead) == (80, None, "")
    assert "要由人来判断" in move.reason


@given(a_list())
@settings(max_examples=30, deadline=None)
def test_replay_on_the_same_list_moves_nothing(duties: list[rules.Duty]) -> None:
    proposer = rules.Proposer.of(duties)
    assert rules.replay(MATTERS, proposer, rules.Proposer.of(list(reversed(duties)))) == ()


def test_two_lines_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="two entries"):
        rules.Proposer.of([WHOLE, WHOLE])
