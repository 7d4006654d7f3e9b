"""One visit round: people at one group address are one stop. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

P = TypeVar("P")


@dataclass(frozen=True)
class Stop(Generic[P]):
    """One address to go to and the people who are met there, in the order in which they were given."""

    key: str
    address: str
    people: tuple[P, ...]


def stops(people: Iterable[tuple[P, str, str]]) -> tuple[Stop[P], ...]:
    """Stops from (person, key of the address, address): the same key is one stop, however many live there.

    An empty key is nobody's address: each such person is a stop of his own. The order is that of the first
    person of each stop; nobody is left out, nobody is met twice.
    """
    found: dict[str, tuple[str, list[P]]] = {}
    for number, (person, key, address) in enumerate(people):
        found.setdefault(key or f"#{number}", (address, []))[1].append(person)
    return tuple(Stop(key, address, tuple(met)) for key, (address, met) in found.items())
