"""Recounting: the figures come from the log, twice gives the same, and nothing else writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from minsheng.cases.operations import Outcome
from minsheng.foundation import following, rights
from minsheng.foundation.units import AtLeast, Encounters, Items, Minutes, Persons
from minsheng.indicators import operations, queries, rules
from minsheng.indicators.models import Figure
from tests.factories.play import COMMUNITY, OTHER_BANNER, OTHER_VILLAGE, TOWN, VILLAGE, Play

BANNER = "150824"
JUNE, MAY = date(2026, 6, 1), date(2026, 5, 1)


@pytest.fixture
def play(people: Mapping[str, rights.Actor]) -> Play:
    return Play(people)


def amounts(area: str, month: date = JUNE) -> dict[str, rules.Amount | None]:
    """Recount an area and month, and read what was kept."""
    operations.recount(area=area, month=month, at=datetime.now().astimezone())
    kept = queries.kept_figures([area], month)
    return {code: queries.amount_of(kept[area, code]) for code in rules.BY_CODE}


def test_recount_keeps_every_measure_as_its_rule_counts_it(play: Play, now: datetime) -> None:
    play.told(play.closed(now, phone="0478-5561001", name="郭长有"), now + timedelta(hours=3))
    play.heard(now)
    assert amounts(VILLAGE) == {
        "voices_heard": Items(2),
        "cases_opened": Items(2),
        "needs_met": Items(1),
        "encounters": Encounters(1),
        "persons": Persons(1),
        "hours_to_met": Minutes(120),
        "told": rules.Share(Items(1), Items(1)),
        "reopened": rules.Share(Items(0), Items(1)),
    }


def test_what_the_database_tallies_is_what_the_rules_count(play: Play, now: datetime) -> None:
    play.closed(now, area=VILLAGE)
    play.heard(now, area=COMMUNITY)
    play.heard(now - timedelta(days=31), area=VILLAGE)
    play.heard(now, area=OTHER_VILLAGE)
    for area, month in ((BANNER, JUNE), (VILLAGE, JUNE), (VILLAGE, MAY), (TOWN, date(2026, 4, 1))):
        by_rule, tallied = queries.count(area, month), queries.count_figures(area, month)
        assert {code: (one.amount, one.group) for code, one in tallied.items()} == {
            code: (one.amount, one.group) for code, one in by_rule.items()
        }
    assert queries.count_figures(BANNER, JUNE)["cases_opened"].group == 2
    assert set(rules.TALLIED) == {measure.tallied for measure in rules.MEASURES if measure.tallied}


def test_recount_twice_gives_the_same(play: Play, now: datetime) -> None:
    play.closed(now)
    operations.recount(area=BANNER, month=JUNE, at=now)
    first = list(Figure.objects.order_by("measure").values())
    operations.recount(area=BANNER, month=JUNE, at=now)
    assert list(Figure.objects.order_by("measure").values()) == first
    assert len(first) == len(rules.MEASURES)


def test_recount_counts_an_area_with_all_in_it_and_nothing_of_another(play: Play, now: datetime) -> None:
    play.closed(now, area=VILLAGE)
    play.closed(now, area=COMMUNITY)
    play.closed(now, area=OTHER_VILLAGE)
    found = {area: amounts(area)["needs_met"] for area in (VILLAGE, TOWN, BANNER, COMMUNITY, OTHER_BANNER)}
    assert found == {VILLAGE: Items(1), TOWN: Items(1), BANNER: Items(2), COMMUNITY: Items(1), OTHER_BANNER: Items(1)}


def test_d07_three_visits_to_one_person(play: Play, now: datetime) -> None:
    for number in range(3):
        play.closed(now + timedelta(days=number), phone="0478-5561001", name="郭长有")
    found = amounts(BANNER)
    assert found["encounters"] == Encounters(3)
    assert found["persons"] == Persons(1)


def test_d07_a_goal_is_a_lower_bound_beside_what_the_months_add_up_to(play: Play, now: datetime) -> None:
    (goal,) = queries.goals(BANNER, JUNE)
    assert [goal.at_least, goal.so_far, goal.is_reached] == [Encounters(20_000), Encounters(0), False]
    for at in (now - timedelta(days=31), now):
        play.closed(at)
    for month in (MAY, JUNE):
        operations.recount(area=BANNER, month=month, at=now)
    assert [queries.goals(BANNER, month)[0].so_far for month in (MAY, JUNE)] == [Encounters(1), Encounters(2)]
    operations.set_goal(area=BANNER, measure="encounters", year=2026, at_least=2, is_sample=False)
    assert queries.goals(BANNER, JUNE)[0].is_reached
    assert queries.goals(OTHER_BANNER, JUNE) == []
    with pytest.raises(ValueError, match="不能相加"):
        operations.set_goal(area=BANNER, measure="persons", year=2026, at_least=2, is_sample=False)


def test_d07_a_caller_whom_nobody_knows_makes_a_lower_bound(play: Play, now: datetime) -> None:
    play.closed(now, phone="0478-5561001", name="郭长有")
    play.closed(now)
    found = amounts(BANNER)
    assert found["encounters"] == Encounters(2)
    assert found["persons"] == AtLeast(Persons(1))


def test_d25_reopened_case_leaves_the_count(play: Play, now: datetime) -> None:
    case = play.closed(now)
    assert amounts(BANNER)["needs_met"] == Items(1)
    play.reopened(case, now + timedelta(days=40))
    found = amounts(BANNER)
    assert (found["needs_met"], found["encounters"]) == (Items(0), Encounters(1))
    assert found["reopened"] == rules.Share(Items(1), Items(1))
    play.delivered(case, now + timedelta(days=41))
    play.answered(case, now + timedelta(days=42))
    assert amounts(BANNER)["needs_met"] == Items(0)
    assert amounts(BANNER, date(2026, 7, 1))["needs_met"] == Items(1)


@pytest.mark.parametrize("outcome", [Outcome.PARTLY, Outcome.NOT_MET, Outcome.CANNOT_SAY])
def test_d25_only_what_another_person_heard_to_be_done_counts(play: Play, now: datetime, outcome: Outcome) -> None:
    case = play.heard(now)
    play.delivered(case, now + timedelta(hours=1))
    assert amounts(BANNER)["needs_met"] == Items(0)
    play.answered(case, now + timedelta(hours=2), outcome)
    assert amounts(BANNER)["needs_met"] == Items(0)


def test_voices_that_want_no_answer_are_not_missed(play: Play, now: datetime) -> None:
    case = play.heard(now, wants_answer=False)
    play.delivered(case, now + timedelta(hours=1))
    play.answered(case, now + timedelta(hours=2))
    assert amounts(BANNER)["told"] is None


def test_told_again_after_a_case_was_reopened(play: Play, now: datetime) -> None:
    case = play.closed(now)
    play.told(case, now + timedelta(hours=3))
    play.reopened(case, now + timedelta(hours=4))
    play.delivered(case, now + timedelta(hours=5))
    play.answered(case, now + timedelta(hours=6))
    assert amounts(BANNER)["told"] == rules.Share(Items(0), Items(1))
    play.told(case, now + timedelta(hours=7))
    assert amounts(BANNER)["told"] == rules.Share(Items(1), Items(1))


def waiting() -> list[tuple[str, str]]:
    """The recounts that wait in the queue: (area, month), in the order in which they will be done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'area', args->>'month' FROM procrastinate_jobs"
            " WHERE task_name = 'indicators.recount' AND status = 'todo' ORDER BY id"
        )
        return [(str(area), str(month)) for area, month in cursor.fetchall()]


def react_to_everything() -> int:
    """Read what was told, as the worker does; returns how many facts there were."""
    return following.read_on()


def test_d23_closing_a_case_changes_the_ledger_without_any_entry(play: Play, now: datetime) -> None:
    case = play.heard(now)
    play.delivered(case, now + timedelta(hours=1))
    react_to_everything()
    for area, month in waiting():
        operations.recount(area=area, month=date.fromisoformat(month), at=now)
    before = queries.amount_of(queries.kept_figures([BANNER], JUNE)[BANNER, "needs_met"])
    play.answered(case, now + timedelta(hours=2))
    assert react_to_everything() == 1
    for area, month in waiting():
        operations.recount(area=area, month=date.fromisoformat(month), at=now)
    after = queries.amount_of(queries.kept_figures([BANNER], JUNE)[BANNER, "needs_met"])
    assert (before, after) == (Items(0), Items(1))


def test_a_burst_of_facts_makes_one_recount_for_each_area_and_month(play: Play, now: datetime) -> None:
    for _ in range(5):
        play.closed(now)
    play.closed(now, area=COMMUNITY)
    assert react_to_everything() == 6 * 4, "heard, opened, delivered, closed"
    assert waiting() == [
        ("150824", "2026-06-01"),
        ("150824100", "2026-06-01"),
        ("150824100001", "2026-06-01"),
        ("150824203", "2026-06-01"),
        ("150824203201", "2026-06-01"),
    ]


def test_a_late_fact_asks_for_the_months_it_changes(play: Play, now: datetime) -> None:
    case = play.closed(now)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    play.told(case, now + timedelta(days=60))
    react_to_everything()
    assert {month for _, month in waiting()} == {"2026-06-01"}


def test_what_wraps_a_job_that_waits_already_goes_on(db: None) -> None:
    with transaction.atomic():
        assert operations.ask_recount(area=BANNER, month=JUNE)
        assert not operations.ask_recount(area=BANNER, month=JUNE)
        assert operations.ask_recount(area=BANNER, month=MAY)
    assert len(waiting()) == 2


def test_recount_all_asks_for_every_area_in_which_anything_was_told(play: Play, now: datetime) -> None:
    play.heard(now, area=VILLAGE)
    play.heard(now, area=OTHER_VILLAGE)
    assert operations.recount_all(since=None, at=now + timedelta(days=40)) == 0, "nothing was told in July"
    assert operations.recount_all(since=MAY, at=now) == 6
    assert {area for area, _ in waiting()} == {BANNER, TOWN, VILLAGE, "150422", "150422100", OTHER_VILLAGE}


def test_statements_of_a_recount_do_not_grow_with_the_facts(play: Play, now: datetime, queries_made: list[str]) -> None:
    seen = []
    for number in (1, 6):
        for _ in range(number):
            play.closed(now)
        queries_made.clear()
        operations.recount(area=BANNER, month=JUNE, at=now)
        seen.append(len(queries_made))
    assert seen == [9, 9], queries_made


def test_a_figure_stands_once_and_its_share_is_a_part_of_its_whole(play: Play, now: datetime) -> None:
    play.closed(now)
    operations.recount(area=BANNER, month=JUNE, at=now)
    one = Figure.objects.get(measure="told")
    with pytest.raises(IntegrityError, match="figure_share_is_part_of_its_whole"), transaction.atomic():
        Figure.objects.filter(pk=one.pk).update(numerator=9)
    one.pk = None
    with pytest.raises(IntegrityError, match="figure_of_a_measure_stands_once"), transaction.atomic():
        one.save(force_insert=True)


def test_a_count_that_took_long_rests_before_the_next(play: Play, now: datetime) -> None:
    assert [operations.rest_of(one) for one in (0.0, 0.09, 0.1, 3.0, 60.0)] == [0, 0, 3, 90, 300]
    play.heard(now)
    month = now.date().replace(day=1)
    operations.note_took(area=BANNER, month=month, seconds=3)
    try:
        react_to_everything()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT args->>'area' FROM procrastinate_jobs WHERE task_name = 'indicators.recount'"
                " AND scheduled_at > now() + interval '20 seconds'"
            )
            assert cursor.fetchall() == [(BANNER,)], "only this one waits"
    finally:
        operations.note_took(area=BANNER, month=month, seconds=0)
