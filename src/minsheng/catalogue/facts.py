"""What the catalogue tells."""

import uuid
from dataclasses import dataclass
from datetime import date

from minsheng.foundation.facts import Code, Fact
from minsheng.foundation.units import Items


@dataclass(frozen=True, kw_only=True)
class UnclearItemRaised(Fact):
    """A matter went from desk to desk; its responsibility must be settled by a person."""

    category: Code
    bounce_count: int


@dataclass(frozen=True, kw_only=True)
class ResponsibilityListPublished(Fact):
    """An edition of the responsibility list was put in force: its lines, and how many of them changed."""

    takes_effect_on: date
    items: Items
    changed: Items


@dataclass(frozen=True, kw_only=True)
class UnclearItemDecided(Fact):
    """An arbiter said who leads a matter of which nobody knew whose it is."""

    lead: uuid.UUID
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class GuidePublished(Fact):
    """A version of a service's guide was written; it holds from a day."""

    valid_from: date


@dataclass(frozen=True, kw_only=True)
class ServiceLabelled(Fact):
    """A service item stands under these programmes from now on; `about` is the item."""

    programmes: tuple[Code, ...]


@dataclass(frozen=True, kw_only=True)
class CommitmentMade(Fact):
    """A slot of a register of promises was filled or changed: who answers for it, until when."""

    owner: uuid.UUID
    due_on: date


@dataclass(frozen=True, kw_only=True)
class EvidenceAdded(Fact):
    """Something was written down that shows that a promise is kept."""
