"""What cases tell. `about` is the case (of an import: the import); circumstances are never told (they must be forgotten)."""

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
class CallerContacted(Fact):
    """The lead has spoken with the caller for the first time: by telephone, at a visit or by message."""

    how: Code


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
class LeadCorrected(Fact):
    """Whoever had assigned a case to the wrong organisation, or under the wrong category, put it right."""

    before: uuid.UUID
    lead: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class HandedBack(Fact):
    """An arbiter agreed that the lead is not the one; the intake answers for the case again."""

    lead: uuid.UUID
    bounce_count: int


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


@dataclass(frozen=True, kw_only=True)
class LeftUnconfirmed(Fact):
    """A delivered case ended without an answer to "was it done?"; it never counts as done."""

    reason: Code
    purged_circumstances: Items


@dataclass(frozen=True, kw_only=True)
class Closed(Fact):
    """A need was met. `persons` is 0 where nobody knows who the voicer was."""

    needs_met: Items
    persons: Persons
    person: uuid.UUID | None
    took: Minutes
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


@dataclass(frozen=True, kw_only=True)
class FeedbackHeard(Fact):
    """Somebody gave thanks or complained. `about` is the case that is thanked for, else the feedback itself.

    Nothing is earned by it: no reaction gives points for thanks.
    """

    feedback: uuid.UUID
    what: Code
    helper: uuid.UUID | None
    organisation: uuid.UUID | None
    opened: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class ContactCardSet(Fact):
    """A place has somebody who can be rung with any trouble; `about` is the card, which holds name and number."""


@dataclass(frozen=True, kw_only=True)
class OutreachContacted(Fact):
    """Somebody of an outreach list was rung or visited; `about` is the contact, which knows the person."""

    channel: Code
    result: Code


@dataclass(frozen=True, kw_only=True)
class PaymentDifficultyNoted(Fact):
    """An outlet noted a difficulty with consent; `about` is the entry, which alone knows whose it is."""

    outlet: uuid.UUID
    difficulty: Code
    help_wanted: Code


@dataclass(frozen=True, kw_only=True)
class PaymentDifficultyEnded(Fact):
    """An entry was deleted: helped, withdrawn or expired."""

    outlet: uuid.UUID
    how: Code


@dataclass(frozen=True, kw_only=True)
class MediationOpened(Fact):
    """A mediation began; `area` is the banner, never a smaller place."""


@dataclass(frozen=True, kw_only=True)
class MediationEnded(Fact):
    """A mediation ended; `area` is the banner, never a smaller place."""

    outcome: Code


@dataclass(frozen=True, kw_only=True)
class MediationHandedOver(Fact):
    """A mediation went from one mediator to another; `area` is the banner, never a smaller place. Why stands with it."""

    before: uuid.UUID
    to: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class MessagesImported(Fact):
    """A file of messages was taken over; `about` is the import, `wrong` are rows that were left out."""

    opened: Items
    known_before: Items
    wrong: Items
