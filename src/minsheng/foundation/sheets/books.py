"""The raw rows of an XLSX workbook, after its archive was found harmless. Formulas are never evaluated."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import openpyxl

from minsheng.foundation.sentences import say
from minsheng.foundation.sheets.columns import Caps, SheetProblem
from minsheng.foundation.sheets.raw import IS_FORMULA, UNREADABLE, RawRow

ARCHIVE_PROBLEMS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
MOST_PARTS = 2_000
MOST_RATIO = 200
SMALL = 4 * 1024 * 1024
MOST_EXACT = 10**15
CHUNK = 1024 * 1024
EXCEL_ROWS = 1_048_576
MOST_EMPTY = 200_000
UNWANTED = re.compile(r"vbaProject|xl/(?:macrosheets|activeX|embeddings|ctrlProps)/", re.IGNORECASE)
CARRIAGE_RETURN = re.compile(r"(?:_x000D_|\r)\n?")  # the format writes \r as a word; openpyxl leaves it so
TOO_MUCH = say("文件解压后太大，像是有意做成的压缩炸弹。请把内容复制到一个新的工作簿里，另存为 .xlsx 再上传。")
BROKEN = say("工作簿打不开，文件可能没有传完整。请在表格软件里打开它，另存为 .xlsx 再上传。")
ROUNDED = say("这个数字超过 15 位，表格软件已经把后面几位改成了 0。请把这一列设成“文本”，重新填写号码。")


def check_archive(content: bytes, caps: Caps) -> None:
    """Raise `SheetProblem` unless this is a plain workbook that unpacks to a bounded size.

    Declared sizes and ratios are looked at first; then every part is really unpacked, piece by piece, and counted.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
        names = {part.filename for part in parts}
        _check_parts(parts, names, len(content), caps)
        total = 0
        for part in parts:
            for piece in _pieces(archive, part):
                total += len(piece)
                if total > caps.unpacked:
                    raise SheetProblem(TOO_MUCH)
    except ARCHIVE_PROBLEMS as problem:
        raise SheetProblem(BROKEN) from problem


def _check_parts(parts: list[zipfile.ZipInfo], names: set[str], size: int, caps: Caps) -> None:
    if "xl/workbook.xml" not in names:
        raise SheetProblem(UNREADABLE)
    if any(UNWANTED.search(name) for name in names):
        raise SheetProblem(say("工作簿里有宏或嵌入的对象，这里不收。请另存为不带宏的 .xlsx，删去嵌入的对象，再上传。"))
    if any(part.flag_bits & 1 for part in parts):
        raise SheetProblem(say("工作簿加了密码。请去掉密码，另存为 .xlsx 再上传。"))
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts):
        raise SheetProblem(BROKEN)
    declared = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or declared > caps.unpacked:
        raise SheetProblem(TOO_MUCH)
    if declared > SMALL and declared > MOST_RATIO * size:
        raise SheetProblem(TOO_MUCH)


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part, unpacked piece by piece; one with a document type (entities that swell) is refused, whatever it is called."""
    tail = b""
    with archive.open(part) as held:
        while piece := held.read(CHUNK):
            plain = tail + piece.replace(b"\x00", b"")
            if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
                raise SheetProblem(TOO_MUCH)
            tail = plain[-16:]
            yield piece


def book_rows(content: bytes, caps: Caps) -> tuple[list[str], list[RawRow]]:
    """(names of the visible sheets, of which the first is read; its rows that hold anything).

    Stops one row after the cap; the caller counts and refuses.
    """
    check_archive(content, caps)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise SheetProblem(say("工作簿里没有看得见的工作表。请把要导入的表放在第一张工作表。"))
        rows = list(_rows(sheets[0], caps))
    except SheetProblem:
        raise
    except Exception as problem:
        raise SheetProblem(BROKEN) from problem
    return [str(sheet.title) for sheet in sheets], rows


def _rows(sheet: Any, caps: Caps) -> Iterator[RawRow]:
    seen: object = None
    found = touched = 0
    for line, cells in enumerate(sheet.iter_rows(max_row=EXCEL_ROWS, max_col=caps.columns + 1), start=1):
        if cells is seen:
            continue  # openpyxl fills a gap between rows with one and the same empty row
        seen, touched = cells, touched + 1
        row = RawRow(line, [])
        for place, cell in enumerate(cells):
            if cell.value is not None:
                row.cells += [""] * (place + 1 - len(row.cells))
                row.cells[place] = _text(row, place, cell)
        if touched > MOST_EMPTY:
            raise SheetProblem(say("工作表有 {most} 行以上。请删去空行，或分成几个文件。", most=MOST_EMPTY))
        if not any(row.cells):
            continue
        if len(row.cells) > caps.columns:
            raise SheetProblem(say("工作表超过 {most} 列。请删去多余的列再上传。", most=caps.columns))
        yield row
        found += 1
        if found > caps.rows + 20:
            return


def _text(row: RawRow, place: int, cell: Any) -> str:
    value = cell.value
    if cell.data_type == "f":
        row.note(place, IS_FORMULA)
        return str(getattr(value, "text", value))
    if cell.data_type == "e":
        row.note(place, say("这一格是错误值“{value}”。请改成正确的内容。", value=str(value)))
        return str(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(row, place, value, str(cell.number_format or ""))
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value)
    return CARRIAGE_RETURN.sub("\n", str(value))


def _number(row: RawRow, place: int, value: float, form: str) -> str:
    """A number as plain digits: no exponent, no more digits than the program kept, leading zeros of its form."""
    if abs(value) >= MOST_EXACT:
        row.note(place, ROUNDED)
    text = format(Decimal(repr(value)) if isinstance(value, int) else Decimal(f"{value:.15g}"), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.zfill(len(form)) if form and set(form) == {"0"} else text


def _moment(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)
