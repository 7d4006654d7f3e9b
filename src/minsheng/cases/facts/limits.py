"""The clock of handling: paused, resumed, extended."""

from dataclasses import dataclass

from minsheng.foundation.facts import Code, Fact
from minsheng.foundation.units import Minutes


@dataclass(frozen=True, kw_only=True)
class LimitPaused(Fact):
    """The clock of handling stands still, for a reason of the list."""

    reason: Code


@dataclass(frozen=True, kw_only=True)
class LimitResumed(Fact):
    """The clock of handling runs again."""

    paused: Minutes


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(Fact):
    """The lead asks for more time, before its limit ends; `amount` in units of that limit."""

    amount: int
    unit: Code


@dataclass(frozen=True, kw_only=True)
class ExtensionDecided(Fact):
    """Another person gave the time asked for, or did not."""

    amount: int
    unit: Code
    is_granted: bool
