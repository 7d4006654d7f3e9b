"""Units as types that refuse to mix (promise M12): an encounter is not a person, a person is not a household."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypeVar


@dataclass(frozen=True)
class Quantity:
    """A whole number of one unit. Adding, subtracting, ordering and summing work within one unit only.

    Anything else raises `TypeError` (and is an error under mypy); quantities of two units are never equal.
    Raises `ValueError` below 0 unless the unit may be negative.
    """

    value: int
    unit: ClassVar[str] = ""
    word: ClassVar[str] = ""
    may_be_negative: ClassVar[bool] = False

    def __post_init__(self) -> None:
        name = type(self).__name__
        if not self.unit:
            raise TypeError(f"{name} has no unit: count encounters, persons, households, ...")
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise TypeError(f"{name} counts whole numbers, not {type(self.value).__name__}")
        if self.value < 0 and not self.may_be_negative:
            raise ValueError(f"{name} cannot be below 0")

    def _same(self, other: Quantity) -> int:
        if type(other) is not type(self):
            raise TypeError(f"{type(self).__name__} and {type(other).__name__} are different units and do not mix")
        return other.value

    def __add__(self, other: Self) -> Self:
        if not isinstance(other, Quantity):
            return NotImplemented
        return type(self)(self.value + self._same(other))

    def __sub__(self, other: Self) -> Self:
        if not isinstance(other, Quantity):
            return NotImplemented
        return type(self)(self.value - self._same(other))

    def __lt__(self, other: Self) -> bool:
        return self.value < self._same(other)

    def __le__(self, other: Self) -> bool:
        return self.value <= self._same(other)

    def __gt__(self, other: Self) -> bool:
        return self.value > self._same(other)

    def __ge__(self, other: Self) -> bool:
        return self.value >= self._same(other)

    def __str__(self) -> str:
        return f"{self.value}{self.word}"

    @classmethod
    def total(cls, parts: Iterable[Self]) -> Self:
        """The sum of exact quantities of this unit; 0 of it for none. Raises `TypeError` for any other part."""
        zero, found = cls(0), 0
        for part in parts:
            found += zero._same(part)
        return cls(found)

    def as_json(self) -> dict[str, Any]:
        """{"unit": ..., "value": ...}."""
        return {"unit": self.unit, "value": self.value}


class Encounters(Quantity):
    """人次: how often somebody was served."""

    unit, word = "encounters", "人次"


class Persons(Quantity):
    """人: how many different people."""

    unit, word = "persons", "人"


class Households(Quantity):
    """户: how many different households."""

    unit, word = "households", "户"


class Items(Quantity):
    """项: how many things."""

    unit, word = "items", "项"


class Fen(Quantity):
    """Money in fen; shown in yuan. May be below 0."""

    unit, word, may_be_negative = "fen", "元", True

    def __str__(self) -> str:
        sign = "-" if self.value < 0 else ""
        return f"{sign}{abs(self.value) // 100}.{abs(self.value) % 100:02d}元"


class Points(Quantity):
    """分: credit points. May be below 0 (a leg of an entry)."""

    unit, word, may_be_negative = "points", "分", True


class Minutes(Quantity):
    """分钟: a duration."""

    unit, word = "minutes", "分钟"


KINDS: Mapping[str, type[Quantity]] = {
    kind.unit: kind for kind in (Encounters, Persons, Households, Items, Fen, Points, Minutes)
}

Q = TypeVar("Q", bound=Quantity)


@dataclass(frozen=True)
class AtLeast(Generic[Q]):
    """A lower bound (余, 多): it equals no exact number, and adding to it stays a lower bound."""

    bound: Q

    def __post_init__(self) -> None:
        if not isinstance(self.bound, Quantity):
            raise TypeError(f"a lower bound is of a quantity, not of {type(self.bound).__name__}")

    def __add__(self, other: Q | AtLeast[Q]) -> AtLeast[Q]:
        return AtLeast(self.bound + (other.bound if isinstance(other, AtLeast) else other))

    __radd__ = __add__

    def __str__(self) -> str:
        return f"至少{self.bound}"

    def is_met_by(self, exact: Q) -> bool:
        """Does an exact number reach the bound?"""
        return not exact < self.bound

    def as_json(self) -> dict[str, Any]:
        """{"unit": ..., "value": ..., "at_least": true}."""
        return {**self.bound.as_json(), "at_least": True}


def at_least(bound: Q) -> AtLeast[Q]:
    """The lower bound at this quantity."""
    return AtLeast(bound)


def from_json(value: Mapping[str, Any]) -> Quantity | AtLeast[Any]:
    """The quantity or lower bound that `as_json` wrote. Raises `ValueError` or `TypeError` else."""
    kind, number, is_bound = KINDS.get(str(value.get("unit"))), value.get("value"), value.get("at_least", False)
    if kind is None:
        raise ValueError(f"unknown unit {value.get('unit')!r}: one of {', '.join(KINDS)}")
    if isinstance(number, bool) or not isinstance(number, int) or not isinstance(is_bound, bool):
        raise TypeError(f"{kind.unit} need a whole number in value and true or false in at_least")
    return AtLeast(kind(number)) if is_bound else kind(number)
