"""Tables of the catalogue."""

from minsheng.catalogue.models.duties import DraftItem, ItemCoHandler, ListDraft, ListType, ResponsibilityItem
from minsheng.catalogue.models.taxonomy import Category
from minsheng.catalogue.models.unclear import ArbitrationLimit, DecisionNotice, LeadProposal, UnclearItem

__all__ = [
    "ArbitrationLimit",
    "Category",
    "DecisionNotice",
    "DraftItem",
    "ItemCoHandler",
    "LeadProposal",
    "ListDraft",
    "ListType",
    "ResponsibilityItem",
    "UnclearItem",
]
