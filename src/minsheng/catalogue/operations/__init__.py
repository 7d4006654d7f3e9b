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
from minsheng.catalogue.operations.taxonomy import set_category, set_item
from minsheng.catalogue.operations.unclear import raise_unclear_item

__all__ = [
    "Incomplete",
    "Line",
    "begin_draft",
    "discard_draft",
    "publish_draft",
    "raise_unclear_item",
    "remove_draft_item",
    "set_category",
    "set_draft_item",
    "set_item",
]
