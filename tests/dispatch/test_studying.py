"""Study offers: of use for posts in the skill's words, few places, no trace of who left, the skill by one press."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases.models import OutgoingText
from minsheng.config import loading_dispatch
from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import HelperSkill, PostHolding, ServicePost, StudyOffer, StudyPlace
from minsheng.dispatch.operations import NotNow
from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.rights import Actor, Refused
from minsheng.registry import queries as registry
from tests.conftest import NOW, PRESET
from tests.factories import dispatch as helping
from tests.factories.organising import new_study
from tests.own_database import OwnDatabase, side_by_side

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
AREA = "150824100001"
DAY = timedelta(days=1)


def offered(people: People, **changes: Any) -> StudyOffer:
    told = {"teacher": f"post:{ServicePost.objects.get(code='errands').pk}", "area": AREA, **changes}
    return operations.offer_study(study=new_study(NOW, **told), by=people["secretary1"], at=NOW)


def take(offer: StudyOffer, who: Actor) -> StudyPlace:
    return operations.take_study_place(offer_id=offer.pk, by=who, at=NOW)


def came(offer: StudyOffer, who: Actor, people: People) -> None:
    later = NOW + 10 * DAY
    operations.note_who_came(offer_id=offer.pk, came=[who.id], by=people["secretary1"], at=later)


def sent(**told: str) -> dict[str, str]:
    return {"client_id": str(uuid.uuid4()), **told}


def test_n04_a_study_says_for_which_posts_it_is_of_use_and_a_post_where_it_is_taught(people: People) -> None:
    offer, helper = offered(people), people["volunteer2"]
    assert "shopping" not in queries.profile_of(helper).skills  # type: ignore[union-attr]
    shown = queries.study_page(offer.pk, helper, NOW).shown
    assert ("代办跑腿岗", "学会“代购跑腿”，这个岗要“跑腿”") in shown.posts
    to_learn = {one.post.code: one.studies for one in queries.posts_to_learn_for(helper, NOW)}
    assert "学会“代购跑腿”，这个岗要“跑腿”" in {why for _row, why in to_learn["errands"]}
    assert "errands" not in {one.post.code for one in queries.posts_to_learn_for(people["volunteer1"], NOW)}, "he can"
    errands = ServicePost.objects.get(code="errands")
    assert offer.pk in {row.offer.pk for row, _why in queries.studies_for_post(errands, people["secretary1"], NOW)}


def test_n04_of_two_at_once_one_gets_the_last_place(people: People, own_database: OwnDatabase) -> None:
    offer = offered(people, places=1)
    first, second = side_by_side(
        lambda: take(offer, people["volunteer1"]),
        lambda: take(offer, people["volunteer2"]),
    )
    assert sorted(isinstance(one, StudyPlace) for one in (first, second)) == [False, True]
    assert own_database.rows("SELECT count(*) FROM dispatch_studyplace WHERE offer_id = %s", offer.pk) == [(1,)]
    (refused,) = [one for one in (first, second) if isinstance(one, NotNow)]
    assert "名额满了" in str(refused)
    assert "打受理电话" in str(refused), "a refusal says what to do instead"
    rows = StudyPlace.objects.filter(offer=offer)
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyPlace.objects.create(offer=offer, learner_id=people["volunteer3"].id, place=1, asked_at=NOW)
    assert rows.count() == 1


def test_leaving_needs_no_reason_and_leaves_no_trace_of_who(people: People) -> None:
    offer, helper = offered(people, places=1), people["volunteer1"]
    take(offer, helper)
    assert take(offer, helper).pk == StudyPlace.objects.get(offer=offer).pk, "again changes nothing"
    operations.leave_study_place(offer_id=offer.pk, by=helper, at=NOW)
    operations.leave_study_place(offer_id=offer.pk, by=helper, at=NOW)
    assert not StudyPlace.objects.filter(offer=offer).exists()
    told = [one for one in ground.facts_of(offer.pk) if "Place" in one.fact.kind]
    assert [one.fact.kind for one in told] == ["dispatch.StudyPlaceTaken", "dispatch.StudyPlaceLeft"]
    assert [one.by for one in told] == [None, None], "from the log nobody can count who left"
    take(offer, people["volunteer2"])


def test_the_skill_is_his_by_one_press_after_another_noted_that_he_came(people: People) -> None:
    offer, helper, secretary = offered(people), people["volunteer2"], people["secretary1"]
    take(offer, helper)
    with pytest.raises(NotNow, match="还没有记来过"):
        operations.take_skill_over(offer_id=offer.pk, by=helper, at=NOW)
    with pytest.raises(NotNow, match="那一天"):
        operations.note_who_came(offer_id=offer.pk, came=[helper.id], by=secretary, at=NOW + 9 * DAY)
    with pytest.raises(Refused):
        operations.note_who_came(offer_id=offer.pk, came=[helper.id], by=helper, at=NOW + 10 * DAY)
    came(offer, helper, people)
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyPlace.objects.filter(offer=offer).update(came_by=helper.id)
    operations.take_skill_over(offer_id=offer.pk, by=helper, at=NOW + 11 * DAY)
    assert "shopping" in queries.profile_of(helper).skills  # type: ignore[union-attr]
    assert "errands" in {one.post.code for one in queries.posts_for(helper, NOW + 11 * DAY)}


def test_d09_a_learned_skill_that_needs_a_licence_gets_no_licensed_work(people: People) -> None:
    offer, helper = offered(people, skill="electrician"), people["volunteer1"]
    take(offer, helper)
    came(offer, helper, people)
    row = operations.take_skill_over(offer_id=offer.pk, by=helper, at=NOW)
    assert [row.proof, row.proven_on, row.valid_to] == ["", None, None]
    task = helping.plain(people, NOW, area=AREA, skill="electrician")
    with pytest.raises(Refused, match="证书"):
        operations.claim_task(task_id=task.pk, by=helper, at=NOW)


def test_a_licence_that_was_seen_stays_when_the_skill_is_learned_again(people: People) -> None:
    offer, helper, until = offered(people, skill="law"), people["volunteer1"], NOW.date() + 90 * DAY
    operations.prove_licence(
        helper_id=helper.id, skill="law", proof="法律职业资格证", valid_to=until, by=people["secretary1"], at=NOW
    )
    take(offer, helper)
    came(offer, helper, people)
    operations.take_skill_over(offer_id=offer.pk, by=helper, at=NOW)
    assert HelperSkill.objects.get(helper=helper.id, skill="law").valid_to == until


@pytest.mark.usefixtures("clock")
def test_m3_a_helper_without_a_device_learns_by_telephone_alone(people: People, as_person: SignedIn) -> None:
    offer, helper, desk = offered(people), people["volunteer2"], as_person("operator1")
    page = reverse("dispatch:study", args=[offer.pk])
    url = reverse("dispatch:take_study_for", args=[offer.pk])
    assert url in desk.get(page).content.decode()
    assert desk.post(url, sent(helper="布和", words="本人来电，想学")).status_code == 302
    row = StudyPlace.objects.get(offer=offer)
    assert [row.learner_id, row.words, row.noted_by_id] == [helper.id, "本人来电，想学", people["operator1"].id]
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyPlace.objects.filter(pk=row.pk).update(noted_by=helper.id)
    for name, state in (("leave_study_for", False), ("take_study_for", True)):
        told = [offer.pk, helper.id] if name == "leave_study_for" else [offer.pk]
        assert desk.post(reverse(f"dispatch:{name}", args=told), sent(helper="布和", words="来电")).status_code == 302
        assert StudyPlace.objects.filter(offer=offer).exists() is state
    came(offer, helper, people)
    url = reverse("dispatch:take_skill_over_for", args=[offer.pk, helper.id])
    assert url in desk.get(page).content.decode()
    assert desk.post(url, sent()).status_code == 302
    assert "shopping" in queries.profile_of(helper).skills  # type: ignore[union-attr]


@pytest.mark.usefixtures("clock")
def test_whoever_has_a_place_is_told_that_it_is_not_held(
    people: People, as_person: SignedIn, settings: Any, tmp_path: Path
) -> None:
    settings.MINSHENG_TEXTS = f"file:{tmp_path / 'texts.jsonl'}"
    offer, keeper = offered(people), as_person("secretary1")
    with_number = operations.HelperEntry(area=AREA, skills=["phone"], text_number="13800000001")
    operations.set_helper(entry=with_number, by=people["volunteer1"], at=NOW)
    for login in ("volunteer1", "volunteer2"):
        take(offer, people[login])
    url = reverse("dispatch:cancel_study", args=[offer.pk])
    assert keeper.post(url, sent(reason=" ")).status_code == 422, "nobody is turned away without a reason"
    page = keeper.post(url, sent(reason="那天下雪，改到下月"), follow=True).content.decode()
    assert "有 1 个人没有留短信号码" in page
    (text,) = OutgoingText.objects.filter(officer=people["volunteer1"].id)
    assert not any(word in text.text for word in ("代购", "跑腿", "活动室", "何静")), "no personal detail"
    helper = as_person("volunteer2").get(reverse("dispatch:study", args=[offer.pk])).content.decode()
    assert "那天下雪，改到下月" in helper
    url = reverse("dispatch:note_told", args=[offer.pk, people["volunteer2"].id])
    assert url in as_person("operator1").get(reverse("dispatch:study", args=[offer.pk])).content.decode()
    assert as_person("operator1").post(url, sent()).status_code == 302
    assert not StudyPlace.objects.filter(offer=offer, told_at=None).exists()
    with pytest.raises(NotNow, match="不办了"):
        take(offer, people["volunteer3"])


def test_d20_a_post_that_ends_teaches_no_more_and_its_learners_are_told(people: People) -> None:
    opened = operations.NewPost(name="跑腿二岗", duty="跑腿", area=AREA, valid_from=NOW.date())
    post = operations.open_post(post=opened, by=people["secretary1"], at=NOW)
    offer = offered(people, teacher=f"post:{post}")
    before = offered(people, teacher=f"post:{post}", on=NOW.date() + DAY, answer_by=NOW.date())
    take(offer, people["volunteer1"])
    operations.end_post(post_id=post, on=NOW.date() + DAY, by=people["secretary1"], at=NOW)
    offer.refresh_from_db()
    before.refresh_from_db()
    assert [offer.cancelled_at, before.cancelled_at] == [NOW, None]
    assert "撤销" in offer.reason


def test_d20_who_holds_a_post_teaches_what_it_is_about_and_no_other_helper_does(people: People) -> None:
    post, holder = ServicePost.objects.get(code="errands"), people["volunteer1"]
    study = new_study(NOW, f"post:{post.pk}", area=AREA)
    with pytest.raises(Refused):
        operations.offer_study(study=study, by=holder, at=NOW)
    person = registry.person_of_account(holder.id)
    assert person is not None
    PostHolding.objects.create(post=post, person_id=person.pk, valid_from=NOW.date())
    offer = operations.offer_study(study=study, by=holder, at=NOW)
    take(offer, people["volunteer2"])
    page = queries.study_page(offer.pk, holder, NOW)
    assert [one.learner_id for one in page.learners] == [people["volunteer2"].id]
    assert queries.study_page(offer.pk, people["volunteer3"], NOW).learners == (), "other helpers see no names"
    operations.note_who_came(offer_id=offer.pk, came=[people["volunteer2"].id], by=holder, at=NOW + 10 * DAY)
    with pytest.raises(rights.Unseen):
        take(offer, people["secretary2"])


def test_a_month_later_nobody_can_count_who_did_not_come(people: People) -> None:
    offer = offered(people)
    for login in ("volunteer1", "volunteer2"):
        operations.take_study_place_for(
            offer_id=offer.pk, helper_id=people[login].id, words="来电", by=people["operator1"], at=NOW
        )
    came(offer, people["volunteer1"], people)
    assert operations.forget_who_did_not_come(at=NOW + 40 * DAY) == 0
    assert operations.forget_who_did_not_come(at=NOW + 41 * DAY) == 2
    (row,) = StudyPlace.objects.filter(offer=offer)
    assert [row.learner_id, row.words, row.noted_by_id] == [people["volunteer1"].id, "", None]


@pytest.mark.usefixtures("clock")
def test_n04_the_pages_of_a_helper_offer_one_press_each(people: People, as_person: SignedIn) -> None:
    offer, client = offered(people), as_person("volunteer2")
    url = reverse("dispatch:study", args=[offer.pk])
    assert url in client.get(reverse("dispatch:posts_for_me")).content.decode()
    assert url in client.get(reverse("dispatch:studies")).content.decode()
    page = client.post(reverse("dispatch:take_study", args=[offer.pk]), sent(), follow=True).content.decode()
    assert "我不去了" in page
    assert "报了名的人" not in page
    page = client.post(reverse("dispatch:leave_study", args=[offer.pk]), sent(), follow=True).content.decode()
    assert "我要学" in page


@pytest.mark.usefixtures("clock")
def test_the_teacher_offers_and_notes_who_came_on_pages(people: People, as_person: SignedIn) -> None:
    keeper = as_person("secretary1")
    told = sent(teacher="代办跑腿岗", skill="shopping", place="活动室", hours="上午九点", places="3")
    told |= {"on": f"{NOW:%Y-%m-%d}", "answer_by": f"{NOW:%Y-%m-%d}"}
    page = keeper.get(reverse("dispatch:new_study")).content.decode()
    assert "代办跑腿岗" in page
    area = ground.division_names([AREA])[AREA]
    made = keeper.post(reverse("dispatch:new_study"), told | {"area": area})
    assert made.status_code == 302, made.content.decode()[-3000:]
    offer = StudyOffer.objects.get(is_sample=False)
    take(offer, people["volunteer2"])
    url = reverse("dispatch:who_came", args=[offer.pk])
    assert url in keeper.get(reverse("dispatch:study", args=[offer.pk])).content.decode()
    assert "checked" not in keeper.get(url).text.split('name="came"', 1)[1].split("</form>")[0], "nobody beforehand"
    assert keeper.post(url, sent(came=str(people["volunteer2"].id))).status_code == 302
    assert StudyPlace.objects.get(offer=offer).came_at is not None


@pytest.mark.usefixtures("people")
def test_sample_studies_are_marked_and_loaded_once() -> None:
    organisations = {"gov_service": registry.organisation_by_code("gov_service").pk}
    loading_dispatch.load_studies(PRESET, organisations, NOW)
    assert StudyOffer.objects.filter(is_sample=True).count() == 3
