"""Several cases about one matter."""

import uuid
from dataclasses import dataclass

from minsheng.foundation.facts import Fact
from minsheng.foundation.units import Items


@dataclass(frozen=True, kw_only=True)
class CasesJoined(Fact):
    """Cases about the same matter were joined into this one; each caller is kept and told."""

    merge: uuid.UUID
    joined: Items


@dataclass(frozen=True, kw_only=True)
class MergedInto(Fact):
    """This case is worked on in another one."""

    merge: uuid.UUID
    into: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class SplitOff(Fact):
    """This case was taken out of the other one and stands where it stood."""

    merge: uuid.UUID
    out_of: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class JoinedEnded(Fact):
    """The case that this one was joined into has ended: its own callers wait to be told."""

    into: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class JoinedReopened(Fact):
    """The case that this one was joined into is worked on again: its own callers are told again."""

    into: uuid.UUID
