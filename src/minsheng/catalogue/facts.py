"""What the catalogue tells."""

from dataclasses import dataclass

from minsheng.foundation.facts import Code, Fact


@dataclass(frozen=True, kw_only=True)
class UnclearItemRaised(Fact):
    """A matter went from desk to desk; its responsibility must be settled by a person."""

    category: Code
    bounce_count: int
