"""Rows of several tables in one round trip are what Django would have written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from minsheng.cases.models import Case
from minsheng.cases.rules import State
from minsheng.foundation.inserting import MOST_VALUES, insert_together
from minsheng.foundation.models import Account, CalendarDay, Grant
from minsheng.registry.models import Organisation
from tests.conftest import NOW

TODAY = NOW.date()


def days(*names: str) -> list[CalendarDay]:
    return [
        CalendarDay(on=date(2031, 1, number), is_workday=True, reason=name, set_at=NOW)
        for number, name in enumerate(names, 1)
    ]


def test_rows_of_two_tables_are_one_statement_and_read_back_the_same(db: None, queries_made: list[str]) -> None:
    account = Account.objects.get(login="bank1")
    grant = Grant(account=account, role_id="operator", area_id="150422", valid_from=TODAY)
    before = Grant.objects.filter(account=account).count()
    queries_made.clear()
    insert_together(days("'; DROP TABLE x; --", "100 %s"), [grant], [])
    assert len(queries_made) == 1
    assert list(CalendarDay.objects.filter(on__year=2031).order_by("on").values_list("reason", flat=True)) == [
        "'; DROP TABLE x; --",
        "100 %s",
    ]
    assert Grant.objects.filter(account=account).count() == before + 1


def test_a_row_that_breaks_a_rule_takes_the_others_with_it(db: None) -> None:
    account = Account.objects.get(login="bank1")
    wrong = Grant(account=account, role_id="operator", area_id="150422", valid_from=TODAY, valid_to=date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_together(days("one"), [wrong])
    assert not CalendarDay.objects.filter(on__year=2031).exists()


def test_nothing_to_insert_asks_nothing(db: None, queries_made: list[str]) -> None:
    queries_made.clear()
    insert_together([], [])
    assert queries_made == []


def test_what_the_database_gives_by_default_is_set_on_the_row(db: None) -> None:
    lead = Organisation.objects.earliest("code")
    cases = [
        Case(opened_on=TODAY, opened_at=NOW, state=State.HEARD, area_id=lead.area_id, lead=lead, title=title)
        for title in ("first", "second")
    ]
    insert_together(cases)
    kept = {case.title: case for case in Case.objects.filter(pk__in=[one.pk for one in cases])}
    for case in cases:
        assert (case.serial, case.changed_at) == (kept[case.title].serial, kept[case.title].changed_at)
    assert cases[0].serial < cases[1].serial


def test_more_rows_than_a_statement_has_room_for_are_inserted_in_turn(db: None, queries_made: list[str]) -> None:
    first = date(2031, 1, 1)
    rows = [
        CalendarDay(on=first + timedelta(days=number), is_workday=True, reason="many", set_at=NOW)
        for number in range(MOST_VALUES // 3)
    ]
    queries_made.clear()
    insert_together(rows)
    assert len(queries_made) == 1
    assert CalendarDay.objects.filter(reason="many").count() == len(rows)
