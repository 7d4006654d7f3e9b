"""Unclear duties: raised by a case or by hand, spoken on, decided by an arbiter, drafted, told."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations as cases
from minsheng.catalogue import operations, queries
from minsheng.catalogue.models import DecisionNotice, DraftItem, UnclearItem
from minsheng.foundation import queries as ground
from minsheng.foundation import worktime
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.registry import queries as registry
from tests.factories import cases as making

HOME = "150824"
TOWN = "150824203"
VILLAGE = "150824203201"
People = dict[str, Actor]


def organisation(code: str) -> uuid.UUID:
    return registry.organisation_by_code(code).pk


@pytest.fixture
def asked(people: People, now: datetime) -> UnclearItem:
    return operations.ask_who_leads(
        title="牧道上的过水桥谁修",
        evidence="交通局5月3日回函说不属农村公路；水利局5月8日回函说不属水利设施。",
        area=VILLAGE,
        organisation_id=organisation("town_150824203"),
        by=people["town1"],
        at=now,
    )


def decide(item: UnclearItem, by: Actor, at: datetime, lead: str = "transport") -> DraftItem:
    return operations.decide_lead(
        item_id=item.pk,
        lead_id=organisation(lead),
        co_ids=(organisation("water"),),
        reason="桥在通行路线上，按通行功能归口。",
        by=by,
        at=at,
    )


def test_h14_a_case_handed_back_twice_is_raised_by_itself(people: People, now: datetime) -> None:
    voice = cases.NewVoice(words="村里盖房谁管", channel="phone", heard_at=now, area=VILLAGE)
    triage = cases.Triage(category="housing.village_building", lead=organisation("housing"))
    case = cases.open_case(voice=voice, by=people["operator1"], at=now, triage=triage)
    for round_ in (1, 2):
        at = now + timedelta(hours=round_)
        making.handed_back(people, case, at, proposed_lead=organisation("civil"))
        assert UnclearItem.objects.filter(about_case=case.pk).count() == round_ - 1
        if round_ == 1:
            cases.triage_case(case_id=case.pk, triage=triage, by=people["operator1"], at=at)
            cases.assign_case(case_id=case.pk, by=people["operator1"], at=at)
    item = UnclearItem.objects.get(about_case=case.pk)
    assert (item.bounces, item.category_id, item.area_id) == (2, "housing.village_building", VILLAGE)
    assert item.due_at is not None
    assert item.raised_by is None
    assert "盖房谁管" not in item.title, "nobody's words go into the list of duties"


def test_h14_a_township_asks_by_hand_with_evidence_and_the_clock_runs(
    asked: UnclearItem, people: People, now: datetime
) -> None:
    due = ground.work_calendar().due(now, 10, worktime.LimitUnit("working_days"))
    assert (asked.due_at, tuple(asked.due_lines)) == (due.at, due.lines)
    assert [fact.fact.kind for fact in ground.facts_of(asked.pk)] == ["catalogue.UnclearItemRaised"]
    (line,) = queries.unclear_items(people["arbiter1"], due.at + timedelta(minutes=1), settled=False)
    assert (line.title, line.is_late) == ("牧道上的过水桥谁修", True)
    (line,) = queries.unclear_items(people["arbiter1"], due.at, settled=False)
    assert not line.is_late


def test_h14_the_limit_is_the_banners_own(people: People, now: datetime) -> None:
    operations.set_arbitration_limit(area=HOME, amount=3, unit="calendar_days", is_sample=True)
    item = operations.ask_who_leads(
        title="甲",
        evidence="乙",
        area=VILLAGE,
        organisation_id=organisation("town_150824203"),
        by=people["town1"],
        at=now,
    )
    assert item.due_at == ground.work_calendar().due(now, 3, worktime.LimitUnit("calendar_days")).at


def test_a_year_without_calendar_stops_no_hand_back(people: People) -> None:
    at = datetime.fromisoformat("2027-12-30T10:00:00+08:00")
    operations.raise_unclear_item(case_id=uuid.uuid4(), category=None, area=VILLAGE, bounces=2, by=None, at=at)
    item = UnclearItem.objects.get()
    assert item.due_at is None
    assert "工作日历" in item.due_lines[0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"evidence": " "}, ValueError),
        ({"evidence": "他的卡号是 6222021234567890128"}, ValueError),
        ({"area": "150422100"}, Refused),
        ({"organisation_id": uuid.uuid4()}, Refused),
    ],
)
def test_h14_asking_needs_evidence_an_own_area_and_an_own_organisation(
    people: People, now: datetime, change: dict[str, object], problem: type[Exception]
) -> None:
    told: dict[str, object] = {
        "title": "甲",
        "evidence": "乙",
        "area": VILLAGE,
        "organisation_id": organisation("town_150824203"),
    }
    with pytest.raises(problem):
        operations.ask_who_leads(**{**told, **change}, by=people["town1"], at=now)  # type: ignore[arg-type] # some are wrong on purpose
    assert not UnclearItem.objects.exists()


def test_an_organisation_speaks_once_and_may_change_its_mind(asked: UnclearItem, people: People, now: datetime) -> None:
    for lead in ("water", "transport"):
        operations.propose_lead(
            item_id=asked.pk, lead_id=organisation(lead), reason="有文件", by=people["housing1"], at=now
        )
    (opinion,) = queries.unclear_shown(asked.pk, people["town1"], now).opinions
    assert (opinion.organisation, opinion.lead) == ("住建局", "交通运输局")


def test_h15_a_decision_becomes_a_line_of_the_draft_and_is_owed_to_all(
    asked: UnclearItem, people: People, now: datetime
) -> None:
    operations.propose_lead(
        item_id=asked.pk, lead_id=organisation("water"), reason="有文件", by=people["housing1"], at=now
    )
    line = decide(asked, people["arbiter1"], now)
    assert (line.number, line.lead_id, line.co_ids) == (223, organisation("transport"), [organisation("water")])
    assert line.draft.items.count() == 223
    assert "包文龙" in line.legal_basis
    gaps = queries.drafted(line.draft, now.date()).gaps
    assert {gap.number for gap in gaps} == {223}, "the keeper completes it before it is published"
    assert 223 not in {row.number for row in queries.items_in_force(now.date(), HOME)}
    owed = {one.organisation.code for one in DecisionNotice.objects.filter(item=asked)}
    assert owed == {"town_150824203", "housing", "water", "transport", "hotline"}
    decided = [one.fact for one in ground.facts_of(asked.pk)][-1]
    assert (decided.kind, decided.is_late) == ("catalogue.UnclearItemDecided", False)  # type: ignore[attr-defined] # its own field
    with pytest.raises(ValueError, match="已经裁定"):
        decide(asked, people["arbiter1"], now)


def test_a_decision_joins_the_draft_that_is_open(asked: UnclearItem, people: People, now: datetime) -> None:
    draft = operations.begin_draft(area=HOME, name="在改", by=people["list1"], at=now)
    assert decide(asked, people["arbiter1"], now).draft_id == draft.pk


def test_the_arbiter_is_no_party(asked: UnclearItem, people: People, now: datetime) -> None:
    with pytest.raises(Refused, match="不是当事单位"):
        decide(asked, people["arbiter1"], now, lead="staffing")
    with pytest.raises(Refused):
        decide(asked, people["town1"], now)
    UnclearItem.objects.filter(pk=asked.pk).update(raised_by=people["arbiter1"].id)
    with pytest.raises(Refused):
        decide(asked, people["arbiter1"], now)


def test_a_decision_needs_its_reason_in_the_database_too(asked: UnclearItem, people: People, now: datetime) -> None:
    with pytest.raises(IntegrityError, match="settled_item_needs"), transaction.atomic():
        UnclearItem.objects.filter(pk=asked.pk).update(
            settled_at=now, lead=organisation("water"), arbiter=people["arbiter1"].id
        )


def test_nobody_of_another_area_learns_of_it(asked: UnclearItem, people: People, now: datetime) -> None:
    for login in ("arbiter9", "list9", "handler9", "operator9", "secretary1", "auditor1"):
        stranger = people[login]
        assert queries.unclear_items(stranger, now, settled=False) == [], login
        with pytest.raises(Unseen):
            queries.unclear_shown(asked.pk, stranger, now)
        with pytest.raises(Unseen):
            decide(asked, stranger, now)
        with pytest.raises(Unseen):
            operations.propose_lead(item_id=asked.pk, lead_id=organisation("water"), reason="甲", by=stranger, at=now)
    assert queries.unclear_shown(asked.pk, people["secretary2"], now).may_propose


def test_who_must_learn_notes_it_or_is_rung_up(asked: UnclearItem, people: People, now: datetime) -> None:
    decide(asked, people["arbiter1"], now)

    def note(code: str, channel: str, login: str) -> DecisionNotice:
        return operations.note_told(
            item_id=asked.pk, organisation_id=organisation(code), channel=channel, by=people[login], at=now
        )

    assert note("town_150824203", "read", "town1").channel == "read"
    assert note("town_150824203", "phone", "list1").channel == "read", "what was told stays told"
    assert note("water", "phone", "arbiter1").told_by_id == people["arbiter1"].id
    for code, channel, login in (
        ("transport", "read", "town1"),
        ("transport", "phone", "town1"),
        ("transport", "x", "list1"),
    ):
        with pytest.raises(Unseen):
            note(code, channel, login)
    with pytest.raises(Unseen):
        note("transport", "phone", "arbiter9")
    (line,) = queries.unclear_items(people["list1"], now, settled=True)
    assert line.waiting == 2


def test_h14_the_pages_from_asking_to_telling(as_person: Callable[[str], Client]) -> None:
    town, arbiter = as_person("town1"), as_person("arbiter1")
    told = {"title": "牧道桥谁修", "evidence": "两个局都回函说不归自己", "area": VILLAGE}
    assert town.post(reverse("catalogue:ask"), {**told, "evidence": ""}).status_code == 422
    address = town.post(reverse("catalogue:ask"), told).headers["Location"]
    item = UnclearItem.objects.get()
    assert "作出裁定" not in town.get(address).content.decode()
    opinion = {"lead": "交通运输局", "reason": "通行用的"}
    assert town.post(reverse("catalogue:unclear_propose", args=[item.pk]), opinion).status_code == 302
    assert "认为应由交通运输局主办" in arbiter.get(address).content.decode()
    decide_url = reverse("catalogue:unclear_decide", args=[item.pk])
    assert town.post(decide_url, {"lead": "水利局", "reason": "甲"}).status_code == 403
    assert arbiter.post(decide_url, {"lead": "水利局", "reason": ""}).status_code == 422
    assert arbiter.post(decide_url, {"lead": "水利局", "reason": "过水为主"}).status_code == 302
    page = town.get(address).content.decode()
    assert "过水为主" in page
    assert page.count("知道了") == 1
    own = organisation("town_150824203")
    assert town.post(reverse("catalogue:unclear_told", args=[item.pk, own]), {"channel": "read"}).status_code == 302
    assert as_person("arbiter9").get(address).status_code == 404


def test_the_list_costs_the_same_for_many_items(people: People, now: datetime, queries_made: list[str]) -> None:
    def seen() -> int:
        queries_made.clear()
        queries.unclear_items(people["arbiter1"], now, settled=False)
        return len(queries_made)

    first = seen()
    for _ in range(12):
        operations.raise_unclear_item(case_id=uuid.uuid4(), category=None, area=VILLAGE, bounces=2, by=None, at=now)
    assert seen() <= first + 1
