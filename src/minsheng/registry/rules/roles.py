"""Roles that a person can have in an organisation, and what a partnership's sheet still lacks. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

MEMBER = "member"
DUAL_MEMBER = "dual_member"
LEADER = "leader"
CATEGORIES = ("outstanding_member", "model_household", "prosperity_leader")
"""Kinds of people of whom a service team is made up; one person may be of two and is still one member."""
ROLE_WORDS: Mapping[str, str] = {
    MEMBER: "成员",
    "party_member": "党员",
    DUAL_MEMBER: "双报到党员",
    "secretary": "书记",
    "deputy_secretary": "副书记",
    "committee_member": "委员",
    "head": "负责人",
    "staff": "工作人员",
    LEADER: "队长",
    "volunteer": "志愿者",
    "representative": "村（居）民代表",
    "outstanding_member": "优秀党员",
    "model_household": "党员示范户",
    "prosperity_leader": "致富带头人",
}


def role_words(role: str) -> str:
    """The role in words; a role of another installation's data stands as it is."""
    return ROLE_WORDS.get(role, role)


def role_of(text: str) -> str:
    """The role that a word of a sheet means; a word that is none stays as it is, for roles of other data."""
    return next((role for role, words in ROLE_WORDS.items() if text in (words, role)), text)


@dataclass(frozen=True)
class Span:
    """From a day to a day, both counted in; without a last day it goes on."""

    begins: date
    ends: date | None


def overlaps(one: Span, other: Span) -> bool:
    """Do two spans share a day?"""
    return (other.ends is None or one.begins <= other.ends) and (one.ends is None or other.begins <= one.ends)


@dataclass(frozen=True)
class Terms:
    """One party of a partnership: its name, its rights and its duties, one sentence each."""

    name: str
    rights: tuple[str, ...]
    duties: tuple[str, ...]


def missing_terms(parties: Sequence[Terms]) -> tuple[str, ...]:
    """What the sheet lacks before it may be printed: each party needs at least one right and one duty."""
    found = [] if len(parties) >= 2 else ["至少要有两方。请补上各方。"]
    for party in parties:
        if not party.rights:
            found.append(f"“{party.name}”还没有写权利。请补上至少一条。")
        if not party.duties:
            found.append(f"“{party.name}”还没有写义务。请补上至少一条。")
    return tuple(found)
