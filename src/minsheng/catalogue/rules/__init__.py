"""What the catalogue decides: look-up by ordinary words, and what a responsibility list must be."""

from minsheng.catalogue.rules.duties import (
    LIST_TYPE_WORDS,
    Difference,
    Duty,
    Gap,
    ListType,
    Move,
    PastMatter,
    Proposer,
    differences,
    gaps,
    replay,
    takes_effect,
)
from minsheng.catalogue.rules.guides import CHANNELS, channels_named, guide_gaps, limit_words
from minsheng.catalogue.rules.lookup import LEAST_SCORE, Entry, Found, LookUp, plain

__all__ = [
    "CHANNELS",
    "LEAST_SCORE",
    "LIST_TYPE_WORDS",
    "Difference",
    "Duty",
    "Entry",
    "Found",
    "Gap",
    "ListType",
    "LookUp",
    "Move",
    "PastMatter",
    "Proposer",
    "channels_named",
    "differences",
    "gaps",
    "guide_gaps",
    "limit_words",
    "plain",
    "replay",
    "takes_effect",
]
