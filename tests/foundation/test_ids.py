"""Keys that sort by time, and numbers that survive being read out over the phone."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_10

from minsheng.foundation import ids

DAYS = st.dates(date(2000, 1, 1), date(2999, 12, 31))
COUNTERS = st.integers(0, 999_999)


@given(DAYS, COUNTERS)
def test_a_number_reads_back(on: date, counter: int) -> None:
    assert ids.check_public_number(ids.public_number(on, counter)) == (on, counter)


@given(DAYS, COUNTERS)
def test_the_check_digit_is_that_of_iso_7064(on: date, counter: int) -> None:
    digits = ids.public_number(on, counter).replace("-", "")
    assert mod_11_10.calc_check_digit(digits[:-1]) == digits[-1]


@given(DAYS, COUNTERS)
def test_every_single_wrong_digit_is_found(on: date, counter: int) -> None:
    number = ids.public_number(on, counter)
    for place, digit in enumerate(number):
        for wrong in set("0123456789") - {digit} if digit.isdigit() else ():
            with pytest.raises(ValueError, match=r"核对|再看"):
                ids.check_public_number(number[:place] + wrong + number[place + 1 :])


def test_most_swaps_of_neighbours_are_found() -> None:
    found = missed = 0
    for counter in range(400):
        digits = ids.public_number(date(2026, 11, 24), counter * 37).replace("-", "")
        for place in range(8, len(digits) - 1):
            if digits[place] != digits[place + 1]:
                swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
                try:
                    ids.check_public_number(swapped)
                    missed += 1
                except ValueError:
                    found += 1
    assert missed / (found + missed) < 0.03


@pytest.mark.parametrize(
    "written",
    [
        "20261124-00017-{}",
        "2026112400017{}",
        "２０２６１１２４-０００１７-{}",
        " 20261124 00017 {} ",
        "20261124–00017—{}",
    ],
)
def test_a_number_is_understood_as_people_write_it(written: str) -> None:
    check = ids.public_number(date(2026, 11, 24), 17)[-1]
    text = written.format(check)
    assert ids.check_public_number(text) == (date(2026, 11, 24), 17)
    assert ids.plain_number(text) == f"20261124-00017-{check}"


@pytest.mark.parametrize(
    "wrong", ["", "1", "编号", "20261124-0001", "2026112400017", "99999999000171", "9" * 30, "20261124-00017-x"]
)
def test_what_is_no_number_is_refused_with_a_remedy(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"核对|再看"):
        ids.check_public_number(wrong)


def test_a_right_check_digit_does_not_make_a_day() -> None:
    digits = "2026133100017"
    with pytest.raises(ValueError, match="不是日期"):
        ids.check_public_number(digits + mod_11_10.calc_check_digit(digits))


def test_a_running_number_is_not_below_nought() -> None:
    with pytest.raises(ValueError, match="below 0"):
        ids.public_number(date(2026, 1, 1), -1)


MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2900, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


@given(MOMENTS, st.integers(1, 10**6))
def test_keys_sort_by_time(at: datetime, later_ms: int) -> None:
    assert ids.new_id(at) < ids.new_id(at + timedelta(milliseconds=later_ms + 1))


@given(MOMENTS)
def test_keys_are_uuids_of_version_7_with_their_moment(at: datetime) -> None:
    key = ids.new_id(at)
    assert (key.version, key.variant) == (7, uuid.RFC_4122)
    assert key.int >> 80 == int(at.timestamp() * 1000)


def test_keys_of_one_moment_differ() -> None:
    at = datetime(2026, 6, 3, tzinfo=UTC)
    assert len({ids.new_id(at) for _ in range(1000)}) == 1000
