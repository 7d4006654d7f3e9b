"""What is kept in memory is true: whoever changes the data, in whichever way, on whichever connection."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest
from django.db import connection, transaction

from minsheng.foundation import editions, operations, queries
from minsheng.foundation.models import CalendarDay
from tests.conftest import NOW
from tests.own_database import OwnDatabase

ON = date(2026, 6, 3)


def is_workday() -> bool:
    return queries.work_calendar().is_workday(ON)


def test_unchanged_data_costs_one_query(db: None, queries_made: list[str]) -> None:
    queries.work_calendar()
    queries_made.clear()
    kept = queries.work_calendar()
    assert len(queries_made) == 1
    assert queries.work_calendar() is kept


STATEMENTS = (
    "INSERT INTO foundation_calendarday VALUES ('2026-06-03', false, '样本', NULL, now())",
    "UPDATE foundation_calendarday SET is_workday = true WHERE \"on\" = '2026-06-03'",
    "UPDATE foundation_calendarday SET is_workday = false WHERE \"on\" = '2026-06-03'",
    "DELETE FROM foundation_calendarday WHERE \"on\" = '2026-06-03'",
)


def test_every_way_of_changing_is_seen_from_another_connection(own_database: OwnDatabase) -> None:
    assert is_workday()
    seen = []
    with own_database.connect() as other:
        for statement in STATEMENTS:
            other.execute(statement)
            seen.append(is_workday())
        other.execute(STATEMENTS[0])
        seen.append(is_workday())
        other.execute("TRUNCATE foundation_calendarday")
        seen.append(is_workday())
    assert seen == [False, True, False, True, False, True]


def test_a_change_that_is_rolled_back_is_forgotten(db: None) -> None:
    assert is_workday()
    with transaction.atomic():
        operations.set_calendar_day(on=ON, is_workday=False, reason="样本", by=None, at=NOW)
        assert not is_workday()
        transaction.set_rollback(True)
    assert is_workday()
    operations.set_calendar_day(on=ON, is_workday=False, reason="样本", by=None, at=NOW)
    assert not is_workday(), "the number that was rolled back never comes again"


def test_a_change_that_is_not_committed_is_not_seen_elsewhere(own_database: OwnDatabase) -> None:
    with own_database.connect() as other:
        with other.transaction():
            other.execute(STATEMENTS[0])
            assert is_workday()
        assert not is_workday()


def test_a_copied_database_is_another_even_when_its_numbers_are_the_same(own_database: OwnDatabase) -> None:
    copy = OwnDatabase(f"{own_database.name}_copy")
    connection.close()
    with psycopg.connect(OwnDatabase("postgres").url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{copy.name}" TEMPLATE "{own_database.name}"'.encode())
        try:
            with copy.connect() as other:
                other.execute(STATEMENTS[0])
            with own_database.connect() as one:
                one.execute("UPDATE foundation_calendarday SET reason = reason")
            assert is_workday()
            connection.close()
            connection.settings_dict["NAME"] = copy.name
            assert editions.number("calendar") > 0
            assert not is_workday()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own_database.name
            server.execute(f'DROP DATABASE "{copy.name}" WITH (FORCE)'.encode())


def test_the_own_day_stands_in_the_calendar(db: None) -> None:
    operations.set_calendar_day(on=ON, is_workday=False, reason="样本放假", by=None, at=NOW)
    operations.set_calendar_day(on=ON, is_workday=False, reason="样本放假通知2号", by=None, at=NOW)
    assert list(CalendarDay.objects.filter(on=ON).values_list("is_workday", "reason")) == [(False, "样本放假通知2号")]


def test_an_edition_that_nobody_watches_is_an_error(db: None) -> None:
    with pytest.raises(LookupError, match="no migration watches"):
        editions.kept("forgotten", list)


def test_editions_count_up_and_never_back(db: None) -> None:
    numbers = []
    for _ in range(3):
        connection.cursor().execute(STATEMENTS[0])
        connection.cursor().execute(STATEMENTS[3])
        numbers.append(editions.number("calendar"))
    assert numbers == sorted(set(numbers))


def test_what_is_derived_is_made_again_when_the_edition_changes_and_for_each_key(db: None) -> None:
    made: list[object] = []

    def make() -> int:
        made.append(object())
        return len(made)

    def ask(key: str) -> int:
        return editions.derived("calendar", ("test", key), make)

    assert [ask("a"), ask("a"), ask("b")] == [1, 1, 2]
    operations.set_calendar_day(on=ON, is_workday=False, reason="样本", by=None, at=NOW)
    assert [ask("a"), ask("a")] == [3, 3]
    for number in range(editions.MOST_DERIVED):
        ask(str(number))
    assert ask("a") > 3, "what is kept is bounded"
