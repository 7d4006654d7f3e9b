"""What the catalogue tells."""

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
