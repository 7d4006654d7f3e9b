"""Promise M3: every service that a citizen or a helper uses has a way by phone, on paper or at a door.

Three tables, held to what the product has (`test_without_device.py`, through the rights matrix):

- `WAYS`: every page of cases and dispatch that citizens or helpers open themselves -> the page by which somebody at a
  desk does the same for who phones, writes or comes by. Each way is walked by the function of its row.
- `SERVED`: what served people say to a desk (they press nothing themselves) -> the test that walks it.
- `OFFICE`: pages of a desk that note nothing that anybody says of himself.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from minsheng.cases import queries as case_queries
from minsheng.cases.models import Case, Voice
from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import (
    Claim,
    HallShift,
    HelpTask,
    Offer,
    PhonedWord,
    ServicePost,
    StudyOffer,
    VisitRecord,
)
from minsheng.foundation import worktime
from minsheng.foundation.rights import Actor
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.factories import dispatch as helping
from tests.factories.organising import new_study

VILLAGE = "150824100001"
WORDS = "本人来电这样说的"
HELPER = "volunteer1"
ENTERPRISE = "990001"


@dataclass
class Desk:
    """Somebody who takes calls, and every page that he opened for it: (method, name)."""

    people: Mapping[str, Actor]
    client: Client
    seen: set[tuple[str, str]] = field(default_factory=set)

    @property
    def helper(self) -> Actor:
        return self.people[HELPER]

    def get(self, name: str, *args: object, **told: str) -> str:
        """The text of a page that opens."""
        answer = self.client.get(reverse(name, args=args), told)
        assert answer.status_code == 200, (name, answer.status_code)
        self.seen.add(("GET", name))
        return unescape(answer.content.decode())

    def post(self, name: str, *args: object, **told: str) -> str:
        """Send a form that has to be taken; the text of the page after it."""
        sent = {"client_id": str(uuid.uuid4()), **told}
        answer = self.client.post(reverse(name, args=args), sent)
        said = unescape(answer.content.decode())
        assert answer.status_code in {200, 302}, (name, answer.status_code, re.findall(r"error[^<]*<[^<]*", said)[:5])
        self.seen.add(("POST", name))
        return said

    def says(self, act: str, about: uuid.UUID) -> None:
        """The helper says one of the things that stand on his page at the desk."""
        key = f"{act}:{about}"
        assert key in self.get("dispatch:phone_helper", self.helper.id)
        self.post("dispatch:phone_helper", self.helper.id, said=key, words=WORDS)


@dataclass(frozen=True)
class Way:
    """The page by which a desk does what somebody without a device asks for, who sits there, and the walk."""

    page: str
    walk: Callable[[Desk], None]
    by: str = "operator1"


def _voice(desk: Desk) -> None:
    told = {"words": "卡密码忘了，出不了门", "area": VILLAGE, "category": "bank.pin_reset", "lead": "o1"}
    caller = {"channel": "phone", "caller_name": "云桂兰", "caller_phone": "0478-5561234", "consent": "yes"}
    before = Voice.objects.count()
    desk.post("cases:desk", **told, **caller, save="1")
    assert Voice.objects.count() == before + 1


def _status(desk: Desk) -> None:
    _voice(desk)
    case = Case.objects.latest("serial")
    number = case_queries.number_of(case)
    assert reverse("cases:case", args=[case.pk]) in desk.get("cases:work_list", text=number)
    assert number in desk.get("cases:case", case.pk)


def _staff_voice(desk: Desk) -> None:
    page = desk.get("cases:staff_sheets", ENTERPRISE)
    (receipt, *_) = re.findall(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3,}", page)
    keyed = desk.client.post(
        reverse("cases:staff_voice", args=[ENTERPRISE]) + "?paper=1", {"words": "夜班没有热饭", "receipt": receipt}
    )
    assert "已录入" in keyed.content.decode()
    assert "等几份意见凑到一起" in desk.post("cases:staff_result", ENTERPRISE, receipt=receipt)


def _task(desk: Desk, **changes: Any) -> HelpTask:
    return helping.plain(desk.people, NOW, area=VILLAGE, **changes)


def _held(desk: Desk, **changes: Any) -> HelpTask:
    task = _task(desk, **changes)
    assert task.title in desk.get("dispatch:phone_pool")
    desk.post("dispatch:claim_for", task.pk, helper=desk.helper.name, words=WORDS)
    assert Claim.objects.filter(task=task, helper=desk.helper.id, words=WORDS).exists()
    return task


def _claim(desk: Desk) -> None:
    _held(desk)


def _release(desk: Desk) -> None:
    task = _held(desk)
    desk.post("dispatch:release_for", task.pk, desk.helper.id)
    assert not Claim.objects.filter(task=task, ended_at=None).exists()


def _report(desk: Desk) -> None:
    task = _held(desk)
    desk.post("dispatch:report_for", task.pk, desk.helper.id, result="done", on=f"{NOW:%Y-%m-%d}", said=WORDS)
    assert HelpTask.objects.get(pk=task.pk).end == "done"


def _money(desk: Desk) -> None:
    task = _held(desk, kind=operations.TaskKind.SHOPPING)
    sums = {"given_yuan": "100", "spent_yuan": "86.5", "returned_yuan": "13.5", "signed": "yes"}
    told = {"result": "done", "on": f"{NOW:%Y-%m-%d}", "said": WORDS, **sums}
    desk.post("dispatch:report_for", task.pk, desk.helper.id, **told)
    assert queries.shoppings(desk.people["operator1"])


def _sheet(desk: Desk) -> None:
    task = _held(desk, title="读报")
    assert "读报" in desk.get("dispatch:sheet_for", desk.helper.id)
    desk.post("dispatch:key_sheet_for", desk.helper.id, **{f"result_{task.pk.hex}": "done"})
    assert VisitRecord.objects.get(visit=task.pk).by_id == desk.helper.id


def _profile(desk: Desk) -> None:
    page = desk.get("dispatch:profile_for", desk.helper.id)
    assert "会什么" in page
    told = {"area": VILLAGE, "skills": "haircut", "most_tasks": "2", "takes_offers": "on", "words": WORDS}
    desk.post("dispatch:profile_for", desk.helper.id, **told)
    found = queries.profile_of(desk.helper)
    assert found is not None
    assert [found.skills, found.most_tasks] == [("haircut",), 2]
    assert PhonedWord.objects.get(helper=desk.helper.id).words == WORDS


def _pairing(desk: Desk) -> None:
    person = registry.person_id_for_phone("0478-5560001")
    assert person is not None
    said = operations.Said(words="愿意", channel="phone")
    by = desk.people["operator1"]
    row = operations.propose_pairing(person_id=person, helper_id=desk.helper.id, said=said, by=by, at=NOW)
    desk.says("accept_pairing", row.pk)
    row.refresh_from_db()
    assert row.helper_agreed_at == NOW
    desk.says("leave_pairing", row.pk)
    row.refresh_from_db()
    assert row.ended_at == NOW


def _required(desk: Desk) -> None:
    year = worktime.local_date(NOW).year
    (act, _done), *_ = queries.own_acts(desk.helper, year).required
    desk.says("do_required_act", act.pk)
    assert (act, True) in queries.own_acts(desk.helper, year).required


def _hall() -> uuid.UUID:
    return registry.organisation_by_code("gov_service").pk


def _shift(desk: Desk) -> HallShift:
    told = {"on": f"{NOW:%Y-%m-%d}", "start": "11:00", "end": "13:00", "words": WORDS}
    desk.post("dispatch:take_shift_for", desk.helper.id, hall=str(_hall()), **told)
    assert "号袖标" in desk.get("dispatch:phone_helper", desk.helper.id)
    return HallShift.objects.get(guide=desk.helper.id, given_back_at=None)


def _take_shift(desk: Desk) -> None:
    _shift(desk)


def _shift_back(desk: Desk) -> None:
    shift = _shift(desk)
    desk.says("give_shift_back", shift.pk)
    assert not queries.own_shifts(desk.helper, NOW)


def _on_duty(desk: Desk) -> HallShift:
    shift = _shift(desk)
    HallShift.objects.filter(pk=shift.pk).update(begins_at=NOW - timedelta(hours=1))
    return shift


def _visitor(desk: Desk) -> None:
    shift = _on_duty(desk)
    for act in ("note_visitor", "note_visitor", "note_left", "take_visitor", "end_visitor"):
        desk.says(act, shift.pk)
    duty = queries.on_duty(desk.helper, NOW)
    assert duty is not None
    assert [duty.visitor, duty.waiting] == [None, 0]


def _post(desk: Desk) -> None:
    wanted = ServicePost.objects.get(code="errands")
    desk.says("offer_for_post", wanted.pk)
    (row,) = [one for one in queries.posts_for(desk.helper, NOW) if one.match]
    assert row.match is not None
    desk.says("decline_post", row.match.pk)
    assert not [one for one in queries.posts_for(desk.helper, NOW) if one.match]


def _decline(desk: Desk) -> None:
    task = _task(desk)
    Offer.objects.create(task=task, helper_id=desk.helper.id, offered_at=NOW, reasons=["会陪伴"])
    desk.says("decline_offer", task.pk)
    assert queries.offers_to(desk.helper) == []
    assert not PhonedWord.objects.exists(), "of a no nothing is kept"


def _record(desk: Desk) -> None:
    task = _held(desk)
    desk.post(
        "dispatch:report_for", task.pk, desk.helper.id, result="done", on=f"{NOW:%Y-%m-%d}", said=WORDS, minutes="40"
    )
    said = operations.ServedWord(answer=operations.Answer.YES, minutes=40)
    operations.confirm_help(task_id=task.pk, said=said, by=desk.people["secretary1"], at=NOW)
    page = desk.get("dispatch:record_for", desk.helper.id)
    assert "40 分钟" in page
    assert "data-print" in page


def _study(desk: Desk) -> StudyOffer:
    teacher = f"post:{ServicePost.objects.get(code='errands').pk}"
    study = new_study(NOW, teacher, area=VILLAGE, skill="haircut")
    return operations.offer_study(study=study, by=desk.people["secretary1"], at=NOW)


def _take_study(desk: Desk) -> StudyOffer:
    offer = _study(desk)
    assert reverse("dispatch:study", args=[offer.pk]) in desk.get("dispatch:studies")
    desk.post("dispatch:take_study_for", offer.pk, helper=desk.helper.name, words=WORDS)
    assert offer.taken.get().learner_id == desk.helper.id
    return offer


def _studying(desk: Desk) -> None:
    _take_study(desk)


def _leave_study(desk: Desk) -> None:
    offer = _take_study(desk)
    desk.post("dispatch:leave_study_for", offer.pk, desk.helper.id)
    assert not offer.taken.exists()


def _learned(desk: Desk) -> None:
    offer = _take_study(desk)
    by, later = desk.people["secretary1"], NOW + timedelta(days=10)
    operations.note_who_came(offer_id=offer.pk, came=[desk.helper.id], by=by, at=later)
    desk.post("dispatch:take_skill_over_for", offer.pk, desk.helper.id)
    found = queries.profile_of(desk.helper)
    assert found is not None
    assert "haircut" in found.skills


def _teach(desk: Desk) -> None:
    told = {"teacher": "代办跑腿岗（乌拉特中旗）", "skill": "haircut", "place": "活动室", "hours": "上午九点"}
    days = {"on": f"{NOW:%Y-%m-%d}", "answer_by": f"{NOW:%Y-%m-%d}", "places": "3"}
    desk.post("dispatch:new_study", area=VILLAGE, **told, **days)
    assert StudyOffer.objects.get(is_sample=False).skill_id == "haircut"


def _armband(desk: Desk) -> None:
    _on_duty(desk)
    page = desk.get("dispatch:check_armband", hall=str(_hall()), armband="1")
    assert desk.helper.name[:1] in page


WAYS: Mapping[str, Way] = {
    "cases:voice": Way("cases:desk", _voice),
    "cases:said": Way("cases:desk", _voice),
    "cases:status": Way("cases:case", _status),
    "cases:staff_voice": Way("cases:staff_sheets", _staff_voice, by="union1"),
    "cases:staff_result": Way("cases:staff_result", _staff_voice, by="union1"),
    "dispatch:pool": Way("dispatch:phone_pool", _claim),
    "dispatch:mine": Way("dispatch:phone_pool", _claim),
    "dispatch:claim": Way("dispatch:claim_for", _claim),
    "dispatch:release": Way("dispatch:release_for", _release),
    "dispatch:hand_over": Way("dispatch:release_for", _release),
    "dispatch:decline": Way("dispatch:phone_helper", _decline),
    "dispatch:finish": Way("dispatch:report_for", _report),
    "dispatch:money": Way("dispatch:report_for", _money),
    "dispatch:profile": Way("dispatch:profile_for", _profile),
    "dispatch:own_pairings": Way("dispatch:phone_helper", _pairing),
    "dispatch:accept_pairing": Way("dispatch:phone_helper", _pairing),
    "dispatch:leave_pairing": Way("dispatch:phone_helper", _pairing),
    "dispatch:own_acts": Way("dispatch:phone_helper", _required),
    "dispatch:do_required_act": Way("dispatch:phone_helper", _required),
    "dispatch:own_record": Way("dispatch:record_for", _record),
    "dispatch:hall": Way("dispatch:phone_helper", _visitor),
    "dispatch:take_shift": Way("dispatch:take_shift_for", _take_shift),
    "dispatch:give_shift_back": Way("dispatch:phone_helper", _shift_back),
    "dispatch:visitor": Way("dispatch:phone_helper", _visitor),
    "dispatch:check_armband": Way("dispatch:check_armband", _armband),
    "dispatch:posts_for_me": Way("dispatch:phone_helper", _post),
    "dispatch:offer_for_post": Way("dispatch:phone_helper", _post),
    "dispatch:decline_post": Way("dispatch:phone_helper", _post),
    "dispatch:studies": Way("dispatch:studies", _studying),
    "dispatch:study": Way("dispatch:studies", _studying),
    "dispatch:take_study": Way("dispatch:take_study_for", _studying),
    "dispatch:leave_study": Way("dispatch:leave_study_for", _leave_study),
    "dispatch:take_skill_over": Way("dispatch:take_skill_over_for", _learned),
    "dispatch:new_study": Way("dispatch:new_study", _teach, by="secretary1"),
    **dict.fromkeys(
        (
            *("dispatch:field", "dispatch:field_manifest", "dispatch:field_worker", "dispatch:field_hello"),
            *("dispatch:field_visits", "dispatch:visit_calendar", "dispatch:end_calendar", "dispatch:calendar_feed"),
            "dispatch:visit_sheet",
        ),
        Way("dispatch:sheet_for", _sheet),
    ),
    **dict.fromkeys(
        ("dispatch:field_records", "dispatch:field_photos", "dispatch:key_sheet"),
        Way("dispatch:key_sheet_for", _sheet),
    ),
}

FLOW_ONE = "tests/cases/test_pages_requirements.py::test_m3_flow_one_runs_with_a_landline"
PAIRED = "tests/dispatch/test_zones.py::test_d26_the_household_ends_or_changes_it_by_phone_without_a_reason"
AGAIN = "tests/dispatch/test_recurring.py::test_pages_of_recurring_visits_and_of_money"
SIGNED = "tests/dispatch/test_paper_and_phone.py::test_m3_a_sign_in_sheet_is_keyed_as_one_act_and_gives_no_hours"
ROLLS = "tests/dispatch/test_paper_and_phone.py::test_who_sees_no_names_is_told_why_a_roll_is_empty_and_who_can"
KIN = "tests/registry/test_pages.py::test_kin_and_proxy_by_name_or_number"

SERVED: Mapping[str, str] = {
    "cases:act verify": FLOW_ONE,
    "cases:tell": FLOW_ONE,
    "cases:text": FLOW_ONE,  # who takes no text is told by `tell`
    "cases:act attempt": "tests/config/test_without_device.py::test_who_cannot_be_reached_is_called_again",
    "cases:act reopen": "tests/cases/test_pages_desk.py::test_a_second_call_about_an_ended_case_is_offered_to_reopen_it",
    "cases:new_feedback": "tests/cases/test_feedback.py::test_the_desk_takes_both",
    "cases:outreach_contact": "tests/cases/test_outreach.py"
    "::test_the_pages_lead_from_the_list_to_the_desk_and_note_every_reading",
    "registry:answer": "tests/config/test_without_device.py::test_a_consent_is_withdrawn_by_phone",
    "registry:ask": "tests/registry/test_pages.py::test_a_request_goes_from_the_phone_to_the_desk_and_is_answered",
    "registry:change_person": "tests/registry/test_pages.py::test_a_person_is_entered_changed_and_found",
    "registry:kin": KIN,
    "registry:proxy": KIN,
    "registry:end_proxy": "tests/config/test_without_device.py::test_a_proxy_is_ended_by_phone",
    "dispatch:new_pairing": PAIRED,
    "dispatch:change_pairing": PAIRED,
    "dispatch:end_pairing": PAIRED,
    "dispatch:new_recurring": AGAIN,
    "dispatch:pause_recurring": "tests/config/test_without_device.py::test_a_recurring_visit_is_paused_by_phone",
    "dispatch:resume_recurring": "tests/config/test_without_device.py::test_a_recurring_visit_is_paused_by_phone",
    "dispatch:end_recurring": "tests/config/test_without_device.py::test_a_recurring_visit_is_paused_by_phone",
    "dispatch:sign_shopping": AGAIN,
    "dispatch:confirm": "tests/dispatch/test_confirming.py::test_pages_of_confirming",
    "dispatch:key_team_sheet": SIGNED,
    "dispatch:key_post_sheet": ROLLS,
    "dispatch:note_told": "tests/dispatch/test_studying.py::test_whoever_has_a_place_is_told_that_it_is_not_held",
}
"""What served people and helpers say to a desk, or sign on paper, and no page of their own takes -> the test that walks it."""

OFFICE = frozenset(
    {
        # records of people and organisations, kept by the office
        *("registry:duplicate", "registry:undo_merge", "registry:new_person", "registry:leave", "registry:phone"),
        *("registry:join", "registry:end_membership", "registry:filled_form", "registry:compose_form"),
        *("registry:end_form", "registry:new_question", "registry:end_question", "registry:declare_list"),
        *("registry:extend_list", "registry:end_list", "registry:ask_sharing", "registry:sheets"),
        *("registry:act_on_sheet confirm", "registry:act_on_sheet drop", "registry:act_on_sheet undo"),
        # pieces of the desk's own page, and what an office does with a case
        *("cases:proposal", "cases:caller", "cases:hints", "cases:merge", "cases:undo_merge", "cases:assign_many"),
        *("cases:keep_filter", "cases:list_choices", "cases:reminder_texts", "cases:whistle", "cases:rate_whistle"),
        *("cases:phone", "cases:act triage", "cases:act assign", "cases:act correct", "cases:act decline"),
        *("cases:act refer", "cases:act pause", "cases:act resume", "cases:set_contact_card", "cases:new_mediation"),
        "cases:ask_exclusion",
        # teams, posts, zones and tasks, kept by the office
        *("dispatch:licence", "dispatch:new_task", "dispatch:withdraw", "dispatch:settle", "dispatch:bring_outbox"),
        *("dispatch:new_team", "dispatch:join_team", "dispatch:leave_team", "dispatch:end_team", "dispatch:new_zone"),
        *("dispatch:change_zone", "dispatch:end_zone", "dispatch:check_in_unit", "dispatch:check_in_member"),
        *("dispatch:end_check_in", "dispatch:new_required_act", "dispatch:withdraw_required_act"),
        *("dispatch:help_records", "dispatch:ask_for_post", "dispatch:new_base", "dispatch:end_base"),
        *("dispatch:new_post", "dispatch:take_post", "dispatch:end_post", "dispatch:leave_post"),
        *("dispatch:cancel_study", "dispatch:who_came"),
    }
)
