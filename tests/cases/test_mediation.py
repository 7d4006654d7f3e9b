"""Mediation: for the mediator alone; for everybody else a bounded count. No field for ethnicity anywhere."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, Mediation
from minsheng.foundation import operations as ground
from minsheng.foundation import queries as facts_told
from minsheng.foundation.rights import Actor, Refused, Unseen, actor_of
from tests.conftest import NOW
from tests.factories import cases as making

People = dict[str, Actor]
DISPUTE = operations.Dispute("铜铃鸟有福", "铜铃鸟有才", "铜铃鸟院墙")


def mediated(people: People) -> Mediation:
    return operations.open_mediation(area=making.TOWN, dispute=DISPUTE, by=people["secretary1"], at=NOW)


def end(made: Mediation, by: Actor, outcome: rules.MediationOutcome, agreement: str = "") -> None:
    operations.end_mediation(mediation_id=made.pk, outcome=outcome, agreement=agreement, by=by, at=NOW)


def test_d27_is_invisible_to_everybody_but_its_mediator(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    made = mediated(people)
    address = reverse("cases:mediation", args=[made.pk])
    assert "铜铃鸟院墙" in as_person("secretary1").get(address).content.decode()
    assert as_person("secretary2").get(address).status_code == 404
    for login in ("operator1", "supervisor1", "auditor1", "admin1"):
        assert as_person(login).get(address).status_code in {403, 404}, login
    with pytest.raises(Unseen):
        end(made, people["secretary2"], rules.MediationOutcome.WITHDRAWN)
    with pytest.raises(Refused):
        operations.open_mediation(area=making.TOWN, dispute=DISPUTE, by=people["operator1"], at=NOW)
    assert not Case.objects.exists(), "it is no case: no list, search, export, limit or figure of cases holds it"
    with connection.cursor() as cursor:
        cursor.execute("SELECT area, body::text FROM foundation_fact WHERE kind LIKE 'cases.Mediation%'")
        assert cursor.fetchall() == [("150824", "{}")], "what is told is that there was one, in the banner"
        cursor.execute("SELECT sealed FROM cases_mediation")
        assert "铜铃鸟".encode() not in bytes(cursor.fetchone()[0])


def test_d27_an_agreement_is_written_down_once_and_printed(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    secretary, made = as_person("secretary1"), mediated(people)
    address = reverse("cases:mediation", args=[made.pk])
    told = {"outcome": "agreed", "agreement": "", "client_id": str(uuid.uuid4())}
    assert secretary.post(address, told).status_code == 422
    told |= {"agreement": "墙往西挪半米，两家各出一半钱。", "client_id": str(uuid.uuid4())}
    page = secretary.post(address, told, follow=True).content.decode()
    assert "墙往西挪半米" in page
    assert "铜铃鸟有才：____________" in page
    with pytest.raises(rules.NotNow):
        end(made, people["secretary1"], rules.MediationOutcome.WITHDRAWN)


def test_d27_a_mediation_is_handed_over_with_a_reason_and_one_left_behind_is_given_unread(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    first, second = people["secretary1"], people["secretary2"]
    ground.grant_role(account_id=second.id, role="secretary", area=making.TOWN, valid_from=NOW.date())
    second = actor_of(second.id, second.name, NOW.date())
    made = mediated(people)

    def hand_over(to: Actor, reason: str) -> None:
        operations.hand_over_mediation(mediation_id=made.pk, to=to.id, reason=reason, by=first, at=NOW)

    with pytest.raises(ValueError, match="为什么"):
        hand_over(second, " ")
    with pytest.raises(ValueError, match="另一位调解人"):
        hand_over(people["operator1"], "调动")
    hand_over(second, "调到别处")
    with pytest.raises(Unseen):
        queries.own_mediation(made.pk, first)
    assert queries.own_mediation(made.pk, second).handovers == (f"2026-06-03 由{first.name}交接：调到别处",)
    assert queries.left_mediators(people["admin1"], NOW) == []
    ground.set_active(account_id=second.id, is_active=False)
    page = as_person("admin1").get(reverse("cases:hand_over_left", args=[second.id])).content.decode()
    assert first.name in page
    assert "铜铃鸟" not in page

    def give_left(by: Actor) -> int:
        return operations.hand_over_left_mediations(mediator_id=second.id, to=first.id, reason="离职", by=by, at=NOW)

    with pytest.raises(Unseen):
        give_left(people["operator1"])
    assert give_left(people["admin1"]) == 1
    assert queries.own_mediation(made.pk, first).dispute == DISPUTE
    told = [one.fact.kind for one in facts_told.facts_of(made.pk)]
    assert told == ["cases.MediationOpened", "cases.MediationHandedOver", "cases.MediationHandedOver"]


def test_d27_others_learn_a_count_of_the_banner_bounded_below_ten(people: People) -> None:
    for _ in range(9):
        end(mediated(people), people["secretary1"], rules.MediationOutcome.WITHDRAWN)
    later = NOW + timedelta(days=40)
    counts = queries.mediation_counts(people["supervisor1"], later)
    assert {(one.count, one.is_exact) for one in counts} == {(10, False)}, "nine look like none"
    end(mediated(people), people["secretary1"], rules.MediationOutcome.WITHDRAWN)
    june = next(one for one in queries.mediation_counts(people["supervisor1"], later) if one.month.month == 6)
    assert (june.count, june.is_exact) == (10, True)
    assert queries.mediation_counts(people["supervisor1"], NOW)[0].month.month == 5, "no month that still runs"
    assert queries.mediation_counts(people["secretary1"], later) == [], "never of a community"


@given(st.integers(0, 500))
def test_a_bound_never_says_which_small_number_it_was(count: int) -> None:
    said, is_exact = rules.bounded(count)
    assert (said == count) if is_exact else (count < said == rules.bounded(0)[0])


def test_d27_no_field_for_ethnicity_religion_or_belief_anywhere() -> None:
    forbidden = re.compile(r"ethnic|nationalit|religio|belief|minzu|zongjiao|民族|宗教|信仰")
    fields = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if model.__module__.startswith("minsheng.") and forbidden.search(field.name)
    ]
    assert fields == []
