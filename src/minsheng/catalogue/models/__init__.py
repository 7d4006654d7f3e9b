"""Tables of the catalogue."""

from minsheng.catalogue.models.duties import (
    DraftImport,
    DraftItem,
    ItemCoHandler,
    ListDraft,
    ListType,
    ResponsibilityItem,
)
from minsheng.catalogue.models.guides import CostOption, Guide, LimitUnit, RequiredDocument, ServiceItem
from minsheng.catalogue.models.promises import (
    Commitment,
    CommitmentRating,
    CommitmentRegister,
    Evidence,
    FourRoleChain,
)
from minsheng.catalogue.models.taxonomy import Category
from minsheng.catalogue.models.unclear import ArbitrationLimit, DecisionNotice, LeadProposal, UnclearItem

__all__ = [
    "ArbitrationLimit",
    "Category",
    "Commitment",
    "CommitmentRating",
    "CommitmentRegister",
    "CostOption",
    "DecisionNotice",
    "DraftImport",
    "DraftItem",
    "Evidence",
    "FourRoleChain",
    "Guide",
    "ItemCoHandler",
    "LeadProposal",
    "LimitUnit",
    "ListDraft",
    "ListType",
    "RequiredDocument",
    "ResponsibilityItem",
    "ServiceItem",
    "UnclearItem",
]
