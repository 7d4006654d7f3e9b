"""Who is offered a need first: providers by tier, while they have capacity; volunteers supplement. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from minsheng.foundation.sentences import Sentence, say


class Tier(IntEnum):
    """The order of offering: those whose service it is, the community that organises, volunteers."""

    SERVICE = 1
    COMMUNITY = 2
    VOLUNTEERS = 3


@dataclass(frozen=True)
class Provider:
    """Somebody who serves a kind of need: so many open cases at a time (None: as many as come), so many taken."""

    organisation: uuid.UUID
    name: str
    tier: Tier
    capacity: int | None
    taken: int

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.taken >= self.capacity


@dataclass(frozen=True)
class ProviderOffer:
    """Who is offered the need, and why him and not those before; nobody where all are full."""

    chosen: Provider | None
    reasons: tuple[Sentence, ...]
    known: frozenset[uuid.UUID]
    """Everybody who serves this kind of need."""


def offered(providers: Iterable[Provider]) -> ProviderOffer:
    """The first tier that has room; in it whoever has taken least of his capacity, then by name."""
    order = sorted(providers, key=lambda one: (one.tier, one.is_full, _load(one), one.name, one.organisation))
    chosen = next((one for one in order if not one.is_full), None)
    last = chosen.tier if chosen else Tier.VOLUNTEERS
    full = [one for one in order if one.is_full and one.tier <= last]
    reasons = [*map(_why, [chosen] if chosen else []), *map(_why_not, full)]
    return ProviderOffer(chosen, tuple(reasons), frozenset(one.organisation for one in order))


def _load(one: Provider) -> float:
    """The share of the capacity that is taken, 0 where there is no limit. It orders only."""
    return one.taken / one.capacity if one.capacity else 0.0


def _why(one: Provider) -> Sentence:
    if one.tier is Tier.VOLUNTEERS:
        return say("{name}：服务点和社区都接不下，才请志愿者补充", name=one.name)
    if one.capacity is None:
        return say("{name}：第 {tier} 顺位，接得下", name=one.name, tier=int(one.tier))
    left = one.capacity - one.taken
    return say("{name}：第 {tier} 顺位，还能接 {left} 件", name=one.name, tier=int(one.tier), left=left)


def _why_not(one: Provider) -> Sentence:
    return say(
        "{name}：已满（在办 {taken} 件，最多 {most} 件）", name=one.name, taken=one.taken, most=one.capacity or 0
    )
