"""Dual check-in: two memberships, an hour counts once. Required acts are capped, elective ones are not."""

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

from minsheng.cases import operations as cases
from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import ActDone, CheckIn, RequiredAct
from minsheng.dispatch.rules import acts
from minsheng.foundation.rights import Actor, Unseen
from minsheng.registry import queries as registry
from minsheng.registry.models import Membership
from tests.conftest import NOW
from tests.factories import dispatch as helping
from tests.own_database import OwnDatabase, side_by_side

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
ON = NOW.date()
AREA = "150824100001"


def code(name: str) -> uuid.UUID:
    return registry.organisation_by_code(name).pk


def report(people: People, login: str, unit: str) -> uuid.UUID:
    """A helper of the banner reports to the community, as a member of a unit."""
    person = registry.person_of_account(people[login].id)
    assert person is not None
    operations.check_in_member(
        person_id=person.pk,
        unit_id=code(unit),
        community_id=code("comm_150824100001"),
        valid_from=ON,
        by=people["secretary1"],
        at=NOW,
    )
    return person.pk


@pytest.mark.usefixtures("clock")
def test_e01_one_unit_and_one_member_have_reported_once_however_often(people: People, as_person: SignedIn) -> None:
    client = as_person("secretary1")
    for _ in range(2):
        sent = {
            "client_id": str(uuid.uuid4()),
            "unit": "住建局",
            "community": "乌兰大街社区",
            "valid_from": "2026-06-03",
        }
        assert client.post(reverse("dispatch:check_in_unit"), sent).status_code == 302
        sent |= {"client_id": str(uuid.uuid4()), "person": "王建国"}
        assert client.post(reverse("dispatch:check_in_member"), sent).status_code == 302
    unit = CheckIn.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.create(unit_id=unit.unit_id, community_id=unit.community_id, valid_from=ON + timedelta(days=3))
    member = registry.person_id_for_phone("0478-5560005")
    held = Membership.objects.filter(person=member).exclude(organisation__kind="volunteer_team")
    assert sorted(held.values_list("organisation__code", "role")) == [
        ("comm_150824100001", "dual_member"),
        ("housing", "party_member"),
    ]
    page = client.get(reverse("dispatch:check_ins")).content.decode()
    assert "住建局" in page
    with pytest.raises(Unseen):
        operations.end_check_in(check_in_id=unit.pk, on=ON, by=people["secretary2"], at=NOW)
    operations.end_check_in(check_in_id=unit.pk, on=ON, by=people["secretary1"], at=NOW)
    assert queries.check_ins(people["secretary1"], ON + timedelta(days=1)) == []


def test_e01_an_hour_served_counts_once_and_when_the_other_side_confirmed_it(people: People) -> None:
    person = report(people, "volunteer1", "housing")
    operations.check_in_member(
        person_id=person,
        unit_id=code("water"),
        community_id=code("comm_150824100001"),
        valid_from=ON,
        by=people["secretary1"],
        at=NOW,
    )
    case, task = helping.shared(people, NOW, area=AREA)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    operations.finish_task(task_id=task.pk, report=helping.done(minutes=60), by=people["volunteer1"], at=NOW)
    before = queries.reported(people["secretary1"], NOW)
    assert [before.minutes, before.waiting_minutes] == [0, 60]
    cases.verify_case(
        case_id=case.pk, outcome=cases.Outcome.MET, asked="self", words="来过了", by=people["verifier1"], at=NOW
    )
    shown = queries.reported(people["secretary1"], NOW)
    assert [shown.persons, shown.minutes, shown.waiting_minutes] == [1, 60, 0]
    served = [(row.unit, row.minutes) for row in shown.units]
    assert ("住建局", 60) in served
    assert sum(minutes for _, minutes in served) > shown.minutes, "of two units, counted once in the whole"


@given(st.lists(st.sampled_from(["15", "1508", "150824", "150824100", "150824100001", "150824200"]), max_size=8))
def test_d15_the_heaviest_year_is_that_of_some_area(areas: list[str]) -> None:
    brute = max((sum(1 for other in areas if area.startswith(other)) for area in areas), default=0)
    assert acts.heaviest(areas) == brute
    assert acts.heaviest(areas) <= acts.heaviest([*areas, "150824"]), "one more never makes it lighter"


def test_d15_required_acts_are_capped_over_the_areas_and_are_no_hours(people: People) -> None:
    secretary, helper = people["secretary1"], people["volunteer1"]
    assert len(queries.own_acts(helper, ON.year).required) == 3, "two of the banner, one of the town"
    act = operations.set_required_act(area=AREA, title="巡查一次", by=secretary, at=NOW)
    again = operations.set_required_act(area=AREA, title="巡查一次", by=secretary, at=NOW)
    assert act.pk == again.pk
    with pytest.raises(ValueError, match="一年最多4项"):
        operations.set_required_act(area=AREA, title="再来一项", by=secretary, at=NOW)
    with pytest.raises(ValueError, match="一年最多4项"):
        operations.set_required_act(area="150824", title="全旗一项", by=people["organiser1"], at=NOW)
    for _ in range(2):
        operations.do_required_act(act_id=act.pk, by=helper, at=NOW)
    assert ActDone.objects.count() == 1
    with pytest.raises(Unseen):
        operations.do_required_act(act_id=act.pk, by=people["volunteer3"], at=NOW)
    report(people, "volunteer1", "housing")
    assert queries.reported(secretary, NOW).minutes == 0, "a duty has no hours"
    operations.withdraw_required_act(act_id=act.pk, by=secretary, at=NOW)
    operations.set_required_act(area=AREA, title="再来一项", by=secretary, at=NOW)


def test_d15_of_two_that_are_set_at_once_the_cap_holds(people: People, own_database: OwnDatabase) -> None:
    def act(title: str) -> Callable[[], RequiredAct]:
        return lambda: operations.set_required_act(area=AREA, title=title, by=people["secretary1"], at=NOW)

    found = side_by_side(act("甲"), act("乙"))
    assert sum(isinstance(one, RequiredAct) for one in found) == 1
    assert RequiredAct.objects.filter(area=AREA).count() == 1


@pytest.mark.usefixtures("clock")
def test_d15_elective_acts_are_unlimited_and_seen_by_oneself_only(people: People, as_person: SignedIn) -> None:
    helper = people["volunteer1"]
    for _ in range(6):
        task = helping.plain(people, NOW, area=AREA)
        operations.claim_task(task_id=task.pk, by=helper, at=NOW)
        operations.finish_task(task_id=task.pk, report=helping.done(), by=helper, at=NOW)
    page = as_person("volunteer1").get(reverse("dispatch:own_acts")).content.decode()
    assert "您做了 6 件" in page
    assert "不排名，不扣分" in page
    page = as_person("secretary1").get(reverse("dispatch:required_acts")).content.decode()
    assert "何静" not in page
