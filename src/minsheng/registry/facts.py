"""What the registry tells."""

import uuid
from dataclasses import dataclass

from minsheng.foundation.facts import Code, Fact


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Fact):
    """A person was entered for the first time; from now on nobody types the same again."""


@dataclass(frozen=True, kw_only=True)
class OrganisationRegistered(Fact):
    """An organisation was entered."""

    organisation_kind: Code


@dataclass(frozen=True, kw_only=True)
class PersonsMerged(Fact):
    """Two records were found to be one person: `about` answers for both from now on. Both records stay."""

    merged: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class MergeUndone(Fact):
    """Two records that had been joined are two people again; `about` had answered for both."""

    merged: uuid.UUID
