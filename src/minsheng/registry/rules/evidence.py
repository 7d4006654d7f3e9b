"""Evidence that two records are one, in hundredths of a bit that add up (Fellegi and Sunter, 1969).

A field that agrees at a level weighs log2(m / u): how much more often one person's two records agree like this (m)
than the records of two persons (u). Fields are taken as independent; where they are not (a name and the sex that
it suggests), the weights here are set lower by hand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """What follows from a score: the same for certain, a person looks, or nothing."""

    AUTOMATIC = "automatic"
    REVIEW = "review"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Part:
    """One field's share of a score: which level of agreement, in words, and its weight in hundredths of a bit."""

    field: str
    level: str
    centibits: int
    words: str


@dataclass(frozen=True)
class Score:
    """The parts and what they add up to. 0 centibits are even odds, 100 double them."""

    parts: tuple[Part, ...]
    band: Band

    @property
    def centibits(self) -> int:
        return sum(part.centibits for part in self.parts)

    @property
    def chance_percent(self) -> int:
        """The chance that both records are one person, as far as the weights are right, 0 to 99."""
        bits = max(-40.0, min(40.0, self.centibits / 100))
        return min(99, int(100 / (1 + 2**-bits)))

    def part(self, field: str) -> Part:
        """The part of a field. Raises `KeyError`."""
        for part in self.parts:
            if part.field == field:
                return part
        raise KeyError(field)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for it and against it in words, the heaviest first; what says nothing is left out."""
        telling = [part for part in self.parts if part.words and part.centibits]
        return tuple(part.words for part in sorted(telling, key=lambda part: -abs(part.centibits)))


def weight(m: float, u: float) -> int:
    """log2(m / u) in hundredths of a bit."""
    return round(100 * math.log2(m / u))


def edit_distance(first: str, second: str, most: int = 99) -> int:
    """How many letters to change, add, leave out or swap with the next; `most + 1` where more than `most`."""
    if first == second:
        return 0
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, start=1):
        before, last, row = row, before, [place]
        for other, against in enumerate(second, start=1):
            least = min(before[other] + 1, row[-1] + 1, before[other - 1] + (letter != against))
            is_swap = place > 1 and other > 1 and letter == second[other - 2] and first[place - 2] == against
            row.append(min(least, last[other - 2] + 1) if is_swap else least)
    return min(row[-1], most + 1)


def likeness(first: str, second: str) -> float:
    """1 for the same text down to 0 for nothing in common: edit distance over the longer length."""
    longest = max(len(first), len(second))
    return 1 - edit_distance(first, second) / longest if longest else 1.0
