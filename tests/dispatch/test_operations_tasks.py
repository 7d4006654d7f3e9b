"""Tasks for helpers: into the pool, claimed, given back, finished; the case behind them goes its way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from minsheng.cases import operations as cases
from minsheng.cases.models import Case, CoHandler, Delivery, Verification
from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import Claim, HelperSkill, HelpTask, PushRule
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused, Unseen
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories import dispatch as helping
from tests.factories import visits
from tests.factories.cases import HOUR

People = dict[str, Actor]


def told(task: HelpTask) -> list[str]:
    return [one.fact.kind for one in ground.facts_of(task.pk)]


def test_d16_claimed_task_leaves_the_pool_and_shows_its_address(people: People) -> None:
    _, task = helping.shared(people, NOW, place="乌兰大街3号", caller_name="郭大爷")
    helper = people["volunteer1"]
    (line,) = queries.pool(helper, NOW)
    assert not hasattr(line, "who")
    operations.claim_task(task_id=task.pk, by=helper, at=NOW)
    assert queries.pool(helper, NOW) == []
    assert queries.pool(people["volunteer2"], NOW) == []
    (held,) = queries.tasks_held(helper, NOW)
    assert (held.who, held.place) == ("郭大爷", "乌兰大街3号")
    assert queries.tasks_held(people["volunteer2"], NOW) == []


def test_name_that_was_to_stay_hidden_is_not_passed_on(people: People) -> None:
    _, task = helping.shared(people, NOW, caller_name="郭大爷", consent="name_hidden")
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    assert queries.held_task(task.pk, people["volunteer1"]).who == ""


def test_d16_giving_back_asks_nothing_and_names_nobody(people: People) -> None:
    task = helping.plain(people, NOW)
    helper = people["volunteer1"]
    operations.claim_task(task_id=task.pk, by=helper, at=NOW)
    operations.release_task(task_id=task.pk, by=helper, at=NOW)
    assert [line.id for line in queries.pool(helper, NOW)] == [task.pk]
    given_back = [one for one in ground.facts_of(task.pk) if one.fact.kind == "dispatch.ClaimEnded"]
    assert [one.by for one in given_back] == [None]
    assert queries.tasks_held(helper, NOW) == []


def test_second_claim_of_the_same_helper_changes_nothing(people: People) -> None:
    task = helping.plain(people, NOW, people_needed=2)
    first = operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    again = operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW + HOUR)
    assert first.pk == again.pk
    assert told(task).count("dispatch.Claimed") == 1


def test_two_person_visit_takes_two_and_no_third(people: People) -> None:
    task = helping.plain(people, NOW, people_needed=2)
    for login in ("volunteer1", "volunteer2"):
        operations.claim_task(task_id=task.pk, by=people[login], at=NOW)
    with pytest.raises(operations.NotNow, match="别人认领"):
        operations.claim_task(task_id=task.pk, by=people["volunteer3"], at=NOW)
    assert queries.held_task(task.pk, people["volunteer1"]).companions == (people["volunteer2"].name,)


def test_task_of_another_area_does_not_exist_for_a_helper(people: People) -> None:
    task = helping.plain(people, NOW)
    far = operations.offer_task(
        task=operations.NewTask(kind=operations.TaskKind.COMPANY, title="看望", area="150824203201"),
        by=people["secretary2"],
        at=NOW,
    )
    assert [line.id for line in queries.pool(people["volunteer1"], NOW)] == [task.pk]
    with pytest.raises(Unseen):
        operations.claim_task(task_id=far.pk, by=people["volunteer1"], at=NOW)


def test_d02_licensed_work_is_for_proven_licence_holders_only(people: People) -> None:
    task = helping.plain(people, NOW, skill="vet")
    helper = people["volunteer1"]
    skill = HelperSkill.objects.create(helper_id=helper.id, skill_id="vet", declared_at=NOW)
    with pytest.raises(Refused, match="证书"):
        operations.claim_task(task_id=task.pk, by=helper, at=NOW)
    skill.proof, skill.proven_by_id, skill.proven_on = "执业兽医资格证", people["secretary1"].id, NOW.date()
    skill.valid_to = NOW.date()
    skill.save()
    with pytest.raises(Refused):
        operations.claim_task(task_id=task.pk, by=helper, at=NOW + timedelta(days=1))
    assert operations.claim_task(task_id=task.pk, by=helper, at=NOW).place == 1


def test_d09_nobody_proves_his_own_licence(people: People) -> None:
    helper = people["volunteer1"].id
    with pytest.raises(IntegrityError, match="licence_is_seen_by_another_and_ends"), transaction.atomic():
        HelperSkill.objects.create(
            helper_id=helper,
            skill_id="vet",
            declared_at=NOW,
            proof="证",
            proven_by_id=helper,
            proven_on=NOW.date(),
            valid_to=NOW.date(),
        )


def test_a_helper_is_not_kept_waiting_by_co_handlers_and_they_are_told(people: People) -> None:
    case, task = helping.shared(people, NOW, helpers=("farming",))
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    operations.finish_task(task_id=task.pk, report=helping.done(), by=people["volunteer1"], at=NOW)
    assert Case.objects.get(pk=case.pk).state == "delivered"
    assert CoHandler.objects.get(case=case).end == CoHandler.End.NOT_WAITED_FOR
    assert "cases.NotWaitedFor" in [one.fact.kind for one in ground.facts_of(case.pk)]


def test_why_co_handlers_are_not_waited_for_is_said_in_the_words_of_the_banner(people: People) -> None:
    operations.set_push_rule(
        area="150824", push=operations.Push(at_the_door="门口办完了", not_waited_for="帮的人办完了")
    )
    case, task = helping.shared(people, NOW, helpers=("farming",))
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    operations.finish_task(task_id=task.pk, report=helping.done(), by=people["volunteer1"], at=NOW)
    assert "帮的人办完了" in case.reasons.values_list("words", flat=True)
    visit = visits.agreed(people, NOW, helpers=("farming",))
    operations.record_visit(record=visits.record(visit, NOW), by=people["bank1"], at=NOW)
    assert "门口办完了" in visit.case.reasons.values_list("words", flat=True)
    with pytest.raises(IntegrityError, match="not_waiting_has_a_reason"), transaction.atomic():
        PushRule.objects.update(not_waited_for="")


def test_finished_task_delivers_its_case_and_somebody_else_verifies(people: People) -> None:
    case, task = helping.shared(people, NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    assert operations.finish_task(task_id=task.pk, report=helping.done(minutes=40), by=people["volunteer1"], at=NOW)
    assert Case.objects.get().state == "delivered"
    assert Delivery.objects.get().by_id == people["volunteer1"].id
    assert told(task) == ["dispatch.TaskOffered", "dispatch.Claimed", "dispatch.TaskFinished"]
    closed = cases.verify_case(
        case_id=case.pk, outcome=cases.Outcome.MET, asked="self", words="", by=people["verifier1"], at=NOW + HOUR
    )
    assert closed.state == "closed"
    with pytest.raises(IntegrityError, match="verifier_is_not_deliverer"), transaction.atomic():
        Verification.objects.update_or_create(
            delivery=Delivery.objects.get(),
            deliverer_id=people["volunteer1"].id,
            verifier_id=people["volunteer1"].id,
            at=NOW,
            asked="self",
            outcome="met",
        )


def test_task_that_was_not_done_leaves_its_case_with_the_lead(people: People) -> None:
    _, task = helping.shared(people, NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    report = helping.done(outcome=operations.Outcome.NOT_DONE)
    operations.finish_task(task_id=task.pk, report=report, by=people["volunteer1"], at=NOW)
    case = Case.objects.get()
    assert case.state == "assigned"
    assert operations.offer_case_task(case_id=case.pk, by=people["housing1"], at=NOW + HOUR)


def test_wrong_door_code_voids_the_visit_and_is_told(people: People) -> None:
    case = making.assigned(people, NOW, making.PIN_RESET)
    code = cases.set_appointment(
        case_id=case.pk, start=NOW, end=NOW + HOUR, contact_name="韩", by=people["bank1"], at=NOW
    )
    task = operations.offer_case_task(case_id=case.pk, by=people["bank1"], at=NOW)
    helper = people["volunteer1"]
    operations.claim_task(task_id=task.pk, by=helper, at=NOW)
    wrong = helping.done(code=f"{(int(code) + 1) % 10_000:04d}")
    assert operations.finish_task(task_id=task.pk, report=wrong, by=helper, at=NOW) is False
    assert Case.objects.get().state == "assigned"
    assert HelpTask.objects.get().ended_at is None
    assert [one.fact for one in ground.facts_of(case.pk)][-1].kind == "cases.VisitStarted"
    with pytest.raises(cases.NotNow, match="作废"):
        operations.finish_task(task_id=task.pk, report=helping.done(code=code), by=helper, at=NOW)
    new = cases.set_appointment(
        case_id=case.pk, start=NOW, end=NOW + HOUR, contact_name="韩", by=people["bank1"], at=NOW
    )
    assert operations.finish_task(task_id=task.pk, report=helping.done(code=new), by=helper, at=NOW)
    assert Case.objects.get().state == "delivered"


def test_m4_everybody_who_went_along_is_known_to_whoever_verifies(people: People) -> None:
    case = making.assigned(people, NOW)
    with pytest.raises(ValueError, match="最多两个人"):
        operations.offer_case_task(case_id=case.pk, by=people["housing1"], at=NOW, people_needed=3)
    task = operations.offer_case_task(case_id=case.pk, by=people["housing1"], at=NOW, people_needed=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpTask.objects.filter(pk=task.pk).update(people_needed=3)
    for login in ("volunteer1", "volunteer2"):
        operations.claim_task(task_id=task.pk, by=people[login], at=NOW)
    operations.finish_task(task_id=task.pk, report=helping.done(), by=people["volunteer1"], at=NOW)
    delivery = case.deliveries.get()
    assert {delivery.by_id, delivery.companion_id} == {people["volunteer1"].id, people["volunteer2"].id}
    for login in ("volunteer1", "volunteer2"):
        helper = people[login]
        both = Actor(helper.account_id, helper.name, (*helper.held, *people["verifier1"].held))
        with pytest.raises(Refused, match="不能核实自己"):
            cases.verify_case(case_id=case.pk, outcome=cases.Outcome.MET, asked="self", words="好了", by=both, at=NOW)


def test_e03_nothing_needed_is_a_result(people: People) -> None:
    task = helping.plain(people, NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    report = helping.done(outcome=operations.Outcome.NOTHING_NEEDED)
    operations.finish_task(task_id=task.pk, report=report, by=people["volunteer1"], at=NOW)
    task.refresh_from_db()
    assert (task.end, task.outcome, task.found_case) == ("done", "nothing_needed", None)
    assert Case.objects.count() == 0


def test_e03_need_found_becomes_a_linked_case_without_retyping(people: People) -> None:
    case, task = helping.shared(people, NOW, place="乌兰大街3号", caller_name="郭大爷")
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    with pytest.raises(ValueError, match="新需要"):
        operations.finish_task(
            task_id=task.pk,
            report=helping.done(outcome=operations.Outcome.NEED_FOUND),
            by=people["volunteer1"],
            at=NOW,
        )
    report = helping.done(outcome=operations.Outcome.NEED_FOUND, need="还想配一副老花镜")
    operations.finish_task(task_id=task.pk, report=report, by=people["volunteer1"], at=NOW + HOUR)
    task.refresh_from_db()
    found = Case.objects.exclude(pk=case.pk).get()
    assert task.found_case_id == found.pk
    voice = found.voices.get()
    assert (voice.words, voice.caller_name, found.place, found.area_id, found.person_id) == (
        "还想配一副老花镜",
        "郭大爷",
        "乌兰大街3号",
        case.area_id,
        case.person_id,
    )


def test_lead_that_does_it_itself_takes_the_task_out_of_the_pool(people: People) -> None:
    case, task = helping.shared(people, NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    cases.deliver_task(case_id=case.pk, result="done", note="自己办了", by=people["housing1"], at=NOW + HOUR)
    task.refresh_from_db()
    assert task.end == "done_by_lead"
    assert Claim.objects.get().end == "withdrawn"
    with pytest.raises(operations.NotNow):
        operations.finish_task(task_id=task.pk, report=helping.done(), by=people["volunteer1"], at=NOW + HOUR)


def test_case_handed_back_takes_its_task_out_of_the_pool(people: People) -> None:
    case, task = helping.shared(people, NOW)
    cases.hand_back_case(case_id=case.pk, reason="不归我们", basis="清单", by=people["housing1"], at=NOW)
    cases.decide_hand_back(case_id=case.pk, is_accepted=True, words="不归住建", by=people["arbiter1"], at=NOW)
    task.refresh_from_db()
    assert task.end == "withdrawn"


def test_no_card_digits_in_words_about_a_task(people: People) -> None:
    task = helping.plain(people, NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    with pytest.raises(ValueError, match="银行卡号"):
        operations.finish_task(
            task_id=task.pk,
            report=helping.done(note="卡号6222021234567890128"),
            by=people["volunteer1"],
            at=NOW,
        )


def test_only_who_holds_a_task_finishes_it(people: People) -> None:
    task = helping.plain(people, NOW)
    with pytest.raises(Unseen):
        operations.finish_task(task_id=task.pk, report=helping.done(), by=people["volunteer1"], at=NOW)


def test_task_of_a_case_is_shared_once(people: People) -> None:
    case, _ = helping.shared(people, NOW)
    with pytest.raises(operations.NotNow, match="已经在任务池"):
        operations.offer_case_task(case_id=case.pk, by=people["housing1"], at=NOW)
