"""The pool's pages: two taps to claim, two to give back, one form for what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.cases.models import Case
from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import Claim, HelperSkill, HelpTask
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import dispatch as helping
from tests.factories import visits

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("clock")


def test_d16_claim_in_two_taps(people: People, as_person: SignedIn) -> None:
    task = helping.plain(people, NOW)
    client = as_person("volunteer1")
    assert reverse("dispatch:pool") in client.get("/").content.decode(), "the first tap"
    page = client.get(reverse("dispatch:pool")).content.decode()
    assert f'action="{reverse("dispatch:claim", args=[task.pk])}"' in page, "the second tap"
    sent = {"client_id": str(uuid.uuid4())}
    for _ in range(2):
        assert client.post(reverse("dispatch:claim", args=[task.pk]), sent).status_code == 302
    assert Claim.objects.count() == 1
    assert "看望老人" in client.get(reverse("dispatch:mine")).content.decode()


def test_every_button_of_the_pool_has_a_client_id_of_its_own(people: People, as_person: SignedIn) -> None:
    helping.plain(people, NOW)
    helping.plain(people, NOW)
    page = as_person("volunteer1").get(reverse("dispatch:pool")).content.decode()
    given = [part.split('"')[0] for part in page.split('name="client_id" value="')[1:]]
    assert len(given) == len(set(given)) == 2


def test_who_offers_sees_who_has_a_task_and_that_nobody_has(people: People, as_person: SignedIn) -> None:
    task = helping.plain(people, NOW)
    secretary, client = as_person("secretary1"), as_person("volunteer1")

    def holders() -> str:
        page = secretary.get(reverse("dispatch:offers")).content.decode()
        return page.split('data-label="谁在做">')[1].split("<")[0]

    assert holders() == "还没有人"
    client.post(reverse("dispatch:claim", args=[task.pk]), {"client_id": str(uuid.uuid4())})
    assert holders() == people["volunteer1"].name
    client.post(reverse("dispatch:release", args=[task.pk]), {"client_id": str(uuid.uuid4())})
    assert holders() == "还没有人"


def test_who_comes_second_is_told_and_sees_the_rest(people: People, as_person: SignedIn) -> None:
    task, other = helping.plain(people, NOW), helping.plain(people, NOW, title="陪着去医院")
    as_person("volunteer2").post(reverse("dispatch:claim", args=[task.pk]), {"client_id": str(uuid.uuid4())})
    response = as_person("volunteer1").post(reverse("dispatch:claim", args=[task.pk]), {"client_id": str(uuid.uuid4())})
    assert response.status_code == 422
    assert "别人认领了" in response.content.decode()
    assert other.title in response.content.decode()


def test_giving_back_asks_for_no_reason(people: People, as_person: SignedIn) -> None:
    task = helping.plain(people, NOW)
    client = as_person("volunteer1")
    client.post(reverse("dispatch:claim", args=[task.pk]), {"client_id": str(uuid.uuid4())})
    response = client.post(reverse("dispatch:release", args=[task.pk]), {"client_id": str(uuid.uuid4())}, follow=True)
    assert "不用说明原因" in response.content.decode()
    assert HelpTask.objects.get().ended_at is None


def test_result_sent_twice_is_kept_once(people: People, as_person: SignedIn) -> None:
    _, task = helping.shared(people, NOW)
    client = as_person("volunteer1")
    client.post(reverse("dispatch:claim", args=[task.pk]), {"client_id": str(uuid.uuid4())})
    sent = {"client_id": str(uuid.uuid4()), "outcome": "done", "minutes": "30"}
    for _ in range(2):
        assert client.post(reverse("dispatch:finish", args=[task.pk]), sent).status_code == 302
    assert Case.objects.get().deliveries.count() == 1


def test_lead_shares_and_secretary_offers(people: People, as_person: SignedIn) -> None:
    case, task = helping.shared(people, NOW)
    assert case.title not in as_person("housing1").get(reverse("dispatch:offers")).content.decode()
    client = as_person("secretary1")
    values = {
        "client_id": str(uuid.uuid4()),
        "kind": "company",
        "title": "看望老人",
        "area": "150824100001",
        "people_needed": "2",
    }
    response = client.post(reverse("dispatch:new_task"), values, follow=True)
    assert "看望老人" in response.content.decode(), response.context["form"].errors
    client.post(reverse("dispatch:withdraw", args=[task.pk]), {"client_id": str(uuid.uuid4())})
    assert HelpTask.objects.get(pk=task.pk).end == "withdrawn"


def test_d16_offer_is_answered_with_one_button(people: People, as_person: SignedIn) -> None:
    task = helping.plain(people, NOW - timedelta(days=1))
    operations.push_unclaimed(at=NOW)
    one, two = as_person("volunteer1"), as_person("volunteer2")
    page = one.get(reverse("dispatch:mine")).content.decode()
    assert "还没有人认领。为什么问您" in page
    assert "商量着定" in page, "when it is to be is said even where nobody has agreed on it"
    response = one.post(reverse("dispatch:decline", args=[task.pk]), {"client_id": str(uuid.uuid4())}, follow=True)
    assert "不用说明原因" in response.content.decode()
    two.post(reverse("dispatch:claim", args=[task.pk]), {"client_id": str(uuid.uuid4())})
    assert Claim.objects.get().by_offer is True


def test_who_is_asked_to_take_over_is_not_told_that_nobody_had_claimed(people: People, as_person: SignedIn) -> None:
    task = helping.plain(people, NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    operations.ask_to_take_over(task_id=task.pk, helper_id=people["volunteer2"].id, by=people["volunteer1"], at=NOW)
    page = as_person("volunteer2").get(reverse("dispatch:mine")).content.decode()
    assert "请您接手" in page
    assert "还没有人认领" not in page


def test_d09_profile_and_licence_by_page(people: People, as_person: SignedIn) -> None:
    values = {
        "client_id": str(uuid.uuid4()),
        "area": "150824100001",
        "skills": ["vet", "company"],
        "free_slots": ["0", "20"],
        "most_tasks": "2",
        "takes_offers": "on",
    }
    response = as_person("volunteer1").post(reverse("dispatch:profile"), values)
    assert response.status_code == 302, response.context["form"].errors
    secretary = as_person("secretary1")
    assert "还没看过证书" in secretary.get(reverse("dispatch:volunteers")).content.decode()
    told = {"client_id": str(uuid.uuid4()), "skill": "vet", "proof": "执业兽医资格证", "valid_to": "2027-05-01"}
    seen = secretary.post(reverse("dispatch:licence", args=[people["volunteer1"].id]), told, follow=True)
    assert "2027-05-01" in seen.content.decode()


def test_d09_a_helper_sees_how_his_licences_stand(people: People, as_person: SignedIn) -> None:
    me, client = people["volunteer1"], as_person("volunteer1")
    entry = operations.HelperEntry(area="150824100001", skills=["vet", "haircut"])
    operations.set_helper(entry=entry, by=me, at=NOW)
    assert "兽医（要证书，还没有登记）" in client.get(reverse("dispatch:profile")).content.decode()
    until = NOW.date() + timedelta(days=40)
    operations.prove_licence(
        helper_id=me.id, skill="vet", proof="执业兽医证", valid_to=until, by=people["secretary1"], at=NOW
    )
    page = client.get(reverse("dispatch:profile")).content.decode()
    assert f"兽医（证书到 {until:%Y-%m-%d}）" in page
    over = NOW.date() - timedelta(days=1)
    HelperSkill.objects.filter(helper=me.id, skill="vet").update(proven_on=over, valid_to=over)
    assert "到期了" in client.get(reverse("dispatch:profile")).content.decode()


def test_d16_hand_over_by_page(people: People, as_person: SignedIn) -> None:
    task = helping.plain(people, NOW)
    one = as_person("volunteer1")
    one.post(reverse("dispatch:claim", args=[task.pk]), {"client_id": str(uuid.uuid4())})
    told = {"client_id": str(uuid.uuid4()), "helper": str(people["volunteer2"].id)}
    assert one.post(reverse("dispatch:hand_over", args=[task.pk]), told).status_code == 302
    assert "想请您帮忙" in as_person("volunteer2").get(reverse("dispatch:mine")).content.decode()


def test_a_code_that_was_forgotten_is_asked_for_and_makes_nothing_void(people: People, as_person: SignedIn) -> None:
    visit = visits.agreed(people, NOW, area="150824100001")
    task = operations.offer_case_task(case_id=visit.case.pk, by=people["bank1"], at=NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    helper, url = as_person("volunteer1"), reverse("dispatch:finish", args=[task.pk])
    forgotten = helper.post(url, {"client_id": str(uuid.uuid4()), "outcome": "done"})
    assert forgotten.status_code == 422
    assert "四位口令" in forgotten.content.decode()
    told = {"client_id": str(uuid.uuid4()), "outcome": "need_found", "code": visit.code}
    assert helper.post(url, told).status_code == 422, "which need?"
    assert helper.post(url, {**told, "outcome": "done"}).status_code == 302
    task.refresh_from_db()
    assert task.end == "done"


def test_what_to_beware_of_and_who_insures_is_said_before_anybody_claims(people: People, as_person: SignedIn) -> None:
    """Volunteer service regulations, art. 13 and 17: hazards are told, insurance is named."""
    close = helping.plain(people, NOW, area="150824100001", skill="company", hazards="二楼窗户没有护栏")
    helping.plain(people, NOW, area="150824100001", skill="shopping", title="代买米面")
    helper = as_person("volunteer1")
    pool = helper.get(reverse("dispatch:pool")).content.decode()
    assert "要小心：二楼窗户没有护栏" in pool
    assert "要小心：搬重东西、路上车多" in pool, "what holds for all work of its kind"
    assert "志愿者意外保险由旗志愿服务联合会统一投保" in pool
    desk = as_person("operator1").get(reverse("dispatch:phone_pool")).content.decode()
    assert "要小心：二楼窗户没有护栏" in desk, "to be read out on the phone"
    assert "统一投保" in desk
    operations.push_unclaimed(at=NOW + timedelta(days=1))
    offers = helper.get(reverse("dispatch:mine")).content.decode()
    assert "二楼窗户没有护栏" in offers
    operations.claim_task(task_id=close.pk, by=people["volunteer1"], at=NOW)
    (visit,) = [one for one in queries.visits_of(people["volunteer1"], NOW) if one.id == close.pk]
    assert visit.hints[0] == "要小心：二楼窗户没有护栏。", "on the phone and on paper"
    operations.set_push_rule(area="150824", push=operations.Push())
    assert "还没有写明志愿者保险" in helper.get(reverse("dispatch:pool")).content.decode()
    told = {"client_id": str(uuid.uuid4()), "kind": "help", "title": "扫雪", "area": "150824100001"}
    told |= {"people_needed": "1", "hazards": "路滑"}
    assert as_person("secretary1").post(reverse("dispatch:new_task"), told).status_code == 302
    assert HelpTask.objects.get(title="扫雪").hazards == "路滑"
