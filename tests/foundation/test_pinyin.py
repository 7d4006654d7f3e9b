"""Names are read as people say them, and found as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.foundation import pinyin

SURNAMES = [
    ("单秀英", "shan xiuying"),
    ("曾国平", "zeng guoping"),
    ("查良", "zha liang"),
    ("仇英", "qiu ying"),
    ("区小明", "ou xiaoming"),
    ("解大海", "xie dahai"),
    ("任建国", "ren jianguo"),
    ("盖丽", "ge li"),
    ("缪红", "miao hong"),
    ("朴成", "piao cheng"),
    ("冼星", "xian xing"),
    ("翟志刚", "zhai zhigang"),
    ("覃海", "qin hai"),
    ("尉成", "wei cheng"),
    ("乐平", "yue ping"),
    ("种地", "chong di"),
    ("员青", "yun qing"),
    ("黑山", "he shan"),
    ("尉迟恭", "yuchi gong"),
    ("单于雪", "chanyu xue"),
    ("万俟卨", "moqi xie"),
    ("长孙无忌", "zhangsun wuji"),
    ("澹台明", "tantai ming"),
    ("令狐冲", "linghu chong"),
    ("欧阳娜娜", "ouyang nana"),
    ("吕布", "lv bu"),
    ("郭老鼠", "guo laoshu"),
]


@pytest.mark.parametrize(("name", "full"), SURNAMES)
def test_surnames_are_read_as_surnames(name: str, full: str) -> None:
    assert pinyin.spell(name).full == full


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("乌拉特中旗", "wulatezhongqi"),
        ("海流图镇", "hailiutuzhen"),
        ("查干努如", "chagannuru"),
        ("单位食堂", "danweishitang"),
        ("区民政局", "quminzhengju"),
        ("都日苏木", "durisumu"),
        ("额尔敦嘎查", "eerdungacha"),
        ("斯琴其木格", "siqinqimuge"),
        ("那仁花", "narenhua"),
        ("乌力吉", "wuliji"),
        ("Bayan Öl", "bayan öl"),
        ("", ""),
    ],
)
def test_places_organisations_and_names_without_surname_are_read_plainly(name: str, full: str) -> None:
    assert pinyin.spell(name).full == full


def test_a_spelling_has_initials_and_a_key_to_sort_by() -> None:
    spelling = pinyin.spell("郭老鼠")
    assert (spelling.initials, spelling.sort_key, spelling.syllables) == ("gls", "guolaoshu", ("guo", "lao", "shu"))


def test_names_sort_as_in_a_chinese_register() -> None:
    names = ["张三样", "单秀英", "安娜", "吕布", "曾国平", "李四样", "仇英"]
    assert sorted(names, key=lambda one: pinyin.spell(one).sort_key) == [
        "安娜",
        "李四样",
        "吕布",
        "仇英",
        "单秀英",
        "曾国平",
        "张三样",
    ]


FITS = [
    ("", True), ("郭", True), ("老鼠", True), ("郭老鼠", True), ("guo", True), ("guolaoshu", True), ("gls", True), ("guols", True),
    ("laoshu", True), ("Guo Lao", True), ("GLS", True), ("ｇｌｓ", True), ("ls", True), ("guo laos", True), ("gu", True), ("g'l's", True),
    ("鼠老", False), ("gs", False), ("shulao", False), ("guoshu", False), ("x", False), ("glsx", False), ("uo", False), ("·", False),
]  # fmt: skip


@pytest.mark.parametrize(("query", "fits"), FITS)
def test_a_name_is_found_as_people_type_it(query: str, fits: bool) -> None:  # noqa: FBT001 - a table
    assert pinyin.matches(query, pinyin.spell("郭老鼠"), "郭老鼠") is fits


@pytest.mark.parametrize("query", ["lv", "lü", "lyu", "lvbu", "lb", "吕"])
def test_u_with_dots_is_typed_in_three_ways(query: str) -> None:
    assert pinyin.matches(query, pinyin.spell("吕布"), "吕布")


@given(st.sampled_from([name for name, _ in SURNAMES]), st.data())
def test_every_beginning_of_a_spelling_finds_its_name(name: str, data: st.DataObject) -> None:
    spelling = pinyin.spell(name)
    start = data.draw(st.integers(0, len(spelling.syllables) - 1))
    query = "".join(syllable[: data.draw(st.integers(1, len(syllable)))] for syllable in spelling.syllables[start:])
    assert pinyin.matches(query, spelling, name)


@given(st.text(max_size=12))
def test_any_text_can_be_spelt(text: str) -> None:
    spelling = pinyin.spell(text)
    assert spelling.sort_key == "".join(spelling.syllables)
    assert len(spelling.initials) == len(spelling.syllables)


def test_n_and_yu_of_two_syllables_are_not_taken_for_one() -> None:
    assert pinyin.matches("chanyux", pinyin.spell("单于雪"), "单于雪")


@pytest.mark.parametrize("typed", ["guochangyou", "guozhangyou", "gcy", "gzy", "guoc", "chang"])
def test_a_letter_that_is_read_in_two_ways_is_heard_in_both(typed: str) -> None:
    kept = pinyin.spell("郭长有")
    heard = {typed, *(sounds for letter, sounds in pinyin.heard_otherwise(typed) if letter == "长")}
    stands = (kept.initials, kept.sort_key, "".join(kept.syllables[1:]))
    assert any(one.startswith(sounds) for sounds in heard for one in stands)
