"""A helper without a device says by phone what came of a task: keyed in one act, verified by a third person."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations as cases
from minsheng.cases import queries as case_queries
from minsheng.cases.models import Case, Delivery, Verification
from minsheng.cases.rules import Outcome
from minsheng.dispatch import facts, operations, queries
from minsheng.dispatch.models import HelpTask, VisitRecord
from minsheng.dispatch.operations import leaving
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Held, Refused, Unseen
from tests.conftest import NOW
from tests.factories import dispatch as helping

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
AREA = "150824100001"
SAID = "本人来电：下午去过了"
pytestmark = pytest.mark.usefixtures("clock")


def held(people: People, **changes: Any) -> HelpTask:
    task = helping.plain(people, NOW, area=AREA, **changes)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    return task


def held_of_case(people: People) -> tuple[Case, HelpTask]:
    case, task = helping.shared(people, NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    return case, task


def address(task: HelpTask, people: People) -> str:
    return reverse("dispatch:report_for", args=[task.pk, people["volunteer1"].id])


def sent(**changes: str) -> dict[str, str]:
    told = {"client_id": str(uuid.uuid4()), "result": "done", "on": f"{NOW:%Y-%m-%d}", "said": SAID, "minutes": "30"}
    return told | changes


def report(task: HelpTask, people: People, by: str = "operator1", **changes: Any) -> VisitRecord:
    told = {"client_id": uuid.uuid4(), "visit": task.pk, "form": "home_visit", "done_at": NOW, "minutes": 30}
    record = operations.NewRecord(**{**told, "answers": {"result": "done"}, **changes})
    return operations.report_for(record=record, helper_id=people["volunteer1"].id, said=SAID, by=people[by], at=NOW)


def test_a_report_by_phone_is_keyed_once_and_says_who_said_so(people: People, as_person: SignedIn) -> None:
    task, desk, form = held(people), as_person("operator1"), sent(result="nothing_needed")
    page = desk.get(address(task, people)).content.decode()
    assert "谁说的，怎么说的" in page
    for _again in range(2):
        assert desk.post(address(task, people), form).status_code == 302
    kept = VisitRecord.objects.get()
    assert (kept.by_id, kept.entered_by_id, kept.said) == (people["volunteer1"].id, people["operator1"].id, SAID)
    task.refresh_from_db()
    assert (task.end, task.outcome, task.minutes) == ("done", "nothing_needed", 30)
    by = {type(one.fact): one.by for one in ground.facts_of(task.pk)}
    assert by[facts.VisitRecorded] == people["operator1"].id
    assert by[facts.TaskFinished] == people["volunteer1"].id


def test_not_met_leaves_the_task_with_the_helper_and_a_later_report_ends_it(
    people: People, as_person: SignedIn
) -> None:
    task, desk = held(people), as_person("operator1")
    yesterday = f"{NOW - timedelta(days=1):%Y-%m-%d}"
    assert desk.post(address(task, people), sent(result="nobody_home", on=yesterday)).status_code == 302
    assert [one.id for one in queries.tasks_held(people["volunteer1"], NOW)] == [task.pk]
    assert desk.post(address(task, people), sent()).status_code == 302
    assert queries.tasks_held(people["volunteer1"], NOW) == []
    assert list(VisitRecord.objects.order_by("done_at").values_list("result", flat=True)) == ["nobody_home", "done"]


def test_a_need_told_by_phone_becomes_a_linked_case(people: People, as_person: SignedIn) -> None:
    case, task = held_of_case(people)
    desk = as_person("operator1")
    assert desk.post(address(task, people), sent(result="need_found")).status_code == 422, "in which words?"
    assert desk.post(address(task, people), sent(result="need_found", need="轮椅坏了要修")).status_code == 302
    task.refresh_from_db()
    assert task.found_case_id is not None
    found = Case.objects.get(pk=task.found_case_id)
    assert [one.words for one in found.voices.all()] == ["轮椅坏了要修"]
    assert found.place == case.place


def test_neither_the_helper_nor_who_keyed_his_report_verifies_it(people: People) -> None:
    case, task = held_of_case(people)
    report(task, people)
    delivery = Delivery.objects.get(case=case)
    assert (delivery.by_id, delivery.noted_by_id) == (people["volunteer1"].id, people["operator1"].id)
    operator = people["operator1"]
    caller = replace(operator, held=(Held("verifier", "150824", frozenset({"cases.verify", "cases.read"})),))

    def verify(by: Actor) -> Case:
        return cases.verify_case(case_id=case.pk, outcome=Outcome.MET, asked="self", words="办好了", by=by, at=NOW)

    assert [one.line.id for one in case_queries.calls_to_verify(people["verifier1"], NOW)] == [case.pk]
    assert case_queries.calls_to_verify(caller, NOW) == []
    with pytest.raises(Refused, match="另一位"):
        verify(caller)
    with pytest.raises(IntegrityError, match="does not verify"), transaction.atomic():
        Verification.objects.create(
            delivery=delivery, deliverer=delivery.by, verifier_id=operator.id, at=NOW, asked="self"
        )
    verify(people["verifier1"])


def test_who_keyed_a_report_does_not_note_what_the_served_side_says(people: People) -> None:
    task = held(people)
    report(task, people, by="secretary1")
    with pytest.raises(Unseen):
        operations.confirm_help(
            task_id=task.pk,
            said=operations.ServedWord(answer=operations.Answer.YES, minutes=30),
            by=people["secretary1"],
            at=NOW,
        )


def test_a_report_by_phone_keeps_the_rules_of_a_report(people: People, as_person: SignedIn) -> None:
    task = held(people)
    for by in ("secretary2", "volunteer2", "admin1"):
        with pytest.raises(Unseen):
            report(task, people, by=by)
    operator = people["operator1"]
    record = operations.NewRecord(
        client_id=uuid.uuid4(), visit=task.pk, form="home_visit", answers={"result": "done"}, done_at=NOW
    )
    own = replace(people["volunteer1"], held=(*people["volunteer1"].held, *operator.held))
    for by_whom, said, wrong in ((own, SAID, "自己"), (operator, " ", "怎么说")):
        with pytest.raises(ValueError, match=wrong):
            operations.report_for(record=record, helper_id=people["volunteer1"].id, said=said, by=by_whom, at=NOW)
    with pytest.raises(Unseen):
        operations.report_for(record=record, helper_id=people["volunteer2"].id, said=SAID, by=operator, at=NOW)
    later = as_person("operator1").post(address(task, people), sent(on=f"{NOW + timedelta(days=2):%Y-%m-%d}"))
    assert later.status_code == 422
    kept = report(task, people)
    with pytest.raises(IntegrityError, match="record_keyed_for_another_has_his_words"), transaction.atomic():
        VisitRecord.objects.filter(pk=kept.pk).update(said="")


def test_what_was_said_goes_with_the_words_of_the_case(people: People) -> None:
    case, task = held_of_case(people)
    report(task, people)
    leaving.forget_case(case_id=case.pk, is_caller=False)
    kept = VisitRecord.objects.get()
    assert SAID not in kept.said
    assert kept.answers == {}


def test_the_page_says_what_must_be_answered_and_when(people: People, as_person: SignedIn) -> None:
    task, desk = held(people), as_person("operator1")
    page = desk.get(address(task, people)).content.decode()
    result, need = page[page.index("<legend>结果") :][:80], page[page.index("对方还需要什么") :][:400]
    assert "（必填）" in result
    assert "（选了“发现了新的需要”要填）" in need
    assert 'data-asked-if="result" data-asked-for="need_found"' in need
    assert f'value="{NOW:%Y-%m-%d}"' in page, "the day is filled in already"
    missing = desk.post(address(task, people), sent(result=""))
    assert "请选择“结果”。" in missing.content.decode()


def test_m3_the_sheet_of_a_helper_without_a_device_is_printed_and_keyed_at_the_desk_as_one_act(
    people: People, as_person: SignedIn
) -> None:
    first, second, other = (held(people, title=title) for title in ("读报", "看望", "陪聊"))
    helper, desk = people["volunteer1"], as_person("operator1")
    sheet = reverse("dispatch:sheet_for", args=[helper.id])
    assert sheet in desk.get(reverse("dispatch:phone_pool")).content.decode()
    printed = desk.get(sheet).content.decode()
    assert printed.count('class="slip"') == 3
    assert helper.name in printed
    told = {"client_id": str(uuid.uuid4()), f"result_{first.pk.hex}": "done", f"result_{second.pk.hex}": "nobody_home"}
    key = reverse("dispatch:key_sheet_for", args=[helper.id])
    for _again in range(2):
        assert desk.post(key, told).status_code == 302
    kept = VisitRecord.objects.all()
    assert {(one.by_id, one.entered_by_id) for one in kept} == {(helper.id, people["operator1"].id)}
    assert {one.visit for one in kept} == {first.pk, second.pk}
    (keyed,) = ground.facts_of(uuid.UUID(told["client_id"]))
    assert isinstance(keyed.fact, facts.SheetKeyed)
    assert (keyed.fact.lines.value, keyed.by) == (2, people["operator1"].id)
    for login in ("secretary2", "volunteer2"):
        assert as_person(login).get(sheet).status_code in {403, 404}
    record = operations.NewRecord(
        client_id=uuid.uuid4(), visit=other.pk, form="home_visit", answers={"result": "done"}, done_at=NOW
    )
    with pytest.raises(Unseen):
        operations.key_sheet_for(
            sheet_id=uuid.uuid4(), records=[record], helper_id=helper.id, by=people["secretary2"], at=NOW
        )
    own = replace(helper, held=(*helper.held, *people["operator1"].held))
    with pytest.raises(ValueError, match="自己"):
        operations.key_sheet_for(sheet_id=uuid.uuid4(), records=[record], helper_id=helper.id, by=own, at=NOW)
