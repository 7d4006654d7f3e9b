"""The board follows the facts by jobs: really committed, really carried out by a worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import psycopg
import pytest
from django.db import connection, transaction

from minsheng.foundation import following, queue, rights
from minsheng.foundation.units import Items
from minsheng.indicators import jobs, operations, queries, rules
from minsheng.indicators.models import Figure
from tests.factories.play import TOWN, VILLAGE, Play
from tests.own_database import OwnDatabase, side_by_side

BANNER = "150824"
JUNE = date(2026, 6, 1)


@pytest.fixture
def play(own_database: OwnDatabase, people: Mapping[str, rights.Actor]) -> Play:
    return Play(people)


def needs_met(area: str) -> rules.Amount | None:
    kept = queries.kept_figures([area], JUNE)
    return queries.amount_of(kept[area, "needs_met"]) if (area, "needs_met") in kept else None


def test_d23_closing_a_case_changes_the_ledger_with_no_entry_at_all(play: Play, now: datetime) -> None:
    case = play.heard(now)
    play.delivered(case, now + timedelta(hours=1))
    queue.run_worker(until_empty=True)
    assert [needs_met(area) for area in (BANNER, TOWN, VILLAGE)] == [Items(0)] * 3
    play.answered(case, now + timedelta(hours=2))
    queue.run_worker(until_empty=True)
    assert [needs_met(area) for area in (BANNER, TOWN, VILLAGE)] == [Items(1)] * 3
    play.reopened(case, now + timedelta(hours=3))
    queue.run_worker(until_empty=True)
    assert [needs_met(area) for area in (BANNER, TOWN, VILLAGE)] == [Items(0)] * 3
    assert queue.waiting() == 0
    assert all(one.is_settled for one in Figure.objects.all())
    assert all(one.is_same for one in queries.compared(play.people["supervisor1"], BANNER, JUNE))


def test_a_change_that_was_rolled_back_asks_for_no_count(play: Play, now: datetime) -> None:
    case = play.heard(now)
    queue.run_worker(until_empty=True)
    with transaction.atomic():
        play.delivered(case, now + timedelta(hours=1))
        transaction.set_rollback(True)
    assert following.read_on() == 0
    assert queue.waiting() == 0


def test_no_fact_costs_a_job(play: Play, now: datetime) -> None:
    play.closed(now)
    assert queue.waiting() == 0


def test_a_figure_says_when_facts_were_still_being_written(
    play: Play, own_database: OwnDatabase, now: datetime
) -> None:
    play.heard(now)
    with own_database.connect() as other, other.transaction():
        other.execute(
            "INSERT INTO foundation_fact (at, kind, about, area, body)"
            " VALUES (%s, 'cases.CaseOpened', gen_random_uuid(), %s, '{}')",
            [now, BANNER],
        )
        operations.recount(area=BANNER, month=JUNE, at=now)
        assert not Figure.objects.filter(is_settled=True).exists()
        assert Figure.objects.get(measure="cases_opened").value == 1
        number = other.execute("SELECT last_value FROM foundation_fact_seq").fetchone()
        assert number is not None
        assert Figure.objects.get(measure="cases_opened").facts_through == number[0]
        raise psycopg.Rollback


def test_counts_side_by_side_leave_one_figure_each(play: Play, now: datetime) -> None:
    play.closed(now)

    def count() -> None:
        operations.recount(area=BANNER, month=JUNE, at=now)

    assert side_by_side(count, count, count) == [None] * 3
    assert Figure.objects.count() == len(rules.MEASURES)


def test_two_who_ask_side_by_side_put_one_job(own_database: OwnDatabase) -> None:
    def ask() -> bool:
        return operations.ask_recount(area=BANNER, month=JUNE)

    assert sorted(map(bool, side_by_side(ask, ask, ask))) == [False, False, True]
    assert queue.waiting() == 1


def rows(own_database: OwnDatabase) -> list[tuple[str, str]]:
    """(status, attempt) of the recounts in the queue."""
    found = own_database.rows(
        "SELECT status::text, args->>'attempt' FROM procrastinate_jobs WHERE task_name = 'indicators.recount' ORDER BY id"
    )
    return [(str(status), str(attempt)) for status, attempt in found]


def test_a_count_that_fails_is_asked_for_again_and_gives_up_at_last(own_database: OwnDatabase) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE indicators_figure RENAME TO elsewhere")
    operations.ask_recount(area=BANNER, month=JUNE)
    queue.run_worker(until_empty=True)
    assert rows(own_database) == [("failed", "0"), ("todo", "1")]
    with pytest.raises(Exception, match="indicators_figure"):
        jobs.recount(area=BANNER, month="2026-06-01", attempt=jobs.ATTEMPTS)
    assert rows(own_database) == [("failed", "0"), ("todo", "1")]


def test_a_stalled_count_is_dropped_where_another_waits_and_put_back_where_none_does(
    own_database: OwnDatabase, now: datetime
) -> None:
    """A worker died while counting: its job must not stop the others from being put back."""
    for month in (JUNE, date(2026, 5, 1)):
        operations.ask_recount(area=BANNER, month=month)
    own_database.rows(
        "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id)"
        " UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
    )
    operations.ask_recount(area=BANNER, month=JUNE)
    queue.run_worker(until_empty=True)
    assert rows(own_database) == []
    assert set(Figure.objects.values_list("month", flat=True)) == {JUNE, date(2026, 5, 1)}
