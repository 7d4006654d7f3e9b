"""Reminders by the ladder of the banner: who hears when, once, and what an office above learns of at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases import jobs, operations, queries, rules
from minsheng.cases.models import Case, CoHandler, Limit, Notice, Rung
from minsheng.config import loading_services
from minsheng.foundation.models import Grant
from minsheng.foundation.rights import Actor
from minsheng.registry import operations as registry
from minsheng.registry.models import Membership, Organisation
from tests.conftest import NOW, PRESET
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]
DAY = 24 * HOUR


@pytest.fixture
def case(people: People) -> Case:
    return making.assigned(people, NOW)


def end_of(case: Case) -> datetime:
    end = Case.objects.get(pk=case.pk).due_at
    assert end is not None
    return end


def given(case: Case) -> list[tuple[Any, ...]]:
    rows = Notice.objects.filter(case=case).order_by("at", "hours", "cause")
    return [(one.cause, one.hours, one.to, one.organisation.code) for one in rows.select_related("organisation")]


def test_the_ladder_of_the_preset_is_climbed_rung_by_rung_and_each_once(case: Case) -> None:
    end = end_of(case)
    assert operations.remind(at=end - 5 * HOUR) == 0
    for at, expected in (
        (end - 3 * HOUR, ("limit", -4, "lead", "housing")),
        (end + HOUR, ("limit", 0, "head", "housing")),
        (end + 25 * HOUR, ("limit", 24, "office", "gov_office")),
    ):
        assert operations.remind(at=at) == 1
        assert operations.remind(at=at) == 0, "the same reason reminds once"
        assert given(case)[-1] == expected
    shown = queries.case_shown(case.pk, operator(case), end + 26 * HOUR)
    assert shown.reminders == 3
    assert [one.sentence for one in shown.timeline][-3:] == [
        "催办住建局（承办人员）：离时限不到4小时",
        "催办住建局（单位负责人）：时限到了",
        "报政府办督办：超过时限24小时",
    ]


def operator(case: Case) -> Actor:
    from minsheng.foundation import queries as ground

    return ground.actors_by_login(case.opened_on)["operator1"]


def test_a_rung_that_was_slept_through_is_not_made_up_for(case: Case) -> None:
    operations.remind(at=end_of(case) + 30 * HOUR)
    assert given(case) == [("limit", 24, "office", "gov_office")]


def test_a_limit_that_ends_anew_reminds_anew_and_a_met_one_never(case: Case, people: People) -> None:
    first = end_of(case)
    operations.remind(at=first + HOUR)
    operations.note_contact(case_id=case.pk, how="phone", by=people["housing1"], at=first + 2 * HOUR)
    later = end_of(case)
    assert later > first
    operations.remind(at=later + HOUR)
    assert [hours for _, hours, _, _ in given(case)] == [0, 0]
    operations.deliver_task(case_id=case.pk, result="done", note="好了", by=people["housing1"], at=later + 2 * HOUR)
    assert operations.remind(at=later + 90 * DAY) == 0


def test_a_queue_with_nobody_in_it_is_told_to_the_office(case: Case) -> None:
    assert operations.remind(at=NOW) == 0
    Membership.objects.filter(organisation=case.lead_id).update(valid_to=NOW.date().replace(day=1))
    assert operations.remind(at=NOW) == 1
    assert given(case) == [("nobody", 0, "office", "gov_office")]
    assert operations.remind(at=NOW + HOUR) == 0


def test_a_queue_of_people_who_cannot_work_on_a_case_has_nobody_in_it(case: Case, people: People) -> None:
    registry.set_account_active(account_id=people["housing1"].id, is_active=False, by=people["admin1"], at=NOW)
    assert operations.remind(at=NOW) == 1
    assert given(case) == [("nobody", 0, "office", "gov_office")]


def test_a_queue_whose_people_have_lost_their_role_has_nobody_in_it(case: Case, people: People) -> None:
    Grant.objects.filter(account=people["housing1"].id).update(valid_to=NOW.date() - DAY)
    assert operations.remind(at=NOW) == 1
    assert given(case) == [("nobody", 0, "office", "gov_office")]


def test_the_office_learns_of_every_case_of_an_empty_queue(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minsheng.cases.operations.reminding.MOST", 2)
    cases = [making.assigned(people, NOW) for _ in range(5)]
    Membership.objects.filter(organisation=cases[0].lead_id).update(valid_to=NOW.date().replace(day=1))
    assert [operations.remind(at=NOW) for _ in range(4)] == [2, 2, 1, 0]
    assert Notice.objects.filter(cause=rules.Cause.NOBODY).count() == 5


def test_a_third_rework_and_a_third_passing_on_are_told_to_the_office(case: Case, people: People) -> None:
    Case.objects.filter(pk=case.pk).update(reopenings=2)
    leads = ("civil", "traffic_police", "housing")
    for number, lead in enumerate(leads, start=1):
        assert operations.remind(at=NOW) == 0
        operations.correct_case(
            case_id=case.pk,
            triage=making.triage(lead=lead),
            reason="派错了",
            by=people["operator1"],
            at=NOW + number * HOUR / 4,
        )
    operations.remind(at=NOW + HOUR)
    assert given(case) == [("passed_on", 0, "office", "gov_office")]
    Case.objects.filter(pk=case.pk).update(reopenings=3)
    operations.remind(at=NOW + 2 * HOUR)
    assert given(case)[-1][0] == "rework"
    assert operations.remind(at=NOW + 2 * HOUR) == 0
    Case.objects.filter(pk=case.pk).update(reopenings=4)
    assert operations.remind(at=NOW + 2 * HOUR) == 1, "a fourth time is told again"


def test_the_list_counts_and_finds_what_was_reminded(
    case: Case, people: People, as_person: Callable[[str], Client]
) -> None:
    making.assigned(people, NOW)
    operations.remind(at=end_of(case) + HOUR)
    Limit.objects.filter(case=case).update(met_at=None)
    lines = queries.work_list(people["supervisor1"], queries.Filter(view="reminded"), NOW).lines
    assert {line.reminders for line in lines} == {1}
    page = as_person("supervisor1").get(reverse("cases:work_list"), {"view": "reminded"}).content.decode()
    assert "催办 1 次" in page


def test_another_banner_without_a_ladder_is_left_alone(people: People) -> None:
    voice = making.voice(NOW, area="150422100200")
    other = operations.open_case(voice=voice, by=people["operator9"], at=NOW)
    assert operations.remind(at=NOW + 90 * DAY) == 0
    assert given(other) == []


def test_the_job_reminds_and_a_notice_is_never_taken_back(case: Case, clock: None) -> None:
    Case.objects.filter(pk=case.pk).update(due_at=NOW - HOUR)
    jobs.remind(timestamp=0)
    assert len(given(case)) == 1
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Notice.objects.all().delete()


def test_a_co_handler_and_whoever_was_called_stand_on_the_same_ladder(people: People) -> None:
    case = making.assigned(people, NOW, helpers=("civil",))
    Limit.objects.filter(case=case).update(met_at=NOW)
    Case.objects.filter(pk=case.pk).update(due_at=None)
    end = CoHandler.objects.get(case=case).due_at
    assert end is not None
    assert operations.remind(at=end - 3 * HOUR) == 1
    assert operations.remind(at=end - 3 * HOUR) == 0
    assert operations.remind(at=end + 25 * HOUR) == 1
    assert given(case) == [("helping", -4, "lead", "civil"), ("helping", 24, "office", "gov_office")]
    told = queries.case_shown(case.pk, operator(case), end + 26 * HOUR)
    assert told.timeline[-1].sentence == "报政府办督办：民政局协办超过时限24小时"
    called = [making.organisation("heating_company")]
    operations.blow_whistle(case_id=case.pk, organisations=called, words="漏水", by=people["secretary1"], at=NOW)
    assert operations.remind(at=NOW + HOUR / 4) == 0, "signing in two hours is not reminded of four hours before"
    assert operations.remind(at=NOW + 3 * HOUR) == 2, "signing is over, the end of contact is near"
    assert set(Notice.objects.filter(cause="whistle").values_list("owed_by__code", "step")) == {
        ("heating_company", "sign"),
        ("heating_company", "contact"),
    }
    operations.finish_co_task(case_id=case.pk, note="好了", by=people["civil1"], at=NOW + 4 * HOUR)
    assert not Notice.objects.filter(cause="helping", at__gt=end + 25 * HOUR).exists()


def test_co_handlers_may_have_a_ladder_of_their_own(people: People) -> None:
    rung = operations.NewRung
    operations.set_ladder(
        area="150824",
        rungs=[rung(-4, rules.To.LEAD), rung(24, rules.To.OFFICE, "gov_office")],
        co_handlers=[rung(-8, rules.To.LEAD), rung(2, rules.To.HEAD)],
    )
    case = making.assigned(people, NOW, helpers=("civil",))
    Limit.objects.filter(case=case).update(met_at=NOW)
    Case.objects.filter(pk=case.pk).update(due_at=None)
    end = CoHandler.objects.get(case=case).due_at
    assert end is not None
    for hours, count in ((-7, 1), (-3, 0), (3, 1), (25, 0)):
        assert operations.remind(at=end + hours * HOUR) == count
    assert given(case) == [("helping", -8, "lead", "civil"), ("helping", 2, "head", "civil")]
    Case.objects.filter(pk=case.pk).update(due_at=end)
    operations.remind(at=end + 25 * HOUR)
    assert given(case)[-1] == ("limit", 24, "office", "gov_office"), "the lead stands on its own"


def test_an_office_without_anybody_is_passed_over_for_the_one_above(case: Case, people: People) -> None:
    office = making.organisation("gov_office")
    above = Organisation.objects.values_list("parent__code", flat=True).get(pk=office)
    Membership.objects.filter(organisation=office).delete()
    Organisation.objects.filter(code=above).update(parent=office)  # a ring in the tree holds up nothing
    operations.remind(at=end_of(case) + 25 * HOUR)
    assert given(case) == [("limit", 24, "office", "gov_office")], "nobody anywhere: it stays where it was"
    other = another_case(people)
    somebody = people["housing1"].id
    membership = Membership.objects.get(person__account=somebody)
    Membership.objects.filter(pk=membership.pk).update(organisation=Organisation.objects.get(code=above))
    operations.remind(at=end_of(other) + 25 * HOUR)
    assert ("limit", 24, "office", above) in given(other)


def another_case(people: People) -> Case:
    return making.assigned(people, NOW, caller_phone="0478-5570077", caller_name="另一人")


def test_an_enterprise_stands_on_the_rungs_of_the_banner_with_its_own_intake_as_the_office(people: People) -> None:
    for words in ("食堂没有热饭", "柜子锁坏了", "加班费不清楚"):
        operations.say_anonymously(area="990001", words=words, receipt=operations.new_receipt(), at=NOW - 4 * DAY)
    operations.release_voices(at=NOW)
    case = Case.objects.filter(area="990001").order_by("serial")[0]
    operations.remind(at=end_of(case) + 25 * HOUR)
    assert given(case) == [("limit", 24, "office", "dairy_union")]


def test_a_preset_gives_co_handlers_a_ladder(people: People) -> None:
    rungs = [{"hours": -8, "to": "lead"}, {"hours": 48, "to": "office", "office": "gov_office"}]
    about = {"ladder": [{"hours": 0, "to": "office", "office": "gov_office"}], "ladder_of_co_handlers": rungs}
    schema = json.loads((PRESET.parent / "schema" / "preset.json").read_text(encoding="utf-8"))
    own, leads = ({**schema["properties"][name], "description": ""} for name in ("ladder_of_co_handlers", "ladder"))
    assert own == leads
    known = {"gov_office": making.organisation("gov_office")}
    loading_services.load_ladder(PRESET, about, "150824", known)
    assert set(Rung.objects.filter(area="150824").values_list("of", "hours")) == {
        ("lead", 0),
        ("co_handler", -8),
        ("co_handler", 48),
    }
