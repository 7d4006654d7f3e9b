"""Department tables bound to facts: what is known is filled in, and only what nobody has asked yet is asked. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

REGISTERED: Mapping[str, str] = {
    "name": "姓名",
    "birth_year": "出生年份",
    "age": "年龄",
    "banner": "旗县",
    "township": "苏木乡镇",
    "area": "村（社区）",
    "address": "住址",
    "phone": "电话",
    "identity": "身份证号",
    "language": "愿意用的语言",
    "residence": "集中居住点",
    "organisations": "所在组织",
    "kin": "亲属",
    "proxy": "代办人",
    "today": "填表日期",
    "filler": "填表人",
}
"""What the register and the moment say of a person; nobody is asked for these in a table."""
SENSITIVE = frozenset({"phone", "identity"})
BY_HAND = ""
"""Bound to nothing: a line that is written on the paper, and that nobody keeps."""


@dataclass(frozen=True)
class Field:
    """One line of a table: the words that the department uses, and the fact behind them."""

    label: str
    fact: str


def fields_of(told: Sequence[Mapping[str, str]]) -> tuple[Field, ...]:
    """The lines of a table as a preset declares them."""
    return tuple(Field(one["label"], one["fact"]) for one in told)


def about(code: str) -> uuid.UUID:
    """By which id facts speak of a table."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"minsheng:form_template:{code}")


def is_sensitive(fields: Sequence[Field], *, is_purpose_sensitive: bool) -> bool:
    """Must another person say yes before such a table is used: it prints identity numbers, or its purpose is sensitive?"""
    return is_purpose_sensitive or any(field.fact == "identity" for field in fields)


def unbound(fields: Sequence[Field], kinds: Collection[str]) -> tuple[str, ...]:
    """The facts of a table that neither the register knows nor anybody may be asked for: then it may not be loaded."""
    return tuple(sorted({field.fact for field in fields} - REGISTERED.keys() - set(kinds) - {BY_HAND}))


def to_ask(fields: Sequence[Field], known: Collection[str]) -> tuple[str, ...]:
    """The facts that must still be asked for a table, each once, in its order."""
    asked = (field.fact for field in fields if field.fact not in {*REGISTERED, *known, BY_HAND})
    return tuple(dict.fromkeys(asked))
