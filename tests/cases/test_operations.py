"""What operations write and refuse, and what the database itself refuses to whoever goes around them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, CoHandler, Limit, Reason, Task, Verification, Voice
from minsheng.foundation.rights import Actor, Refused, Unseen
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]


def attack(sql: str, *values: Any) -> None:
    """Go around the operations: plain SQL, constraints checked at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql, values)


def notes(case: Case, people: People) -> list[tuple[str, str]]:
    shown = queries.case_shown(case.pk, people["operator1"], NOW + 100 * HOUR)
    return [(step.sentence, step.note) for step in shown.timeline]


# reasons are kept


def test_each_hand_back_keeps_its_own_reason(people: People) -> None:
    case = making.assigned(people, NOW)
    operations.hand_back_case(case_id=case.pk, reason="宅基地归农牧局", by=people["housing1"], at=NOW + HOUR)
    operations.triage_case(
        case_id=case.pk, triage=making.triage(lead="civil"), by=people["operator1"], at=NOW + 2 * HOUR
    )
    operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW + 3 * HOUR)
    operations.hand_back_case(case_id=case.pk, reason="民政不批地", by=people["civil1"], at=NOW + 4 * HOUR)
    said = [(sentence, note) for sentence, note in notes(case, people) if "退回" in sentence]
    assert said == [
        ("住建局退回（第1次），时限不停", "宅基地归农牧局"),
        ("民政局退回（第2次），时限不停", "民政不批地"),
    ]


def test_a_refusal_keeps_its_reason_after_the_case_goes_on(people: People) -> None:
    case = making.declined(people, NOW)
    operations.reopen_case(case_id=case.pk, reason="法院说没有立案", by=people["supervisor1"], at=NOW + 2 * HOUR)
    told = dict(notes(case, people))
    assert told["不予受理"] == "已进入诉讼、仲裁或复议程序。法院已立案 您可以：等法院判决，可拨12368"
    assert told["重新办理"] == "法院说没有立案"
    assert Case.objects.get(pk=case.pk).end_reason == ""


def test_an_answer_that_reopens_says_so_as_the_reason(people: People) -> None:
    case = making.delivered(people, NOW)
    operations.verify_case(
        case_id=case.pk,
        outcome=operations.Outcome.NOT_MET,
        asked="self",
        words="没人来过",
        by=people["verifier1"],
        at=NOW + 2 * HOUR,
    )
    told = dict(notes(case, people))
    assert told["重新办理"] == "回访：没有办成"
    assert told["回访问“办成了吗”：没有办成"] == "没人来过"


@pytest.mark.parametrize("reason", ["", "   "])
def test_nobody_hands_back_or_reopens_without_a_reason(people: People, reason: str) -> None:
    case = making.assigned(people, NOW)
    with pytest.raises(ValueError, match="为什么"):
        operations.hand_back_case(case_id=case.pk, reason=reason, by=people["housing1"], at=NOW)
    done = making.closed(people, NOW)
    with pytest.raises(ValueError, match="理由"):
        operations.reopen_case(case_id=done.pk, reason=reason, by=people["supervisor1"], at=NOW + 5 * HOUR)
    assert Case.objects.get(pk=case.pk).state == rules.State.ASSIGNED
    assert Case.objects.get(pk=done.pk).state == rules.State.CLOSED
    assert not Reason.objects.exists()


@pytest.mark.parametrize(("reason", "remedy"), [("", "去法院"), ("已立案", ""), ("  ", "去法院")])
def test_m10_no_refusal_without_reason_and_remedy(people: People, reason: str, remedy: str) -> None:
    case = making.heard(people, NOW)
    with pytest.raises(ValueError, match="理由"):
        operations.decline_case(
            case_id=case.pk, reason_code="court", reason=reason, remedy=remedy, by=people["operator1"], at=NOW
        )
    assert Case.objects.get(pk=case.pk).state == rules.State.HEARD


def test_what_is_looked_up_is_the_systems_and_not_the_operators(people: People) -> None:
    case = making.heard(people, NOW)
    shown = queries.case_shown(case.pk, people["operator1"], NOW)
    looked_up = next(step for step in shown.timeline if step.sentence.startswith("系统建议"))
    assert looked_up.who == "系统"
    assert looked_up.note == case.proposal_reason


# a case that is worked on again


def test_a_reopened_case_has_a_limit_until_it_is_assigned(people: People) -> None:
    case = making.closed(people, NOW)
    operations.reopen_case(case_id=case.pk, reason="又坏了", by=people["supervisor1"], at=NOW + 3 * HOUR)
    again = Case.objects.get(pk=case.pk)
    response = Limit.objects.get(case=case, round=1)
    assert (response.kind, response.start_at, again.due_at) == ("response", NOW + 3 * HOUR, response.due_at)
    operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW + 4 * HOUR)
    round_one = {limit.kind: limit for limit in Limit.objects.filter(case=case, round=1)}
    assert round_one["response"].met_at == NOW + 4 * HOUR
    assert set(round_one) == {limit.kind for limit in Limit.objects.filter(case=case, round=0)}
    assert all(limit.start_at == NOW + 4 * HOUR for kind, limit in round_one.items() if kind != "response")


def test_m9_voicers_are_told_again_after_a_second_ending(people: People) -> None:
    case = making.closed(people, NOW)
    voice = Voice.objects.get(case=case)
    tell(voice.pk, people, 3)
    assert [call.voice_id for call in queries.calls_to_tell(people["operator1"], NOW + 4 * HOUR)] == []
    operations.reopen_case(case_id=case.pk, reason="又坏了", by=people["supervisor1"], at=NOW + 5 * HOUR)
    with pytest.raises(rules.NotNow, match="还没有结果"):
        tell(voice.pk, people, 6)
    operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW + 6 * HOUR)
    operations.deliver_task(case_id=case.pk, result="done", note="又修好", by=people["housing1"], at=NOW + 7 * HOUR)
    operations.verify_case(
        case_id=case.pk,
        outcome=operations.Outcome.MET,
        asked="self",
        words="",
        by=people["verifier1"],
        at=NOW + 8 * HOUR,
    )
    assert [call.voice_id for call in queries.calls_to_tell(people["operator1"], NOW + 9 * HOUR)] == [voice.pk]
    tell(voice.pk, people, 9)
    assert voice.tellings.count() == 2


def tell(voice_id: uuid.UUID, people: People, hours: int, channel: str = "phone") -> None:
    operations.tell_voicer(
        voice_id=voice_id, channel=channel, words="办好了", by=people["operator1"], at=NOW + hours * HOUR
    )


def test_m5_nobody_is_rung_twice_about_one_result(people: People) -> None:
    voice = Voice.objects.get(case=making.closed(people, NOW))
    tell(voice.pk, people, 3, channel="unreachable")
    tell(voice.pk, people, 4)
    with pytest.raises(rules.NotNow, match="已经有人告知过"):
        tell(voice.pk, people, 5)


# who verifies


def test_m4_who_worked_on_any_round_does_not_verify(people: People) -> None:
    case = making.delivered(people, NOW)
    helper = with_verifier_role(people["housing1"], people)
    operations.reopen_case(case_id=case.pk, reason="没修好", by=people["supervisor1"], at=NOW + 2 * HOUR)
    operations.triage_case(
        case_id=case.pk, triage=making.triage(lead="civil"), by=people["operator1"], at=NOW + 3 * HOUR
    )
    operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW + 4 * HOUR)
    operations.deliver_task(case_id=case.pk, result="done", note="好了", by=people["civil1"], at=NOW + 5 * HOUR)
    with pytest.raises(Refused, match="不能核实自己办的事"):
        operations.verify_case(
            case_id=case.pk,
            outcome=operations.Outcome.MET,
            asked="self",
            words="",
            by=helper,
            at=NOW + 6 * HOUR,
        )


def with_verifier_role(actor: Actor, people: People) -> Actor:
    return Actor(actor.account_id, actor.name, (*actor.held, *people["verifier1"].held))


def verification_of(case: Case, verifier: uuid.UUID | None, deliverer: uuid.UUID | None) -> tuple[Any, ...]:
    delivery = case.deliveries.get()
    sql = (
        "INSERT INTO cases_verification (id, delivery_id, deliverer_id, verifier_id, at, asked, outcome, words)"
        " VALUES (%s, %s, %s, %s, %s, 'self', 'met', '')"
    )
    return (
        sql,
        uuid.uuid4(),
        delivery.pk,
        deliverer or delivery.by_id,
        verifier or delivery.by_id,
        NOW,
    )


def test_m4_the_database_refuses_a_verifier_who_delivered(people: People) -> None:
    case = making.delivered(people, NOW)
    with pytest.raises(IntegrityError, match="verifier_is_not_deliverer"):
        attack(*verification_of(case, None, None))


def test_m4_the_database_refuses_a_false_name_for_the_deliverer(people: People) -> None:
    case = making.delivered(people, NOW)
    with pytest.raises(IntegrityError, match="verification_names_the_real_deliverer"):
        attack(*verification_of(case, None, people["verifier2"].id))


def test_m4_the_database_refuses_a_verifier_who_went_along(people: People) -> None:
    case = making.assigned(people, NOW, making.PIN_RESET)
    making.visited(people, case, NOW)
    operations.deliver_task(
        case_id=case.pk,
        result="done",
        note="重置好了",
        by=people["bank1"],
        companion_id=people["bank2"].id,
        at=NOW + HOUR,
    )
    with pytest.raises(IntegrityError, match="who helped to deliver does not verify"):
        attack(*verification_of(case, people["bank2"].id, None))


def test_the_database_refuses_a_companion_who_is_oneself(people: People) -> None:
    case = making.delivered(people, NOW)
    with pytest.raises(IntegrityError, match="delivery_companion_is_another_person"):
        attack(
            "INSERT INTO cases_delivery (id, task_id, case_id, by_id, companion_id, at, result, note, outside_reference)"
            " SELECT gen_random_uuid(), task_id, case_id, by_id, by_id, at, result, '', '' FROM cases_delivery"
            " WHERE case_id = %s",
            case.pk,
        )


@pytest.mark.parametrize("table", ["cases_delivery", "cases_verification", "cases_telling", "cases_reason"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET at = now()", "DELETE FROM {}"])
def test_what_was_done_cannot_be_rewritten(people: People, table: str, sql: str) -> None:
    case = making.closed(people, NOW)
    tell(Voice.objects.get(case=case).pk, people, 3)
    operations.reopen_case(case_id=case.pk, reason="又坏了", by=people["supervisor1"], at=NOW + 5 * HOUR)
    with pytest.raises(DatabaseError, match="Cannot update or delete rows"):
        attack(sql.format(table))


# exactly one lead


def test_e13_the_database_refuses_a_lead_who_helps_himself_both_ways(people: People) -> None:
    case = making.assigned(people, NOW, helpers=("civil",))
    with pytest.raises(IntegrityError, match="not among its co-handlers"):
        attack("INSERT INTO cases_cohandler (case_id, organisation_id) VALUES (%s, %s)", case.pk, case.lead_id)
    with pytest.raises(IntegrityError, match="not among its co-handlers"):
        attack("UPDATE cases_case SET lead_id = %s WHERE id = %s", making.organisation("civil"), case.pk)
    with pytest.raises(IntegrityError, match="not among its co-handlers"):
        attack("UPDATE cases_cohandler SET organisation_id = %s WHERE case_id = %s", case.lead_id, case.pk)


def test_e13_the_database_refuses_a_case_without_a_lead(people: People) -> None:
    case = making.assigned(people, NOW)
    with pytest.raises(IntegrityError, match="lead_id"):
        attack("UPDATE cases_case SET lead_id = NULL WHERE id = %s", case.pk)


def test_e13_the_database_refuses_a_second_open_task(people: People) -> None:
    case = making.assigned(people, NOW)
    with pytest.raises(IntegrityError, match="case_has_one_open_lead_task"):
        attack(
            'INSERT INTO cases_task (id, case_id, organisation_id, route, assigned_at, contact_name, "end")'
            " SELECT gen_random_uuid(), case_id, organisation_id, route, assigned_at, '', '' FROM cases_task"
            " WHERE case_id = %s",
            case.pk,
        )


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("state", "lost", "case_state_is_one_of_the_table"),
        ("state", "closed", "case_ended_needs_when"),
        ("state", "declined", "case_ended_needs_when|case_refusal_needs_name_reason_remedy"),
        ("category_id", None, "case_beyond_heard_has_a_category"),
    ],
)
def test_the_database_refuses_a_state_that_is_not_whole(
    people: People, column: str, value: str | None, constraint: str
) -> None:
    case = making.assigned(people, NOW)
    with pytest.raises(IntegrityError, match=constraint):
        attack(f"UPDATE cases_case SET {column} = %s WHERE id = %s", value, case.pk)


def test_m10_the_database_refuses_a_refusal_without_name_reason_or_remedy(people: People) -> None:
    case = making.declined(people, NOW)
    for column, value in (("end_reason", ""), ("end_remedy", ""), ("ended_by", None)):
        with pytest.raises(IntegrityError, match="case_refusal_needs_name_reason_remedy"):
            attack(f"UPDATE cases_case SET {column} = %s WHERE id = %s", value, case.pk)


def test_m10_the_database_refuses_a_reason_without_words(people: People) -> None:
    case = making.heard(people, NOW)
    insert = "INSERT INTO cases_reason (case_id, act, at, by, words, remedy) VALUES (%s, %s, %s, %s, %s, %s)"
    by = people["operator1"].id
    with pytest.raises(IntegrityError, match="reason_is_in_words"):
        attack(insert, case.pk, "hand_back", NOW, by, "", "")
    with pytest.raises(IntegrityError, match="reason_of_a_refusal_has_a_remedy"):
        attack(insert, case.pk, "decline", NOW, by, "已立案", "")
    with pytest.raises(IntegrityError, match="reason_is_of_an_act_that_needs_one"):
        attack(insert, case.pk, "deliver", NOW, by, "好了", "")


# what does not exist for somebody


def test_somebody_of_another_area_finds_nothing(people: People) -> None:
    case = making.closed(people, NOW)
    voice = Voice.objects.get(case=case)
    with pytest.raises(Unseen):
        operations.tell_voicer(voice_id=voice.pk, channel="phone", words="好", by=people["verifier9"], at=NOW)
    with pytest.raises(Unseen):
        operations.triage_case(case_id=case.pk, triage=making.triage(), by=people["operator9"], at=NOW)
    assert not Verification.objects.exclude(delivery__case=case).exists()
    assert Task.objects.filter(case=case).count() == 1
    assert not CoHandler.objects.filter(case=case).exists()
