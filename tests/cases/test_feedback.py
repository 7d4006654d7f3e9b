"""Thanks are kept and earn nothing; a complaint opens a case that the one complained of does not settle."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, Feedback
from minsheng.foundation import facts
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import cases as making

People = dict[str, Actor]
ID = "2b0e7a54-5a3c-4c52-9d3d-0c9f6e0b7a1"


def hear(people: People, case: Case | None, *, is_complaint: bool, **changes: object) -> Feedback:
    told = {"words": "等了三天没有人来", "channel": "phone", "case_id": case.pk if case else None, **changes}
    feedback = operations.NewFeedback(is_complaint=is_complaint, **told)  # type: ignore[arg-type]
    return operations.hear_feedback(feedback=feedback, by=people["operator1"], at=NOW)


def test_d03_thanks_are_recorded_linked_and_earn_no_points(people: People) -> None:
    case = making.closed(people, NOW - 9 * making.HOUR)
    helper = people["housing1"].id
    made = hear(people, case, is_complaint=False, helper=helper, words="谢谢小伙子")
    assert (made.case, made.helper, made.organisation_id, made.opened) == (case, helper, case.lead_id, None)
    assert "cases.FeedbackHeard" not in facts.reactions(), "nothing follows from thanks: no points, no figure"
    shown = queries.case_shown(case.pk, people["housing1"], NOW)
    assert shown.thanks == ("谢谢小伙子",)
    assert "听到感谢" in [step.sentence for step in shown.timeline]
    with pytest.raises(ValueError, match="没有办过这件事"):
        hear(people, case, is_complaint=False, helper=people["bank1"].id)


def test_d03_a_complaint_opens_a_case_that_is_not_led_by_whom_it_is_about(people: People) -> None:
    case = making.closed(people, NOW - 9 * making.HOUR)
    made = hear(people, case, is_complaint=True, giver_name="孙玉梅", giver_phone="0478-5561300")
    assert made.opened is not None
    assert (made.opened.state, made.words, made.giver_name) == (rules.State.HEARD, "", "")
    with pytest.raises(ValueError, match="不能由它自己来办"):
        operations.triage_case(case_id=made.opened.pk, triage=making.triage(), by=people["operator1"], at=NOW)
    helping = making.triage(lead="gov_office", helpers=("housing",))
    with pytest.raises(ValueError, match="不能协办"):
        operations.triage_case(case_id=made.opened.pk, triage=helping, by=people["operator1"], at=NOW)
    with pytest.raises(ValueError, match="不能叫来一起办"):
        operations.blow_whistle(
            case_id=made.opened.pk,
            organisations=[making.organisation("housing")],
            words="来看看",
            by=people["secretary1"],
            at=NOW,
        )
    elsewhere = making.triage(lead="gov_office")
    operations.triage_case(case_id=made.opened.pk, triage=elsewhere, by=people["operator1"], at=NOW)
    shown = queries.case_shown(case.pk, people["housing1"], NOW)
    assert shown.thanks == ()
    assert not [step for step in shown.timeline if "投诉" in step.sentence], "whom it is about does not read of it"
    with pytest.raises(rules.NotNow, match="单独办"):
        operations.merge_cases(
            survivor_id=making.assigned(people, NOW).pk,
            case_ids=[made.opened.pk],
            reason="一件事",
            by=people["operator1"],
            at=NOW,
        )


def test_the_database_refuses_a_complaint_without_a_case(people: People) -> None:
    made = hear(people, None, is_complaint=False, area=making.TOWN)
    with pytest.raises(IntegrityError, match="complaint_opens_a_case"), transaction.atomic():
        Feedback.objects.filter(pk=made.pk).update(kind="complaint")


def test_the_desk_takes_both(people: People, as_person: Callable[[str], Client], clock: None) -> None:
    case = making.closed(people, NOW - 9 * making.HOUR)
    desk, address = as_person("operator1"), reverse("cases:new_feedback")
    form = desk.get(f"{address}?number={queries.number_of(case)}").content.decode()
    assert people["housing1"].name in form, "who did the work can be thanked"
    told = {"kind": "thanks", "words": "谢谢", "channel": "phone", "number": "20260603-00001-1"}
    assert "编号" in desk.post(address, told).content.decode()
    assert "请选地区" in desk.post(address, {**told, "number": ""}).content.decode()
    told |= {"number": queries.number_of(case), "helper": str(people["housing1"].id)}
    assert desk.post(address, {**told, "client_id": f"{ID}1"}).headers["Location"] == reverse("cases:feedback")
    told |= {"kind": "complaint", "words": "来晚了", "helper": "", "client_id": f"{ID}2"}
    page = desk.post(address, told, follow=True).content.decode()
    assert "这是一件投诉" in page
    lines = desk.get(reverse("cases:feedback")).content.decode()
    assert "谢谢" in lines
    assert "来晚了" in lines
    assert "来晚了" not in as_person("secretary2").get(reverse("cases:feedback")).content.decode()
