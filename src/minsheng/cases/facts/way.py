"""The way of one case: from the voice that was heard to the voicer who was told."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from minsheng.foundation.facts import Code, Fact
from minsheng.foundation.units import Encounters, Items, Minutes, Persons


@dataclass(frozen=True, kw_only=True)
class VoiceHeard(Fact):
    """Somebody said what is needed; the words stay in the voice."""

    voice: uuid.UUID
    channel: Code
    heard_at: datetime
    wants_answer: bool = True


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Fact):
    """A need has somebody who answers for it from this moment."""

    category: Code
    urgency: Code
    lead: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class DutyLookedUp(Fact):
    """The system proposed who is responsible; `score` in thousandths. A person decides."""

    proposed_lead: uuid.UUID
    item: uuid.UUID
    score_per_1000: int


@dataclass(frozen=True, kw_only=True)
class Triaged(Fact):
    """A person confirmed the category and the lead."""

    category: Code
    lead: uuid.UUID
    co_handlers: tuple[uuid.UUID, ...]
    as_proposed: bool


@dataclass(frozen=True, kw_only=True)
class Assigned(Fact):
    """The lead has a task with its limits."""

    task: uuid.UUID
    lead: uuid.UUID
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class CallerContacted(Fact):
    """The lead has spoken with the caller for the first time: by telephone, at a visit or by message."""

    how: Code


@dataclass(frozen=True, kw_only=True)
class AppointmentSet(Fact):
    """A time window was agreed and a door code read out."""

    task: uuid.UUID
    window_start: datetime
    window_end: datetime


@dataclass(frozen=True, kw_only=True)
class VisitStarted(Fact):
    """Somebody stood at the door; a wrong code makes the visit void."""

    task: uuid.UUID
    code_matched: bool


@dataclass(frozen=True, kw_only=True)
class Delivered(Fact):
    """The work was done and waits for somebody else to verify it."""

    task: uuid.UUID
    delivery: uuid.UUID
    encounters: Encounters
    hours_from_opening: int


@dataclass(frozen=True, kw_only=True)
class AnswerGiven(Fact):
    """The served person answered the question "was it done?"."""

    verification: uuid.UUID
    outcome: Code


@dataclass(frozen=True, kw_only=True)
class Verified(Fact):
    """Another person than the deliverer confirmed with the served person that it was done."""

    delivery: uuid.UUID
    verification: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class Closed(Fact):
    """A need was met. `persons` is 0 where nobody knows who the voicer was."""

    needs_met: Items
    persons: Persons
    person: uuid.UUID | None
    took: Minutes
    purged_circumstances: Items


@dataclass(frozen=True, kw_only=True)
class LeftUnconfirmed(Fact):
    """A delivered case ended without an answer to "was it done?"; it never counts as done."""

    reason: Code
    purged_circumstances: Items


@dataclass(frozen=True, kw_only=True)
class Declined(Fact):
    """A case was not taken on; its reason and remedy stand in the case."""

    reason_code: Code


@dataclass(frozen=True, kw_only=True)
class Referred(Fact):
    """A case was passed to a way outside (an emergency number, a court, another region)."""

    to: Code


@dataclass(frozen=True, kw_only=True)
class Reopened(Fact):
    """A case is worked on again."""

    from_state: Code


@dataclass(frozen=True, kw_only=True)
class VoicerTold(Fact):
    """The voicer heard what came of it."""

    voice: uuid.UUID
    channel: Code


@dataclass(frozen=True, kw_only=True)
class TellingGivenUp(Fact):
    """After several tries by different ways a person decided, with a reason, that the voicer cannot be told."""

    voice: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class PersonalDataDeleted(Fact):
    """Who called (`kept` caller) or what was said (words) is gone from an ended case.

    The reason: cases that end so (`outcome`) keep it for so many `months`.
    """

    kept: Code
    outcome: Code
    months: Items
