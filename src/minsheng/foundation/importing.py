"""What imports of files share: where a file stands, what a kept row says, how it is sealed. Knows no Django.

A file is tried first: every row gets an outcome, nothing is changed. Once somebody has confirmed it a job carries it
out. The rows are kept sealed (they may hold names and phones) and forgotten after some weeks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from minsheng.foundation import sentences
from minsheng.foundation.crypto import KeyRing
from minsheng.foundation.sentences import Sentence, say
from minsheng.foundation.sheets import CellProblem


class NotNow(Exception):
    """The thing does not stand where this act begins; the sentence says where it stands."""


class ImportState(StrEnum):
    """Where a file stands: tried, then confirmed (a job carries it out), then done."""

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


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row: the heading of the cell ("" for the whole row), the sentence."""

    heading: str
    sentence: Sentence

    def said(self, words: Any) -> str:
        """The problem in one line, in the language of `words`."""
        return f"{self.heading}：{self.sentence.said(words)}" if self.heading else self.sentence.said(words)


@dataclass(frozen=True)
class Payload:
    """What a kept row says: its cells as in the file, the values to be written, what is wrong with it."""

    cells: tuple[str, ...]
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]


def seal_row(
    ring: KeyRing, place: str, cells: Sequence[str], values: Mapping[str, Any], problems: Iterable[CellProblem]
) -> bytes:
    """A row as it is kept; `place` is where it stands ("table.column.key"). Moments and days are kept as text."""
    plain = {key: one.isoformat() if isinstance(one, date | datetime) else one for key, one in values.items()}
    told = {"cells": list(cells), "values": plain, "problems": [one.as_json() for one in problems]}
    return ring.seal(json.dumps(told, ensure_ascii=False), place)


def open_row(ring: KeyRing, place: str, sealed: bytes) -> Payload:
    """What `seal_row` kept. Raises `crypto.SealBroken`."""
    told = json.loads(ring.open(sealed, place))
    problems = tuple(Problem(one["heading"], sentences.from_json(one)) for one in told["problems"])
    return Payload(tuple(told["cells"]), told["values"], problems)
