"""Pauses of the handling limit: who stops the clock, for what, and that no later act loses any of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, Limit, LimitPause
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import operations as ground
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.foundation.worktime import LimitUnit, WorkCalendar
from minsheng.foundation.worktime import Pause as Still
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]
DAY = 24 * HOUR
WAITING = rules.PauseReason.CALLER_PAPERS


def pause(case: Case, by: Actor, at: datetime, note: str = "等房产证复印件") -> None:
    operations.pause_limit(case_id=case.pk, reason=WAITING, note=note, by=by, at=at)


def resume(case: Case, by: Actor, at: datetime) -> None:
    operations.resume_limit(case_id=case.pk, by=by, at=at)


def handling(case: Case, round_: int = 0) -> Limit:
    return Limit.objects.get(case=case, kind="handling", round=round_)


def counted(limit: Limit, *stills: tuple[datetime, datetime]) -> datetime:
    """The end by the calendar alone, without the operations."""
    return (
        WorkCalendar().due(limit.start_at, limit.amount, LimitUnit(limit.unit), [Still(*still) for still in stills]).at
    )


def attack(sql: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def line(case: Case, by: Actor, at: datetime, view: str = "open") -> queries.Line | None:
    page = queries.work_list(by, queries.Filter(view=view), at)
    return next((one for one in page.lines if one.id == case.pk), None)


def test_the_clock_stands_and_runs_again(people: People) -> None:
    case, by = making.assigned(people, NOW), people["housing1"]
    before = handling(case).due_at
    pause(case, by, NOW + DAY)
    still = Case.objects.get(pk=case.pk)
    contact = Limit.objects.get(case=case, kind="first_contact")
    assert (still.paused_at, still.due_at) == (NOW + DAY, contact.due_at), "first contact does not wait"
    resume(case, by, NOW + 4 * DAY)
    again = Case.objects.get(pk=case.pk)
    assert again.paused_at is None
    assert handling(case).due_at == counted(handling(case), (NOW + DAY, NOW + 4 * DAY)) != before


def test_a_paused_case_is_not_late_and_every_list_says_that_it_waits(people: People) -> None:
    case, by = making.assigned(people, NOW), people["housing1"]
    contact(case, NOW + HOUR)
    pause(case, by, NOW + DAY)
    later = NOW + 60 * DAY
    shown = queries.case_shown(case.pk, by, later)
    waiting = next(one for one in shown.limits if one.is_paused)
    assert (waiting.words, waiting.is_late, shown.is_late) == ("办理完成", False, False)
    assert waiting.lines[-1] == "06月04日 10:00起暂停（等待来话人补充材料），恢复以后接着算"
    found = line(case, by, later)
    assert found is not None
    assert (found.is_paused, found.is_late) == (True, False)
    assert line(case, by, later, "late") is None
    assert line(case, by, later, "paused") is not None
    resume(case, by, later)
    assert line(case, by, later + 60 * DAY, "late") is not None
    assert line(case, by, later, "paused") is None


def contact(case: Case, at: datetime) -> None:
    """The caller was reached in time."""
    Limit.objects.filter(case=case, kind="first_contact").update(met_at=at)


def test_handing_back_ends_the_pause_and_a_new_lead_and_category_keep_it(people: People) -> None:
    case = making.assigned(people, NOW)
    first = handling(case)
    pause(case, people["housing1"], NOW + DAY)
    making.handed_back(people, case, NOW + 3 * DAY, reason="归民政")
    assert LimitPause.objects.get(case=case).ended_at == NOW + 3 * DAY
    category = other_category(first)
    chosen = making.triage(category.code, lead="civil")
    operations.triage_case(case_id=case.pk, triage=chosen, by=people["operator1"], at=NOW + 3 * DAY)
    operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW + 3 * DAY + HOUR)
    again = handling(case)
    promised = next(one for one in category.limits if one.kind == "handling")
    assert (again.amount, again.unit) == (promised.amount, promised.unit) != (first.amount, first.unit)
    assert again.start_at == NOW, "nobody gets a new clock by being somebody else"
    assert again.due_at == counted(again, (NOW + DAY, NOW + 3 * DAY)) != counted(again)
    sentences = [(step.sentence, step.note) for step in queries.case_shown(case.pk, people["civil1"], NOW).timeline]
    assert ("办理时限暂停：等待来话人补充材料", "等房产证复印件") in sentences
    assert ("办理时限恢复计时（暂停了2天）", "") in sentences


def other_category(limit: Limit) -> catalogue.CategoryRow:
    """One whose handling limit is another than this."""
    return next(
        row
        for row in catalogue.leaf_categories()
        for one in row.limits
        if row.urgency != "emergency"
        and one.kind == "handling"
        and (one.amount, one.unit) != (limit.amount, limit.unit)
    )


def test_two_pauses_are_both_taken_out_and_work_done_ends_the_last(people: People) -> None:
    case, by = making.assigned(people, NOW), people["housing1"]
    for start, end in ((1, 2), (5, 8)):
        pause(case, by, NOW + start * DAY)
        if end != 8:
            resume(case, by, NOW + end * DAY)
    operations.deliver_task(case_id=case.pk, result="done", note="批了", by=by, at=NOW + 8 * DAY)
    done = handling(case)
    assert done.met_at == NOW + 8 * DAY
    assert done.due_at == counted(done, (NOW + DAY, NOW + 2 * DAY), (NOW + 5 * DAY, NOW + 8 * DAY))
    row = Case.objects.get(pk=case.pk)
    assert (row.due_at, row.paused_at) == (None, None)


def test_a_pause_of_a_later_round_leaves_the_first_round_as_it_was(people: People) -> None:
    case = making.delivered(people, NOW)
    by = people["operator1"]
    before = [one for one in queries.case_shown(case.pk, by, NOW + 2 * HOUR).limits if one.words == "办理完成"]
    operations.reopen_case(case_id=case.pk, reason="没修好", by=people["supervisor1"], at=NOW + 2 * HOUR)
    operations.assign_case(case_id=case.pk, by=by, at=NOW + 3 * HOUR)
    pause(case, people["housing1"], NOW + 4 * HOUR)
    resume(case, people["housing1"], NOW + 90 * HOUR)
    shown = [one for one in queries.case_shown(case.pk, by, NOW + 90 * HOUR).limits if one.words == "办理完成"]
    assert shown[0] == before[0]
    assert any("暂停" in words for words in shown[1].lines)


def test_nobody_pauses_his_way_out_of_being_late(people: People) -> None:
    case, by = making.assigned(people, NOW), people["housing1"]
    end = handling(case).due_at
    assert end is not None
    with pytest.raises(rules.NotNow, match="已经过了"):
        pause(case, by, end + HOUR)
    pause(case, by, end)


def test_the_clock_stops_once_and_only_while_the_lead_works(people: People) -> None:
    case, by = making.assigned(people, NOW), people["housing1"]
    with pytest.raises(rules.NotNow, match="没有暂停"):
        resume(case, by, NOW + HOUR)
    pause(case, by, NOW + HOUR)
    with pytest.raises(rules.NotNow, match="已经暂停"):
        pause(case, by, NOW + 2 * HOUR)
    for other in (making.heard(people, NOW), making.delivered(people, NOW)):
        with pytest.raises(rules.NotNow, match="现在是"):
            pause(other, people["operator1"], NOW + 2 * HOUR)
    assert LimitPause.objects.count() == 1


def test_a_case_without_a_handling_limit_has_nothing_to_pause(people: People) -> None:
    case = making.assigned(people, NOW)
    Limit.objects.filter(case=case, kind="handling").delete()
    with pytest.raises(rules.NotNow, match="没有正在计时的办理时限"):
        pause(case, people["housing1"], NOW + HOUR)


@pytest.mark.parametrize("note", ["", "  ", "密码是 839174"])
def test_a_pause_says_what_is_waited_for_without_secrets(people: People, note: str) -> None:
    case = making.assigned(people, NOW)
    with pytest.raises(ValueError, match=r"等什么|密码"):
        pause(case, people["housing1"], NOW + HOUR, note)
    assert not LimitPause.objects.exists()


def test_a_helper_and_a_stranger_do_not_stop_the_clock(people: People) -> None:
    case = making.assigned(people, NOW, helpers=("civil",))
    with pytest.raises(Refused, match="主办单位"):
        pause(case, people["civil1"], NOW + HOUR)
    for name in ("animal1", "operator9"):
        with pytest.raises(Unseen):
            pause(case, people[name], NOW + HOUR)
    assert rules.Act.PAUSE not in queries.case_shown(case.pk, people["civil1"], NOW).acts


def test_the_page_offers_to_stop_or_to_go_on_never_both(people: People) -> None:
    case, by = making.assigned(people, NOW), people["housing1"]
    clock = {rules.Act.PAUSE, rules.Act.RESUME}
    assert clock & set(queries.case_shown(case.pk, by, NOW).acts) == {rules.Act.PAUSE}
    pause(case, by, NOW + HOUR)
    assert clock & set(queries.case_shown(case.pk, by, NOW + HOUR).acts) == {rules.Act.RESUME}


def test_the_database_keeps_pauses_as_they_were(people: People) -> None:
    case, by = making.assigned(people, NOW), people["housing1"]
    pause(case, by, NOW + HOUR)
    insert = (
        "INSERT INTO cases_limitpause (case_id, reason, note, started_at, started_by, ended_at, ended_by)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)"
    )
    later = NOW + 2 * HOUR
    for values, constraint in (
        (("caller_papers", "等", later, by.id, None, None), "case_has_one_open_pause"),
        (("too_busy", "等", later, by.id, later, by.id), "pause_has_a_reason_of_the_list"),
        (("expert", "", later, by.id, later, by.id), "pause_says_what_is_waited_for"),
        (("expert", "等", later, by.id, NOW, by.id), "pause_ends_after_it_begins_by_somebody"),
        (("expert", "等", later, by.id, later, None), "pause_ends_after_it_begins_by_somebody"),
    ):
        with pytest.raises(IntegrityError, match=constraint):
            attack(insert, case.pk, *values)
    with pytest.raises(DatabaseError, match="Cannot update"):
        attack("UPDATE cases_limitpause SET started_at = %s WHERE case_id = %s", NOW, case.pk)
    resume(case, by, later)
    for sql in ("UPDATE cases_limitpause SET ended_at = now()", "DELETE FROM cases_limitpause"):
        with pytest.raises(DatabaseError, match=r"Cannot (update|delete)"):
            attack(sql)


def test_the_case_page_counts_its_pauses_in_one_query(people: People) -> None:
    case, by = making.assigned(people, NOW), people["housing1"]
    queries.case_shown(case.pk, by, NOW + DAY)  # what is kept in memory is read once, here where nothing was before
    costs = []
    for number in range(3):
        with CaptureQueriesContext(connection) as made:
            queries.case_shown(case.pk, by, NOW + DAY)
        costs.append(len(made))
        pause(case, by, NOW + (2 * number + 1) * HOUR)
        resume(case, by, NOW + (2 * number + 2) * HOUR)
    assert costs[1] == costs[2] == costs[0] + 1, "and in none where it never stood still"


def test_a_pause_over_the_years_end_is_counted_when_the_calendar_is_known(people: People) -> None:
    case, by = making.assigned(people, NOW), people["housing1"]
    contact(case, NOW)
    pause(case, by, NOW + HOUR)
    resume(case, by, NOW + 215 * DAY)
    assert (handling(case).due_at, Case.objects.get(pk=case.pk).due_at) == (None, None)
    assert any("工作日历" in line for one in queries.case_shown(case.pk, by, NOW).limits for line in one.lines)
    for on in (date(2027, 1, 1) + timedelta(days=passed) for passed in range(40)):
        ground.set_calendar_day(on=on, is_workday=on.weekday() < 5, reason="通知", by=None, at=NOW)
    assert operations.count_open_limits(at=NOW + 216 * DAY) == 1
    again = handling(case)
    assert again.due_at is not None
    assert again.due_at == Case.objects.get(pk=case.pk).due_at
    assert again.due_at > NOW + 215 * DAY
