"""Following up: calls that reach nobody, samples of small matters with their seed, and nobody asked too often."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from minsheng.cases import facts, operations, queries, rules
from minsheng.cases.models import CallAttempt, Case, Sample, SampleLine, Voice
from minsheng.cases.rules import AttemptResult, Unconfirmed
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]
SMALL = ("city.sanitation", "housing", "housing1")
BANNER = "150824"


def ring(case: Case, people: People, hours: int, result: AttemptResult = AttemptResult.NO_ANSWER) -> None:
    operations.note_attempt(case_id=case.pk, result=result, note="", by=people["verifier1"], at=NOW + hours * HOUR)


def state(case: Case) -> str:
    return Case.objects.get(pk=case.pk).state


def left(case: Case) -> list[str]:
    return [one.fact.reason for one in ground.facts_of(case.pk) if isinstance(one.fact, facts.LeftUnconfirmed)]


def waiting(people: People, hours: int) -> dict[uuid.UUID, int]:
    return {call.line.id: call.attempts for call in queries.calls_to_verify(people["verifier1"], NOW + hours * HOUR)}


def delivered(people: People, number: int, kind: tuple[str, str, str] = SMALL, **changes: Any) -> Case:
    """A case of a caller of its own."""
    told = {"caller_phone": f"0478-557{number:04d}", "caller_name": f"来话人{number}", **changes}
    return making.delivered(people, NOW, kind, **told)


def answer(case: Case, people: People, hours: int, outcome: operations.Outcome = operations.Outcome.MET) -> None:
    operations.verify_case(
        case_id=case.pk, outcome=outcome, asked="self", words="", by=people["verifier1"], at=NOW + hours * HOUR
    )


# calls that reach nobody


def test_three_calls_in_vain_end_a_case_that_never_counts_as_done(people: People) -> None:
    case = making.delivered(people, NOW)
    for number, hours in enumerate((2, 6), start=1):
        ring(case, people, hours)
        assert case.pk not in waiting(people, hours + 1), "nobody rings again at once"
        assert waiting(people, hours + 3) == {case.pk: number}
    ring(case, people, 10, AttemptResult.WRONG_NUMBER)
    ended = Case.objects.get(pk=case.pk)
    assert ended.state == rules.State.UNCONFIRMED
    assert left(case) == [Unconfirmed.WRONG_NUMBER]
    assert "号码不对" in ended.end_reason
    assert "重新办理" in ended.end_remedy
    told = [type(one.fact) for one in ground.facts_of(case.pk)]
    assert told.count(facts.CallAttempted) == 3
    assert facts.Closed not in told
    assert facts.Verified not in told
    assert waiting(people, 20) == {}
    shown = [step.sentence for step in queries.case_shown(case.pk, people["operator1"], NOW).timeline]
    assert shown[-4:] == [
        "回访电话第1次：没人接",
        "回访电话第2次：没人接",
        "回访电话第3次：号码不对",
        "未经核实结束，不算办成：留的号码不对，打了规定次数没有找到本人",
    ]


def test_who_does_not_want_to_answer_is_not_rung_again_but_is_told(people: People) -> None:
    case = making.delivered(people, NOW)
    ring(case, people, 2, AttemptResult.REFUSED)
    assert (state(case), left(case)) == (rules.State.UNCONFIRMED, [Unconfirmed.REFUSED])
    voice = Voice.objects.get(case=case)
    assert [call.voice_id for call in queries.calls_to_tell(people["operator1"], NOW + 3 * HOUR)] == [voice.pk]
    words = queries.words_to_tell(voice)
    assert "已办好" in words
    assert "没有办成，请拨打受理热线" in words


def test_an_unconfirmed_case_begins_again_with_new_calls(people: People) -> None:
    case = making.delivered(people, NOW)
    ring(case, people, 2, AttemptResult.REFUSED)
    operations.reopen_case(case_id=case.pk, reason="来电说没办", by=people["supervisor1"], at=NOW + 3 * HOUR)
    operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW + 4 * HOUR)
    operations.deliver_task(case_id=case.pk, result="done", note="好", by=people["housing1"], at=NOW + 5 * HOUR)
    assert waiting(people, 6) == {case.pk: 0}
    ring(case, people, 7)
    assert state(case) == rules.State.DELIVERED
    answer(case, people, 9)
    assert state(case) == rules.State.CLOSED


def test_m4_the_deliverer_does_not_note_calls(people: People) -> None:
    case = making.delivered(people, NOW)
    by = people["housing1"]
    both = Actor(by.account_id, by.name, (*by.held, *people["verifier1"].held))
    with pytest.raises(Refused, match="不能核实自己办的事"):
        operations.note_attempt(case_id=case.pk, result=AttemptResult.REFUSED, note="", by=both, at=NOW + 2 * HOUR)
    assert state(case) == rules.State.DELIVERED


def test_calls_and_samples_stay_as_they_were_written(people: People) -> None:
    ring(making.delivered(people, NOW), people, 2)
    delivered(people, 1)
    operations.draw_sample(area=BANNER, seed=7, at=NOW + 2 * HOUR)
    for table, column in (("callattempt", "case_id"), ("sample", "seed"), ("sampleline", "case_id")):
        for sql in (f"UPDATE cases_{table} SET {column} = {column}", f"DELETE FROM cases_{table}"):
            with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
                connection.cursor().execute(sql)
    with pytest.raises(IntegrityError, match="case_unconfirmed_needs_reason_and_remedy"), transaction.atomic():
        Case.objects.update(state="unconfirmed", ended_at=NOW)


# samples


@given(st.integers(0, 2**31), st.integers(0, 40), st.integers(1, 100))
def test_a_sample_is_drawn_again_from_its_seed(seed: int, count: int, share: int) -> None:
    candidates = [uuid.UUID(int=number) for number in range(count)]
    chosen = rules.drawn(seed, candidates, share)
    assert rules.drawn(seed, candidates[::-1], share) == chosen <= set(candidates)
    assert rules.drawn(seed, candidates, 100) == set(candidates)


def test_the_share_holds_over_many_small_nights() -> None:
    asked = sum(len(rules.drawn(night, [uuid.UUID(int=night)], 30)) for night in range(10_000))
    assert 2_900 < asked < 3_100


def test_d22_small_matters_are_asked_about_by_a_sample_with_its_seed(people: People) -> None:
    small = [delivered(people, number) for number in range(10)]
    large = delivered(people, 99, making.BUILDING)
    assert set(waiting(people, 2)) == {large.pk}, "what a sample decides waits for it"
    with pytest.raises(rules.NotNow, match="抽样"):
        answer(small[0], people, 2)
    with pytest.raises(rules.NotNow, match="抽样"):
        ring(small[0], people, 2, AttemptResult.REFUSED)
    sample = operations.draw_sample(area=BANNER, seed=20260603, at=NOW + 3 * HOUR)
    assert sample is not None
    chosen = rules.drawn(sample.seed, [case.pk for case in small], sample.share_per_100)
    assert 0 < len(chosen) < 10, "a seed with which some are asked and some are not"
    assert set(SampleLine.objects.filter(left_out="").values_list("case", flat=True)) == chosen
    assert set(waiting(people, 4)) == {large.pk, *chosen}
    for case in small:
        assert left(case) == ([] if case.pk in chosen else [Unconfirmed.NOT_DRAWN])
    told = next(one.fact for one in ground.facts_of(sample.pk))
    assert isinstance(told, facts.SampleDrawn)
    assert (told.seed, told.candidates.value, told.chosen.value) == (20260603, 10, len(chosen))
    assert operations.draw_sample(area=BANNER, seed=1, at=NOW + 5 * HOUR) is None, "nobody is drawn twice"


def test_d22_all_of_the_dissatisfied_are_asked(people: People) -> None:
    case = delivered(people, 1)
    operations.reopen_case(case_id=case.pk, reason="没人来过", by=people["supervisor1"], at=NOW + 2 * HOUR)
    operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW + 3 * HOUR)
    operations.deliver_task(case_id=case.pk, result="done", note="好", by=people["housing1"], at=NOW + 4 * HOUR)
    assert operations.draw_sample(area=BANNER, seed=1, at=NOW + 5 * HOUR) is None
    assert set(waiting(people, 6)) == {case.pk}
    answer(case, people, 6, operations.Outcome.NOT_MET)
    assert state(case) == rules.State.REOPENED


def test_m5_a_person_is_asked_twice_a_quarter_and_no_more(people: People) -> None:
    same: dict[str, Any] = {"caller_phone": "0478-5570001", "caller_name": "同一个人"}
    first, second, third = (delivered(people, 1, making.BUILDING, **same) for _ in range(3))
    answer(first, people, 2)
    answer(second, people, 3)
    with pytest.raises(rules.NotNow, match="不再打扰"):
        answer(third, people, 4)
    with pytest.raises(rules.NotNow, match="不再打扰"):
        ring(third, people, 4)
    other = delivered(people, 2, making.BUILDING)
    operations.draw_sample(area=BANNER, seed=1, at=NOW + 5 * HOUR)
    assert left(third) == [Unconfirmed.ASKED_ENOUGH]
    assert (left(other), state(other)) == ([], rules.State.DELIVERED)


def test_m5_those_waiting_to_be_asked_count_as_well(people: People) -> None:
    same: dict[str, Any] = {"caller_phone": "0478-5570001", "caller_name": "同一个人"}
    found = [delivered(people, 1, **same) for _ in range(3)]
    operations.draw_sample(area=BANNER, seed=1, at=NOW + 5 * HOUR)
    assert [left(case) for case in found][2] == [Unconfirmed.ASKED_ENOUGH]


def test_another_banner_has_samples_of_its_own(people: People) -> None:
    delivered(people, 1)
    assert operations.draw_sample(area="150422", seed=1, at=NOW + 5 * HOUR) is None
    assert operations.draw_samples(seed=5, at=NOW + 5 * HOUR) == 1
    assert Sample.objects.get().area_id == BANNER


@pytest.mark.parametrize(
    "wrong", [{"attempts_most": 0}, {"share_per_100": 101}, {"share_per_100": 0}, {"sampled": ["no.such"]}]
)
def test_a_rule_that_asks_nobody_is_refused(db: None, wrong: dict[str, Any]) -> None:
    values: dict[str, Any] = {"attempts_most": 3, "calls_per_quarter": 2, "share_per_100": 30, "sampled": [], **wrong}
    with pytest.raises(ValueError, match=r"类别|回访次数"):
        operations.set_follow_up_rule(area=BANNER, is_sample=True, **values)


def test_the_desk_notes_a_call_and_goes_on_to_the_next(people: People, as_person: Any, clock: None) -> None:
    first, second = making.delivered(people, NOW - 9 * HOUR), delivered(people, 2, making.BUILDING)
    client = as_person("verifier1")
    assert "没问到" in client.get("/calls/").content.decode()
    response = client.post(
        f"/cases/{first.pk}/attempt/", {"client_id": str(uuid.uuid4()), "result": "no_answer", "then": "next"}
    )
    assert response.status_code == 302
    assert response["Location"] == f"/cases/{second.pk}/verify/"
    assert CallAttempt.objects.get().case_id == first.pk


def test_m5_whom_a_sample_chose_is_let_be_once_he_was_asked_often_enough(people: People) -> None:
    same: dict[str, Any] = {"caller_phone": "0478-5570001", "caller_name": "同一个人"}
    found = []
    for night in range(3):
        found.append(delivered(people, 1, **same))
        operations.set_follow_up_rule(
            area=BANNER, attempts_most=3, calls_per_quarter=9, share_per_100=100, sampled=[SMALL[0]], is_sample=True
        )
        operations.draw_sample(area=BANNER, seed=night, at=NOW + 2 * HOUR)
    operations.set_follow_up_rule(
        area=BANNER, attempts_most=3, calls_per_quarter=2, share_per_100=100, sampled=[SMALL[0]], is_sample=True
    )
    answer(found[0], people, 3)
    answer(found[1], people, 4)
    with pytest.raises(rules.NotNow, match="今夜自动结束"):
        answer(found[2], people, 5)
    assert operations.draw_sample(area=BANNER, seed=9, at=NOW + 6 * HOUR) is None
    assert left(found[2]) == [Unconfirmed.ASKED_ENOUGH]


def test_d22_many_that_wait_to_be_asked_one_by_one_hold_no_sample_up(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minsheng.cases.operations.following.MOST_AT_ONCE", 2)
    for number in range(3):
        delivered(people, number, making.BUILDING)
    small = [delivered(people, 10 + number) for number in range(5)]
    assert operations.draw_samples(seed=3, at=NOW + 5 * HOUR) == 3, "until nothing waits"
    assert set(SampleLine.objects.values_list("case", flat=True)) == {case.pk for case in small}
