"""What is kept in memory: true after anybody's change, and of one mind where that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from minsheng.catalogue import queries as catalogue
from minsheng.foundation import editions, operations, queries
from minsheng.foundation.models import CalendarDay
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.own_database import OwnDatabase

SUNDAY = date(2026, 6, 7)


def set_workday(on: date, *, is_workday: bool) -> None:
    operations.set_calendar_day(on=on, is_workday=is_workday, reason="调休", by=None, at=NOW)


def test_another_connections_change_is_seen(own_database: OwnDatabase) -> None:
    housing = registry.organisation_by_code("housing").pk
    assert registry.organisations()[housing].name == "住建局"
    assert catalogue.look_up_duty("村里盖房谁管", on=NOW.date())[0].item.lead_name == "住建局"
    assert queries.divisions()["150824"].name
    with own_database.connect() as other:
        other.execute("UPDATE registry_organisation SET short_name = '住建局(新)' WHERE code = 'housing'")
        other.execute("UPDATE foundation_division SET name = '改名旗' WHERE code = '150824'")
        other.execute("UPDATE catalogue_responsibilityitem SET title = '盖房' WHERE number = 80")
    assert registry.organisations()[housing].name == "住建局(新)"
    assert queries.divisions()["150824"].name == "改名旗"
    again = catalogue.look_up_duty("村里盖房谁管", on=NOW.date())[0].item
    assert (again.title, again.lead_name) == ("盖房", "住建局(新)")


def test_a_change_that_is_rolled_back_was_never_there(own_database: OwnDatabase) -> None:
    before = queries.divisions()["150824"].name
    with own_database.connect() as other, other.transaction(force_rollback=True):
        other.execute("UPDATE foundation_division SET name = '改名旗' WHERE code = '150824'")
        assert queries.divisions()["150824"].name == before
    assert queries.divisions()["150824"].name == before


def test_holding_stands_as_it_began_and_ends_with_itself(db: None) -> None:
    with editions.holding():
        assert queries.work_calendar().is_workday(SUNDAY) is False
        set_workday(SUNDAY, is_workday=True)
        assert queries.work_calendar().is_workday(SUNDAY) is False
    assert queries.work_calendar().is_workday(SUNDAY) is True


def test_holding_asks_once_for_everything_and_not_at_all_where_a_request_has_asked(
    db: None, queries_made: list[str]
) -> None:
    def read() -> None:
        for _ in range(3):
            queries.work_calendar()
            registry.organisations()
            queries.divisions()

    read()
    assert asked(queries_made, read) == 9
    with editions.holding():
        assert asked(queries_made, read) == 1
        assert asked(queries_made, read) == 0
    with editions.beginning(editions.numbers()), editions.holding():
        assert asked(queries_made, read) == 0


def asked(made: list[str], read: Callable[[], None]) -> int:
    before = len(made)
    read()
    return len(made) - before


def test_a_removed_row_is_a_change_too(db: None) -> None:
    set_workday(SUNDAY, is_workday=True)
    assert queries.work_calendar().is_workday(SUNDAY) is True
    CalendarDay.objects.all().delete()
    assert queries.work_calendar().is_workday(SUNDAY) is False
