"""Sheets of people, organisations and memberships: which there are, and what comes of a row. Pure."""

from __future__ import annotations

from enum import StrEnum

from minsheng.foundation.sentences import say


class Kind(StrEnum):
    """What a sheet holds."""

    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    MEMBERSHIPS = "memberships"


KIND_WORDS = {Kind.PEOPLE: say("人员"), Kind.ORGANISATIONS: say("组织"), Kind.MEMBERSHIPS: say("成员和身份")}


class RowOutcome(StrEnum):
    """What would come of a row (new, change, same, wrong), and what has come of it."""

    NEW = "new"
    CHANGE = "change"
    SAME = "same"
    WRONG = "wrong"
    ENTERED = "entered"
    CHANGED = "changed"
    UNDONE = "undone"
    KEPT = "kept"


ROW_WORDS = {
    RowOutcome.NEW: say("待登记"),
    RowOutcome.CHANGE: say("待更改"),
    RowOutcome.SAME: say("和登记的一样，不用改"),
    RowOutcome.WRONG: say("有错误"),
    RowOutcome.ENTERED: say("已登记"),
    RowOutcome.CHANGED: say("已更改"),
    RowOutcome.UNDONE: say("已撤销"),
    RowOutcome.KEPT: say("导入后又有变动，没有撤销"),
}
OPEN = (RowOutcome.NEW, RowOutcome.CHANGE)
"""What waits to be carried out."""
DONE_AS = {RowOutcome.NEW: RowOutcome.ENTERED, RowOutcome.CHANGE: RowOutcome.CHANGED}

FIELD_WORDS = {
    "name": say("姓名"),
    "area": say("村（社区）"),
    "birth_year": say("出生年份"),
    "address": say("住址"),
    "phone": say("电话"),
    "identity": say("身份证号"),
    "language": say("愿意用的语言"),
    "short_name": say("简称"),
    "kind": say("类型"),
    "parent": say("上级"),
    "credit_code": say("统一社会信用代码"),
    "valid_to": say("到哪天止"),
}
