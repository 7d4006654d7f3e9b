"""M3: nobody needs a device. Every page of a citizen or helper has a way at a desk, and each way is walked."""

from __future__ import annotations

import ast
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases.models import Case
from minsheng.dispatch import facts, operations, queries
from minsheng.dispatch.models import Claim, PhonedWord, RecurringVisit, StudyPlace
from minsheng.foundation import operations as ground_operations
from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.rights import Actor, Unseen
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry
from tests.config.matrix import PAGES, Page
from tests.config.without_device import HELPER, OFFICE, SERVED, VILLAGE, WAYS, WORDS, Desk
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories import dispatch as helping
from tests.factories.organising import new_recurring, new_study

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
ROOT = Path(__file__).resolve().parents[2]
THEIR_OWN = {"everyone", "volunteer"}
AT_A_DESK = {"operator", "secretary", "verifier"}
pytestmark = pytest.mark.usefixtures("clock")


def roles(row: Page) -> set[str]:
    return {one.removesuffix("@lead") for one in (*(row.GET or ()), *(row.POST or ()))}


def names(app: tuple[str, ...]) -> dict[str, Page]:
    return {name: row for name, row in PAGES.items() if name.startswith(app)}


def test_m3_every_page_of_citizens_and_helpers_has_a_way_without_a_device() -> None:
    own = {name.partition(" ")[0] for name, row in names(("cases:", "dispatch:")).items() if roles(row) & THEIR_OWN}
    assert own - set(WAYS) == set(), "add the way by phone, paper or door to WAYS in tests/config/without_device.py"
    assert set(WAYS) - own == set(), "pages that are no more, or no citizen's or helper's"


def test_m3_every_form_of_a_desk_is_what_somebody_says_or_the_offices_own() -> None:
    ways = {way.page for way in WAYS.values()}
    found = {
        name
        for name, row in names(("cases:", "dispatch:", "registry:")).items()
        if row.POST
        and {one.removesuffix("@lead") for one in row.POST} & AT_A_DESK
        and not THEIR_OWN & {one.removesuffix("@lead") for one in row.POST}
    }
    assert not set(SERVED) & OFFICE
    assert found - ways - set(SERVED) - OFFICE == set(), "say in SERVED what test walks it, or that it is OFFICE's own"
    assert (set(SERVED) | OFFICE) - found == set(), "pages that are no more"


@pytest.mark.parametrize("name", sorted(SERVED))
def test_m3_what_served_people_say_is_walked_by_the_test_that_is_named(name: str) -> None:
    path, _, wanted = SERVED[name].partition("::")
    source = (ROOT / path).read_text(encoding="utf-8")
    tests = [one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef) and one.name == wanted]
    assert tests, f"{path} has no {wanted}"
    walked = ast.get_source_segment(source, tests[0]) or ""
    assert ".post(" in walked or "act(" in walked
    page = name.partition(":")[2].rpartition(" ")[2]
    assert name == "cases:text" or f"{page}" in walked, f"{wanted} does not open {name}"


def test_m3_every_way_is_at_somebody_elses_desk() -> None:
    for name, way in WAYS.items():
        row = PAGES[way.page]
        is_same = name.partition(" ")[0] == way.page
        assert roles(row) & {*AT_A_DESK, "everyone"} or way.by == "union1", (name, way.page)
        assert way.by != HELPER
        assert not is_same or roles(row) & {*AT_A_DESK, "everyone"}, f"{name} is no way to itself"


@pytest.mark.parametrize("name", sorted(WAYS))
def test_m3_the_way_without_a_device_is_walked(name: str, people: People, as_person: SignedIn) -> None:
    way = WAYS[name]
    desk = Desk(people, as_person(way.by))
    way.walk(desk)
    assert way.page in {page for _method, page in desk.seen}, f"the walk of {name} never opens {way.page}"
    row = PAGES[way.page]
    if row.POST and way.page != "dispatch:check_armband":
        assert ("POST", way.page) in desk.seen, f"the walk of {name} sends nothing at {way.page}"


def test_a_yes_is_noted_with_his_words_and_by_whom_a_no_with_nothing(people: People, as_person: SignedIn) -> None:
    helper, desk = people[HELPER], people["operator1"]
    (act, _done), *_ = queries.own_acts(helper, NOW.year).required
    told: dict[str, Any] = {
        "helper_id": helper.id,
        "act": operations.Spoken.DO_REQUIRED_ACT,
        "about": act.pk,
        "at": NOW,
    }
    with pytest.raises(ValueError, match="怎么说"):
        operations.note_spoken(**told, words=" ", by=desk)
    for login in ("secretary2", "admin1"):
        with pytest.raises(Unseen):
            operations.note_spoken(**told, words=WORDS, by=people[login])
    with pytest.raises(ValueError, match="另有表格"):
        operations.note_spoken(**{**told, "act": operations.Spoken.TAKE_SHIFT}, words=WORDS, by=desk)
    operations.note_spoken(**told, words=WORDS, by=desk)
    (row,) = PhonedWord.objects.all()
    assert [row.helper_id, row.words, row.noted_by_id] == [helper.id, WORDS, desk.id]
    (noted,) = [one for one in ground.facts_of(act.pk) if isinstance(one.fact, facts.PhonedForHelper)]
    assert noted.by == desk.id
    with pytest.raises(IntegrityError), transaction.atomic():
        PhonedWord.objects.filter(pk=row.pk).update(noted_by=helper.id)
    assert operations.forget_phoned_words(at=NOW + timedelta(days=365)) == 0
    assert operations.forget_phoned_words(at=NOW + timedelta(days=366)) == 1


def test_what_a_helper_said_goes_with_his_data(people: People) -> None:
    helper, desk = people[HELPER], people["operator1"]
    task = helping.plain(people, NOW, area=VILLAGE)
    operations.claim_for(task_id=task.pk, helper_id=helper.id, words=WORDS, by=desk, at=NOW)
    (act, _done), *_ = queries.own_acts(helper, NOW.year).required
    spoken = operations.Spoken.DO_REQUIRED_ACT
    operations.note_spoken(helper_id=helper.id, act=spoken, about=act.pk, words=WORDS, by=desk, at=NOW)
    teacher = f"organisation:{registry.organisation_by_code('gov_service').pk}"
    study = operations.offer_study(study=new_study(NOW, teacher, area=VILLAGE), by=people["organiser1"], at=NOW)
    operations.take_study_place_for(offer_id=study.pk, helper_id=helper.id, words=WORDS, by=desk, at=NOW)
    person = registry.person_of_account(helper.id)
    assert person is not None
    wanted = registry_operations.NewRequest(kind="deletion", words="都删掉", channel="phone")
    asked = registry_operations.ask_about_data(person_id=person.pk, asked=wanted, by=desk, at=NOW)
    registry_operations.carry_out_request(request_id=asked.pk, by=people["supervisor1"], at=NOW)
    assert not PhonedWord.objects.exists()
    assert not StudyPlace.objects.exists()
    claim = Claim.objects.get()
    assert [claim.helper_id, claim.words, claim.noted_by_id] == [helper.id, "", None]


def test_nobody_notes_for_himself(people: People) -> None:
    helper = people[HELPER]
    both = Actor(helper.account_id, helper.name, (*helper.held, *people["operator1"].held))
    with pytest.raises(ValueError, match="自己"):
        operations.set_helper_for(
            helper_id=helper.id, entry=operations.HelperEntry(area=VILLAGE), words=WORDS, by=both, at=NOW
        )


def test_a_choice_that_is_not_his_cannot_be_sent(people: People, as_person: SignedIn) -> None:
    helper, desk = people[HELPER], as_person("operator1")
    url = reverse("dispatch:phone_helper", args=[helper.id])
    sent = {"client_id": str(uuid.uuid4()), "said": f"accept_pairing:{uuid.uuid4()}", "words": WORDS}
    assert desk.post(url, sent).status_code == 422


def test_a_helper_who_never_had_a_device_begins_by_telephone(people: People, as_person: SignedIn) -> None:
    account = ground_operations.set_account(login="landline", name="包座机", hashed="!")
    ground_operations.grant_role(account_id=account, role="volunteer", area=VILLAGE, valid_from=NOW.date())
    desk = as_person("secretary1")
    page = desk.get(reverse("dispatch:phone_helpers"), {"text": "bzj"}).content.decode()
    assert people[HELPER].name not in page
    assert "包座机" in page
    assert "还没填资料" in page
    sent = {"client_id": str(uuid.uuid4()), "area": VILLAGE, "skills": "haircut", "most_tasks": "1", "words": WORDS}
    assert desk.post(reverse("dispatch:profile_for", args=[account]), sent).status_code == 302
    found = queries.profile_of(rights.actor_of(account, "包座机", NOW.date()))
    assert found is not None
    assert found.skills == ("haircut",)


def test_who_cannot_be_reached_is_called_again(people: People, as_person: SignedIn) -> None:
    case = making.delivered(people, NOW - timedelta(days=1))
    sent = {"client_id": str(uuid.uuid4()), "result": "no_answer"}
    answer = as_person("verifier1").post(reverse("cases:act", args=[case.pk, "attempt"]), sent)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert Case.objects.get(pk=case.pk).state == "delivered"


def test_a_consent_is_withdrawn_by_phone(people: People, as_person: SignedIn) -> None:
    person, desk = registry.person_id_for_phone("0478-5560001"), as_person("operator1")
    assert person is not None
    url = reverse("registry:answer", args=[person, "collective_birthday"])
    for answer in ("given", "withdrawn"):
        sent = {"client_id": str(uuid.uuid4()), "answer": answer, "words": "本人来电", "channel": "phone"}
        told = desk.post(url, sent)
        assert told.status_code == 302, told.content.decode()[-2000:]
    assert not registry.may_use(person, "collective_birthday", NOW)


def test_a_proxy_is_ended_by_phone(people: People, as_person: SignedIn) -> None:
    elder, child = (registry.person_id_for_phone(phone) for phone in ("0478-5560001", "0478-5560002"))
    assert elder is not None
    assert child is not None
    given = registry_operations.NewProxy(
        agent_id=child,
        scope="read_voices",
        valid_from=NOW.date(),
        valid_to=NOW.date() + timedelta(days=30),
        channel="phone",
        words="让他看",
    )
    proxy = registry_operations.give_proxy(principal_id=elder, given=given, by=people["operator1"], at=NOW)
    url = reverse("registry:end_proxy", args=[elder, proxy.pk])
    assert as_person("operator1").post(url, {"client_id": str(uuid.uuid4())}).status_code == 302
    assert not registry.has_proxy(agent_id=child, principal_id=elder, scope="read_voices", on=NOW.date())


def test_a_recurring_visit_is_paused_by_phone(people: People, as_person: SignedIn) -> None:
    person, desk = registry.person_id_for_phone("0478-5560004"), as_person("operator1")
    assert person is not None
    row = operations.set_recurring(visit=new_recurring(person, NOW), by=people["operator1"], at=NOW)
    for name in ("pause_recurring", "resume_recurring", "end_recurring"):
        sent = {"client_id": str(uuid.uuid4()), "first": f"{NOW:%Y-%m-%d}"}
        assert desk.post(reverse(f"dispatch:{name}", args=[row.pk]), sent).status_code == 302
    assert RecurringVisit.objects.get(pk=row.pk).ended_on == NOW.date()
