"""Which records are likely one person, looking at all pairs together: what fits one record must fit its fellows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)
UNCOMPARED = -700
"""Centibits of a pair that no blocking key brought together: rather two persons than one."""


def groups(centibits: Mapping[tuple[Item, Item], int]) -> list[frozenset[Item]]:
    """Groups of two or more, from the scores of pairs (each pair once).

    The likeliest pair is joined first. Two groups are joined where the scores of all pairs between them add up to
    even odds or more, so one misleading likeness does not chain two persons together.
    """
    members: dict[Item, frozenset[Item]] = {}
    either_way = {**{(b, a): value for (a, b), value in centibits.items()}, **centibits}
    for pair, value in sorted(centibits.items(), key=lambda one: -one[1]):
        if value < 0:
            break
        ours, theirs = (members.get(one, frozenset({one})) for one in pair)
        if ours == theirs:
            continue
        if sum(either_way.get((a, b), UNCOMPARED) for a in ours for b in theirs) >= 0:
            joined = ours | theirs
            members.update(dict.fromkeys(joined, joined))
    return list(dict.fromkeys(members.values()))
