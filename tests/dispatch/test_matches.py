"""Skills and posts: a match says by which words, both sides say yes, licensed skills need their licence."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import PostHolding, PostMatch, ServicePost
from minsheng.dispatch.operations import NotNow
from minsheng.dispatch.rules import posts as rules
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Unseen
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.own_database import OwnDatabase, side_by_side

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
PIECES = ["", "跑", "跑腿", "代购", "代购跑腿", "取药", "聊天", "药聊"]
WORDS = st.sampled_from(PIECES)


def post(code: str) -> ServicePost:
    return ServicePost.objects.get(code=code)


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=6).map("".join))
def test_n04_shared_words_stand_in_the_text_and_explain_it_all(words: list[str], text: str) -> None:
    found = rules.shared_words(words, text)
    assert all(word in words and word in text and len(word) >= 2 for word in found)
    assert bool(found) == any(len(word) >= 2 and word in text for word in words)
    assert not any(one in other for one in found for other in found if one != other)
    assert found == rules.shared_words(reversed(words), text)


def test_n04_a_match_is_explained_by_skill_words_and_a_licence_is_needed(people: People) -> None:
    helper = people["volunteer1"]
    rows = {row.post.code: row.reasons for row in queries.posts_for(helper, NOW)}
    assert rows["errands"] == ("会“代购跑腿”，这个岗要“跑腿”",)
    assert "law" not in rows
    entry = operations.HelperEntry(area="150824100001", skills=["shopping", "law"])
    operations.set_helper(entry=entry, by=helper, at=NOW)
    assert "law" not in {row.post.code for row in queries.posts_for(helper, NOW)}, "nobody saw a licence"
    operations.prove_licence(
        helper_id=helper.id,
        skill="law",
        proof="法律职业资格证",
        valid_to=NOW.date() + timedelta(days=90),
        by=people["secretary1"],
        at=NOW,
    )
    rows = {row.post.code: row.reasons for row in queries.posts_for(helper, NOW)}
    assert rows["law"] == ("会“法律服务”，这个岗要“法律服务、合同、欠薪”",)
    with pytest.raises(NotNow, match="对不上"):
        operations.offer_for_post(post_id=post("grassland").pk, by=helper, at=NOW)


@pytest.mark.parametrize("is_helper_first", [True, False])
def test_n04_he_holds_the_post_when_both_have_said_yes(people: People, *, is_helper_first: bool) -> None:
    helper, keeper, wanted = people["volunteer1"], people["secretary1"], post("errands")

    def offer() -> PostMatch:
        return operations.offer_for_post(post_id=wanted.pk, by=helper, at=NOW)

    def ask() -> PostMatch:
        return operations.ask_for_post(post_id=wanted.pk, helper_id=helper.id, by=keeper, at=NOW)

    first, second = (offer, ask) if is_helper_first else (ask, offer)
    first()
    first()
    assert PostMatch.objects.count() == 1
    assert not PostHolding.objects.filter(post=wanted).exists(), "one side is not enough"
    row = second()
    person = registry.person_of_account(helper.id)
    assert person is not None
    assert PostHolding.objects.get(post=wanted).person_id == person.pk
    assert [one.fact.kind for one in ground.facts_of(row.pk)] == ["dispatch.PostMatched"]
    assert "errands" not in {one.post.code for one in queries.posts_for(helper, NOW)}
    with pytest.raises(IntegrityError), transaction.atomic():
        PostMatch.objects.filter(pk=row.pk).update(helper_agreed_at=None)


def test_n04_saying_no_is_kept_nowhere_and_foreign_helpers_are_not_asked(people: People) -> None:
    helper, wanted = people["volunteer1"], post("errands")
    row = operations.ask_for_post(post_id=wanted.pk, helper_id=helper.id, by=people["secretary1"], at=NOW)
    with pytest.raises(Unseen):
        operations.decline_post(match_id=row.pk, by=people["volunteer2"], at=NOW)
    operations.decline_post(match_id=row.pk, by=helper, at=NOW)
    assert ground.facts_of(row.pk) == []
    with pytest.raises(Unseen):
        operations.ask_for_post(post_id=wanted.pk, helper_id=helper.id, by=people["secretary2"], at=NOW)


def test_n04_of_two_yeses_at_once_one_holding_is_made(people: People, own_database: OwnDatabase) -> None:
    helper, wanted = people["volunteer1"], post("errands").pk
    side_by_side(
        lambda: operations.offer_for_post(post_id=wanted, by=helper, at=NOW),
        lambda: operations.ask_for_post(post_id=wanted, helper_id=helper.id, by=people["secretary1"], at=NOW),
    )
    assert PostHolding.objects.filter(post=wanted).count() == 1


@pytest.mark.usefixtures("clock")
def test_n04_both_sides_press_their_button(people: People, as_person: SignedIn) -> None:
    helper, wanted = people["volunteer1"], post("errands")
    client, keeper = as_person("volunteer1"), as_person("secretary1")
    assert "这个岗要“跑腿”" in client.get(reverse("dispatch:posts_for_me")).content.decode()
    url = reverse("dispatch:offer_for_post", args=[wanted.pk])
    page = client.post(url, {"client_id": str(uuid.uuid4())}, follow=True).content.decode()
    assert "等管理岗位的人同意" in page
    page = keeper.get(reverse("dispatch:post", args=[wanted.pk])).content.decode()
    assert "他愿意，同意上岗" in page
    url = reverse("dispatch:ask_for_post", args=[wanted.pk, helper.id])
    page = keeper.post(url, {"client_id": str(uuid.uuid4())}, follow=True).content.decode()
    assert "已上岗" in page
    refused = keeper.post(url, {"client_id": str(uuid.uuid4())})
    assert [refused.status_code, "已经在岗" in refused.content.decode()] == [422, True]
