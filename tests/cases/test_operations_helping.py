"""Co-handlers: tasks and clocks of their own, one answer by the lead, and nobody is passed over without a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, CoHandler
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused
from minsheng.foundation.worktime import LimitUnit
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]
DAY = 24 * HOUR


@pytest.fixture
def case(people: People) -> Case:
    return making.assigned(people, NOW, helpers=("civil", "heating_company"))


def helper(case: Case, code: str) -> CoHandler:
    return CoHandler.objects.get(case=case, organisation=making.organisation(code))


def finish(case: Case, by: Actor, at: Any = NOW, note: str = "已出证明") -> None:
    operations.finish_co_task(case_id=case.pk, note=note, by=by, at=at)


def deliver(case: Case, people: People, at: Any, **more: Any) -> None:
    operations.deliver_task(case_id=case.pk, result="done", note="办好了", by=people["housing1"], at=at, **more)


def seen(by: Actor, at: Any = NOW) -> list[queries.Line]:
    return list(queries.work_list(by, queries.Filter(view="helping"), at).lines)


def test_each_co_handler_has_a_task_and_a_clock_of_its_own(case: Case, people: People) -> None:
    first = helper(case, "civil")
    limit = case.limits.get(kind="handling")
    assert (first.amount, first.unit) == (limit.amount, limit.unit)
    assert first.due_at == ground.work_calendar().due(NOW, limit.amount, LimitUnit(limit.unit)).at
    operations.pause_limit(
        case_id=case.pk, reason=rules.PauseReason.EXPERT, note="等鉴定", by=people["housing1"], at=NOW + HOUR
    )
    finish(case, people["heating1"])
    assert helper(case, "civil").due_at == first.due_at, "the lead's pause is not the co-handler's"
    assert [line.id for line in seen(people["civil1"])] == [case.pk]
    assert seen(people["heating1"]) == []
    shown = queries.case_shown(case.pk, people["housing1"], NOW + 90 * DAY)
    found = {one.name: (one.is_open, one.is_late) for one in shown.co_handlers}
    assert found == {"民政局": (True, True), "供热公司": (False, False)}
    assert all(one.lines for one in shown.co_handlers), "every limit is explained line by line"


def test_a_co_handlers_list_goes_by_its_own_clock(case: Case, people: People) -> None:
    due_at = helper(case, "civil").due_at
    assert due_at is not None
    (line,) = seen(people["civil1"], due_at + HOUR)
    assert (line.due_at, line.is_late) == (due_at, True)


def test_the_lead_does_not_answer_over_an_open_task_without_saying_why(case: Case, people: People) -> None:
    finish(case, people["civil1"])
    with pytest.raises(rules.NotNow, match="供热公司的协办任务还没有办结"):
        deliver(case, people, NOW + HOUR)
    deliver(case, people, NOW + HOUR, unfinished="供热公司负责人出差，不影响结果")
    assert Case.objects.get(pk=case.pk).state == "delivered"
    assert (helper(case, "civil").end, helper(case, "heating_company").end) == ("done", "not_waited")
    told = {one.sentence: one.note for one in queries.case_shown(case.pk, people["housing1"], NOW).timeline}
    assert told["民政局协办办结"] == "已出证明"
    assert told["主办单位未等协办单位办结：供热公司"] == "供热公司负责人出差，不影响结果"


def test_when_all_have_done_their_part_the_lead_just_answers(case: Case, people: People) -> None:
    finish(case, people["civil1"])
    finish(case, people["heating1"])
    deliver(case, people, NOW + HOUR)
    assert not any("未等" in one.sentence for one in queries.case_shown(case.pk, people["housing1"], NOW).timeline)


def test_only_a_co_handlers_people_end_its_task_and_once(case: Case, people: People) -> None:
    with pytest.raises(Refused, match="协办单位"):
        finish(case, people["housing1"])
    finish(case, people["civil1"])
    with pytest.raises(rules.NotNow):
        finish(case, people["civil1"])
    assert rules.Act.HELP in queries.case_shown(case.pk, people["heating1"], NOW).acts
    assert rules.Act.HELP not in queries.case_shown(case.pk, people["civil1"], NOW).acts


def test_a_corrected_lead_keeps_the_co_handlers_that_stay(case: Case, people: People) -> None:
    begun = helper(case, "heating_company").due_at
    chosen = making.triage(lead="civil", helpers=("heating_company", "farming"))
    operations.correct_case(case_id=case.pk, triage=chosen, reason="派错了", by=people["operator1"], at=NOW + 2 * DAY)
    assert helper(case, "heating_company").due_at == begun
    later = helper(case, "farming")
    assert later.assigned_at == NOW + 2 * DAY
    assert not CoHandler.objects.filter(case=case, organisation=making.organisation("civil")).exists()


def test_whoever_corrects_a_lead_sees_the_co_handlers_that_stay_ticked(
    case: Case, as_person: Callable[[str], Client], clock: None
) -> None:
    page = as_person("operator1").get(reverse("cases:act", args=[case.pk, "correct"])).content.decode()
    assert re.search(r'type="checkbox" name="co_handlers" value="供热公司" checked', page), (
        "saved as it is, none is lost"
    )


def test_a_case_from_elsewhere_is_offered_the_co_handlers_of_the_list_as_at_the_desk(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    words = "家里暖气不热，只有十四度"
    desk = as_person("operator1").post(reverse("cases:proposal"), {"words": words}).content.decode()
    wanted = re.findall(r'name="co_handlers" value="([^"]+)" checked', desk)
    heard = making.heard(people, NOW, words=words)
    page = as_person("operator1").get(reverse("cases:act", args=[heard.pk, "triage"])).content.decode()
    assert wanted
    assert re.findall(r'name="co_handlers" value="([^"]+)" checked', page) == wanted


def test_a_reopened_case_gives_its_co_handlers_new_tasks(case: Case, people: People) -> None:
    deliver(case, people, NOW + HOUR, unfinished="不等")
    operations.reopen_case(case_id=case.pk, reason="没办成", by=people["supervisor1"], at=NOW + DAY)
    assert seen(people["civil1"]) == []
    operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW + 2 * DAY)
    assert helper(case, "civil").assigned_at == NOW + 2 * DAY
    assert [line.id for line in seen(people["civil1"])] == [case.pk]


def test_the_pages_ask_why_only_where_somebody_is_waited_for(
    case: Case, people: People, as_person: Callable[[str], Client]
) -> None:
    address = reverse("cases:act", args=[case.pk, "deliver"])
    page = as_person("housing1").get(address).content.decode()
    assert "为什么不等协办单位" in page
    helping = reverse("cases:act", args=[case.pk, "help"])
    assert as_person("civil1").post(helping, {"note": "已出证明", "client_id": str(case.pk)}).status_code == 302
    finish(case, people["heating1"])
    assert "为什么不等协办单位" not in as_person("housing1").get(address).content.decode()


def test_the_database_ends_no_task_that_was_never_given(case: Case) -> None:
    with pytest.raises(IntegrityError, match="co_handler_ended_was_assigned_and_says_how"), transaction.atomic():
        CoHandler.objects.filter(case=case).update(ended_at=NOW)
