"""Writes of the catalogue."""

from minsheng.catalogue.operations.drafting import (
    Incomplete,
    Line,
    begin_draft,
    discard_draft,
    publish_draft,
    remove_draft_item,
    set_draft_item,
)
from minsheng.catalogue.operations.guides import (
    Cost,
    NewGuide,
    Paper,
    add_service,
    label_service,
    publish_guide,
    set_guide,
    set_service,
)
from minsheng.catalogue.operations.promises import (
    add_evidence,
    end_chain,
    fill_slot,
    rate_commitment,
    set_chain,
    set_commitment,
    set_register,
)
from minsheng.catalogue.operations.sheets import carry_out_import, prepare_import, undo_import
from minsheng.catalogue.operations.taxonomy import set_category, set_item
from minsheng.catalogue.operations.unclear import (
    ask_who_leads,
    decide_lead,
    note_told,
    propose_lead,
    raise_unclear_item,
    set_arbitration_limit,
)

__all__ = [
    "Cost",
    "Incomplete",
    "Line",
    "NewGuide",
    "Paper",
    "add_evidence",
    "add_service",
    "ask_who_leads",
    "begin_draft",
    "carry_out_import",
    "decide_lead",
    "discard_draft",
    "end_chain",
    "fill_slot",
    "label_service",
    "note_told",
    "prepare_import",
    "propose_lead",
    "publish_draft",
    "publish_guide",
    "raise_unclear_item",
    "rate_commitment",
    "remove_draft_item",
    "set_arbitration_limit",
    "set_category",
    "set_chain",
    "set_commitment",
    "set_draft_item",
    "set_guide",
    "set_item",
    "set_register",
    "set_service",
    "undo_import",
]
