"""Imports of messages: where a file stands, and what comes of a row."""

from __future__ import annotations

from enum import StrEnum

from minsheng.foundation.sentences import say


class ImportState(StrEnum):
    """Where a file of messages stands: tried, then confirmed (a job carries it out), then done."""

    TRIED = "tried"
    CONFIRMED = "confirmed"
    DONE = "done"
    STOPPED = "stopped"
    DROPPED = "dropped"


IMPORT_WORDS = {
    ImportState.TRIED: say("待确认"),
    ImportState.CONFIRMED: say("正在导入"),
    ImportState.DONE: say("导入完成"),
    ImportState.STOPPED: say("停下了"),
    ImportState.DROPPED: say("已放弃"),
}


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
