"""Four-role chains, and the register of sixteen promises."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.catalogue import operations, queries
from minsheng.catalogue.models import Commitment, CommitmentRating, CommitmentRegister, Evidence, FourRoleChain
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry

CODE = "staff-care"
People = dict[str, Actor]


def organisation(code: str) -> uuid.UUID:
    return registry.organisation_by_code(code).pk


def slot(number: int) -> Commitment:
    return Commitment.objects.get(register__code=CODE, slot=number)


# D05


def test_d05_each_base_names_lead_guide_members_and_beneficiaries(client: Client, db: None, now: datetime) -> None:
    rows = queries.chains_on(now.date())
    assert len(rows) == 11
    for row in rows:
        assert row.lead.kind == "party_committee"
        assert row.guide.kind == "branch"
        assert row.guide.parent_id == row.lead_id
        assert row.members
        assert row.beneficiaries
    page = client.get(reverse("catalogue:chains")).content.decode()
    assert all(row.base_name in page for row in rows)


@pytest.mark.parametrize("column", ["lead", "guide"])
def test_d05_no_role_may_be_empty(db: None, column: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        FourRoleChain.objects.update(**{column: None})


@pytest.mark.parametrize("column", ["members", "beneficiaries", "base_name"])
def test_d05_no_words_may_be_missing(db: None, column: str) -> None:
    with pytest.raises(IntegrityError, match="chain_names_all_four"), transaction.atomic():
        FourRoleChain.objects.update(**{column: ""})


def test_d05_a_new_chain_ends_the_one_before(db: None, now: datetime) -> None:
    chain = FourRoleChain.objects.get(code="b01")
    values = {
        "base_name": chain.base_name,
        "area_id": chain.area_id,
        "lead_id": chain.lead_id,
        "guide_id": organisation("branch_150824100002"),
        "members": "甲",
        "beneficiaries": "乙",
    }
    operations.set_chain(code="b01", valid_from=date(2026, 7, 1), values=values, at=now)
    guides = [
        next(row.guide_id for row in queries.chains_on(on) if row.code == "b01")
        for on in (date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert guides == [chain.guide_id, values["guide_id"]]


# N15


def test_n15_the_register_has_exactly_sixteen_slots(db: None) -> None:
    register = CommitmentRegister.objects.get(code=CODE)
    assert sorted(register.commitments.values_list("slot", flat=True)) == list(range(1, 17))
    with pytest.raises(DatabaseError, match="no more slots"), transaction.atomic():
        Commitment.objects.create(register=register, slot=17)
    with pytest.raises(IntegrityError, match="slot_is_there_once"), transaction.atomic():
        Commitment.objects.create(register=register, slot=16)
    with pytest.raises(DatabaseError, match="slots_stay"), transaction.atomic():
        Commitment.objects.filter(register=register, slot=16).delete()


@pytest.mark.parametrize("column", ["owner", "due_on"])
def test_n15_a_promise_needs_owner_and_due_date(db: None, column: str) -> None:
    with pytest.raises(IntegrityError, match="commitment_needs_owner_and_due_date"), transaction.atomic():
        Commitment.objects.filter(pk=slot(1).pk).update(**{column: None})


def test_n15_an_empty_slot_is_visible(as_person: Callable[[str], Client]) -> None:
    page = as_person("operator1").get(reverse("catalogue:register", args=[CODE])).content.decode()
    assert "共 16 项，已写明 13 项" in page
    assert page.count("（空着，还没有承诺）") == 3


def test_n15_filling_a_slot_and_its_evidence(people: People, now: datetime) -> None:
    empty = slot(16)
    told = {
        "commitment_id": empty.pk,
        "measure": "夏天发防暑用品",
        "owner_id": organisation("gov_office"),
        "owner_name": "段国栋",
        "due_on": date(2026, 7, 1),
    }
    with pytest.raises(Refused):
        operations.set_commitment(**told, by=people["operator1"], at=now)  # type: ignore[arg-type] # told fits
    with pytest.raises(ValueError, match="还没有写措施"):
        operations.add_evidence(commitment_id=empty.pk, words="发了", by=people["list1"], at=now)
    operations.set_commitment(**told, by=people["list1"], at=now)  # type: ignore[arg-type] # told fits
    with pytest.raises(Refused):
        operations.add_evidence(commitment_id=empty.pk, words="发了", by=people["operator1"], at=now)
    made = operations.add_evidence(commitment_id=empty.pk, words="7月1日发了", by=people["supervisor1"], at=now)
    kinds = [one.fact.kind for one in ground.facts_of(empty.pk)]
    assert kinds == ["catalogue.CommitmentMade", "catalogue.EvidenceAdded"]
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Evidence.objects.filter(pk=made.pk).update(words="别的")


def test_n15_those_served_rate_and_few_answers_stay_hidden(people: People, now: datetime) -> None:
    served = organisation("hotline")
    raters = [people[login] for login in ("operator1", "operator2", "verifier1", "verifier2", "bank1")]
    for rater in raters[2:]:
        person = registry.person_of_account(rater.id)
        assert person is not None
        registry_operations.join_organisation(
            person_id=person.pk, organisation_id=served, role="staff", valid_from=date(2024, 1, 1)
        )
    for count, rater in enumerate(raters, start=1):
        operations.rate_commitment(commitment_id=slot(1).pk, answer="done", by=rater, at=now)
        operations.rate_commitment(commitment_id=slot(1).pk, answer="partly", by=rater, at=now)
        (shown,) = [one for one in queries.register_shown(CODE, raters[0], now).slots if one.commitment.slot == 1]
        assert shown.answer_count == count
        assert (shown.answers is None) == (count < 5)
    assert dict(shown.answers or ()) == {"做到了": 0, "做到一部分": 5, "没做到": 0, "不清楚": 0}


def test_n15_nobody_can_see_who_answered(people: People, now: datetime) -> None:
    before = len(ground.facts_of(slot(1).pk))
    operations.rate_commitment(commitment_id=slot(1).pk, answer="not_done", by=people["operator1"], at=now)
    rating = CommitmentRating.objects.get()
    stored = bytes(rating.rater_index)
    assert people["operator1"].id.bytes not in stored
    assert len(stored) == 32
    assert rating.rated_on == now.date().replace(day=1)
    assert len(ground.facts_of(slot(1).pk)) == before


def test_n15_a_rating_leaves_no_trace_in_the_memory_of_requests(as_person: Callable[[str], Client]) -> None:
    from minsheng.foundation.models import Answer

    before = Answer.objects.count()
    address = reverse("catalogue:rate", args=[slot(1).pk])
    sent = {"answer": "done", "client_id": str(uuid.uuid4())}
    assert as_person("operator1").post(address, sent).status_code == 302
    assert Answer.objects.count() == before


@pytest.mark.parametrize(("login", "number"), [("supervisor1", 2), ("list1", 1), ("admin1", 1), ("operator1", 4)])
def test_n15_only_those_served_rate_and_never_their_own_promise(
    people: People, now: datetime, login: str, number: int
) -> None:
    with pytest.raises((Refused, Unseen)):
        operations.rate_commitment(commitment_id=slot(number).pk, answer="done", by=people[login], at=now)
    assert not CommitmentRating.objects.exists()


def test_a_register_of_another_area_is_not_seen(
    people: People, as_person: Callable[[str], Client], now: datetime
) -> None:
    for login in ("list9", "operator9", "secretary1"):
        assert queries.registers(people[login], now.date()) == []
        with pytest.raises(Unseen):
            operations.add_evidence(commitment_id=slot(1).pk, words="甲", by=people[login], at=now)
    client = as_person("list9")
    assert client.get(reverse("catalogue:register", args=[CODE])).status_code == 404
    assert client.get(reverse("catalogue:commitment", args=[slot(1).pk])).status_code == 404
    sent = {"measure": "甲", "owner": "政府办", "owner_name": "乙", "due_on": "2099-01-01"}
    assert client.post(reverse("catalogue:set_commitment", args=[slot(1).pk]), sent).status_code == 404


def test_n15_the_pages_of_a_promise(as_person: Callable[[str], Client]) -> None:
    keeper, address = as_person("list1"), reverse("catalogue:commitment", args=[slot(14).pk])
    assert "空着也公开" in keeper.get(address).content.decode()
    sent = {"measure": "甲", "owner": "政府办", "owner_name": "乙", "due_on": "2020-01-01"}
    assert keeper.post(reverse("catalogue:set_commitment", args=[slot(14).pk]), sent).status_code == 302
    page = keeper.get(address).content.decode()
    assert "超时" in page
    assert "这一项做到了吗" not in page
    assert keeper.post(reverse("catalogue:add_evidence", args=[slot(14).pk]), {"words": "做了"}).status_code == 302
    assert "超时" not in keeper.get(address).content.decode()


def test_n15_the_register_costs_the_same_however_full(people: People, now: datetime, queries_made: list[str]) -> None:
    queries.register_shown(CODE, people["list1"], now)
    queries_made.clear()
    queries.register_shown(CODE, people["list1"], now)
    first = len(queries_made)
    for number in range(1, 11):
        at = now + timedelta(minutes=number)
        operations.add_evidence(commitment_id=slot(number).pk, words="做了", by=people["list1"], at=at)
    queries_made.clear()
    queries.register_shown(CODE, people["list1"], now)
    assert len(queries_made) == first
