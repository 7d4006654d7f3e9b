"""Units refuse to mix: at run time by `TypeError`, before it by mypy (promise M12)."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import permutations
from operator import add, ge, gt, le, lt, sub
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mypy import api as mypy

from minsheng.foundation import units
from minsheng.foundation.units import AtLeast, Encounters, Fen, Households, Items, Minutes, Persons, Points, Quantity

QUIET = settings(deadline=None)
KINDS = [Encounters, Persons, Households, Items, Fen, Points, Minutes]
SOURCE = Path(__file__).resolve().parents[2] / "src"
counts = st.integers(min_value=0, max_value=10**12)
quantities = st.builds(lambda kind, value: kind(value), st.sampled_from(KINDS), counts)


@pytest.mark.parametrize(("left", "right"), list(permutations(KINDS, 2)))
@pytest.mark.parametrize("operate", [add, sub, lt, le, gt, ge])
def test_m12_two_units_do_not_mix(
    left: type[Quantity], right: type[Quantity], operate: Callable[[Any, Any], object]
) -> None:
    with pytest.raises(TypeError, match="different units"):
        operate(left(3), right(3))


@pytest.mark.parametrize(("left", "right"), list(permutations(KINDS, 2)))
def test_m12_two_units_are_never_equal(left: type[Quantity], right: type[Quantity]) -> None:
    assert left(3) != right(3)
    assert len({left(3), right(3), left(3)}) == 2


@pytest.mark.parametrize(("left", "right"), list(permutations(KINDS, 2)))
def test_m12_lower_bounds_of_two_units_do_not_mix(left: type[Quantity], right: type[Quantity]) -> None:
    bound: AtLeast[Any] = units.at_least(left(3))
    for add_up in (
        lambda: bound + right(3),
        lambda: right(3) + bound,
        lambda: bound + units.at_least(right(3)),
        lambda: bound.is_met_by(right(3)),
    ):
        with pytest.raises(TypeError):
            add_up()
    with pytest.raises(TypeError):
        left.total([left(1), right(1)])
    assert bound != units.at_least(right(3))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [1, 1.0, "1", None, Decimal(1)])
def test_m12_a_bare_number_has_no_unit(kind: type[Quantity], number: Any) -> None:
    one: Any = kind(1)
    bound: Any = units.at_least(kind(1))
    for left, right in ((one, number), (number, one), (bound, number), (number, bound)):
        with pytest.raises(TypeError):
            left + right
    with pytest.raises(TypeError):
        one < number  # noqa: B015 - the comparison itself is what fails
    assert one != number
    assert bound != number


WRONG = """\
Persons(1) + Encounters(1)
Persons(1) - Households(1)
Persons(1) < Encounters(1)
Persons(1) <= Encounters(1)
Persons(1) == Encounters(1)
Fen(1) + Points(1)
Persons(1) + 1
1 + Persons(1)
sum([Persons(1)])
Persons.total([Encounters(1)])
Persons(1.5)
at_least(Persons(1)) + Encounters(1)
Encounters(1) + at_least(Persons(1))
at_least(Persons(1)) == Persons(1)
at_least(Persons(1)) < at_least(Persons(2))
"""
RIGHT = """\
a: Persons = Persons(1) + Persons(2) - Persons(1)
b: AtLeast[Persons] = at_least(Persons(1)) + Persons(2)
c: AtLeast[Persons] = Persons(1) + at_least(Persons(2)) + at_least(Persons(3))
d: bool = Persons(1) < Persons(2) or Persons(1) <= Persons(2) or Persons(1) > Persons(2) or Persons(1) >= Persons(2)
e: Fen = Fen.total([Fen(1), Fen(-2)])
f: bool = Persons(1) == Persons(2) or at_least(Persons(1)) == at_least(Persons(2))
"""


def test_m12_mixing_is_wrong_before_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "from minsheng.foundation.units import *\nfrom minsheng.foundation.units import at_least\n"
    program = tmp_path / "mixed.py"
    program.write_text(head + WRONG + RIGHT, encoding="utf-8")
    monkeypatch.setenv("MYPYPATH", str(SOURCE))
    said, _, _ = mypy.run(["--config-file=", "--strict", "--cache-dir", str(tmp_path / "cache"), str(program)])
    refused = {int(found) for found in re.findall(r"mixed\.py:(\d+): error", said)}
    assert refused == {line + 3 for line in range(len(WRONG.splitlines()))}, said


@QUIET
@given(st.sampled_from(KINDS), counts, counts)
def test_one_unit_counts_like_whole_numbers(kind: type[Quantity], first: int, second: int) -> None:
    one, other = kind(first), kind(second)
    assert (one + other).value == first + second
    assert (one < other, one <= other, one > other, one >= other) == (
        first < second,
        first <= second,
        first > second,
        first >= second,
    )
    assert (one == other) is (first == second)
    assert (one + other) - other == one


@QUIET
@given(st.sampled_from(KINDS), st.lists(counts))
def test_total_is_the_sum_in_any_order(kind: type[Quantity], values: list[int]) -> None:
    parts = [kind(value) for value in values]
    assert kind.total(parts) == kind(sum(values)) == kind.total(reversed(parts))


@pytest.mark.parametrize("kind", [Encounters, Persons, Households, Items, Minutes])
def test_what_is_counted_is_never_below_zero(kind: type[Quantity]) -> None:
    with pytest.raises(ValueError, match="below 0"):
        kind(-1)
    with pytest.raises(ValueError, match="below 0"):
        kind(1) - kind(2)


def test_fen_and_points_may_be_below_zero() -> None:
    assert Fen(100) - Fen(250) == Fen(-150)
    assert Points(1) - Points(3) == Points(-2)


@pytest.mark.parametrize("value", [1.0, True, "1", None, Decimal(1)])
def test_only_whole_numbers_are_counted(value: Any) -> None:
    with pytest.raises(TypeError, match="whole numbers"):
        Persons(value)


def test_a_quantity_without_unit_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="no unit"):
        Quantity(1)


@QUIET
@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_fen_is_shown_in_yuan(value: int) -> None:
    assert str(Fen(value)) == f"{Decimal(value) / 100:.2f}元"


def test_every_unit_prints_its_word() -> None:
    said = [str(kind(3)) for kind in KINDS]
    assert said == ["3人次", "3人", "3户", "3项", "0.03元", "3分", "3分钟"]
    assert str(units.at_least(Persons(20))) == "至少20人"


@QUIET
@given(st.sampled_from(KINDS), counts, counts)
def test_a_lower_bound_stays_one(kind: type[Quantity], bound: int, exact: int) -> None:
    lower = units.at_least(kind(bound))
    expected = units.at_least(kind(bound + exact))
    assert lower + kind(exact) == expected
    assert kind(exact) + lower == expected
    assert lower + units.at_least(kind(exact)) == expected
    assert lower.is_met_by(kind(exact)) is (exact >= bound)


@QUIET
@given(quantities)
def test_a_lower_bound_equals_no_exact_number(exact: Quantity) -> None:
    lower: Any = units.at_least(exact)
    assert lower != exact
    assert exact != lower
    assert len({lower, exact}) == 2


def test_a_lower_bound_is_of_a_quantity() -> None:
    for wrong in (20, units.at_least(Persons(20))):
        with pytest.raises(TypeError, match="lower bound"):
            AtLeast(wrong)  # type: ignore[type-var]


@QUIET
@given(quantities, st.booleans())
def test_json_comes_back_the_same(exact: Quantity, is_bound: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    written = units.at_least(exact).as_json() if is_bound else exact.as_json()
    assert units.from_json(written) == (units.at_least(exact) if is_bound else exact)


def test_json_names_its_unit() -> None:
    assert Persons(3).as_json() == {"unit": "persons", "value": 3}
    assert units.at_least(Persons(3)).as_json() == {"unit": "persons", "value": 3, "at_least": True}
    assert set(units.KINDS) == {"encounters", "persons", "households", "items", "fen", "points", "minutes"}


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"unit": "persons"},
        {"value": 3},
        {"unit": "people", "value": 3},
        {"unit": "persons", "value": 3.7},
        {"unit": "persons", "value": "3"},
        {"unit": "persons", "value": True},
        {"unit": "persons", "value": -1},
        {"unit": "persons", "value": 3, "at_least": "no"},
    ],
)
def test_json_of_another_form_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        units.from_json(value)
