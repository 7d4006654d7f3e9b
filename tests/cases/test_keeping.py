"""How long what is personal is kept: by outcome, callers before words, nobody who still waits, and counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from minsheng.cases import operations, queries, rules
from minsheng.cases.facts import Closed, PersonalDataDeleted
from minsheng.cases.models import Case, RetentionRule, Voice
from minsheng.cases.operations.keeping import DELETED
from minsheng.dispatch.models import HelpTask, ProxyShopping
from minsheng.foundation import facts, rights
from minsheng.foundation import queries as ground
from minsheng.foundation.units import Items, Minutes, Persons
from minsheng.registry import operations as registry
from tests.factories import cases as made
from tests.factories import dispatch as helping

People = dict[str, rights.Actor]
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


@given(MOMENTS, MOMENTS, st.integers(0, 120), st.integers(0, 120))
def test_months_before_keep_the_order(one: datetime, other: datetime, months: int, more: int) -> None:
    early, late = sorted((one, other))
    assert rules.months_before(early, months) <= rules.months_before(late, months)
    assert rules.months_before(one, months + more) <= rules.months_before(one, months) <= one
    found = rules.months_before(one, months)
    assert (one.year * 12 + one.month) - (found.year * 12 + found.month) == months


def test_the_last_day_of_a_longer_month_has_its_fellow() -> None:
    assert rules.months_before(datetime(2026, 3, 31, 8, tzinfo=UTC), 1) == datetime(2026, 2, 28, 8, tzinfo=UTC)


def run(now: datetime, months: int, days: int = 1) -> tuple[int, int]:
    """What the night so many months later deletes."""
    at = now + timedelta(days=months * 31 + days)
    done = operations.delete_what_was_kept_long_enough(at=at)
    return done.callers, done.words


def test_callers_go_first_then_words_and_what_was_done_stays(db: None, people: People, now: datetime) -> None:
    case = made.closed(people, now, caller_name="敖特根花", caller_phone="13800138000")
    Voice.objects.filter(case=case).update(told_at=now)
    assert run(now, 23, days=-30) == (0, 0)
    assert run(now, 25) == (1, 0)
    voice = Voice.objects.get(case=case)
    assert (voice.caller_name, voice.caller_phone_sealed, voice.caller_phone_index) == ("", None, None)
    assert voice.words == "村里要盖房子，不知道找谁批宅基地"
    assert Case.objects.get(pk=case.pk).person_id is None
    assert run(now, 25) == (0, 0), "a second night finds nothing"
    facts_before = len(ground.facts_of(case.pk))
    assert run(now, 37) == (0, 1)
    case.refresh_from_db()
    assert "宅基地" not in case.title + Voice.objects.get(case=case).words
    assert (case.state, case.lead_id is not None, len(ground.facts_of(case.pk))) == ("closed", True, facts_before + 1)


@pytest.mark.parametrize(("outcome", "caller_months"), [("declined", 12), ("referred", 6)])
def test_each_outcome_has_its_time(db: None, people: People, now: datetime, outcome: str, caller_months: int) -> None:
    case = made.declined(people, now) if outcome == "declined" else made.heard(people, now)
    if outcome == "referred":
        operations.refer_case(
            case_id=case.pk, to="court", reason="已经起诉", remedy="请等法院通知", by=people["operator1"], at=now
        )
    Voice.objects.filter(case=case).update(told_at=now)
    assert run(now, caller_months - 1, days=0) == (0, 0)
    assert run(now, caller_months)[0] == 1


def test_who_still_waits_to_be_told_is_not_forgotten_nor_an_open_case(db: None, people: People, now: datetime) -> None:
    case = made.closed(people, now)
    made.heard(people, now)
    assert run(now, 60) == (0, 0)
    Voice.objects.filter(case=case).update(told_at=now)
    assert run(now, 60) == (1, 1)


def test_a_joined_case_goes_with_the_one_it_was_joined_into(db: None, people: People, now: datetime) -> None:
    case, joined = made.closed(people, now), made.heard(people, now, caller_name="乌兰")
    Case.objects.filter(pk=joined.pk).update(merged_into=case)
    Voice.objects.filter(case=case).update(told_at=now)
    assert run(now, 60) == (0, 0), "the voicer of the joined one waits"
    Voice.objects.filter(case=joined).update(told_at=now)
    assert run(now, 60) == (1, 1)
    assert Voice.objects.get(case=joined).caller_name == ""


def test_what_was_deleted_is_told_with_its_reason_and_shown(
    db: None, people: People, now: datetime, as_person: Callable[[str], Client]
) -> None:
    with time_machine.travel(now, tick=False):
        assert "还没有运行过" in as_person("auditor1").get("/retention/").content.decode()
    case = made.closed(people, now)
    Voice.objects.filter(case=case).update(told_at=now)
    later = now + timedelta(days=40 * 31)
    with time_machine.travel(later, tick=False):
        client = as_person("auditor1")
        assert "1 件" in client.get("/retention/").content.decode()
        operations.delete_what_was_kept_long_enough(at=later)
        page = client.get("/retention/").content.decode()
    told = [one.fact for one in ground.facts_of(case.pk) if isinstance(one.fact, PersonalDataDeleted)]
    assert [(one.kept, one.outcome, one.months.value) for one in told] == [
        ("caller", "closed", 24),
        ("words", "closed", 36),
    ], "each with its reason"
    assert "24 个月" in page
    assert "还没有运行过" not in page


def test_what_is_said_after_a_reopening_is_kept_for_its_own_time(db: None, people: People, now: datetime) -> None:
    case = made.closed(people, now)
    Voice.objects.filter(case=case).update(told_at=now)
    assert run(now, 60) == (1, 1)
    later = now + timedelta(days=61 * 31)
    operations.reopen_case(case_id=case.pk, reason="又坏了", by=people["verifier1"], at=later)
    case.refresh_from_db()
    assert (case.caller_forgotten_at, case.words_forgotten_at) == (None, None)


def test_a_rule_keeps_the_caller_no_longer_than_his_words(db: None) -> None:
    assert {row.words for row in queries.retention_rows(datetime(2026, 6, 3, tzinfo=UTC))} == {
        *("已办结", "不予受理", "已转其他渠道", rules.STATE_WORDS[rules.State.UNCONFIRMED])
    }
    for outcome, caller, words in (("closed", 5, 4), ("closed", 0, 4), ("heard", 1, 2), ("closed", 1, 200)):
        with pytest.raises(ValueError, match="。"):
            operations.set_retention_rule(outcome=outcome, caller_months=caller, words_months=words, is_sample=False)
    assert RetentionRule.objects.get(outcome="closed").caller_months == 24


def complained_about(case: Case, people: People, now: datetime) -> None:
    heard = operations.NewFeedback(is_complaint=True, words="等了三天", channel="phone", case_id=case.pk)
    operations.hear_feedback(feedback=heard, by=people["operator1"], at=now)


def asked_for(case: Case, people: People, now: datetime) -> None:
    assert case.person_id is not None
    asked = registry.NewRequest(kind="access", words="想看记了我什么", channel="phone")
    registry.ask_about_data(person_id=case.person_id, asked=asked, by=people["operator1"], at=now)


def paid_for(case: Case, people: People, now: datetime) -> None:
    helper = people["volunteer1"].id
    ProxyShopping.objects.create(task=HelpTask.objects.get(case=case), helper_id=helper, given_fen=100, given_at=now)


@pytest.mark.parametrize("need", [None, complained_about, asked_for, paid_for])
def test_what_somebody_still_needs_stays_whole_else_the_copies_go_too(
    db: None, people: People, now: datetime, need: Callable[[Case, People, datetime], None] | None
) -> None:
    case, task = helping.shared(people, now)
    Case.objects.filter(pk=case.pk).update(state="closed", ended_at=now)
    facts.tell(
        Closed(
            about=case.pk,
            area=facts.Code(case.area_id),
            needs_met=Items(1),
            persons=Persons(0),
            person=None,
            took=Minutes(0),
            purged_circumstances=Items(0),
        ),
        by=None,
        at=now,
    )
    Voice.objects.filter(case=case).update(told_at=now)
    if need:
        need(Case.objects.get(pk=case.pk), people, now)
    assert run(now, 60) == ((0, 0) if need else (1, 1))
    task.refresh_from_db()
    assert (task.title == DELETED) == (need is None)
