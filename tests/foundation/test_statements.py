"""Statements that are written once: what they find, what they cost, and what becomes of the rest when one fails."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from minsheng.foundation import statements
from minsheng.foundation.models import CalendarDay
from tests.conftest import NOW

INSERT = 'INSERT INTO foundation_calendarday ("on", is_workday, reason, set_at) VALUES (%s, %s, %s, %s)'


def planned() -> set[str]:
    """The statements that this connection keeps planned."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return {text for (text,) in cursor.fetchall()}


def test_a_statement_that_comes_again_is_planned_once(db: None) -> None:
    for number in (1, 2, 2_000_000_000):
        with statements.prepared() as cursor:
            cursor.execute("SELECT %s::bigint + 1 AS planned_once", [number])
            assert cursor.fetchall() == [(number + 1,)]
    assert [text for text in planned() if "planned_once" in text and "pg_prepared" not in text]


def test_values_are_never_part_of_the_text(db: None) -> None:
    words = "'; DROP TABLE foundation_account; -- %s $1"
    with statements.prepared() as cursor:
        cursor.execute("SELECT %s::text AS said", [words])
        assert cursor.fetchone() == (words,)
    assert not any("DROP TABLE" in text for text in planned())


def test_a_stand_in_is_replaced_by_what_is_asked_for(db: None) -> None:
    found = CalendarDay.objects.filter(set_at=statements.NO_TIME).values_list("reason")
    statement = statements.written(found)
    CalendarDay.objects.create(on=datetime(2031, 1, 1, tzinfo=UTC).date(), is_workday=True, reason="asked", set_at=NOW)
    assert statements.rows(statement, {statements.NO_TIME: NOW}) == [("asked",)]
    assert statements.rows(statement, {}) == []


def test_several_at_once_answer_in_their_order_and_count_as_one(db: None, queries_made: list[str]) -> None:
    queries_made.clear()
    several = [statements.Statement(f"SELECT %s::text, {number}", (str(number),)) for number in range(3)]
    assert statements.together(several) == [[("0", 0)], [("1", 1)], [("2", 2)]]
    assert len(queries_made) == 1
    assert statements.together([]) == []
    assert len(queries_made) == 1


def test_one_that_fails_leaves_none_of_them(db: None) -> None:
    day = statements.Statement(INSERT, (datetime(2031, 1, 1, tzinfo=UTC).date(), True, "once", NOW))
    with pytest.raises(IntegrityError), transaction.atomic():
        statements.together([day, day])
    assert not CalendarDay.objects.filter(reason="once").exists()
    with pytest.raises(DataError), transaction.atomic():
        statements.together([day, statements.Statement("SELECT 1 / %s::int", (0,))])
    assert not CalendarDay.objects.filter(reason="once").exists()
    assert statements.together([day, statements.Statement("SELECT 7", ())]) == [[], [(7,)]]
    assert CalendarDay.objects.filter(reason="once").exists()


def test_a_statement_with_many_values_is_not_kept(db: None) -> None:
    many = ", ".join(["%s::int"] * (statements.MOST_PREPARED + 1))
    numbers = tuple(range(statements.MOST_PREPARED + 1))
    assert statements.together([statements.Statement(f"SELECT {many}", numbers)]) == [[numbers]]
    assert not any("$201" in text for text in planned())
