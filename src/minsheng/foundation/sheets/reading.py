"""From the bytes of a file to typed rows: form, headings, cells."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from minsheng.foundation import identity
from minsheng.foundation.sentences import Sentence, say
from minsheng.foundation.sheets import books, raw
from minsheng.foundation.sheets.columns import (
    Caps,
    CellProblem,
    Column,
    Row,
    SheetProblem,
    Table,
    as_text,
    cell_value,
    plain_heading,
)
from minsheng.foundation.sheets.raw import RawRow
from minsheng.foundation.sheets.writing import GUIDE_SHEET, RETURNED_HEADING

HEADER_WITHIN = 10
HEADER_ONLY = say("文件里只有表头，没有内容。请在表头下面一行一条填好，再上传。")


def read(content: bytes, columns: Sequence[Column], caps: Caps | None = None) -> Table:
    """Read a file whose form is told by its content, not by its name.

    Columns may stand in any order and under any of their headings; unknown ones are ignored and said in `notes`.
    A wrong cell is a problem of its row; raises `SheetProblem` where the file as a whole cannot be used (empty,
    oversize, no table, required columns missing or doubled, more rows or columns than `caps`).
    """
    caps = caps or Caps()
    check_size(len(content), caps)
    if content.startswith(b"PK"):
        titles, rows = books.book_rows(content, caps)
        others = [title for title in titles[1:] if title != GUIDE_SHEET]
        notes = [say("只读了第一张工作表“{title}”。", title=titles[0])] if others else []
        return _tabled(Table("xlsx", "", (), (), tuple(notes)), rows, columns, caps)
    if content.startswith(raw.OLD_OFFICE):
        raise SheetProblem(say("这是旧版 .xls，或加了密码的文件。请在表格软件里去掉密码，另存为 .xlsx 再上传。"))
    text, encoding = raw.decoded(content)
    notes = [] if encoding == "UTF-8" else [say("文件的文字编码是 {encoding}，已自动识别。", encoding=encoding)]
    head = text.lstrip()[:400].lower()
    if head.startswith("<") and ("<html" in head or "<table" in head or "<?xml" in head):
        raise SheetProblem(say("这个文件其实是网页（有的系统导出的 .xls 就是这样）。请打开后另存为 .xlsx 再上传。"))
    if head.startswith("{"):
        headings, lines = raw.jsonl_rows(text, caps)
        return _filled(Table("jsonl", encoding, tuple(headings), (), tuple(notes)), lines, columns, caps)
    lines_of_text = raw.csv_rows(text, _known(columns), caps)
    return _tabled(Table("csv", encoding, (), (), tuple(notes)), lines_of_text, columns, caps)


def check_size(size: int, caps: Caps | None = None) -> None:
    """Raise `SheetProblem` for an empty or an oversize file; a page asks this before it reads the upload."""
    most = (caps or Caps()).size
    if size == 0:
        raise SheetProblem(say("文件是空的。请选择填好的表格，或先下载模板。"))
    if size > most:
        told, allowed = -(-size // 1_048_576), most // 1_048_576
        raise SheetProblem(say("文件有 {size} MB，最多 {most} MB。请分成几个文件上传。", size=told, most=allowed))


def _known(columns: Sequence[Column]) -> Mapping[str, Column]:
    return {name: column for column in columns for name in column.names}


def _tabled(table: Table, rows: Iterable[RawRow], columns: Sequence[Column], caps: Caps) -> Table:
    """A table whose headings stand in one of its first rows: the one with the most headings that are known."""
    bounded = islice(rows, caps.rows + HEADER_WITHIN + 1)
    lines = [row for row in bounded if any(cell.strip() for cell in row.cells) or -1 in row.problems]
    if not lines:
        raise SheetProblem(say("文件里没有内容。请选择填好的表格，或先下载模板。"))
    known = _known(columns)
    counts = [len({plain_heading(cell) for cell in row.cells} & known.keys()) for row in lines[:HEADER_WITHIN]]
    place = counts.index(max(counts))
    table = Table(table.form, table.encoding, tuple(lines[place].cells), (), table.notes)
    return _filled(table, lines[place + 1 :], columns, caps)


def _filled(table: Table, lines: Sequence[RawRow], columns: Sequence[Column], caps: Caps) -> Table:
    headings = tuple(raw.UNFIT.sub("", heading).strip()[:100] for heading in table.headings)
    found, unknown = _matched(headings, columns)
    if not lines:
        raise SheetProblem(HEADER_ONLY)
    if len(lines) > caps.rows:
        raise SheetProblem(say("文件超过 {most} 行。请分成几个文件上传。", most=caps.rows))
    rows = tuple(_row(line, headings, found, columns, caps) for line in lines)
    notes = [*table.notes, *(_ignored(name, columns) for name in unknown[:10])]
    return Table(table.form, table.encoding, headings, rows, tuple(notes))


def _matched(headings: Sequence[str], columns: Sequence[Column]) -> tuple[Mapping[int, Column], list[str]]:
    """(the column of each place, headings that nobody knows). Raises `SheetProblem` for a missing or doubled one."""
    known = _known(columns)
    found: dict[int, Column] = {}
    unknown: list[str] = []
    for place, heading in enumerate(headings):
        column = known.get(plain_heading(heading))
        if column is not None and column in found.values():
            first = next(headings[at] for at, one in found.items() if one == column)
            doubled = say("“{first}”和“{second}”是同一列，分不清以哪个为准。请只留一列。", first=first, second=heading)
            raise SheetProblem(doubled)
        if column is not None:
            found[place] = column
        elif heading and plain_heading(heading) != plain_heading(RETURNED_HEADING):
            unknown.append(heading)
    missing = [column.title for column in columns if column.is_required and column not in found.values()]
    if missing:
        names = "、".join(f"“{title}”" for title in missing)
        raise SheetProblem(say("表头里没有 {names}。请在第一行补上，或下载模板照着填。", names=names))
    return found, unknown


def _ignored(heading: str, columns: Sequence[Column]) -> Sentence:
    names = {name: column.title for column in columns for name in column.names}
    near = difflib.get_close_matches(plain_heading(heading), names, n=1, cutoff=0.7)
    if near:
        return say("不认识“{heading}”这一列，没有读。是不是“{near}”？", heading=heading, near=names[near[0]])
    return say("不认识“{heading}”这一列，没有读。", heading=heading)


def _row(
    line: RawRow, headings: Sequence[str], found: Mapping[int, Column], columns: Sequence[Column], caps: Caps
) -> Row:
    problems = [CellProblem("", sentence) for place, sentence in line.problems.items() if place == -1]
    cells = [_clean(line, place, cell, caps) for place, cell in enumerate(line.cells)]
    if any(cell.strip() for cell in cells[len(headings) :]):
        problems.append(CellProblem("", say("这一行比表头多出几格。请检查是不是多了分隔符，或给这几列加上表头。")))
    cells = [*cells[: len(headings)], *[""] * (len(headings) - len(cells))]
    values: dict[str, Any] = {column.key: "" if column.read is as_text else None for column in columns}
    for place, column in found.items():
        if place in line.problems:
            problems.append(CellProblem(headings[place], line.problems[place]))
        elif not problems or problems[0].heading:
            values[column.key], problem = cell_value(column, cells[place].strip(), headings[place])
            problems += [problem] if problem else []
    return Row(line.line, tuple(cells), values, tuple(problems))


def _clean(line: RawRow, place: int, cell: str, caps: Caps) -> str:
    """The cell as it can be kept: letters that no database takes become a sign, too many are cut; both are said."""
    if len(cell) > caps.letters:
        line.note(
            place, say("有 {letters} 个字，最多 {most} 个。请缩短后再上传。", letters=len(cell), most=caps.letters)
        )
        cell = cell[: caps.letters]
    cell = identity.UNSEEN.sub("", cell)
    if raw.UNFIT.search(cell):
        line.note(place, say("里面有看不见的特殊字符。请删掉这一格重新输入。"))
        cell = raw.UNFIT.sub("�", cell)
    return cell
