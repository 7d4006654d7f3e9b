"""A whistle: organisations that a community calls for answer in order and in time, and are rated with reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, WhistleCall, WhistleStep
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.foundation.worktime import LimitUnit
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]
Browse = Callable[[str], Client]
DAY = 24 * HOUR
Step = rules.Step


@pytest.fixture
def case(people: People) -> Case:
    return making.assigned(people, NOW)


@pytest.fixture
def call(case: Case, people: People) -> WhistleCall:
    blow(case, people, "heating_company", "civil")
    return WhistleCall.objects.get(organisation=making.organisation("heating_company"))


def blow(case: Case, people: People, *codes: str, words: str = "楼道漏水，要几家一起看") -> Any:
    called = [making.organisation(code) for code in codes]
    return operations.blow_whistle(case_id=case.pk, organisations=called, words=words, by=people["secretary1"], at=NOW)


def answer(call: WhistleCall, by: Actor, step: Step, at: Any = NOW) -> None:
    operations.answer_whistle(call_id=call.pk, step=step, by=by, at=at)


def rate(call: WhistleCall, by: Actor, rating: rules.Rating, reason: str = "") -> None:
    operations.rate_whistle(call_id=call.pk, rating=rating, reason=reason, by=by, at=NOW + 2 * DAY)


def test_each_step_has_the_limit_of_the_preset_counted_line_by_line(call: WhistleCall) -> None:
    expected = {
        Step.SIGN: (2, LimitUnit.WORKING_HOURS),
        Step.CONTACT: (4, LimitUnit.WORKING_HOURS),
        Step.ARRIVE: (1, LimitUnit.WORKING_DAYS),
    }
    for row in call.steps.all():
        due = ground.work_calendar().due(NOW, *expected[Step(row.step)])
        assert (row.due_at, tuple(row.due_lines)) == (due.at, due.lines)
    assert call.steps.count() == 3


def test_the_called_see_the_case_and_answer_step_by_step(call: WhistleCall, case: Case, people: People) -> None:
    by = people["heating1"]
    assert [line.id for line in queries.work_list(by, queries.Filter(view="called"), NOW).lines] == [case.pk]
    with pytest.raises(rules.NotNow, match="前一步"):
        answer(call, by, Step.ARRIVE)
    answer(call, by, Step.SIGN)
    with pytest.raises(rules.NotNow):
        answer(call, by, Step.SIGN)
    answer(call, by, Step.CONTACT, NOW + 30 * DAY)
    answer(call, by, Step.ARRIVE, NOW + 30 * DAY)
    assert queries.work_list(by, queries.Filter(view="called"), NOW).lines == ()
    calls = queries.case_shown(case.pk, people["operator1"], NOW + 31 * DAY).whistle_calls
    (shown,) = [one for one in calls if one.organisation == "供热公司"]
    assert [(one.words, one.is_late) for one in shown.steps] == [("签收", False), ("联系社区", True), ("到场", True)]
    told = [one.sentence for one in queries.case_shown(case.pk, by, NOW).timeline]
    assert "供热公司联系社区（超时）" in told


def test_nobody_else_answers_for_the_called(call: WhistleCall, people: People) -> None:
    with pytest.raises(Refused):
        answer(call, people["civil1"], Step.SIGN)
    with pytest.raises(Unseen):
        answer(call, people["animal1"], Step.SIGN)


def test_a_low_rating_says_why_and_stays(call: WhistleCall, people: People) -> None:
    by = people["secretary1"]
    with pytest.raises(ValueError, match="写明理由"):
        rate(call, by, rules.Rating.POOR)
    with pytest.raises(Refused, match="吹哨的社区"):
        rate(call, people["heating1"], rules.Rating.GOOD)
    with pytest.raises(rules.NotNow, match="还没有到场"):
        operations.rate_whistle(call_id=call.pk, rating=rules.Rating.GOOD, reason="", by=by, at=NOW + HOUR)
    rate(call, by, rules.Rating.POOR, "三天没有人来")
    with pytest.raises(rules.NotNow, match="不能改"):
        rate(call, by, rules.Rating.GOOD)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        WhistleCall.objects.filter(pk=call.pk).update(rating="good")


def test_the_database_refuses_a_low_rating_without_a_reason(call: WhistleCall, people: People) -> None:
    with pytest.raises(IntegrityError, match="low_rating_says_why"), transaction.atomic():
        WhistleCall.objects.filter(pk=call.pk).update(rating="poor", rated_at=NOW, rated_by=people["secretary1"].id)


def test_a_whistle_needs_others_words_and_an_open_case(case: Case, people: People) -> None:
    for codes, words in (((), "来"), (("civil",), " "), (("comm_150824100001",), "来"), (("town_150422100",), "来")):
        with pytest.raises(ValueError, match="请"):
            blow(case, people, *codes, words=words)
    with pytest.raises(Refused):
        operations.blow_whistle(
            case_id=case.pk,
            organisations=[making.organisation("civil")],
            words="来",
            by=people["operator1"],
            at=NOW,
        )
    ended = making.declined(people, NOW)
    with pytest.raises(rules.NotNow):
        blow(ended, people, "civil")
    assert not WhistleStep.objects.exists()


def test_the_pages_lead_from_the_call_to_the_rating(case: Case, as_person: Browse, clock: None) -> None:
    secretary, heating = as_person("secretary1"), as_person("heating1")
    assert "这些单位最晚：签收 " in secretary.get(reverse("cases:whistle", args=[case.pk])).content.decode()
    told = {"organisations": "供热公司", "words": "楼道漏水", "client_id": "1b0e7a54-5a3c-4c52-9d3d-0c9f6e0b7a11"}
    assert secretary.post(reverse("cases:whistle", args=[case.pk]), told).status_code == 302
    call = WhistleCall.objects.get()
    page = heating.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert reverse("cases:whistle_step", args=[call.pk, "sign"]) in page
    signing = heating.get(reverse("cases:whistle_step", args=[call.pk, "sign"])).content.decode()
    assert "叫本单位来：楼道漏水 最晚 " in signing
    for number, name in enumerate(("sign", "contact", "arrive"), start=2):
        id_ = f"1b0e7a54-5a3c-4c52-9d3d-0c9f6e0b7a1{number}"
        assert heating.post(reverse("cases:whistle_step", args=[call.pk, name]), {"client_id": id_}).status_code == 302
    assert heating.get(reverse("cases:whistle_step", args=[call.pk, "fly"])).status_code == 404
    rating = reverse("cases:rate_whistle", args=[call.pk])
    assert secretary.post(rating, {"rating": "poor", "client_id": str(case.pk)}).status_code == 422
    assert secretary.post(rating, {"rating": "good", "client_id": str(call.pk)}).status_code == 302
    assert "社区评价：到位" in heating.get(reverse("cases:case", args=[case.pk])).content.decode()
