"""Two records of one person: the comparison is symmetric, adds up, explains itself, and never merges what contradicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.registry import rules
from minsheng.registry.rules import Band, Record, Sameness, compare, compare_names, name_of, record_of
from minsheng.registry.rules.linkage import NAME

QUIET = settings(deadline=None, max_examples=120)
NUMBER = "150824194906120021"  # an invented number with a right check digit: a woman born on 1949-06-12
WRITTEN = "王秀英 王秀颖 王绣英 王英 秀英 王英秀 李秀英 张桂兰 巴特尔 巴图尔 白巴特尔 其木格 琪木格 齐莫格 图雅 托娅 斯琴高娃 高娃 单福 解二女"
names = st.sampled_from(tuple(WRITTEN.split(" ")))
days = st.dates(date(1930, 1, 1), date(1965, 12, 31))
records = st.builds(
    record_of,
    names,
    sex=st.sampled_from(["", "f", "m"]),
    birth_year=st.none() | st.integers(1930, 1965),
    born_on=st.none() | days,
    area=st.sampled_from(["", "150824100001", "150824100201", "150824203201", "150422100001"]),
    village=st.sampled_from(["", "红丰村", "永胜嘎查"]),
    phone=st.sampled_from(["", "13804780001", "13804780010", "13804780002"]),
    identity_number=st.sampled_from(["", NUMBER, "150824195001010025", "150824194906120082"]),
    name_share=st.sampled_from([1 / 3000, 1 / 200, 1 / 20]),
)


@QUIET
@given(records, records)
def test_compare_is_symmetric(first: Record, second: Record) -> None:
    one, other = compare(first, second), compare(second, first)
    assert (one.centibits, one.band) == (other.centibits, other.band)
    assert {(p.field, p.level, p.centibits, p.words) for p in one.parts} == {
        (p.field, p.level, p.centibits, p.words) for p in other.parts
    }


@QUIET
@given(records, records)
def test_a_score_is_the_sum_of_its_explained_parts(first: Record, second: Record) -> None:
    score = compare(first, second)
    assert score.centibits == sum(part.centibits for part in score.parts)
    assert len({part.field for part in score.parts}) == len(score.parts) == 7
    for part in score.parts:
        assert part.words or part.centibits == 0 or part.field == "start"
    said = {part.words for part in score.parts if part.words and part.centibits}
    assert set(score.reasons) == said


@QUIET
@given(records, records)
def test_a_missing_value_says_nothing(first: Record, second: Record) -> None:
    bare = replace(first, sex="", birth_year=None, born_on=None, area="", phone="", identity="")
    assert [part.centibits for part in compare(bare, second).parts[2:]] == [0, 0, 0, 0, 0]


@QUIET
@given(records, records)
def test_agreeing_in_one_more_field_never_lowers_the_score(first: Record, second: Record) -> None:
    before = compare(first, second).centibits
    for field in ("sex", "phone", "area"):
        alike = replace(second, **{field: getattr(first, field) or getattr(second, field)})
        assert compare(first, alike).centibits >= before if getattr(first, field) else True
    same_name = replace(second, name=first.name)
    assert compare(first, same_name).centibits >= before
    if first.born_on:
        same_day = replace(second, born_on=first.born_on, birth_year=first.birth_year)
        assert compare(first, same_day).centibits >= before


@QUIET
@given(records, records)
def test_only_an_equal_number_is_certain_and_nothing_may_contradict_it(first: Record, second: Record) -> None:
    score = compare(first, second)
    if score.band is Band.AUTOMATIC:
        assert first.identity == second.identity != ""
        assert not first.is_identity_doubtful
        assert not second.is_identity_doubtful
        assert compare_names(first.name, second.name) is not Sameness.DIFFERENT
    elif first.identity == second.identity != "":
        assert score.band is Band.REVIEW
    else:
        assert (score.band is Band.REVIEW) == (score.centibits >= rules.REVIEW_FROM)


@QUIET
@given(records, records)
def test_whoever_scores_as_likely_shares_a_blocking_key(first: Record, second: Record) -> None:
    if compare(first, second).centibits >= 400:
        assert set(rules.block_keys(first)) & set(rules.block_keys(second))


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("王秀英", "王秀英", Sameness.SAME),
        ("乌云·图雅", "乌云图雅", Sameness.SAME),
        ("王秀英", "王绣颖", Sameness.SAME_SOUND),
        ("单福", "善福", Sameness.SAME_SOUND),
        ("巴特尔", "巴图尔", Sameness.VARIANT),
        ("图雅", "托娅", Sameness.VARIANT),
        ("额尔敦", "额尔登", Sameness.VARIANT),
        ("孟和", "孟克", Sameness.SAME_SOUND if name_of("孟和").sounds == name_of("孟克").sounds else Sameness.VARIANT),
        ("张树林", "臧苏林", Sameness.NEAR_SOUND),
        ("白巴特尔", "巴特尔", Sameness.SURNAME_LEFT_OUT),
        ("王秀英", "秀英", Sameness.SURNAME_LEFT_OUT),
        ("王秀英", "王英", Sameness.SYLLABLE_MISSING),
        ("王秀英", "王英秀", Sameness.SWAPPED),
        ("王秀英", "王秀兰", Sameness.ONE_DIFFERENT),
        ("王秀英", "李桂芳", Sameness.DIFFERENT),
        ("王建军", "王建国", Sameness.ONE_DIFFERENT),
    ],
)
def test_names_agree_as_people_write_them(first: str, second: str, wanted: Sameness) -> None:
    assert compare_names(name_of(first), name_of(second)) is wanted


def _level(first: Record, second: Record) -> str:
    return compare(first, second).part("birth").level


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (date(1946, 3, 5), date(1946, 3, 5), "same_day"),
        (date(1946, 3, 5), date(1946, 2, 2), "lunar"),  # the second day of the second month of the lunar year
        (date(1946, 1, 20), date(1945, 12, 18), "lunar"),
        (date(1946, 3, 5), date(1946, 5, 3), "day_and_month_swapped"),
        (date(1946, 3, 5), date(1944, 3, 5), "other_year_same_day"),
        (date(1946, 3, 5), date(1946, 3, 15), "one_digit"),
        (date(1946, 3, 5), date(1946, 11, 22), "same_year_other_day"),
        (date(1946, 3, 5), date(1945, 11, 22), "near_year_other_day"),
        (date(1946, 3, 5), date(1958, 11, 22), "other_day"),
        (date(1946, 3, 5), date(1946, 1, 1), "same_year"),  # the first of January stands for an unknown day
    ],
)
def test_birthdays_agree_by_what_lists_do_to_them(first: date, second: date, wanted: str) -> None:
    assert _level(record_of("王秀英", born_on=first), record_of("王秀英", born_on=second)) == wanted


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [(1946, 1946, "same_year"), (1946, 1948, "near_year"), (1946, 1964, "year_swapped"), (1946, 1955, "different")],
)
def test_years_agree_without_days(first: int, second: int, wanted: str) -> None:
    assert _level(record_of("王秀英", birth_year=first), record_of("王秀英", birth_year=second)) == wanted


def test_a_common_name_weighs_less_than_a_rare_one() -> None:
    rare = compare(record_of("解二女"), record_of("解二女")).part("name").centibits
    common = [record_of("王秀英", name_share=1 / 100)] * 2
    assert rare > compare(*common).part("name").centibits + 300


@pytest.mark.parametrize("share", [1 / 20_000, 1 / 3000, 1 / 500, 1 / 50])
def test_no_likeness_of_a_name_outweighs_the_same_name(share: float) -> None:
    same = compare(record_of("王秀英", name_share=share), record_of("王秀英", name_share=share)).part("name")
    for other in ("王秀颖", "秀英", "王英", "王英秀", "王秀兰", "李桂芳"):
        part = compare(record_of("王秀英", name_share=share), record_of(other, name_share=share)).part("name")
        assert part.centibits < same.centibits
    assert set(NAME) == set(Sameness)


def test_a_merged_village_is_known_by_its_name() -> None:
    old = record_of("王秀英", area="150824301201", village="红丰村")
    new = record_of("王秀英", area="150824101201", village="红丰村")
    assert compare(old, new).part("area").level == "same_name"


def test_the_number_gives_day_and_sex_where_the_list_has_none() -> None:
    record = record_of("王秀英", identity_number=NUMBER)
    assert (record.born_on, record.sex, record.birth_year) == (date(1949, 6, 12), "f", 1949)


def test_a_husbands_number_in_her_row_does_not_make_them_one() -> None:
    his = record_of("李建国", sex="m", born_on=date(1950, 1, 2), identity_number="150824195001020012")
    hers = record_of("王秀英", sex="f", born_on=date(1952, 8, 9), identity_number="150824195001020012")
    score = compare(his, hers)
    assert score.band is Band.REVIEW
    assert score.part("identity").level in {"same_but_doubtful", "same"}
    assert "姓名不同" in score.reasons


def test_brothers_of_one_village_are_not_likely_one() -> None:
    one = record_of("王建国", sex="m", born_on=date(1950, 3, 2), area="150824100201")
    other = record_of("王建军", sex="m", born_on=date(1952, 9, 20), area="150824100201")
    assert compare(one, other).band is Band.DIFFERENT


@QUIET
@given(st.text("abcd", max_size=7), st.text("abcd", max_size=7))
def test_edit_distance_is_that_of_the_definition(first: str, second: str) -> None:
    def slow(a: str, b: str) -> int:
        if not a or not b:
            return len(a) + len(b)
        least = min(slow(a[1:], b) + 1, slow(a, b[1:]) + 1, slow(a[1:], b[1:]) + (a[0] != b[0]))
        if a[:2] == b[1::-1] and len(a) > 1 and len(b) > 1:
            least = min(least, slow(a[2:], b[2:]) + 1)
        return least

    if len(first) + len(second) <= 9:
        assert rules.edit_distance(first, second) == slow(first, second)
    assert rules.edit_distance(first, second, 1) == min(2, rules.edit_distance(first, second))


pairs = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(6, 11)), st.integers(-900, 900), max_size=20)


@QUIET
@given(pairs)
def test_groups_are_apart_and_each_adds_up(scores: dict[tuple[int, int], int]) -> None:
    groups = rules.groups(scores)
    joined = [one for group in groups for one in group]
    assert len(joined) == len(set(joined))
    assert all(len(group) > 1 for group in groups)
    positive = {one for pair, value in scores.items() if value >= 0 for one in pair}
    assert set(joined) <= positive


def test_one_misleading_likeness_does_not_chain_two_people() -> None:
    a, b, c, d = "abcd"
    scores = {(a, b): 1500, (c, d): 1500, (b, c): 300, (a, c): -900, (a, d): -900, (b, d): -900}
    assert set(rules.groups(scores)) == {frozenset("ab"), frozenset("cd")}


@QUIET
@given(days, st.integers(17, 52))
def test_a_lunar_day_written_as_a_solar_one_is_seen(day: date, early: int) -> None:
    level = _level(record_of("王秀英", born_on=day), record_of("王秀英", born_on=day - timedelta(days=early)))
    unknown = {(one.month, one.day) for one in (day, day - timedelta(days=early))} & {(1, 1)}
    assert level == "lunar" or unknown
