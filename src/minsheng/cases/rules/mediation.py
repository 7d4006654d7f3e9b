"""Mediation: how it ends, and how its count may be said. Pure."""

from __future__ import annotations

from enum import StrEnum


class MediationOutcome(StrEnum):
    """How a mediation ended."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    WITHDRAWN = "withdrawn"


MEDIATION_WORDS = {
    MediationOutcome.AGREED: "达成协议",
    MediationOutcome.NOT_AGREED: "没有达成协议",
    MediationOutcome.WITHDRAWN: "双方不用调解了",
}
LEAST_SAID = 10
"""A smaller count of disputes could point to a family: then only this bound is said."""


def bounded(count: int) -> tuple[int, bool]:
    """(what may be said, is it exact): the count itself from ten on; below, also for none, "fewer than ten"."""
    return (count, True) if count >= LEAST_SAID else (LEAST_SAID, False)
