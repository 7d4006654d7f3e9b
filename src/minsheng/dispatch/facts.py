"""What dispatch tells. `about` is the task for helpers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from minsheng.foundation.facts import Code, Fact
from minsheng.foundation.units import Encounters, Fen, Items, Minutes, Persons


@dataclass(frozen=True, kw_only=True)
class TaskOffered(Fact):
    """A task stands in the pool, for whoever wants it; `case` is None for one that needs no case."""

    case: uuid.UUID | None
    task_kind: Code
    people_needed: int


@dataclass(frozen=True, kw_only=True)
class Claimed(Fact):
    """A helper took a place of a task; `by_offer` where it had been offered to him."""

    helper: uuid.UUID
    by_offer: bool


@dataclass(frozen=True, kw_only=True)
class TaskPushed(Fact):
    """Nobody had claimed a task, so some helpers were asked. Whom, and what they said, is not told."""

    offers: Items


@dataclass(frozen=True, kw_only=True)
class LicenceSeen(Fact):
    """Somebody else saw the licence of a helper (`about`) for a skill; it counts until a day."""

    skill: Code
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class ClaimEnded(Fact):
    """A place of a task is free again. It does not say who gave it back: that is counted for nobody."""

    way: Code


@dataclass(frozen=True, kw_only=True)
class TaskFinished(Fact):
    """What came of a task; a case behind it now waits for somebody else to verify it."""

    result: Code
    encounters: Encounters
    took: Minutes | None
    found_case: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class HelpConfirmed(Fact):
    """The served side says that a helper did a task, and how long it took; only now do his minutes count."""

    helper: uuid.UUID
    took: Minutes


@dataclass(frozen=True, kw_only=True)
class ConfirmationReminded(Fact):
    """The system reminded of help that the served side has not confirmed; `hours` from the end of the limit.

    `organisation` is None for the desk of the area.
    """

    to: Code
    organisation: uuid.UUID | None
    hours: int


@dataclass(frozen=True, kw_only=True)
class HelpDenied(Fact):
    """The served side says that it was not so; what it said stays with the task."""

    helper: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class TaskWithdrawn(Fact):
    """A task was taken out of the pool before it was done."""

    way: Code


@dataclass(frozen=True, kw_only=True)
class VisitRecorded(Fact):
    """What was done at a door arrived; `about` is the visit. Late: written down more than a day before."""

    record: uuid.UUID
    result: Code
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class VisitContested(Fact):
    """A record arrived for a visit that could not be ended by it any more; a person settles it."""

    record: uuid.UUID
    result: Code


@dataclass(frozen=True, kw_only=True)
class VisitSettled(Fact):
    """A person decided whether a contested record counts."""

    record: uuid.UUID
    decision: Code


@dataclass(frozen=True, kw_only=True)
class PhotoKept(Fact):
    """A photo was kept with the record of a visit (`about`). It proves nothing and counts for nobody."""

    record: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class SheetKeyed(Fact):
    """A paper sheet of visits was keyed as one act; `about` is the sheet, `lines` are the visits on it."""

    lines: Items


@dataclass(frozen=True, kw_only=True)
class SignInKeyed(Fact):
    """A sign-in sheet on paper was keyed as one act; `about` is the sheet. Who came is not told."""

    persons: Persons


@dataclass(frozen=True, kw_only=True)
class BaseOpened(Fact):
    """A demonstration base (`about`: its chain of four roles) stands from a day."""

    valid_from: date


@dataclass(frozen=True, kw_only=True)
class BaseEnded(Fact):
    """A demonstration base stands for the last time on a day."""

    valid_to: date


@dataclass(frozen=True, kw_only=True)
class PostOpened(Fact):
    """A service post is in the catalogue from a day."""

    valid_from: date


@dataclass(frozen=True, kw_only=True)
class PostEnded(Fact):
    """A service post is in the catalogue for the last time on a day."""

    valid_to: date


@dataclass(frozen=True, kw_only=True)
class PostTaken(Fact):
    """Somebody holds a post from a day; `about` is the holding."""

    post: uuid.UUID
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class PostLeft(Fact):
    """Somebody holds a post for the last time on a day; `about` is the holding. Why is not asked."""

    post: uuid.UUID
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class ZoneDrawn(Fact):
    """A responsibility zone was drawn, or drawn anew, over so many areas."""

    areas: Items


@dataclass(frozen=True, kw_only=True)
class ZoneEnded(Fact):
    """A responsibility zone ended; its households lie in the wider one around them."""


@dataclass(frozen=True, kw_only=True)
class PairingProposed(Fact):
    """A household would like a helper, who is asked; `about` is the pairing."""

    helper: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class PairingBegan(Fact):
    """Both sides have said yes; `about` is the pairing."""

    helper: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class PairingEnded(Fact):
    """A pairing is over. It does not say who wanted that, nor why."""


@dataclass(frozen=True, kw_only=True)
class RecurringVisitSet(Fact):
    """Somebody is to be visited again and again; `about` is the recurring visit."""


@dataclass(frozen=True, kw_only=True)
class RecurringVisitPaused(Fact):
    """Nobody comes from a day to a day, or until it is taken up again."""

    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, kw_only=True)
class RecurringVisitResumed(Fact):
    """A recurring visit is made again."""


@dataclass(frozen=True, kw_only=True)
class RecurringVisitEnded(Fact):
    """A recurring visit is made no more. Why is not asked."""


@dataclass(frozen=True, kw_only=True)
class MoneyGiven(Fact):
    """A helper was given money to shop with; `about` is the shopping."""

    task: uuid.UUID
    given: Fen


@dataclass(frozen=True, kw_only=True)
class ShoppingSettled(Fact):
    """The helper has said, and signed, what he spent and gave back: together what he was given."""

    spent: Fen
    returned: Fen


@dataclass(frozen=True, kw_only=True)
class ShoppingSigned(Fact):
    """The person has signed that the sums are right, as somebody else than the helper noted."""

    way: Code


@dataclass(frozen=True, kw_only=True)
class ShoppingDisputed(Fact):
    """The person says that the sums are wrong."""


@dataclass(frozen=True, kw_only=True)
class UnitCheckedIn(Fact):
    """A unit's Party organisation reports to a community from a day; `about` is the check-in."""

    unit: uuid.UUID
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class UnitLeft(Fact):
    """A unit reports to a community for the last time on a day."""

    valid_to: date


@dataclass(frozen=True, kw_only=True)
class RequiredActSet(Fact):
    """A required act of the year was set for an area and below."""


@dataclass(frozen=True, kw_only=True)
class RequiredActWithdrawn(Fact):
    """A required act was taken back."""


@dataclass(frozen=True, kw_only=True)
class RequiredActDone(Fact):
    """A helper did a required act; it is a duty and has no hours."""


@dataclass(frozen=True, kw_only=True)
class ShiftTaken(Fact):
    """A guide took a shift in a hall (`about`: the shift) with the armband of a number."""

    armband: int


@dataclass(frozen=True, kw_only=True)
class ShiftGivenBack(Fact):
    """A shift is free again. It does not say whose it was."""


@dataclass(frozen=True, kw_only=True)
class VisitorHelped(Fact):
    """A visitor of a hall was guided: how long he waited and how long it took. Who he was nobody asked."""

    waited: Minutes
    took: Minutes


@dataclass(frozen=True, kw_only=True)
class PostMatched(Fact):
    """A helper and a post have found each other: both sides said yes."""

    post: uuid.UUID
    helper: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class VisitCalendarMade(Fact):
    """Somebody (`about`: his account) made a secret address for his visits; one before it ended."""


@dataclass(frozen=True, kw_only=True)
class VisitCalendarEnded(Fact):
    """Somebody (`about`: his account) ended the secret address of his visits."""


@dataclass(frozen=True, kw_only=True)
class StudyOffered(Fact):
    """A skill is taught on a day, to so many at most; `about` is the study offer."""

    skill: Code
    places: Items


@dataclass(frozen=True, kw_only=True)
class StudyCancelled(Fact):
    """A study offer is not held; who had a place is told. Why stands with it."""


@dataclass(frozen=True, kw_only=True)
class StudyPlaceTaken(Fact):
    """Somebody has a place of a study offer. Who is not told: nobody can count who did not come."""


@dataclass(frozen=True, kw_only=True)
class StudyPlaceLeft(Fact):
    """A place of a study offer is free again. It does not say whose it was."""


@dataclass(frozen=True, kw_only=True)
class StudyHeld(Fact):
    """Who teaches noted that so many persons more were there; who they were is not told."""

    persons: Persons


@dataclass(frozen=True, kw_only=True)
class PhonedForHelper(Fact):
    """A desk noted that a helper said yes to something (`about`) by phone, in person or on paper. Of a no nothing is told."""

    helper: uuid.UUID
    way: Code
