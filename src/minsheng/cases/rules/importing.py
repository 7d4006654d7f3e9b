"""Imports of messages: what comes of a row."""

from __future__ import annotations

from enum import StrEnum

from minsheng.foundation.sentences import say


class RowOutcome(StrEnum):
    """What comes of a row: ready to be opened, wrong, known already, or opened as a case."""

    READY = "ready"
    WRONG = "wrong"
    KNOWN = "known"
    OPENED = "opened"


ROW_WORDS = {
    RowOutcome.READY: say("待导入"),
    RowOutcome.WRONG: say("有错误"),
    RowOutcome.KNOWN: say("以前已导入"),
    RowOutcome.OPENED: say("已新开"),
}
