"""More time for handling: in time, by two persons, within what was promised, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, Limit, LimitExtension
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.foundation.worktime import LimitUnit, Pause, WorkCalendar
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]
DAY = 24 * HOUR


def ask(case: Case, by: Actor, at: datetime, amount: int = 1, reason: str = "要公示") -> None:
    operations.ask_extension(case_id=case.pk, amount=amount, reason=reason, by=by, at=at)


def decide(case: Case, by: Actor, at: datetime, words: str = "", *, is_granted: bool = True) -> None:
    operations.decide_extension(case_id=case.pk, is_granted=is_granted, words=words, by=by, at=at)


def handling(case: Case) -> Limit:
    return Limit.objects.get(case=case, kind="handling")


def end_of(case: Case) -> datetime:
    end = handling(case).due_at
    assert end is not None
    return end


def counted(limit: Limit, extra: int, *stills: tuple[datetime, datetime]) -> datetime:
    """The end by the calendar alone, without the operations."""
    pauses = [Pause(*still) for still in stills]
    return WorkCalendar().due(limit.start_at, limit.amount + extra, LimitUnit(limit.unit), pauses).at


def acts(case: Case, by: Actor, at: datetime) -> set[rules.Act]:
    asking = {rules.Act.ASK_EXTENSION, rules.Act.DECIDE_EXTENSION}
    return asking & set(queries.case_shown(case.pk, by, at).acts)


def test_what_cannot_be_done_now_is_said_before_anything_is_typed(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    case, lead, above = making.assigned(people, NOW), as_person("housing1"), as_person("supervisor1")

    def asked(name: str, by: Client) -> str:
        return by.get(reverse("cases:act", args=[case.pk, name])).content.decode()

    assert "现在没有等待审批的申请" in asked("decide_extension", above)
    assert "<form" not in asked("decide_extension", above).split("<main")[1].split("</main>")[0]
    amount = handling(case).amount
    assert f"还可以延1至{amount}个工作日" in asked("ask_extension", lead)
    ask(case, people["housing1"], NOW)
    assert "已经有一份延期申请在等审批" in asked("ask_extension", lead)
    Limit.objects.filter(case=case).update(start_at=NOW - DAY, due_at=NOW - HOUR)
    for name in ("ask_extension", "pause"):
        page = asked(name, lead)
        assert "现在不能做" in page
        assert "办理时限已经过了" in page


def test_time_is_asked_for_and_given_and_the_page_counts_it(people: People) -> None:
    case, lead, above = making.assigned(people, NOW), people["housing1"], people["supervisor1"]
    before = handling(case)
    assert (acts(case, lead, NOW), acts(case, above, NOW)) == ({rules.Act.ASK_EXTENSION}, set())
    ask(case, lead, NOW + HOUR, amount=2)
    assert handling(case).due_at == before.due_at, "asking changes nothing"
    assert (acts(case, lead, NOW), acts(case, above, NOW)) == (set(), {rules.Act.DECIDE_EXTENSION})
    assert queries.case_shown(case.pk, above, NOW + HOUR).asked_extension.endswith("：要公示")
    decide(case, above, NOW + 2 * HOUR, "公示期法定")
    after = handling(case)
    assert (after.amount, after.due_at) == (before.amount, counted(before, 2))
    shown = queries.case_shown(case.pk, lead, NOW + 3 * HOUR)
    lines = next(limit.lines for limit in shown.limits if limit.words == "办理完成")
    assert "经批准延长2" in lines[1]
    notes = [(step.sentence, step.note) for step in shown.timeline if "延期" in step.sentence]
    assert [note for _, note in notes] == ["要公示", "公示期法定"]
    assert notes[1][0].startswith("同意延期2")
    assert shown.asked_extension == ""


def test_refusing_needs_a_reason_and_leaves_the_limit(people: People) -> None:
    case, above = making.assigned(people, NOW), people["supervisor1"]
    ask(case, people["housing1"], NOW)
    before = handling(case).due_at
    with pytest.raises(ValueError, match="写明理由"):
        decide(case, above, NOW + HOUR, "  ", is_granted=False)
    decide(case, above, NOW + HOUR, "人手够", is_granted=False)
    assert handling(case).due_at == before
    ask(case, people["housing1"], NOW + 2 * HOUR, reason="还要测绘")
    assert LimitExtension.objects.filter(limit__case=case).count() == 2


def test_after_the_end_nobody_asks_and_what_was_not_decided_has_lapsed(people: People) -> None:
    case, other, above = making.assigned(people, NOW), making.assigned(people, NOW), people["supervisor1"]
    end = end_of(case)
    ask(case, people["housing1"], end - HOUR)
    with pytest.raises(rules.NotNow, match="自动失效"):
        decide(case, above, end + HOUR)
    with pytest.raises(rules.NotNow, match="已经过了"):
        ask(other, people["housing1"], end + HOUR)
    assert queries.case_shown(case.pk, above, end + HOUR).asked_extension == ""
    assert rules.Act.DECIDE_EXTENSION not in acts(case, above, end + HOUR)
    assert handling(case).due_at == end
    decide(case, above, end)


def test_time_in_all_is_never_more_than_was_promised(people: People) -> None:
    case, lead, above = making.assigned(people, NOW), people["housing1"], people["supervisor1"]
    promised = handling(case).amount
    for wrong in (0, promised + 1):
        with pytest.raises(ValueError, match="不能超过"):
            ask(case, lead, NOW, amount=wrong)
    ask(case, lead, NOW, amount=promised - 1)
    with pytest.raises(rules.NotNow, match="在等审批"):
        ask(case, lead, NOW)
    decide(case, above, NOW)
    with pytest.raises(ValueError, match="还可以延长1至1"):
        ask(case, lead, NOW, amount=2)
    ask(case, lead, NOW, amount=1)
    decide(case, above, NOW)
    with pytest.raises(rules.NotNow, match="用完"):
        ask(case, lead, NOW, amount=1)


def test_whoever_asked_does_not_decide(people: People) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    ask(case, lead, NOW)
    with pytest.raises(Refused):
        decide(case, lead, NOW)
    both = Actor(lead.account_id, lead.name, (*lead.held, *people["supervisor1"].held))
    with pytest.raises(Refused, match="不能自己审批"):
        decide(case, both, NOW)
    with pytest.raises(Refused):
        ask(making.assigned(people, NOW), people["supervisor1"], NOW)
    with pytest.raises(Unseen):
        decide(case, people["operator9"], NOW)


def test_an_extension_and_pauses_survive_a_new_category_and_lead(people: People) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    ask(case, lead, NOW)
    decide(case, people["supervisor1"], NOW)
    extended = handling(case)
    operations.pause_limit(case_id=case.pk, reason=rules.PauseReason.EXPERT, note="等鉴定", by=lead, at=NOW + DAY)
    making.handed_back(people, case, NOW + 3 * DAY, reason="归民政")
    chosen = making.triage("bank.pin_reset", lead="o1")
    operations.triage_case(case_id=case.pk, triage=chosen, by=people["operator1"], at=NOW + 3 * DAY)
    operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW + 3 * DAY)
    again = handling(case)
    assert (again.amount, again.unit, again.start_at) == (extended.amount, extended.unit, NOW)
    assert again.due_at == counted(again, 1, (NOW + DAY, NOW + 3 * DAY))


def test_a_paused_limit_can_still_be_extended_after_its_old_end(people: People) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    end = end_of(case)
    operations.pause_limit(case_id=case.pk, reason=rules.PauseReason.EXPERT, note="等鉴定", by=lead, at=NOW)
    ask(case, lead, end + DAY)
    decide(case, people["supervisor1"], end + DAY)
    operations.resume_limit(case_id=case.pk, by=lead, at=end + 2 * DAY)
    limit = handling(case)
    assert limit.due_at == counted(limit, 1, (NOW, end + 2 * DAY))


@pytest.mark.parametrize("text", ["密码是 839174", "身份证150824194001010020"])
def test_e25_no_secret_digits_in_what_is_asked_or_decided(people: People, text: str) -> None:
    case = making.assigned(people, NOW)
    with pytest.raises(ValueError, match="密码"):
        ask(case, people["housing1"], NOW, reason=text)
    ask(case, people["housing1"], NOW)
    with pytest.raises(ValueError, match="密码"):
        decide(case, people["supervisor1"], NOW, text)
    assert LimitExtension.objects.get(limit__case=case).decided_at is None


def attack(sql: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_the_database_lets_nobody_decide_for_himself_or_rewrite_a_decision(people: People) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    ask(case, lead, NOW)
    decided = "UPDATE cases_limitextension SET decided_at = %s, decided_by = %s, is_granted = %s"
    above = people["supervisor1"].id
    for values, constraint in (
        ((NOW, lead.id, True), "extension_is_decided_by_another"),
        ((NOW, above, False), "extension_refused_says_why"),
        ((NOW, above, None), "extension_decided_needs_who_when_what"),
        ((NOW, None, True), "extension_decided_needs_who_when_what"),
        ((NOW - HOUR, above, True), "extension_decided_needs_who_when_what"),
    ):
        with pytest.raises(IntegrityError, match=constraint):
            attack(decided, *values)
    with pytest.raises(DatabaseError, match="Cannot update"):
        attack("UPDATE cases_limitextension SET amount = 9")
    decide(case, people["supervisor1"], NOW)
    for sql in ("UPDATE cases_limitextension SET decision = 'x'", "DELETE FROM cases_limitextension"):
        with pytest.raises(DatabaseError, match=r"Cannot (update|delete)"):
            attack(sql)
