"""Tables of the registry."""

from minsheng.registry.models.consents import Consent, DataRequest, Purpose, RequestLimit
from minsheng.registry.models.declared import Declared
from minsheng.registry.models.duplicates import Merge, PossibleDuplicate
from minsheng.registry.models.filling import FactKind, FormTemplate, KnownFact
from minsheng.registry.models.importing import RegistryImport, RegistryRow
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
from minsheng.registry.models.sharing import DerivedList, Sharing

__all__ = [
    "Consent",
    "DataRequest",
    "Declared",
    "DerivedList",
    "FactKind",
    "FocusLine",
    "FormTemplate",
    "Household",
    "Kinship",
    "KnownFact",
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
    "RegistryImport",
    "RegistryRow",
    "RequestLimit",
    "Residence",
    "Sharing",
    "Stakeholder",
    "StakeholderTerm",
]
