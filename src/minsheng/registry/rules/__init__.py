"""Pure rules of the registry: no Django, no clock, no input or output."""

from minsheng.registry.rules.evidence import Band, Part, Score, edit_distance, likeness
from minsheng.registry.rules.grouping import groups
from minsheng.registry.rules.linkage import REVIEW_FROM, USUAL_SHARE, Record, block_keys, compare, record_of, words_for
from minsheng.registry.rules.names import Name, Sameness, compare_names, name_of

__all__ = [
    "REVIEW_FROM",
    "USUAL_SHARE",
    "Band",
    "Name",
    "Part",
    "Record",
    "Sameness",
    "Score",
    "block_keys",
    "compare",
    "compare_names",
    "edit_distance",
    "groups",
    "likeness",
    "name_of",
    "record_of",
    "words_for",
]
