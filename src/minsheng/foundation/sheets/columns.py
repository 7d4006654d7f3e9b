"""What a table is made of: columns with their headings and readings, rows, problems, caps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from minsheng.foundation import identity, worktime
from minsheng.foundation.sentences import Sentence, quoted, say


class SheetProblem(Exception):
    """The file as a whole cannot be used; `sentence` says why and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True)
class Caps:
    """How much a file may hold. `unpacked` bounds what a workbook becomes in memory, in bytes."""

    size: int = 10 * 1024 * 1024
    unpacked: int = 128 * 1024 * 1024
    rows: int = 20_000
    columns: int = 60
    letters: int = 20_000


@dataclass(frozen=True)
class CellProblem:
    """What is wrong in a row: the heading as the file has it ("" for the whole row) and a sentence."""

    heading: str
    sentence: Sentence

    def as_json(self) -> dict[str, Any]:
        """For a JSON column."""
        return {"heading": self.heading, **self.sentence.as_json()}


Read = Callable[[str], Any]


def as_text(text: str) -> str:
    """The text as it stands."""
    return text


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that is understood. `read` makes its value of a text that is not empty, or raises `ValueError`.

    An empty cell of a column that is not required has the value "" (text) or None (everything else).
    """

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    read: Read = as_text
    is_required: bool = False
    most: int = 200
    note: Sentence | str = ""
    example: str = ""
    choices: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All headings under which it is found, in their plain form."""
        return tuple(dict.fromkeys(plain_heading(name) for name in (self.title, self.key, *self.aliases)))


@dataclass(frozen=True)
class Row:
    """A row of the file: its line there, its cells as text, what they mean by column key, and what is wrong.

    `values` holds every column of the specification; where there are problems it must not be used.
    """

    line: int
    cells: tuple[str, ...]
    values: Mapping[str, Any]
    problems: tuple[CellProblem, ...] = ()


@dataclass(frozen=True)
class Table:
    """A file that was read: its form (csv, xlsx, jsonl), its encoding as people call it, headings, rows.

    `notes` says what the reader of the file decided and its owner should know (encoding, ignored columns).
    """

    form: str
    encoding: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Sentence, ...] = field(default=())


def plain_heading(text: str) -> str:
    """A heading without what people add to it: width, case, spaces, star, "(必填)"."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\((?:必填|选填|required|optional)\)|[\s*＊:_\-]", "", plain)


WRITTEN_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
WRITTEN_CLOCK = re.compile(r"(\d{1,2})[:时点](\d{1,2})分?(?::?(\d{1,2})(?:\.\d+)?秒?)?")
DAY_HELP = "请写成 2026-06-03 或 2026/6/3。"


def as_day(text: str) -> date:
    """A day, as people and programs write it."""
    match = WRITTEN_DAY.fullmatch(_narrow(text).split("T")[0].strip())
    return _day(match, text)


def as_moment(text: str) -> datetime:
    """A moment on the banner's clock (or with its own offset); a day alone is its midnight."""
    plain = _narrow(text)
    try:
        read = datetime.fromisoformat(plain)
        return worktime.in_utc(read if read.tzinfo else read.replace(tzinfo=worktime.ZONE))
    except ValueError:
        pass
    match = WRITTEN_DAY.match(plain)
    on = _day(match, text)
    rest = plain[match.end() :].strip(" T") if match else ""
    clock = WRITTEN_CLOCK.fullmatch(rest)
    if rest and not clock:
        raise ValueError(f"“{text}”里的时刻看不懂。请写成 2026-06-03 14:30。")
    hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
    try:
        return worktime.at_local(on, time(hour, minute, second))
    except ValueError as problem:
        raise ValueError(f"“{text}”里的时刻不存在。请写成 2026-06-03 14:30。") from problem


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _day(match: re.Match[str] | None, text: str) -> date:
    if match is None:
        raise ValueError(f"“{text}”看不出是哪一天。{DAY_HELP}")
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError as problem:
        raise ValueError(f"没有“{text}”这一天。{DAY_HELP}") from problem


def as_whole(text: str) -> int:
    """A whole number, also with separators between thousands."""
    plain = _narrow(text).replace(",", "")
    if not re.fullmatch(r"[+-]?\d{1,15}(?:\.0+)?", plain):
        raise ValueError(f"“{text}”不是整数。请只写数字，例如 120。")
    return int(plain.split(".")[0])


def as_phone(text: str) -> str:
    """A telephone number in the form of `identity.phone`."""
    return identity.phone(text)


def as_resident_id(text: str) -> str:
    """A resident identity number in its normal form."""
    return identity.resident_id(text)


def one_of(words: Mapping[str, Any]) -> Read:
    """A reading that knows these words; the sentence for others lists them."""
    plain = {plain_heading(word): value for word, value in words.items()}

    def read_word(text: str) -> Any:
        key = plain_heading(text)
        if key not in plain:
            raise ValueError(f"“{text}”不在可以写的值里。可以写：{'、'.join(list(words)[:12])}。")
        return plain[key]

    return read_word


def cell_value(column: Column, text: str, heading: str) -> tuple[Any, CellProblem | None]:
    """What a cell means, and what is wrong with it."""
    if not text:
        if column.is_required:
            return None, CellProblem(heading, say("不能空。请填写这一格。"))
        return ("" if column.read is as_text else None), None
    if len(text) > column.most:
        too_long = say("有 {letters} 个字，最多 {most} 个。请缩短后再上传。", letters=len(text), most=column.most)
        return None, CellProblem(heading, too_long)
    try:
        return column.read(text), None
    except ValueError as problem:
        return None, CellProblem(heading, quoted(str(problem)))
