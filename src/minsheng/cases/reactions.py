"""What cases do when an earlier stage has told something."""

from __future__ import annotations

from minsheng.cases import operations
from minsheng.foundation import facts
from minsheng.registry.facts import ConsentAnswered


def forget_voicer(told: facts.Told) -> None:
    """Take a person who had himself erased out of his ended cases; refused while one is still open."""
    operations.forget_voicer(person_id=told.fact.about)


def forget_payment_difficulties(told: facts.Told) -> None:
    """Delete what outlets noted of a person who does not agree to it any more."""
    fact = told.fact
    if isinstance(fact, ConsentAnswered) and fact.purpose == operations.OUTLET_PURPOSE and fact.answer != "given":
        operations.forget_difficulties_of(person_id=fact.about, at=told.at)


def forget_filters(told: facts.Told) -> None:
    """An account is closed: what its owner had kept for his work list is deleted."""
    operations.forget_filters(account_id=told.fact.about)
