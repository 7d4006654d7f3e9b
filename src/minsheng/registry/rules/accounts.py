"""Signing in: how it is made sure who somebody is."""

from __future__ import annotations

from enum import StrEnum


class Proof(StrEnum):
    """How it was made sure that somebody is who he says, before what he has lost is taken out of his login."""

    IDENTITY_CARD = "identity_card"
    KNOWN_IN_PERSON = "known_in_person"
