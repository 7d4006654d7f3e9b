"""Department tables bound to facts: what is known is filled in, and only what nobody has asked yet is asked. Pure."""

from __future__ import annotations

import re
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


NEVER_ASKED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("民族|宗教|信仰|信教"), "不问民族、宗教和信仰，系统里没有这样的栏目。愿意用哪种语言，登记里有。"),
    (re.compile("银行卡|卡号|存折|账号|密码|验证码"), "不问银行卡、账号、密码和验证码。要用的，请本人自己到网点办。"),
    (re.compile("(?<!看)病|诊断|残疾"), "不问病情和残疾。请问需要什么帮助，例如“出门要不要人陪”。"),
    (re.compile("收入|存款|欠债|欠款|贫困|低保"), "不问收入和贫富。享受什么待遇，由主管部门自己的系统管。"),
    (re.compile("上访|信访|维稳|重点人"), "不给人贴这样的标签。"),
    (re.compile("行踪|定位|去过哪"), "不问行踪。"),
    (re.compile("身份证"), "身份证号登记里有，不用另外问。"),
)
"""What nobody is asked for a table, with what is said to whoever wants to ask it."""
FEWEST_CHOICES, MOST_CHOICES, MOST_MONTHS = 2, 12, 60


def about_question(code: str) -> uuid.UUID:
    """By which id facts speak of a question."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"minsheng:fact_kind:{code}")


def never_asked(*texts: str) -> tuple[str, ...]:
    """Why these words of a question may not be asked; empty where they may."""
    whole = " ".join(texts)
    return tuple(sentence for pattern, sentence in NEVER_ASKED if pattern.search(whole))
