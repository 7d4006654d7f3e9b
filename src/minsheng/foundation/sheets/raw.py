"""The raw lines of a text file (CSV or JSONL): encoding, delimiter, cells as text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from minsheng.foundation.sentences import Sentence, say
from minsheng.foundation.sheets.columns import Caps, SheetProblem, plain_heading

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNREADABLE = say("这不是表格文件。请上传 .xlsx、.csv 或 .jsonl 文件；可以先下载模板，填好再上传。")
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff￾￿]")
FORMULA = re.compile(r"=|[+\-@\t\r][\w\s+\-@.]*[A-Za-z]\w*\s*[(|!]")
SIGNS = r"[=+\-@＝＋－＠\t\r\n]"
"""What a formula begins with; the wide ones too, which programs of this country take for the narrow."""
MARKED_TEXT = re.compile(rf"'+{SIGNS}")
IS_FORMULA = say("这一格是公式，这里不会计算公式。请改成文字或数值（在表格软件里复制后“选择性粘贴—数值”）再上传。")


@dataclass
class RawRow:
    """A line of a file: where it stands, its cells, and what is wrong with some of them by their place (-1: all)."""

    line: int
    cells: list[str]
    problems: dict[int, Sentence] = field(default_factory=dict)

    def note(self, place: int, sentence: Sentence) -> None:
        """Add a problem; the first one of a cell stays."""
        self.problems.setdefault(place, sentence)


def decoded(content: bytes) -> tuple[str, str]:
    """(text, encoding as people call it). Raises `SheetProblem` where it is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = [("utf-16", "UTF-16")]
    elif content.startswith(b"\xef\xbb\xbf"):
        encodings = [("utf-8-sig", "UTF-8")]
    else:
        encodings = [("utf-8", "UTF-8"), ("gb18030", "GBK")]
    for encoding, name in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        head = text[:4_000]
        if "\x00" in head or len(UNFIT.findall(head)) * 20 > len(head):
            raise SheetProblem(UNREADABLE)
        return text, name
    raise SheetProblem(say("文件的文字编码认不出来。请在表格软件里另存为“CSV UTF-8”或 .xlsx，再上传。"))


def csv_rows(text: str, known: Iterable[str], caps: Caps) -> Iterator[RawRow]:
    """The records of a CSV, numbered as a spreadsheet numbers its rows (a blank line counts). Checks nothing else."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, set(known)), strict=True)
    line = 0
    while True:
        line += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            said = say("第 {line} 行的引号没有成对，后面的内容分不清。请改正这一行的引号，或另存为 .xlsx。", line=line)
            raise SheetProblem(said) from problem
        _hold_columns(len(cells), line, caps)
        row = RawRow(line, cells)
        for place, cell in enumerate(cells):
            row.cells[place] = _csv_cell(row, place, cell)
        yield row


def _csv_cell(row: RawRow, place: int, cell: str) -> str:
    """A cell; the apostrophe that our own exports put before =, +, -, @ is taken off again."""
    if MARKED_TEXT.match(cell):
        return cell[1:]
    if FORMULA.match(cell[:200]):
        row.note(place, IS_FORMULA)
    return cell


def _hold_columns(count: int, line: int, caps: Caps) -> None:
    if count > caps.columns:
        said = say(
            "第 {line} 行有 {count} 列，最多 {most} 列。请删去多余的列。", line=line, count=count, most=caps.columns
        )
        raise SheetProblem(said)


def _delimiter(text: str, known: set[str]) -> str:
    """The delimiter by which the first lines hold the most known headings."""
    head = "\n".join(text.splitlines()[:10])

    def headings(delimiter: str) -> int:
        parts = re.split(f"[{re.escape(delimiter)}\n]", head.replace('"', ""))
        return len({plain_heading(part) for part in parts} & known)

    return max((",", "\t", ";"), key=headings)


class _Doubled(ValueError):
    """A key stands twice in an object."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = dict(pairs)
    if len(keys) != len(pairs):
        raise _Doubled
    return keys


def _no_constant(name: str) -> object:
    raise ValueError(name)


def jsonl_rows(text: str, caps: Caps) -> tuple[list[str], list[RawRow]]:
    """(headings in the order of their first appearance, rows): one JSON object a line, numbers digit by digit."""
    headings: dict[str, int] = {}
    rows: list[RawRow] = []
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        row = RawRow(line, [])
        rows.append(row)
        if len(rows) > caps.rows:
            break  # the caller counts and refuses
        for key, value in _parsed(row, written).items():
            place = headings.setdefault(key, len(headings))
            _hold_columns(len(headings), line, caps)
            row.cells += [""] * (place + 1 - len(row.cells))
            row.cells[place] = _json_cell(row, place, value)
    return list(headings), rows


def _parsed(row: RawRow, written: str) -> Mapping[str, object]:
    try:
        found = json.loads(
            written, parse_int=str, parse_float=str, parse_constant=_no_constant, object_pairs_hook=_object
        )
    except _Doubled:
        row.note(-1, say("这一行里同一个键写了两次。请只留一个。"))
        return {}
    except (ValueError, RecursionError):
        row.note(-1, say("这一行不是完整的 JSON。请检查引号、逗号和括号，每行一条。"))
        return {}
    if not isinstance(found, dict):
        row.note(-1, say('这一行不是 JSON 对象。每行写成 {{"键": "值"}} 的样子。'))
        return {}
    return found


def _json_cell(row: RawRow, place: int, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    row.note(place, say("这一格里还有一层括号。请只写一个文字或数字。"))
    return ""
