"""Between organisations: who is not the one, who helps, who was called for, who was reminded."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from minsheng.foundation.facts import Code, Fact


@dataclass(frozen=True, kw_only=True)
class HandBackArgued(Fact):
    """The lead says, with a reason and its basis, that it is not the one; an arbiter decides, and no clock stops."""

    lead: uuid.UUID
    proposed_lead: uuid.UUID | None
    due_at: datetime | None
    is_second: bool = False


@dataclass(frozen=True, kw_only=True)
class HandBackRefused(Fact):
    """An arbiter says that the lead is the one; it goes on."""

    lead: uuid.UUID
    is_late: bool
    is_second: bool = False


@dataclass(frozen=True, kw_only=True)
class HandedBack(Fact):
    """An arbiter agreed that the lead is not the one; the intake answers for the case again."""

    lead: uuid.UUID
    bounce_count: int


@dataclass(frozen=True, kw_only=True)
class LeadCorrected(Fact):
    """Whoever had assigned a case to the wrong organisation, or under the wrong category, put it right."""

    before: uuid.UUID
    lead: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class CoTaskGiven(Fact):
    """A co-handler has a task of its own, with a limit of its own."""

    organisation: uuid.UUID
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class CoTaskDone(Fact):
    """A co-handler has done its part; the lead answers."""

    organisation: uuid.UUID
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class NotWaitedFor(Fact):
    """The lead delivered without waiting for these co-handlers, and says why."""

    organisations: tuple[uuid.UUID, ...]


@dataclass(frozen=True, kw_only=True)
class WhistleBlown(Fact):
    """A community called organisations together for a case."""

    community: uuid.UUID
    organisations: tuple[uuid.UUID, ...]


@dataclass(frozen=True, kw_only=True)
class WhistleAnswered(Fact):
    """An organisation that was called for signed, made contact or arrived."""

    organisation: uuid.UUID
    step: Code
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class WhistleRated(Fact):
    """The community said how well an organisation answered its call."""

    organisation: uuid.UUID
    rating: Code


@dataclass(frozen=True, kw_only=True)
class Reminded(Fact):
    """An organisation was reminded of a case, or an office noticed; `hours` from the end of the limit (before: negative)."""

    organisation: uuid.UUID
    to: Code
    cause: Code
    hours: int
    count: int
    owed_by: uuid.UUID | None = None
    """Whose limit or queue it is, where it is not the lead's."""
    step: Code | None = None
