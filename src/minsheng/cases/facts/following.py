"""Asking whether it was done: calls without an answer, samples, answers left out of the rate."""

import uuid
from dataclasses import dataclass

from minsheng.foundation.facts import Code, Fact
from minsheng.foundation.units import Items


@dataclass(frozen=True, kw_only=True)
class CallAttempted(Fact):
    """A call to ask whether it was done brought no answer; `number` is the how manieth of this delivery."""

    result: Code
    number: int


@dataclass(frozen=True, kw_only=True)
class ExclusionAsked(Fact):
    """Somebody asks to leave an answer out of the rate."""

    verification: uuid.UUID
    reason: Code


@dataclass(frozen=True, kw_only=True)
class ExclusionDecided(Fact):
    """Another person left an answer out of the rate, or did not."""

    verification: uuid.UUID
    is_granted: bool


@dataclass(frozen=True, kw_only=True)
class SampleDrawn(Fact):
    """Of small matters some were drawn to be asked about; `about` is the sample."""

    seed: int
    share_per_100: int
    candidates: Items
    chosen: Items
