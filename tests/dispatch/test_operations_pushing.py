"""What nobody claims is offered; saying no leaves no trace; claims time out; a task changes hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import Claim, HelperSkill, HelpTask, Offer
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused, Unseen
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories import dispatch as helping
from tests.factories.cases import HOUR

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
DAY = timedelta(days=1)


def asked(task: HelpTask) -> set[object]:
    return set(Offer.objects.filter(task=task, ended_at=None).values_list("helper", flat=True))


def test_d16_pushed_after_the_parameter_and_not_before(people: People) -> None:
    task = helping.plain(people, NOW)
    assert operations.push_unclaimed(at=NOW + DAY - HOUR) == 0
    assert operations.push_unclaimed(at=NOW + DAY) > 0
    assert asked(task) <= {people[f"volunteer{number}"].id for number in (1, 2, 3)}
    assert operations.push_unclaimed(at=NOW + DAY + HOUR) == 0, "an offer is made once"


def test_d16_parameter_is_data(people: People) -> None:
    task = helping.plain(people, NOW)
    operations.set_push_rule(area=making.TOWN, push=operations.Push(after_hours=2, offer_to=1))
    assert operations.push_unclaimed(at=NOW + 2 * HOUR) == 1
    assert len(asked(task)) == 1


def test_d16_same_task_can_be_claimed_by_whoever_was_not_asked(people: People) -> None:
    task = helping.plain(people, NOW)
    operations.set_push_rule(area=making.TOWN, push=operations.Push(offer_to=1))
    operations.push_unclaimed(at=NOW + DAY)
    (other, *_) = [one for one in ("volunteer1", "volunteer2", "volunteer3") if people[one].id not in asked(task)]
    assert operations.claim_task(task_id=task.pk, by=people[other], at=NOW + DAY).by_offer is False


def test_d16_declining_needs_no_reason_and_leaves_no_trace(people: People) -> None:
    task = helping.plain(people, NOW)
    operations.push_unclaimed(at=NOW + DAY)
    helper = people["volunteer1"]
    (offer,) = queries.offers_to(helper)
    assert offer.reasons
    before = [one.fact.kind for one in ground.facts_of(task.pk)]
    operations.decline_offer(task_id=task.pk, by=helper, at=NOW + DAY)
    assert [one.fact.kind for one in ground.facts_of(task.pk)] == before, "a no is not told"
    assert queries.offers_to(helper) == []
    operations.push_unclaimed(at=NOW + 2 * DAY)
    assert helper.id not in asked(task), "he is not asked again for this"
    operations.claim_task(task_id=task.pk, by=people["volunteer2"], at=NOW + 2 * DAY)
    operations.finish_task(task_id=task.pk, report=helping.done(), by=people["volunteer2"], at=NOW + 2 * DAY)
    assert Offer.objects.count() == 0, "with the task's end it is forgotten who said no"


def test_declined_offer_may_still_be_claimed(people: People) -> None:
    task = helping.plain(people, NOW)
    operations.push_unclaimed(at=NOW + DAY)
    operations.decline_offer(task_id=task.pk, by=people["volunteer1"], at=NOW + DAY)
    assert operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW + DAY)


def test_d02_only_licence_holders_are_offered_veterinary_work(people: People) -> None:
    task = helping.plain(people, NOW, skill="vet")
    for number in (1, 2):
        HelperSkill.objects.create(helper_id=people[f"volunteer{number}"].id, skill_id="vet", declared_at=NOW)
    operations.push_unclaimed(at=NOW + DAY)
    assert asked(task) == set()
    operations.prove_licence(
        helper_id=people["volunteer1"].id,
        skill="vet",
        proof="执业兽医资格证",
        valid_to=(NOW + 3 * DAY).date(),
        by=people["secretary1"],
        at=NOW,
    )
    operations.push_unclaimed(at=NOW + DAY)
    assert asked(task) == {people["volunteer1"].id}


def test_d09_expired_licence_is_not_offered_licensed_work(people: People) -> None:
    task = helping.plain(people, NOW, skill="vet")
    operations.prove_licence(
        helper_id=people["volunteer1"].id,
        skill="vet",
        proof="执业兽医资格证",
        valid_to=NOW.date(),
        by=people["secretary1"],
        at=NOW,
    )
    operations.push_unclaimed(at=NOW + DAY)
    assert asked(task) == set()


def test_d09_helper_does_not_prove_himself(people: People) -> None:
    with pytest.raises((Refused, Unseen)):
        operations.prove_licence(
            helper_id=people["volunteer1"].id,
            skill="vet",
            proof="证",
            valid_to=NOW.date(),
            by=people["volunteer1"],
            at=NOW,
        )


def test_who_takes_no_offers_gets_none(people: People) -> None:
    for number in (1, 2, 3):
        entry = operations.HelperEntry(area="150824100001", takes_offers=False)
        operations.set_helper(entry=entry, by=people[f"volunteer{number}"], at=NOW)
    helping.plain(people, NOW)
    assert operations.push_unclaimed(at=NOW + DAY) == 0


def test_claim_without_a_record_goes_back_to_the_pool(people: People) -> None:
    task = helping.plain(people, NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    operations.push_unclaimed(at=NOW + timedelta(hours=95))
    assert Claim.objects.get().ended_at is None, "a phone may be without network for 72 hours"
    operations.push_unclaimed(at=NOW + timedelta(hours=96))
    assert Claim.objects.get().end == "timed_out"
    ended = [one for one in ground.facts_of(task.pk) if one.fact.kind == "dispatch.ClaimEnded"]
    assert [one.by for one in ended] == [None]


def test_claim_for_a_later_day_does_not_time_out_before_it(people: People) -> None:
    later = NOW + 10 * DAY
    task = helping.plain(people, NOW, window_start=later, window_end=later + HOUR)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    operations.push_unclaimed(at=later)
    assert Claim.objects.get(task=task).ended_at is None


def test_hand_over_needs_the_yes_of_the_other(people: People) -> None:
    task = helping.plain(people, NOW)
    one, two = people["volunteer1"], people["volunteer2"]
    operations.claim_task(task_id=task.pk, by=one, at=NOW)
    operations.ask_to_take_over(task_id=task.pk, helper_id=two.id, by=one, at=NOW)
    assert queries.held_task(task.pk, one)
    (offer,) = queries.offers_to(two)
    assert offer.is_handed_over
    operations.claim_task(task_id=task.pk, by=two, at=NOW + HOUR)
    assert queries.held_task(task.pk, two)
    with pytest.raises(Unseen):
        queries.held_task(task.pk, one)
    assert sorted(Claim.objects.values_list("end", flat=True)) == ["", "handed_over"]


@pytest.mark.usefixtures("clock")
def test_d02_only_a_licence_holder_is_asked_to_take_licensed_work_over(people: People, as_person: SignedIn) -> None:
    one, two = people["volunteer1"], people["volunteer2"]
    task = helping.plain(people, NOW, skill="vet")

    def licence(helper: Actor) -> None:
        operations.prove_licence(
            helper_id=helper.id,
            skill="vet",
            proof="执业兽医资格证",
            valid_to=(NOW + 3 * DAY).date(),
            by=people["secretary1"],
            at=NOW,
        )

    licence(one)
    operations.claim_task(task_id=task.pk, by=one, at=NOW)
    page = reverse("dispatch:hand_over", args=[task.pk])
    shown = as_person("volunteer1").get(page).content.decode()
    assert two.name not in shown
    assert "没有能接手的志愿者" in shown
    with pytest.raises(ValueError, match="要证书的事"):
        operations.ask_to_take_over(task_id=task.pk, helper_id=two.id, by=one, at=NOW)
    licence(two)
    assert two.name in as_person("volunteer1").get(page).content.decode()
    assert operations.ask_to_take_over(task_id=task.pk, helper_id=two.id, by=one, at=NOW)


def test_hand_over_that_is_declined_changes_nothing(people: People) -> None:
    task = helping.plain(people, NOW)
    one, two = people["volunteer1"], people["volunteer2"]
    operations.claim_task(task_id=task.pk, by=one, at=NOW)
    operations.ask_to_take_over(task_id=task.pk, helper_id=two.id, by=one, at=NOW)
    operations.decline_offer(task_id=task.pk, by=two, at=NOW)
    assert queries.held_task(task.pk, one)
    with pytest.raises(operations.NotNow):
        operations.claim_task(task_id=task.pk, by=two, at=NOW)


def test_d16_who_did_not_go_is_forgotten_once_no_record_can_arrive_any_more(people: People) -> None:
    task = helping.plain(people, NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    operations.release_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer2"], at=NOW)
    assert operations.forget_left_claims(at=NOW + 60 * DAY) == 0, "the task is open: a late record may still come"
    operations.finish_task(task_id=task.pk, report=helping.done(), by=people["volunteer2"], at=NOW)
    assert operations.forget_left_claims(at=NOW + 29 * DAY) == 0
    assert operations.forget_left_claims(at=NOW + 31 * DAY) == 1
    assert [one.helper_id for one in task.claims.all()] == [people["volunteer2"].id]
