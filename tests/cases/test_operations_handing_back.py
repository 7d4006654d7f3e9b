"""A case with the wrong organisation: argued, arbitrated within a limit, put right; no clock stops, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, HandBack, Limit, LimitPause, Notice, Task
from minsheng.catalogue.models import UnclearItem
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused
from minsheng.foundation.worktime import LimitUnit
from minsheng.registry import operations as registry
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]
Browse = Callable[[str], Client]
DAY = 24 * HOUR


def argue(case: Case, by: Actor, at: datetime = NOW, **changed: Any) -> HandBack:
    words: dict[str, Any] = {"reason": "宅基地归农牧局", "basis": "清单第12项", **changed}
    return operations.hand_back_case(case_id=case.pk, by=by, at=at, **words)


def decide(case: Case, by: Actor, at: datetime, *, is_accepted: bool, words: str = "按清单") -> HandBack:
    return operations.decide_hand_back(case_id=case.pk, is_accepted=is_accepted, words=words, by=by, at=at)


def ends(case: Case) -> dict[str, Any]:
    return dict(Limit.objects.filter(case=case).values_list("kind", "due_at"))


def acts(case: Case, by: Actor) -> tuple[rules.Act, ...]:
    return queries.case_shown(case.pk, by, NOW).acts


def test_arguing_stops_no_clock_and_waits_for_an_arbiter_with_a_limit_of_its_own(people: People) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    before = ends(case)
    argued = argue(case, lead, proposed_lead=making.organisation("farming"))
    row = Case.objects.get(pk=case.pk)
    assert (row.state, row.lead_id, row.bounces) == ("assigned", case.lead_id, 0)
    assert ends(case) == before
    due = ground.work_calendar().due(NOW, 1, LimitUnit.WORKING_DAYS)
    assert (argued.due_at, tuple(argued.due_lines)) == (due.at, due.lines)
    shown = queries.case_shown(case.pk, people["arbiter1"], due.at + HOUR)
    assert shown.hand_back is not None
    assert shown.hand_back.words == "宅基地归农牧局（依据：清单第12项）"
    assert (shown.hand_back.proposed_lead, shown.hand_back.is_late) == ("农牧局", True)
    assert rules.Act.DECIDE_HAND_BACK in shown.acts
    waiting = queries.work_list(people["arbiter1"], queries.Filter(view="argued"), NOW).lines
    assert [line.id for line in waiting] == [case.pk]


def test_the_limit_of_an_arbitration_is_the_banners_own(people: People) -> None:
    operations.set_step_limit(area="150824", step=operations.Step.HAND_BACK, amount=3, unit="hours")
    argued = argue(making.assigned(people, NOW), people["housing1"])
    assert argued.due_at == NOW + 3 * HOUR


def test_an_accepted_one_goes_back_to_triage_and_says_why(people: People) -> None:
    case = making.assigned(people, NOW)
    argue(case, people["housing1"], proposed_lead=making.organisation("farming"))
    decide(case, people["arbiter1"], NOW + HOUR, is_accepted=True)
    row = Case.objects.get(pk=case.pk)
    assert (row.state, row.bounces, row.lead_id) == ("triaged", 1, making.organisation("hotline"))
    assert Task.objects.get(case=case).end == "handed_back"
    assert not UnclearItem.objects.exists(), "somebody was named, so nothing is unclear"
    assert queries.work_list(people["arbiter1"], queries.Filter(view="argued"), NOW).lines == ()


def test_an_accepted_one_without_another_lead_in_the_list_is_an_unclear_duty(people: People) -> None:
    case = making.assigned(people, NOW)
    argue(case, people["housing1"])
    decide(case, people["arbiter1"], NOW + HOUR, is_accepted=True)
    assert UnclearItem.objects.get().about_case == case.pk


def test_a_refused_one_stays_with_its_reasons(people: People) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    argue(case, lead)
    decide(case, people["arbiter1"], NOW + 40 * DAY, is_accepted=False, words="清单第11项写明由住建局批")
    row = Case.objects.get(pk=case.pk)
    assert (row.state, row.lead_id, row.bounces) == ("assigned", case.lead_id, 0)
    told = {one.sentence: one.note for one in queries.case_shown(case.pk, lead, NOW).timeline}
    words = f"裁定不同意退回，由住建局继续办理（裁定超时）。{rules.HAND_BACK_AGAIN}"
    assert told[words] == "清单第11项写明由住建局批"
    operations.deliver_task(case_id=case.pk, result="done", note="办好了", by=lead, at=NOW + 41 * DAY)


def refused(case: Case, people: People) -> HandBack:
    argue(case, people["housing1"])
    return decide(case, people["arbiter1"], NOW + HOUR, is_accepted=False, words="清单第11项写明由住建局批")


def test_with_something_new_it_is_argued_once_more_before_another_arbiter(people: People) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    before = ends(case)
    first = refused(case, people)
    assert rules.Act.HAND_BACK in acts(case, lead)
    with pytest.raises(ValueError, match="新的依据"):
        argue(case, lead, NOW + 2 * HOUR)
    second = argue(case, lead, NOW + 2 * HOUR, basis="旗政府2026年3号文")
    assert (second.first_id, second.first_decided_by) == (first.pk, people["arbiter1"].id)
    assert ends(case) == before, "no clock stops"
    assert second.due_at == ground.work_calendar().due(NOW + 2 * HOUR, 1, LimitUnit.WORKING_DAYS).at
    assert rules.Act.HAND_BACK not in acts(case, lead)
    with pytest.raises(rules.NotNow, match="正等着裁定"):
        argue(case, lead, NOW + 2 * HOUR, basis="又一份")
    with pytest.raises(Refused, match="另一位裁定人"):
        decide(case, people["arbiter1"], NOW + 3 * HOUR, is_accepted=False)
    decide(case, people["arbiter2"], NOW + 3 * HOUR, is_accepted=True)
    assert Case.objects.get(pk=case.pk).state == "triaged"


def test_there_is_no_third(people: People) -> None:
    case, lead, decider = making.assigned(people, NOW), people["housing1"], people["arbiter2"]
    refused(case, people)
    argue(case, lead, NOW + 2 * HOUR, basis="旗政府2026年3号文")
    decide(case, decider, NOW + 3 * HOUR, is_accepted=False, words="3号文说的是牧区")
    with pytest.raises(
        rules.NotNow, match=f"^{decider.name}已于.*再次裁定不同意退回：3号文.*最多申请两次.*归属不清的事"
    ):
        argue(case, lead, NOW + 4 * HOUR, basis="第三份")
    assert rules.Act.HAND_BACK not in acts(case, lead)
    told = [one.sentence for one in queries.case_shown(case.pk, lead, NOW).timeline]
    assert "住建局带新的理由再次申请退回，等待裁定，时限不停" in told
    assert f"再次裁定不同意退回，由住建局继续办理。{rules.HAND_BACK_REMEDY}" in told


def test_the_page_says_that_it_can_be_argued_once_more_and_by_whom_it_is_decided(
    people: People, as_person: Browse, clock: None
) -> None:
    case = making.assigned(people, NOW)
    refused(case, people)
    asking = as_person("housing1").get(reverse("cases:act", args=[case.pk, "hand_back"])).content.decode()
    assert "上次没有同意：清单第11项写明由住建局批" in asking
    assert "只能再申请这一次，由另一位裁定人裁定" in asking
    argue(case, people["housing1"], NOW, basis="旗政府2026年3号文")
    url = reverse("cases:act", args=[case.pk, "decide_hand_back"])
    assert as_person("arbiter1").get(url).status_code == 403
    assert "上次裁定：清单第11项写明由住建局批" in as_person("arbiter2").get(url).content.decode()


def test_a_second_argument_that_nobody_may_decide_says_why_and_is_told_to_the_office(
    people: People, as_person: Browse, clock: None
) -> None:
    case, other = making.assigned(people, NOW), people["arbiter2"]
    registry.set_account_active(account_id=other.id, is_active=False, by=people["admin1"], at=NOW)
    argue(case, people["housing1"])
    waiting = queries.case_shown(case.pk, people["arbiter1"], NOW).hand_back
    assert waiting is not None
    assert (waiting.arbiters, waiting.why_nobody) == ((people["arbiter1"].name,), "")
    decide(case, people["arbiter1"], NOW, is_accepted=False, words="清单第11项")
    operations.remind(at=NOW)
    assert not Notice.objects.filter(cause="no_arbiter").exists()
    argue(case, people["housing1"], NOW, basis="旗政府2026年3号文")
    page = as_person("housing1").get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "没有人可以裁定" in page
    assert f"本地的裁定人（{people['arbiter1'].name}）裁定过上一次" in page
    assert f"请{people['security1'].name}给另一位（例如分管的旗领导）开通裁定人的角色" in page
    assert [operations.remind(at=NOW) for _ in range(2)] == [1, 0]
    told = Notice.objects.get(cause="no_arbiter")
    assert (told.case_id, told.organisation.code, told.count) == (case.pk, "gov_office", 2)
    shown = queries.case_shown(case.pk, people["housing1"], NOW)
    assert shown.timeline[-1].sentence == "报政府办督办：再次申请退回，没有人可以裁定，要另外指定一位裁定人"
    registry.set_account_active(account_id=other.id, is_active=True, by=people["admin1"], at=NOW)
    decide(case, other, NOW, is_accepted=True)


def test_the_people_of_the_parties_are_not_among_who_may_decide(people: People) -> None:
    case = making.assigned(people, NOW)
    argue(case, people["housing1"], proposed_lead=making.organisation("staffing"))
    waiting = queries.case_shown(case.pk, people["arbiter2"], NOW).hand_back
    assert waiting is not None
    assert waiting.arbiters == (people["arbiter2"].name,), "the other arbiter is of the organisation that is named"


def test_the_database_bounds_arguments_and_wants_another_arbiter(people: People) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    first = refused(case, people)
    second = argue(case, lead, NOW + 2 * HOUR, basis="旗政府2026年3号文")
    with pytest.raises(IntegrityError, match="second_hand_back_is_decided_by_another_arbiter"), transaction.atomic():
        HandBack.objects.filter(pk=second.pk).update(
            decided_at=NOW + 3 * HOUR, decided_by=first.decided_by, is_accepted=False, decision=first.decision
        )

    def again(**changed: Any) -> None:
        row: dict[str, Any] = {
            "case": case,
            "task": first.task,
            "lead": first.lead,
            "reason": second.reason,
            "asked_at": NOW,
            "asked_by": lead.id,
            **changed,
        }
        with transaction.atomic():
            HandBack.objects.create(**row)

    with pytest.raises(IntegrityError, match="follows a refused first"):
        again(first=second, first_decided_by=first.decided_by)
    with pytest.raises(IntegrityError, match="follows a refused first"):
        again(first=first, first_decided_by=lead.id)
    with pytest.raises(IntegrityError):
        again(first=first, first_decided_by=first.decided_by)
    with pytest.raises(IntegrityError):
        again()


def test_no_party_decides(people: People) -> None:
    case, lead, arbiter = making.assigned(people, NOW), people["housing1"], people["arbiter1"]
    argue(case, lead, proposed_lead=making.organisation("staffing"))
    with pytest.raises(Refused, match="另一位裁定人"):
        decide(case, arbiter, NOW, is_accepted=False)  # he belongs to the organisation that is named
    other = making.assigned(people, NOW)
    argue(other, lead)
    both = Actor(lead.account_id, lead.name, (*lead.held, *arbiter.held))
    with pytest.raises(Refused, match="另一位裁定人"):
        decide(other, both, NOW, is_accepted=True)
    with pytest.raises(Refused):
        decide(other, people["operator1"], NOW, is_accepted=True)


@pytest.mark.parametrize("missing", ["reason", "basis"])
def test_arguing_needs_a_reason_and_a_basis(people: People, missing: str) -> None:
    words: dict[str, Any] = {missing: " "}
    with pytest.raises(ValueError, match="依据"):
        argue(making.assigned(people, NOW), people["housing1"], **words)


def test_what_was_delivered_meanwhile_is_not_decided_any_more(people: People) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    argue(case, lead)
    operations.deliver_task(case_id=case.pk, result="done", note="办好了", by=lead, at=NOW + HOUR)
    with pytest.raises(rules.NotNow):
        decide(case, people["arbiter1"], NOW + 2 * HOUR, is_accepted=True)
    assert queries.case_shown(case.pk, lead, NOW).hand_back is None


def test_a_wrong_lead_is_put_right_without_losing_pause_or_history(people: People) -> None:
    case, lead, operator = making.assigned(people, NOW), people["housing1"], people["operator1"]
    operations.pause_limit(case_id=case.pk, reason=rules.PauseReason.EXPERT, note="等鉴定", by=lead, at=NOW + DAY)
    task = operations.correct_case(
        case_id=case.pk, triage=making.triage(lead="civil"), reason="派错了单位", by=operator, at=NOW + 2 * DAY
    )
    row = Case.objects.get(pk=case.pk)
    assert (row.state, row.lead_id, row.bounces) == ("assigned", making.organisation("civil"), 0)
    assert row.paused_at == NOW + DAY
    assert LimitPause.objects.get(case=case).ended_at is None
    assert Limit.objects.get(case=case, kind="handling").start_at == NOW
    assert task.organisation_id == row.lead_id
    assert [one.end for one in Task.objects.filter(case=case).order_by("assigned_at")] == ["corrected", ""]
    told = {one.sentence: one.note for one in queries.case_shown(case.pk, operator, NOW).timeline}
    assert told["更正派单，收回住建局的任务；时限和暂停照旧"] == "派错了单位"
    assert "办理时限暂停：检验、检测、鉴定" in told
    with pytest.raises(Refused):
        operations.correct_case(case_id=case.pk, triage=making.triage(), reason="不", by=people["secretary1"], at=NOW)


def test_the_first_contact_is_noted_once_and_then_owed_no_more(people: People) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    assert rules.Act.CONTACT in acts(case, lead)
    operations.note_contact(case_id=case.pk, how="phone", by=lead, at=NOW + HOUR)
    assert Limit.objects.get(case=case, kind="first_contact").met_at == NOW + HOUR
    assert rules.Act.CONTACT not in acts(case, lead)
    with pytest.raises(rules.NotNow, match="已经记过"):
        operations.note_contact(case_id=case.pk, how="phone", by=lead, at=NOW + HOUR)
    with pytest.raises(ValueError, match="怎么联系"):
        operations.note_contact(case_id=case.pk, how="dream", by=lead, at=NOW + HOUR)


def test_a_paused_case_that_owes_its_first_contact_is_not_shown_as_late(people: People, as_person: Browse) -> None:
    case, lead = making.assigned(people, NOW), people["housing1"]
    operations.pause_limit(case_id=case.pk, reason=rules.PauseReason.EXPERT, note="等鉴定", by=lead, at=NOW)
    later = NOW + 60 * DAY
    (line,) = queries.work_list(lead, queries.Filter(), later).lines
    assert (line.is_paused, line.is_late, line.owes_contact) == (True, False, True)
    assert queries.work_list(lead, queries.Filter(view="late"), later).lines == ()
    assert not queries.case_shown(case.pk, lead, later).is_late
    assert "首次联系已过期" in as_person("housing1").get(reverse("cases:work_list")).content.decode()


def test_a_filter_that_is_not_understood_is_named_and_the_rest_is_used(people: People, as_person: Browse) -> None:
    making.assigned(people, NOW)
    page = as_person("operator1").get(reverse("cases:work_list"), {"state": "made-up", "view": "ended"})
    text = page.content.decode()
    assert "没有用上" in text
    assert "made-up" in text
    assert page.context["chosen"].view == "ended", "what is understood is still used"
    assert "没有用上" not in as_person("operator1").get(reverse("cases:work_list"), {"view": "ended"}).content.decode()


def test_delivering_comes_before_handing_back_on_the_page(people: People, as_person: Browse) -> None:
    case = making.assigned(people, NOW)
    labels = [str(one["label"]) for one in as_person("housing1").get(f"/cases/{case.pk}/").context["acts"]]
    assert labels.index("办理完成") < labels.index("退回")


def test_the_database_keeps_what_was_argued_and_decided(people: People) -> None:
    case = making.assigned(people, NOW)
    argued = argue(case, people["housing1"])

    def attack(sql: str, *values: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)

    with pytest.raises(IntegrityError, match="hand_back_decided_needs_who_when_what_why"):
        attack("UPDATE cases_handback SET is_accepted = true WHERE id = %s", argued.pk)
    with pytest.raises(DatabaseError, match="Cannot update"):
        attack("UPDATE cases_handback SET asked_at = now() WHERE id = %s", argued.pk)
    decide(case, people["arbiter1"], NOW + HOUR, is_accepted=False)
    with pytest.raises(DatabaseError, match="Cannot update"):
        attack("UPDATE cases_handback SET is_accepted = true WHERE id = %s", argued.pk)
    with pytest.raises(DatabaseError, match="Cannot delete"):
        attack("DELETE FROM cases_handback WHERE id = %s", argued.pk)
