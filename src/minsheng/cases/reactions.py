"""What cases do when an earlier stage has told something."""

from __future__ import annotations

from minsheng.cases import operations
from minsheng.foundation import facts


def forget_voicer(told: facts.Told) -> None:
    """Take a person who had himself erased out of his ended cases; refused while one is still open."""
    operations.forget_voicer(person_id=told.fact.about)
