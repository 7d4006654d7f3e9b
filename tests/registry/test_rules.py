"""Pure rules: when data may be used, until when a yes holds, one stop per address, what a sheet lacks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.registry.rules import consent, roles, rounds

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
ANSWERS = st.builds(
    consent.Answered, answer=st.sampled_from(["given", "refused", "withdrawn"]), valid_to=st.none() | DAYS
)


@given(newest=st.none() | ANSWERS, on=DAYS)
def test_a_duty_never_asks(newest: consent.Answered | None, on: date) -> None:
    assert consent.may_use("duty", newest, on)


@given(newest=st.none() | ANSWERS, on=DAYS)
def test_silence_and_no_are_no_where_consent_is_needed(newest: consent.Answered | None, on: date) -> None:
    stands = newest is not None and newest.answer == "given" and (newest.valid_to is None or newest.valid_to >= on)
    assert consent.may_use("consent", newest, on) is stands


@given(answer=st.sampled_from(["refused", "withdrawn"]), until=st.none() | DAYS, on=DAYS)
def test_a_no_ends_every_use_but_the_duty(answer: str, until: date | None, on: date) -> None:
    said = consent.Answered(answer, until)
    assert not consent.may_use("consent", said, on)
    assert not consent.may_use("objection", said, on)
    assert "不用" in consent.why("consent", said, on)


@given(on=DAYS, months=st.integers(1, 60))
def test_a_yes_ends_on_the_same_day_of_a_later_month(on: date, months: int) -> None:
    last = consent.last_day(on, months)
    assert last is not None
    assert (last.year * 12 + last.month) - (on.year * 12 + on.month) == months
    assert last.day == on.day or (last + timedelta(days=1)).day == 1


def test_a_yes_at_the_end_of_january_ends_with_february() -> None:
    assert consent.last_day(date(2027, 1, 31), 1) == date(2027, 2, 28)


@given(st.lists(st.tuples(st.integers(), st.sampled_from(["", "a", "b", "c"]), st.just("某地")), max_size=30))
def test_a_round_meets_everybody_once_and_each_address_once(people: list[tuple[int, str, str]]) -> None:
    found = rounds.stops(people)
    assert sorted(one for stop in found for one in stop.people) == sorted(one for one, _, _ in people)
    assert len({stop.key for stop in found}) == len(found)
    keys = {key for _, key, _ in people if key}
    assert len(found) == len(keys) + sum(1 for _, key, _ in people if not key)


@pytest.mark.parametrize(
    ("rights", "duties", "says"), [((), ("做",), "权利"), (("看",), (), "义务"), (("看",), ("做",), "")]
)
def test_v08_each_party_needs_a_right_and_a_duty(rights: tuple[str, ...], duties: tuple[str, ...], says: str) -> None:
    whole = roles.Terms("企业", ("签合同",), ("交收益",))
    found = roles.missing_terms([whole, roles.Terms("农户", rights, duties)])
    assert [line for line in found if "农户" in line and says in line] == list(found)
    assert bool(found) is bool(says)
