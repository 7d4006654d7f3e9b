"""The rules of the board against a slow second way of counting, and sentence by sentence."""

from __future__ import annotations

import statistics
from datetime import UTC, date, datetime
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from minsheng.foundation.units import AtLeast, Encounters, Items, Minutes, Persons, at_least
from minsheng.indicators import rules
from tests.indicators.histories import JUNE, MAY, MONTHS, PEOPLE, Log, logs, moment, slowly

months = st.sampled_from(MONTHS)


@given(logs(), months)
def test_figures_agree_with_replaying_every_case(log: Log, month: date) -> None:
    found, slow = log.figures(month), slowly(log.events, month)
    assert found["voices_heard"].amount == Items(slow.voices)
    assert found["cases_opened"].amount == Items(slow.opened)
    assert found["needs_met"].amount == Items(slow.met)
    assert found["encounters"].amount == Encounters(slow.encounters)
    persons = Persons(slow.persons)
    assert found["persons"].amount == (AtLeast(persons) if slow.unknown else persons)
    assert found["hours_to_met"].amount == (Minutes(int(statistics.median(slow.minutes))) if slow.minutes else None)
    for code, (part, whole) in (("told", slow.told), ("reopened", slow.reopened)):
        assert found[code].amount == (rules.Share(Items(part), Items(whole)) if whole else None), code


@given(logs(), months, st.randoms(use_true_random=False))
def test_figures_do_not_depend_on_the_order_and_a_fact_given_twice_counts_once(
    log: Log, month: date, chance: object
) -> None:
    mixed = [*log.events, *log.events[::2]]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert rules.figures_of(mixed, rules.period_of(month)) == log.figures(month)


@given(logs(), months)
def test_facts_behind_a_figure_are_of_the_month_and_add_up_to_it(log: Log, month: date) -> None:
    period, by_seq = rules.period_of(month), {event.seq: event for event in log.events}
    closings = {one.seq for one in log.events if one.kind == rules.CLOSED and period.holds(one.at)}
    for code, counted in log.figures(month).items():
        left = [seq for seq, _ in counted.left_out]
        assert len(set(counted.seqs)) == len(counted.seqs), code
        assert set(counted.part_seqs) <= set(counted.seqs), code
        assert not set(left) & set(counted.seqs), code
        assert all(period.holds(by_seq[seq].at) for seq in [*counted.seqs, *left]), code
        assert counted.group <= len(counted.seqs), code
        if code in {"needs_met", "persons", "hours_to_met"}:
            assert set(counted.seqs) | set(left) == closings, code
        if isinstance(counted.amount, Items | Encounters):
            assert counted.amount.value == len(counted.seqs), code
        if isinstance(counted.amount, rules.Share):
            assert (counted.amount.part.value, counted.amount.whole.value) == (
                len(counted.part_seqs),
                len(counted.seqs),
            ), code


@given(logs())
def test_d25_a_case_counts_in_one_month_only_however_often_it_was_closed(log: Log) -> None:
    later = [date(2026, month, 1) for month in range(5, 13)] + [date(2027, month, 1) for month in range(1, 6)]
    met = [seq for month in later for seq in log.figures(month)["needs_met"].seqs]
    cases = [event.about for event in log.events if event.seq in met]
    assert len(set(cases)) == len(cases)


def test_d25_reopened_case_leaves_the_count_of_its_month_and_enters_when_closed_again() -> None:
    log = Log()
    log.heard(1, moment(5, 3))
    log.delivered(1, moment(5, 4))
    first = log.closed(1, moment(5, 5), PEOPLE[0])
    assert log.figures(MAY)["needs_met"].amount == Items(1)
    log.reopened(1, moment(6, 1))
    found = log.figures(MAY)
    assert found["needs_met"].amount == Items(0)
    assert found["needs_met"].left_out == ((first.seq, "后来又重新办理，不算"),)
    assert found["persons"].amount == Persons(0)
    assert found["hours_to_met"].amount is None
    assert found["encounters"].amount == Encounters(1), "somebody was there; that stays"
    log.delivered(1, moment(6, 2))
    log.closed(1, moment(6, 3), PEOPLE[0])
    assert log.figures(MAY)["needs_met"].amount == Items(0)
    assert log.figures(JUNE)["needs_met"].amount == Items(1)


def test_d25_only_verified_cases_count() -> None:
    log = Log()
    log.heard(1, moment(5, 3))
    log.delivered(1, moment(5, 4))
    assert log.figures(MAY)["needs_met"].amount == Items(0)


def test_d07_three_visits_to_one_person_are_three_encounters_and_one_person() -> None:
    log = Log()
    for about in (1, 2, 3):
        log.heard(about, moment(5, about))
        log.delivered(about, moment(5, about, 13))
        log.closed(about, moment(5, about, 14), PEOPLE[0])
    found = log.figures(MAY)
    assert found["encounters"].amount == Encounters(3)
    assert found["persons"].amount == Persons(1)
    assert found["persons"].group == 1
    assert [reason for _, reason in found["persons"].left_out] == ["这个人已经算过"] * 2


def test_d07_three_deliveries_of_one_case_are_three_encounters_too() -> None:
    log = Log()
    log.heard(1, moment(5, 1))
    for day in (2, 4, 6):
        log.delivered(1, moment(5, day))
        if day < 6:
            log.reopened(1, moment(5, day + 1))
    log.closed(1, moment(5, 7), PEOPLE[0])
    found = log.figures(MAY)
    assert (found["encounters"].amount, found["encounters"].group) == (Encounters(3), 1)
    assert found["persons"].amount == Persons(1)
    assert found["reopened"].amount == rules.Share(Items(2), Items(3))


def test_d07_an_encounter_is_not_taken_for_a_person() -> None:
    log = Log()
    log.tell(rules.DELIVERED, 1, moment(5, 1), encounters=Persons(1))
    with pytest.raises(TypeError, match="fact 1 carries no Encounters"):
        log.figures(MAY)


def test_persons_nobody_knows_make_a_lower_bound_and_are_listed_with_the_reason() -> None:
    log = Log()
    closed = [log.closed(about, moment(5, about), person) for about, person in ((1, PEOPLE[0]), (2, None), (3, None))]
    found = log.figures(MAY)["persons"]
    assert found.amount == at_least(Persons(1))
    assert found.seqs == (closed[0].seq,)
    assert found.left_out == tuple((one.seq, "没有登记是谁，只知道至少有1人") for one in closed[1:])


def test_told_asks_only_for_voices_that_have_a_result_and_want_to_hear_it() -> None:
    log = Log()
    log.heard(1, moment(5, 1))
    log.heard(2, moment(5, 1), wants_answer=False)
    log.heard(3, moment(5, 1))
    log.closed(2, moment(5, 2))
    log.closed(3, moment(5, 2))
    found = log.figures(MAY)["told"]
    assert found.amount == rules.Share(Items(0), Items(1))
    assert dict(found.left_out) == {1: "事情还没有结果", 3: "来话人不需要答复"}
    log.told(3, moment(6, 9))
    assert log.figures(MAY)["told"].amount == rules.Share(Items(1), Items(1)), (
        "told later, counted in the voice's month"
    )


def test_told_before_a_case_was_reopened_is_not_told_what_came_of_it() -> None:
    log = Log()
    log.heard(1, moment(5, 1))
    log.closed(1, moment(5, 2))
    log.told(1, moment(5, 3))
    log.reopened(1, moment(5, 4))
    assert log.figures(MAY)["told"].amount is None
    log.closed(1, moment(5, 5))
    assert log.figures(MAY)["told"].amount == rules.Share(Items(0), Items(1))


def test_the_caller_of_a_joined_case_counts_once_the_other_one_has_ended() -> None:
    log = Log()
    log.heard(1, moment(5, 1))
    log.heard(2, moment(5, 1))
    log.closed(1, moment(5, 3))
    log.tell(rules.JOINED_ENDED, 2, moment(5, 3))
    log.told(1, moment(5, 4))
    assert log.figures(MAY)["told"].amount == rules.Share(Items(1), Items(2)), "one of the two was told"
    log.told(2, moment(5, 5))
    assert log.figures(MAY)["told"].amount == rules.Share(Items(2), Items(2))
    log.tell(rules.REOPENED, 1, moment(5, 6))
    log.tell(rules.JOINED_REOPENED, 2, moment(5, 6))
    assert log.figures(MAY)["told"].amount is None, "both wait for what comes of it now"


@given(st.integers(0, 400), st.integers(1, 400))
def test_share_says_all_only_when_nothing_is_missing(part: int, whole: int) -> None:
    if part > whole:
        with pytest.raises(ValueError, match="part of a whole"):
            rules.Share(Items(part), Items(whole))
        return
    share = rules.Share(Items(part), Items(whole))
    assert share.per_1000 == part * 1000 // whole
    assert (share.per_1000 == 1000) == (part == whole)


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (None, "项", ("", "—", "")),
        (Items(0), "项", ("", "0", "项")),
        (at_least(Persons(20_000)), "人", ("至少", "20000", "人")),
        (Minutes(59), "小时", ("不到", "1", "小时")),
        (Minutes(0), "小时", ("不到", "1", "小时")),
        (Minutes(60), "小时", ("", "1", "小时")),
        (Minutes(26 * 60 + 59), "小时", ("", "26", "小时")),
        (rules.Share(Items(2), Items(3)), "%", ("", "66.6", "%")),
        (rules.Share(Items(3), Items(3)), "%", ("", "100.0", "%")),
    ],
)
def test_written_has_its_unit_and_rounds_down(
    amount: rules.Amount | None, unit: str, words: tuple[str, str, str]
) -> None:
    assert rules.written(amount, unit) == rules.Written(*words)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_months_follow_each_other_without_a_gap(on: date) -> None:
    month = on.replace(day=1)
    assert rules.month_before(rules.next_month(month)) == month
    assert rules.period_of(month).end == rules.period_of(rules.next_month(month)).start
    assert not rules.period_of(month).holds(rules.period_of(month).end)


def test_month_is_the_banners_month() -> None:
    assert rules.month_of(datetime(2026, 5, 31, 16, 0, tzinfo=UTC)) == JUNE, "midnight in the banner"
    assert rules.month_of(datetime(2026, 5, 31, 15, 59, tzinfo=UTC)) == MAY


@given(logs())
@settings(max_examples=60)
def test_touched_months_are_those_whose_figures_a_new_fact_changes(log: Log) -> None:
    if not log.events:
        return
    newest = log.events[-1]
    of_case = [event for event in log.events if event.about == newest.about]
    touched = rules.touched_months(of_case)
    for month in (*MONTHS, date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)):
        before = rules.figures_of(log.events[:-1], rules.period_of(month))
        after = rules.figures_of(log.events, rules.period_of(month))
        assert before == after or month in touched


def test_touching_kinds_are_all_that_a_rule_looks_at() -> None:
    log = Log()
    log.heard(1, moment(5, 1))
    log.delivered(1, moment(5, 2))
    log.closed(1, moment(5, 3))
    before = log.figures(MAY)
    log.tell("cases.Assigned", 1, moment(5, 4))
    assert "cases.Assigned" not in rules.TOUCHING
    assert log.figures(MAY) == before


groups = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 12), max_size=6)


@given(groups, st.integers(0, 8))
def test_public_never_sees_a_small_group_nor_finds_one_by_subtraction(groups: dict[str, int], elsewhere: int) -> None:
    seen = rules.publishable(groups, elsewhere)
    assert all(groups[part] >= rules.SMALLEST_GROUP for part in seen)
    hidden = elsewhere + sum(groups[part] for part in groups if part not in seen)
    assert hidden == 0 or hidden >= rules.SMALLEST_GROUP or not seen


@given(groups, st.integers(0, 8))
def test_public_is_shown_as_much_as_can_be(groups: dict[str, int], elsewhere: int) -> None:
    """Brute force: no choice of parts that keeps the promise shows more of them."""

    def holds(shown: tuple[str, ...]) -> bool:
        hidden = elsewhere + sum(groups[part] for part in groups if part not in shown)
        return all(groups[part] >= 5 for part in shown) and (hidden == 0 or hidden >= 5 or not shown)

    most = max(
        len(shown) for size in range(len(groups) + 1) for shown in combinations(sorted(groups), size) if holds(shown)
    )
    assert len(rules.publishable(groups, elsewhere)) == most


@given(st.integers(0, 60), st.integers(5, 60))
@example(1, 6)
def test_public_share_says_no_small_side_and_nothing_untrue(part: int, whole: int) -> None:
    part = min(part, whole)
    exact = rules.Share(Items(part), Items(whole))
    said = rules.blurred(exact)
    sides = {part, whole - part}
    assert isinstance(said, rules.Bounded) == bool(sides & {1, 2, 3, 4})
    if isinstance(said, rules.Bounded):
        held = [
            other
            for other in range(whole + 1)
            if (other * 1000 // whole >= said.per_1000 if said.is_least else other * 1000 < said.per_1000 * whole)
        ]
        assert part in held
        assert len({other for other in held if rules.blurred(rules.Share(Items(other), Items(whole))) == said}) >= 4


def test_public_share_for_example() -> None:
    assert rules.blurred(rules.Share(Items(98), Items(100))) == rules.Bounded(is_least=True, per_1000=960)
    assert rules.blurred(rules.Share(Items(2), Items(100))) == rules.Bounded(is_least=False, per_1000=50)
    assert rules.blurred(rules.Share(Items(4), Items(5))) == rules.Bounded(is_least=True, per_1000=200)
    assert rules.blurred(rules.Share(Items(0), Items(9))) == rules.Share(Items(0), Items(9))
    assert rules.written(rules.Bounded(is_least=True, per_1000=960), "%") == rules.Written("至少", "96.0", "%")
    assert rules.written(rules.Bounded(is_least=False, per_1000=50), "%") == rules.Written("不到", "5.0", "%")


def test_every_measure_has_its_own_name_and_says_how_it_counts() -> None:
    assert len({measure.name for measure in rules.MEASURES}) == len(rules.MEASURES) == len(rules.BY_CODE)
    assert all(measure.unit and measure.version and measure.formula.endswith("。") for measure in rules.MEASURES)
