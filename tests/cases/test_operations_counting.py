"""Limits over a calendar that ends: the call is taken down, nothing is guessed, and the end is counted later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from minsheng.cases import operations, queries
from minsheng.cases.models import Case, Limit
from minsheng.foundation import operations as ground
from minsheng.foundation.rights import Actor
from tests.factories import cases as making

People = dict[str, Actor]
LATE = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)  # no official calendar knows 2027 yet
WORKDAYS_2027 = [date(2027, 1, 1) + timedelta(days=day) for day in range(60)]


def set_year() -> None:
    for on in WORKDAYS_2027:
        ground.set_calendar_day(on=on, is_workday=on.weekday() < 5 and on.day != 1, reason="通知", by=None, at=LATE)


def test_a_call_at_the_end_of_the_year_is_taken_down(people: People) -> None:
    case = Case.objects.get(pk=making.assigned(people, LATE).pk)
    ends = {limit.kind: limit.due_at for limit in Limit.objects.filter(case=case)}
    assert ends["handling"] is None
    assert ends["first_contact"] is not None
    assert case.due_at == ends["first_contact"]
    shown = {limit.words: limit for limit in queries.case_shown(case.pk, people["operator1"], LATE).limits}
    assert shown["办理完成"].due_at is None
    assert shown["办理完成"].is_late is False
    assert "2027年" in shown["办理完成"].lines[0]
    assert "录入" in shown["办理完成"].lines[0]


def test_the_end_is_counted_when_the_calendar_knows_the_year(people: People) -> None:
    case = making.assigned(people, LATE)
    assert operations.count_open_limits(at=LATE) == 0
    set_year()
    assert operations.count_open_limits(at=LATE + timedelta(days=3)) == 1
    assert operations.count_open_limits(at=LATE + timedelta(days=3)) == 0
    limit = Limit.objects.get(case=case, kind="handling")
    assert limit.due_at is not None
    assert limit.due_at > LATE + timedelta(days=15)
    assert limit.start_at == LATE, "the clock has run since the call"


def test_the_next_end_of_the_case_follows(people: People) -> None:
    case = making.assigned(people, LATE)
    Limit.objects.filter(case=case, kind="first_contact").update(met_at=LATE)
    set_year()
    operations.count_open_limits(at=LATE)
    again = Case.objects.get(pk=case.pk)
    assert again.due_at == Limit.objects.get(case=case, kind="handling").due_at


def test_a_limit_that_ended_meanwhile_is_left_alone(people: People) -> None:
    case = making.assigned(people, LATE)
    operations.deliver_task(case_id=case.pk, result="done", note="好了", by=people["housing1"], at=LATE)
    set_year()
    assert operations.count_open_limits(at=LATE) == 0
    assert Case.objects.get(pk=case.pk).due_at is None


def test_a_calendar_that_changed_does_not_change_what_was_promised(people: People, now: datetime) -> None:
    case = making.assigned(people, now)
    before = {limit.kind: limit.due_at for limit in Limit.objects.filter(case=case)}
    ground.set_calendar_day(on=date(2026, 6, 8), is_workday=False, reason="临时放假", by=None, at=now)
    shown = {limit.words: limit for limit in queries.case_shown(case.pk, people["operator1"], now).limits}
    handling = shown["办理完成"]
    assert handling.due_at == before["handling"]
    assert handling.lines[0].startswith("工作日历在计算之后改过，已经告诉对方的期限不变")
    assert any("手工调整为休息日" in line for line in handling.lines)
    assert not shown["首次联系"].lines[0].startswith("工作日历在计算之后改过")


@pytest.mark.parametrize("channel", ["phone", "web"])
def test_a_voice_on_the_last_day_of_the_year_is_not_lost(people: People, channel: str) -> None:
    last = datetime(2026, 12, 31, 3, 0, tzinfo=UTC)
    case = making.heard(people, last, channel=channel)
    assert Case.objects.get(pk=case.pk).due_at is None
    listed = queries.work_list(people["operator1"], queries.Filter(), last).lines
    assert case.pk in {line.id for line in listed}
