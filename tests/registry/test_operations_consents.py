"""Consent at one door: the same second in every list; refusing costs nothing; requests have a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from minsheng.cases import operations as cases
from minsheng.foundation import notices, rights, worktime
from minsheng.foundation import operations as ground_operations
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.facts import ConsentAnswered
from minsheng.registry.models import Consent, DataRequest, Person, RequestLimit
from tests.registry.conftest import HOME


def say(person: Person, purpose: str, answer: str, by: Actor, at: datetime, words: str = "行吧") -> None:
    said = operations.NewAnswer(purpose=purpose, answer=answer, words=words, channel="phone")
    operations.answer_purpose(person_id=person.pk, said=said, by=by, at=at)


def is_in(person: Person, purpose: str, by: Actor, at: datetime) -> bool:
    return queries.people_for(purpose, by, at).filter(pk=person.pk).exists()


def test_silence_is_no_where_consent_is_needed_and_yes_where_one_may_object(
    elder: Person, operator: Actor, now: datetime
) -> None:
    assert not is_in(elder, "collective_birthday", operator, now)
    assert is_in(elder, "outreach", operator, now)


def test_m14_a_withdrawal_by_phone_counts_in_the_same_second_in_list_and_search(
    elder: Person, operator: Actor, now: datetime
) -> None:
    say(elder, "collective_birthday", "given", operator, now)
    wanted = queries.Search(text=elder.name, purpose="collective_birthday")
    assert [row.id for row in queries.people(operator, wanted, now).rows] == [elder.pk]
    say(elder, "collective_birthday", "withdrawn", operator, now, "不参加了")
    assert not is_in(elder, "collective_birthday", operator, now)
    assert queries.people(operator, wanted, now).rows == ()
    assert not queries.may_use(elder.pk, "collective_birthday", now)


def test_a_yes_ends_on_its_day(elder: Person, operator: Actor, now: datetime) -> None:
    say(elder, "collective_birthday", "given", operator, now)
    assert is_in(elder, "collective_birthday", operator, now + timedelta(days=360))
    assert not is_in(elder, "collective_birthday", operator, now + timedelta(days=370))


def test_the_door_agrees_with_the_rule_for_every_purpose_and_answer(
    elder: Person, operator: Actor, now: datetime
) -> None:
    for purpose in queries.purposes():
        for answer in ("", *Consent.Answer.values):
            if answer and purpose.basis != "duty":
                say(elder, purpose.pk, answer, operator, now)
            for later in (now, now + timedelta(days=2000)):
                by_rule = queries.may_use(elder.pk, purpose.pk, later)
                assert is_in(elder, purpose.pk, operator, later) is by_rule, (purpose.pk, answer, later)


def test_a_no_on_a_joined_record_counts_for_the_person(elder: Person, operator: Actor, now: datetime) -> None:
    twin = operations.register_person(name="曾桂兰", area=HOME, by=None, at=now)
    say(elder, "collective_birthday", "given", operator, now)
    say(twin, "collective_birthday", "refused", operator, now)
    say(twin, "outreach", "refused", operator, now)
    operations.merge_people(survivor_id=elder.pk, merged_id=twin.pk, reason="问过本人", by=operator, at=now)
    for purpose in ("collective_birthday", "outreach"):
        assert not is_in(elder, purpose, operator, now)
        assert not queries.may_use(elder.pk, purpose, now)
    assert not is_in(twin, "service", operator, now)
    say(twin, "collective_birthday", "given", operator, now)
    assert is_in(elder, "collective_birthday", operator, now)


def test_an_unknown_purpose_opens_nothing(elder: Person, operator: Actor, now: datetime) -> None:
    with pytest.raises(queries.UnknownPurpose):
        queries.people_for("marketing", operator, now)
    assert not queries.may_use(elder.pk, "marketing", now)


def test_refusing_everything_never_lowers_service(elder: Person, operator: Actor, now: datetime) -> None:
    other = operations.register_person(name="曾同意", area=HOME, phone="13900000009", by=None, at=now)
    for purpose in queries.purposes():
        if purpose.basis != "duty":
            say(elder, purpose.pk, "refused", operator, now)
            say(other, purpose.pk, "given", operator, now)
    assert is_in(elder, "service", operator, now)
    assert [one.pk for one in queries.people_with_phone("13900000001", operator)] == [elder.pk]

    def opened(person: Person, phone: str) -> tuple[object, ...]:
        voice = cases.NewVoice(
            words="家里水管漏水了",
            channel="phone",
            heard_at=now,
            area=HOME,
            caller_name=person.name,
            caller_phone=phone,
        )
        case = cases.open_case(voice=voice, by=operator, at=now)
        assert case.person_id == person.pk
        limits = tuple(case.limits.order_by("kind").values_list("kind", "due_at"))
        return case.state, case.urgency, case.lead_id, case.due_at, limits

    assert opened(elder, "13900000001") == opened(other, "13900000009")


def test_a_duty_cannot_be_answered_and_says_what_to_do(elder: Person, operator: Actor, now: datetime) -> None:
    with pytest.raises(ValueError, match="删除"):
        say(elder, "service", "withdrawn", operator, now)


def test_the_words_stay_and_the_fact_carries_none(elder: Person, operator: Actor, now: datetime) -> None:
    say(elder, "visit", "refused", operator, now, "狗咬人，别来")
    say(elder, "visit", "given", operator, now, "狗送走了，来吧")
    assert [row.words for row in queries.answers_of(elder.pk)] == ["狗送走了，来吧", "狗咬人，别来"]
    told = [one.fact for one in ground.facts_of(elder.pk) if isinstance(one.fact, ConsentAnswered)]
    assert [(fact.purpose, fact.answer) for fact in told] == [("visit", "refused"), ("visit", "given")]
    assert "狗" not in repr(told)


def test_somebody_else_answers_only_with_a_proxy_for_it(elder: Person, operator: Actor, now: datetime) -> None:
    child = operations.register_person(name="曾小海", area=HOME, by=None, at=now)
    given = operations.NewProxy(
        agent_id=child.pk,
        scope="hear_results",
        valid_from=now.date(),
        valid_to=now.date(),
        channel="phone",
        words="结果告诉他",
    )
    proxy = operations.give_proxy(principal_id=elder.pk, given=given, by=operator, at=now)
    said = operations.NewAnswer(purpose="publicity", answer="given", words="可以", channel="phone", proxy_id=proxy.pk)
    with pytest.raises(ValueError, match="授权"):
        operations.answer_purpose(person_id=elder.pk, said=said, by=operator, at=now)


def ask(person: Person, kind: str, by: Actor, at: datetime) -> DataRequest:
    asked = operations.NewRequest(kind=kind, words="我的信息我要管", channel="phone")
    return operations.ask_about_data(person_id=person.pk, asked=asked, by=by, at=at)


def test_a_request_has_a_limit_over_the_working_calendar(elder: Person, operator: Actor, now: datetime) -> None:
    request = ask(elder, "access", operator, now)
    calendar = ground.work_calendar()
    days = [now.date() + timedelta(days=passed) for passed in range(1, 40)]
    worked = [day for day in days if calendar.is_workday(day)]
    assert request.due_at.date() == worked[14]
    assert request.due_lines


def test_a_request_is_answered_by_those_who_may_and_shows_late(
    elder: Person, operator: Actor, people: dict[str, Actor], now: datetime
) -> None:
    request = ask(elder, "correction", operator, now)
    supervisor = people["supervisor1"]
    (row,) = queries.requests_to_answer(supervisor, now + timedelta(days=60))
    assert (row.request.pk, row.is_late) == (request.pk, True)
    assert queries.requests_to_answer(people["operator9"], now).rows == ()
    with pytest.raises(rights.Unseen):
        operations.carry_out_request(request_id=request.pk, by=operator, at=now)
    with pytest.raises(ValueError, match="理由"):
        operations.refuse_request(request_id=request.pk, reason=" ", remedy="起诉", by=supervisor, at=now)
    operations.refuse_request(
        request_id=request.pk, reason="档案法要求保存", remedy="可以向法院起诉", by=supervisor, at=now
    )
    with pytest.raises(ValueError, match="已经答复"):
        operations.carry_out_request(request_id=request.pk, by=supervisor, at=now)


def test_a_deletion_leaves_nothing_personal(
    elder: Person, operator: Actor, people: dict[str, Actor], now: datetime
) -> None:
    child = operations.register_person(name="曾小海", area=HOME, by=None, at=now)
    operations.note_kin(person_id=elder.pk, kin_id=child.pk, relation="child", by=operator, at=now)
    say(elder, "visit", "given", operator, now, "来吧，我在家")
    request = ask(elder, "deletion", operator, now)
    operations.carry_out_request(request_id=request.pk, by=people["supervisor1"], at=now)
    left = Person.objects.get(pk=elder.pk)
    assert (left.name, left.spelling, left.initials, left.address) == ("已删除", "", "", "")
    assert (left.phone_sealed, left.phone_index, left.identity_sealed, left.birth_year) == (None, None, None, None)
    assert not left.kin.exists()
    assert set(Consent.objects.filter(person=left).values_list("words", flat=True)) == {"已删除"}
    assert not is_in(elder, "service", operator, now)
    with pytest.raises(rights.Unseen):
        queries.person_shown(elder.pk, operator, now)


def test_a_request_near_a_year_whose_holidays_are_not_known_has_the_earliest_end(
    elder: Person, operator: Actor, now: datetime
) -> None:
    """The clock of somebody's right starts all the same; no holiday is guessed, so the end can only be too early."""
    at = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
    request = ask(elder, "access", operator, at)
    assert "还没有2027年" in request.due_lines[0]
    days = queries.request_days("access")
    ground_operations.set_calendar_year(
        told=notices.read_notice("元旦：1月1日至3日放假，共3天。", 2027), reason="样本", by=None, at=now
    )
    known = ground.work_calendar().due(at, days, worktime.LimitUnit.WORKING_DAYS).at
    assert at < request.due_at < known


def test_how_long_an_answer_may_take_is_said_by_the_banner(elder: Person, operator: Actor, now: datetime) -> None:
    operations.set_request_limit(kind="access", working_days=3, legal_basis="", is_sample=True)
    asked = operations.NewRequest(kind="access", words="给我看看", channel="phone")
    made = operations.ask_about_data(person_id=elder.pk, asked=asked, by=operator, at=now)
    assert (made.due_at - now).days < 7
    RequestLimit.objects.filter(kind="access").delete()
    with pytest.raises(ValueError, match="答复期限"):
        operations.ask_about_data(person_id=elder.pk, asked=asked, by=operator, at=now)
