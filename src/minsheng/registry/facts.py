"""What the registry tells."""

from dataclasses import dataclass

from minsheng.foundation.facts import Code, Fact


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Fact):
    """A person was entered for the first time; from now on nobody types the same again."""


@dataclass(frozen=True, kw_only=True)
class OrganisationRegistered(Fact):
    """An organisation was entered."""

    organisation_kind: Code
