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
    making.handed_back(people, case, NOW + HOUR, reason="宅基地归农牧局")
    operations.triage_case(
        case_id=case.pk, triage=making.triage(lead="civil"), by=people["operator1"], at=NOW + 2 * HOUR
    )
    operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW + 3 * HOUR)
    making.handed_back(people, case, NOW + 4 * HOUR, "civil1", reason="民政不批地")
    said = [(sentence, note) for sentence, note in notes(case, people) if "退回" in sentence]
    assert said == [
        ("住建局申请退回，等待裁定，时限不停", "宅基地归农牧局（依据：责任清单）"),
        ("住建局退回（第1次），时限不停", "确实不是"),
        ("民政局申请退回，等待裁定，时限不停", "民政不批地（依据：责任清单）"),
        ("民政局退回（第2次），时限不停", "确实不是"),
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


@pytest.mark.parametrize(
    ("outcome", "is_read"),
    [(operations.Outcome.MET, False), (operations.Outcome.CANNOT_SAY, False), (operations.Outcome.PARTLY, True)],
)
def test_e40_who_did_it_reads_only_the_answer_that_sends_it_back(
    people: People, outcome: operations.Outcome, *, is_read: bool
) -> None:
    case, words = making.delivered(people, NOW, helpers=("civil",)), "他们态度不好，灯修了"
    operations.verify_case(
        case_id=case.pk, outcome=outcome, asked="self", words=words, by=people["verifier1"], at=NOW + 2 * HOUR
    )
    for login, reads in (("housing1", is_read), ("civil1", is_read), ("operator1", True), ("verifier1", True)):
        shown = queries.case_shown(case.pk, people[login], NOW + 3 * HOUR)
        assert any(words in step.note for step in shown.timeline) == reads, login
        told = [step.sentence for step in shown.timeline if step.sentence.startswith("回访问")]
        assert len(told) == 1
        assert (told[0].endswith(f"：{rules.OUTCOME_WORDS[outcome]}")) == reads, login


@pytest.mark.parametrize("reason", ["", "   "])
def test_nobody_hands_back_or_reopens_without_a_reason(people: People, reason: str) -> None:
    case = making.assigned(people, NOW)
    with pytest.raises(ValueError, match="为什么"):
        operations.hand_back_case(case_id=case.pk, reason=reason, basis="清单", by=people["housing1"], at=NOW)
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
    insert = """INSERT INTO cases_cohandler (case_id, organisation_id, unit, "end") VALUES (%s, %s, '', '')"""
    with pytest.raises(IntegrityError, match="not among its co-handlers"):
        attack(insert, case.pk, case.lead_id)
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
        attack(insert, case.pk, "verify", NOW, by, "好了", "")


# the door code


def appointment(people: People, case: Case, hours: float = 1, length: float = 2) -> str:
    start = NOW + hours * HOUR
    return operations.set_appointment(
        case_id=case.pk, start=start, end=start + length * HOUR, contact_name="韩", by=people["bank1"], at=NOW
    )


def visit(people: People, case: Case, code: str, hours: float = 1.5) -> bool:
    return operations.start_visit(case_id=case.pk, code=code, by=people["bank1"], at=NOW + hours * HOUR)


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10_000:04d}"


def test_e24_a_wrong_code_makes_the_visit_void_and_there_is_no_second_guess(people: People) -> None:
    case = making.assigned(people, NOW, making.PIN_RESET)
    code = appointment(people, case)
    assert visit(people, case, other_than(code)) is False
    with pytest.raises(rules.NotNow, match="重新预约"):
        visit(people, case, code)
    with pytest.raises(rules.NotNow, match="口令"):
        operations.deliver_task(case_id=case.pk, result="done", note="好了", by=people["bank1"], at=NOW + 2 * HOUR)
    reported = [note for note in notes(case, people) if "口令不符" in note[0]]
    assert len(reported) == 1
    fresh = appointment(people, case)
    assert visit(people, case, fresh) is True
    with pytest.raises(rules.NotNow, match="已经核对过"):
        visit(people, case, other_than(fresh))
    assert Task.objects.get(case=case).code_matched is True


@pytest.mark.parametrize(
    ("hours", "opens"), [(-1.1, False), (-0.9, True), (1.5, True), (4.9, True), (5.1, False), (48, False)]
)
def test_e24_a_code_opens_the_door_only_about_its_window(people: People, hours: float, opens: bool) -> None:  # noqa: FBT001
    case = making.assigned(people, NOW, making.PIN_RESET)
    code = appointment(people, case)
    if opens:
        assert visit(people, case, code, hours)
    else:
        with pytest.raises(rules.NotNow, match="重新预约"):
            visit(people, case, code, hours)
        assert Task.objects.get(case=case).visit_started_at is None


def test_e24_a_new_appointment_makes_the_old_code_and_the_old_visit_void(people: People) -> None:
    case = making.assigned(people, NOW, making.PIN_RESET)
    assert visit(people, case, appointment(people, case))
    again = appointment(people, case, hours=24)
    with pytest.raises(rules.NotNow, match="先核对上门口令"):
        operations.deliver_task(case_id=case.pk, result="done", note="好了", by=people["bank1"], at=NOW + 25 * HOUR)
    assert visit(people, case, "".join(chr(ord(digit) + 0xFEE0) for digit in again), hours=25), "full-width digits"


@pytest.mark.parametrize(("start", "end"), [(-3, -1), (2, 2), (3, 2)])
def test_an_appointment_lies_ahead_and_ends_after_it_begins(people: People, start: int, end: int) -> None:
    case = making.assigned(people, NOW, making.PIN_RESET)
    with pytest.raises(ValueError, match="预约时间要在现在之后"):
        appointment(people, case, hours=start, length=end - start)
    assert Task.objects.get(case=case).door_code_sealed is None


def test_the_door_code_stands_nowhere_in_clear(people: People) -> None:
    case = making.assigned(people, NOW, making.PIN_RESET)
    code = appointment(people, case)
    task = Task.objects.get(case=case)
    assert task.door_code_sealed is not None
    assert code.encode() not in bytes(task.door_code_sealed)
    others = {appointment(people, case) for _ in range(8)}
    assert len(others) > 1


# secrets


SECRETS = {
    "card": "我的卡号是6222 0212 3456 7894",
    "identity": "身份证150824194001010020",
    "pin": "密码是 839174",
}


def attempts(people: People) -> dict[str, Any]:
    """Every text that an operation takes, as a call with that text."""
    case = making.assigned(people, NOW, making.PIN_RESET)
    fresh = making.heard(people, NOW)
    done = making.delivered(people, NOW)
    ended = making.closed(people, NOW)
    by, at = people["operator1"], NOW + 3 * HOUR
    refusal: dict[str, Any] = {"case_id": fresh.pk, "by": by, "at": at}
    telling: dict[str, Any] = {"voice_id": Voice.objects.get(case=ended).pk, "channel": "phone", "by": by, "at": at}
    return {
        **{
            f"open_case {name}": lambda text, name=name: operations.open_case(
                voice=making.voice(NOW, **{name: text}), by=by, at=at
            )
            for name in ("words", "place", "caller_name", "on_behalf_of")
        },
        "decline reason": lambda text: operations.decline_case(
            reason_code="court", reason=text, remedy="去法院", **refusal
        ),
        "decline remedy": lambda text: operations.decline_case(
            reason_code="court", reason="已立案", remedy=text, **refusal
        ),
        "refer reason": lambda text: operations.refer_case(to="court", reason=text, remedy="去法院", **refusal),
        "hand back": lambda text: operations.hand_back_case(
            case_id=case.pk, reason=text, basis="清单", by=people["bank1"], at=at
        ),
        "contact name": lambda text: operations.set_appointment(
            case_id=case.pk, start=at, end=at + HOUR, contact_name=text, by=people["bank1"], at=at
        ),
        "delivery note": lambda text: operations.deliver_task(
            case_id=making.assigned(people, NOW).pk, result="done", note=text, by=people["housing1"], at=at
        ),
        "outside reference": lambda text: operations.deliver_task(
            case_id=making.assigned(people, NOW).pk,
            result="done",
            note="好了",
            outside_reference=text,
            by=people["housing1"],
            at=at,
        ),
        "answer": lambda text: operations.verify_case(
            case_id=done.pk,
            outcome=operations.Outcome.MET,
            asked="self",
            words=text,
            by=people["verifier1"],
            at=at,
        ),
        "reopening": lambda text: operations.reopen_case(
            case_id=ended.pk, reason=text, by=people["supervisor1"], at=at
        ),
        "telling": lambda text: operations.tell_voicer(words=text, **telling),
    }


@pytest.mark.parametrize("kind", sorted(SECRETS))
def test_e25_no_operation_lets_secret_digits_in(people: People, kind: str) -> None:
    digits = "".join(letter for letter in SECRETS[kind] if letter in "0123456789")
    for name, call in attempts(people).items():
        with pytest.raises(ValueError, match="密码"), transaction.atomic():
            call(SECRETS[kind])
        assert tables_with(digits) == [], name


def tables_with(digits: str) -> list[str]:
    """The tables of the whole database in which these digits stand, whatever stands between them."""
    pattern = "[^0-9]{0,2}".join(digits)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables"
            " WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table} AS row WHERE row::text ~ %s", [pattern])
            found += [table] if cursor.fetchone()[0] else []
    assert "public.cases_voice" in tables
    return found


def test_the_search_for_secret_digits_would_find_them(people: People) -> None:
    case = making.heard(people, NOW)
    Case.objects.filter(pk=case.pk).update(place="8391 74")
    assert tables_with("839174") == ["public.cases_case"]


# ways outside


def test_a_case_is_referred_to_a_way_of_the_list_only(people: People) -> None:
    case = making.heard(people, NOW)
    words: dict[str, Any] = {"reason": "要起诉", "remedy": "去立案窗口", "by": people["operator1"], "at": NOW}
    with pytest.raises(ValueError, match="从列表中选择"):
        operations.refer_case(case_id=case.pk, to="张三 13900001234", **words)
    operations.refer_case(case_id=case.pk, to="court", **words)
    again = Case.objects.get(pk=case.pk)
    assert (again.state, again.end_reason) == ("referred", "转至人民法院。要起诉")


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
