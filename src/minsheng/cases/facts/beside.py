"""Beside the cases: thanks and complaints, contact cards, outreach, payment difficulties, mediation, imports."""

import uuid
from dataclasses import dataclass

from minsheng.foundation.facts import Code, Fact
from minsheng.foundation.units import Items


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
