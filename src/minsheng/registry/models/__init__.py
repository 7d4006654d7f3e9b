"""Tables of the registry."""

from minsheng.registry.models.consents import Consent, DataRequest, Purpose
from minsheng.registry.models.duplicates import Merge, PossibleDuplicate
from minsheng.registry.models.organisations import (
    FocusLine,
    Membership,
    Organisation,
    Partnership,
    Programme,
    ProgrammeLabel,
    Stakeholder,
    StakeholderTerm,
)
from minsheng.registry.models.people import Household, Kinship, Person, Proxy, Residence

__all__ = [
    "Consent",
    "DataRequest",
    "FocusLine",
    "Household",
    "Kinship",
    "Membership",
    "Merge",
    "Organisation",
    "Partnership",
    "Person",
    "PossibleDuplicate",
    "Programme",
    "ProgrammeLabel",
    "Proxy",
    "Purpose",
    "Residence",
    "Stakeholder",
    "StakeholderTerm",
]
