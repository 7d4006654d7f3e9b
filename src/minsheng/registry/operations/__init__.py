"""Writes of people, organisations and memberships."""

from minsheng.registry.operations.duplicates import (
    AlreadySettled,
    find_duplicates,
    merge_people,
    settle_pair,
    undo_merge,
)
from minsheng.registry.operations.organisations import join_organisation, register_organisation
from minsheng.registry.operations.people import register_person, reveal_phone

__all__ = [
    "AlreadySettled",
    "find_duplicates",
    "join_organisation",
    "merge_people",
    "register_organisation",
    "register_person",
    "reveal_phone",
    "settle_pair",
    "undo_merge",
]
