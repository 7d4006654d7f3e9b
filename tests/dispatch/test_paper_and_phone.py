"""A helper without a device: claims by phone in his words, signs on paper; a keyed sheet is one act."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.dispatch import facts, operations, queries
from minsheng.dispatch.models import Claim, PushRule, ServicePost, SignInSheet
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.factories import dispatch as helping

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
AREA = "150824100001"
pytestmark = pytest.mark.usefixtures("clock")


def test_m3_a_helper_who_phones_claims_and_his_words_are_kept(people: People, as_person: SignedIn) -> None:
    task, desk = helping.plain(people, NOW, area=AREA), as_person("operator1")
    url = reverse("dispatch:claim_for", args=[task.pk])
    assert url in desk.get(reverse("dispatch:phone_pool")).content.decode()
    sent = {"client_id": str(uuid.uuid4()), "helper": "何静", "words": "后天上午我去"}
    assert desk.post(url, sent).status_code == 302
    claim = Claim.objects.get(task=task)
    assert [claim.helper_id, claim.words, claim.noted_by_id] == [
        people["volunteer1"].id,
        "后天上午我去",
        people["operator1"].id,
    ]
    assert [one.id for one in queries.tasks_held(people["volunteer1"], NOW)] == [task.pk]
    (told,) = [one.fact for one in ground.facts_of(task.pk) if isinstance(one.fact, facts.Claimed)]
    assert told.helper == people["volunteer1"].id
    with pytest.raises(operations.NotNow):
        operations.claim_for(
            task_id=task.pk, helper_id=people["volunteer2"].id, words="我去", by=people["operator1"], at=NOW
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(noted_by=people["volunteer1"].id)
    back = reverse("dispatch:release_for", args=[task.pk, people["volunteer1"].id])
    assert back in desk.get(reverse("dispatch:phone_pool")).content.decode()
    assert desk.post(back, {"client_id": str(uuid.uuid4())}).status_code == 302
    assert queries.tasks_held(people["volunteer1"], NOW) == []
    ended = [one for one in ground.facts_of(task.pk) if isinstance(one.fact, facts.ClaimEnded)]
    assert [one.by for one in ended] == [None], "nobody can count who gave back"


def test_a_claim_by_phone_keeps_the_rules_of_a_claim(people: People) -> None:
    task, licensed = helping.plain(people, NOW, area=AREA), helping.plain(people, NOW, area=AREA, skill="electrician")

    def claim(one: uuid.UUID, helper: str, by: str, words: str = "我去") -> Claim:
        return operations.claim_for(task_id=one, helper_id=people[helper].id, words=words, by=people[by], at=NOW)

    with pytest.raises(Refused, match="证书"):
        claim(licensed.pk, "volunteer1", "operator1")
    for by in ("secretary2", "volunteer2", "admin1"):
        with pytest.raises(Unseen):
            claim(task.pk, "volunteer1", by)
    for helper, words in (("bank1", "我去"), ("volunteer1", " ")):
        with pytest.raises(ValueError, match="志愿者"):
            claim(task.pk, helper, "operator1", words)


def test_m3_a_sign_in_sheet_is_keyed_as_one_act_and_gives_no_hours(people: People, as_person: SignedIn) -> None:
    secretary, team = as_person("secretary1"), registry.organisation_by_code("team_150824100001").pk
    page = secretary.get(reverse("dispatch:team_sheet", args=[team])).content.decode()
    assert "data:image/svg+xml" in page
    assert "large-print" in page
    roll = queries.roll_of_team(team, people["secretary1"], NOW)
    assert len(roll.people) >= 2
    url, sent = reverse("dispatch:key_team_sheet", args=[team]), {"client_id": str(uuid.uuid4()), "what": "学习"}
    assert secretary.post(url, {**sent, "on": "2026-06-03"}).status_code == 422, "nobody came"
    sent |= {"client_id": str(uuid.uuid4()), "on": f"{NOW:%Y-%m-%d}"}
    for _again in range(2):
        assert secretary.post(url, {**sent, "came": [str(key) for key, _ in roll.people[:2]]}).status_code == 302
    sheet = SignInSheet.objects.get()
    assert sheet.signed.count() == 2
    (told,) = [one.fact for one in ground.facts_of(sheet.pk)]
    assert isinstance(told, facts.SignInKeyed)
    assert told.persons.value == 2
    assert "学习：2 人" in secretary.get(reverse("dispatch:team_sheet", args=[team])).content.decode()
    stranger = operations.NewSheet(id=uuid.uuid4(), what="学习", on=NOW.date(), came=[uuid.uuid4()], team_id=team)
    with pytest.raises(ValueError, match="不在这张签到单上"):
        operations.key_sign_in(sheet=stranger, by=people["secretary1"], at=NOW)


def test_who_sees_no_names_is_told_why_a_roll_is_empty_and_who_can(people: People, as_person: SignedIn) -> None:
    team, post = registry.organisation_by_code("team_150824100001").pk, ServicePost.objects.get(name="安全生产岗").pk
    officer, secretary = as_person("organiser1"), as_person("secretary1")
    for name in ("dispatch:team_sheet", "dispatch:key_team_sheet"):
        told = officer.get(reverse(name, args=[team])).content.decode()
        assert "看不到人员姓名" in told
        assert f"请{people['secretary1'].name}" in told
        assert "看不到人员姓名" not in secretary.get(reverse(name, args=[team])).content.decode()
    assert 'name="came"' not in officer.get(reverse("dispatch:key_team_sheet", args=[team])).content.decode()
    everywhere = officer.get(reverse("dispatch:post_sheet", args=[post])).content.decode()
    assert "请各村（社区）书记打印、录入" in everywhere, "a post of the whole banner: nobody there does both"
    person = registry.person_id_for_phone("0478-5560005")
    assert person is not None
    operations.take_post(post_id=post, person_id=person, valid_from=NOW.date(), by=people["secretary1"], at=NOW)
    key = reverse("dispatch:key_post_sheet", args=[post])
    (signed,) = [one for one, _name in queries.roll_of_post(post, people["secretary1"], NOW).people]
    sent = {"client_id": str(uuid.uuid4()), "what": "查用电", "on": f"{NOW:%Y-%m-%d}", "came": [str(signed)]}
    assert secretary.post(key, sent).status_code == 302, "he keys the people of his own village"


def test_how_long_a_phone_keeps_visits_is_a_parameter(people: People, as_person: SignedIn) -> None:
    visits = reverse("dispatch:field_visits")
    assert as_person("volunteer1").get(visits).json()["keep_hours"] == 72
    operations.set_push_rule(area="150824100", push=operations.Push(offline_hours=24))
    assert as_person("volunteer1").get(visits).json()["keep_hours"] == 24
    with pytest.raises(IntegrityError), transaction.atomic():
        PushRule.objects.filter(area="150824100").update(claim_hours=24)
