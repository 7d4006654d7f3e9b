"""The rate of those who said "it was done": what is in it, what is beside it, and who may leave an answer out."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, RateExclusion, Verification
from minsheng.foundation.rights import Actor, Refused, Unseen
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]
BANNER = ("150824",)
MONTH = NOW.date().replace(day=1)
REASON = rules.ExclusionReason.AGAINST_LAW
Outcome = rules.Outcome


def answered(people: People, number: int, outcome: Outcome) -> Case:
    case = making.delivered(people, NOW, caller_phone=f"0478-557{number:04d}", caller_name=f"来话人{number}")
    ask(case, people, outcome, 2)
    return case


def ask(case: Case, people: People, outcome: Outcome, hours: int) -> None:
    operations.verify_case(
        case_id=case.pk, outcome=outcome, asked="self", words="", by=people["verifier1"], at=NOW + hours * HOUR
    )


def answer_of(case: Case) -> uuid.UUID:
    return Verification.objects.filter(delivery__case=case).latest("at").pk


def exclude(case: Case, people: People, words: str = "依据文件") -> RateExclusion:
    return operations.ask_exclusion(
        verification_id=answer_of(case), reason=REASON, words=words, by=people["verifier1"], at=NOW + 3 * HOUR
    )


def decide(asked: RateExclusion, by: Actor, words: str = "属实", *, is_granted: bool = True) -> None:
    operations.decide_exclusion(exclusion_id=asked.pk, is_granted=is_granted, words=words, by=by, at=NOW + 4 * HOUR)


def rate() -> tuple[int, int, dict[str, int]]:
    found, _ = queries.rate_of(BANNER, MONTH)
    return found.met, found.answered, {group.key: group.count for group in found.groups if group.count}


def numbers(group: str) -> set[uuid.UUID]:
    return {one.line.id for one in queries.cases_of_rate(BANNER, MONTH, group, NOW)}


def test_d22_a_rate_shows_its_numbers_and_what_stands_beside_them(people: People) -> None:
    cases = {outcome: answered(people, number, outcome) for number, outcome in enumerate(Outcome)}
    good = answered(people, 8, Outcome.MET)
    silent = making.delivered(people, NOW, caller_phone="0478-5570009", caller_name="不接的人")
    operations.note_attempt(
        case_id=silent.pk, result=rules.AttemptResult.REFUSED, note="", by=people["verifier1"], at=NOW + 2 * HOUR
    )
    assert rate() == (2, 5, {"met": 2, "partly": 1, "not_met": 1, "cannot_say": 1, "left_refused": 1})
    found, leads = queries.rate_of(BANNER, MONTH)
    assert (found.percent, [(one.met, one.answered) for one in leads]) == ("40.0", [(2, 5)])
    assert numbers("met") == {cases[Outcome.MET].pk, good.pk}
    assert numbers("partly") == {cases[Outcome.PARTLY].pk}
    assert numbers("left_refused") == {silent.pk}
    for group in found.groups:
        assert len(numbers(group.key)) == group.count, group.key


def test_of_one_delivery_the_last_answer_counts_in_the_month_it_was_given(people: People) -> None:
    case = answered(people, 1, Outcome.CANNOT_SAY)
    assert rate()[:2] == (0, 1)
    ask(case, people, Outcome.MET, 40 * 24)
    assert rate()[:2] == (0, 0)
    found, _ = queries.rate_of(BANNER, MONTH.replace(month=7))
    assert (found.met, found.answered) == (1, 1)


def test_an_answer_is_left_out_only_when_a_second_person_agrees(people: People) -> None:
    bad, other = answered(people, 1, Outcome.NOT_MET), answered(people, 2, Outcome.NOT_MET)
    answered(people, 3, Outcome.MET)
    asked, refused = exclude(bad, people), exclude(other, people)
    assert rate()[:2] == (1, 3), "asked for is not yet left out"
    decide(asked, people["supervisor1"])
    decide(refused, people["supervisor1"], is_granted=False, words="能办")
    assert rate() == (1, 2, {"met": 1, "not_met": 1, "excluded": 1})
    assert numbers("excluded") == {bad.pk}
    said = [step.sentence for step in queries.case_shown(bad.pk, people["operator1"], NOW).timeline]
    assert "申请不计入办成率：按法律法规不能这样办，已经说明依据" in said
    assert "另一人同意不计入办成率" in said
    with pytest.raises(rules.NotNow, match="已经有人决定"):
        decide(asked, people["supervisor1"])
    with pytest.raises(rules.NotNow, match="已经有人申请"):
        exclude(bad, people)


def test_nobody_decides_about_what_he_asked_or_did_himself(people: People) -> None:
    bad = answered(people, 1, Outcome.NOT_MET)
    by = people["supervisor1"]
    asked = operations.ask_exclusion(
        verification_id=answer_of(bad), reason=REASON, words="依据文件", by=by, at=NOW + 3 * HOUR
    )
    with pytest.raises(Refused, match="不能自己决定"):
        decide(asked, by)
    worker = people["housing1"]
    with pytest.raises(Refused, match="不能自己决定"):
        decide(asked, Actor(worker.account_id, worker.name, (*worker.held, *by.held)))
    with pytest.raises(Unseen):
        decide(asked, people["verifier9"])
    with pytest.raises(Unseen):
        operations.ask_exclusion(
            verification_id=answer_of(bad), reason=REASON, words="依据", by=people["verifier9"], at=NOW
        )
    with pytest.raises(ValueError, match="为什么"):
        exclude(answered(people, 2, Outcome.NOT_MET), people, words=" ")


def test_the_database_wants_two_people_and_a_decision_in_words(people: People) -> None:
    asked = exclude(answered(people, 1, Outcome.NOT_MET), people)
    sql = "UPDATE cases_rateexclusion SET decided_at = asked_at, is_granted = true, decided_by = {}, decision = {}"
    for by, words, constraint in (
        ("asked_by", "'好'", "exclusion_is_decided_by_another"),
        ("gen_random_uuid()", "''", "exclusion_decided_needs_who_when_what_why"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            connection.cursor().execute(sql.format(by, words))
    decide(asked, people["supervisor1"])
    for change in ("UPDATE cases_rateexclusion SET is_granted = false", "DELETE FROM cases_rateexclusion"):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            connection.cursor().execute(change)


def test_another_banner_is_not_in_the_rate(people: People) -> None:
    answered(people, 1, Outcome.MET)
    found, leads = queries.rate_of(("150422",), MONTH)
    assert (found.answered, leads, found.percent) == (0, [], "")


def test_every_number_of_the_page_opens(people: People, as_person: Callable[[str], Client], clock: None) -> None:
    bad = answered(people, 1, Outcome.NOT_MET)
    client = as_person("verifier1")
    page = client.get("/follow-up/").content.decode()
    assert "问到 1 件，其中 0 件说" in page
    opened = client.get("/follow-up/cases/?group=not_met&month=2026-06").content.decode()
    assert queries.number_of(bad) in opened
    form: dict[str, Any] = {"client_id": str(uuid.uuid4()), "reason": "against_law", "words": "依据文件"}
    assert client.post(f"/follow-up/answers/{answer_of(bad)}/", form).status_code == 302
    again = client.get("/follow-up/cases/?group=not_met&month=2026-06").content.decode()
    assert "已经申请过" in again
    assert "/follow-up/answers/" not in again, "nobody fills in for nothing what was asked before"
    decider = as_person("supervisor1")
    asked = RateExclusion.objects.get()
    assert f"/follow-up/exclusions/{asked.pk}/" in decider.get("/follow-up/").content.decode()
    said = {"client_id": str(uuid.uuid4()), "decision": "yes", "words": "属实"}
    assert decider.post(f"/follow-up/exclusions/{asked.pk}/", said).status_code == 302
    assert rate() == (0, 0, {"excluded": 1})
    for wrong in ("?month=x", "cases/?group=nobody", "cases/?group=met&lead=x"):
        assert client.get(f"/follow-up/{wrong}").status_code == 404
