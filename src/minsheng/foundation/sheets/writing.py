"""Tables for people: a template with its guide, an export, the user's own file back. Every cell is text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from minsheng.foundation.sentences import Sentence, say
from minsheng.foundation.sheets.columns import Column, Table
from minsheng.foundation.sheets.raw import SIGNS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILL_SHEET = "填写"
GUIDE_SHEET = "填写说明"
RETURNED_HEADING = "导入结果"
MOST_LETTERS = 32_767  # of a cell, by the format
WIDTH = 22
TEMPLATE_ROWS = 2_000
DANGEROUS = re.compile(rf"'*{SIGNS}")
RED = "#FFD6D6"
GREY = "#EFEFEF"
NEEDED = say("必填")
GUIDE_HEADINGS = (say("列"), NEEDED, say("怎么填"), say("例子"), say("也认这些表头"))
Words = Callable[[str], str]


def template(columns: Sequence[Column], *, notes: Sequence[Sentence | str] = (), words: Words = str) -> bytes:
    """A workbook to fill in: one sheet with the headings, all cells text; one that explains every column.

    `words` translates titles and notes for the guide; the headings themselves stay as `read` knows them.
    """
    held = io.BytesIO()
    with _book(held) as book:
        _fill_sheet(book, columns)
        guide = book.add_worksheet(GUIDE_SHEET)
        bold, wrap = book.add_format({"bold": True, "bg_color": GREY}), book.add_format({"text_wrap": True})
        lines = [*(_said(note, words) for note in notes), ""] if notes else []
        for line, note in enumerate(lines):
            guide.write_string(line, 0, note)
        for place, title in enumerate(GUIDE_HEADINGS):
            guide.write_string(len(lines), place, title.said(words), bold)
        for line, column in enumerate(columns, start=len(lines) + 1):
            told = NEEDED.said(words) if column.is_required else ""
            also = "、".join((column.key, *column.aliases))
            for place, text in enumerate((column.title, told, _said(column.note, words), column.example, also)):
                guide.write_string(line, place, text, wrap)
        guide.set_column(0, 1, 12)
        guide.set_column(2, 4, 44)
    return held.getvalue()


def _said(note: Sentence | str, words: Words) -> str:
    return words(note) if isinstance(note, str) else note.said(words)


def _fill_sheet(book: Any, columns: Sequence[Column]) -> None:
    sheet = book.add_worksheet(FILL_SHEET)
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    needed = book.add_format({"bold": True, "bg_color": GREY, "num_format": "@"})
    plain = book.add_format({"bold": True, "num_format": "@"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, 60 if column.most > 500 else WIDTH, text)
        sheet.write_string(0, place, column.title, needed if column.is_required else plain)
        if column.choices:
            listed = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            sheet.data_validation(1, place, TEMPLATE_ROWS, place, listed)
    sheet.freeze_panes(1, 0)


def workbook(headings: Sequence[str], rows: Iterable[Sequence[str]], *, title: str, end: str = "") -> bytes:
    """A workbook with one sheet; `end` is a line below the table (for example that there is more)."""
    held = io.BytesIO()
    with _book(held) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True})
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, bold)
        line = 0
        for line, cells in enumerate(rows, start=1):
            for place, text in enumerate(cells):
                sheet.write_string(line, place, text[:MOST_LETTERS])
        if end:
            sheet.write_string(line + 1, 0, end)
        sheet.set_column(0, max(len(headings) - 1, 0), WIDTH)
        sheet.freeze_panes(1, 0)
    return held.getvalue()


def csv_file(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV that spreadsheet programs open with the right letters and without running anything.

    A cell that begins like a formula gets an apostrophe in front; `read` takes it off again.
    """
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow([_harmless(heading) for heading in headings])
    writer.writerows([_harmless(text) for text in cells] for cells in rows)
    return held.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if DANGEROUS.match(text) else text


def returned(
    table: Table, told: Mapping[int, str], red: Mapping[int, Iterable[str]], *, heading: str = RETURNED_HEADING
) -> bytes:
    """The user's own rows, as text, with one more column: what came of each line (`told`), wrong cells red.

    `red` names the headings of the wrong cells by line. Read again, the added column is passed over.
    """
    return returned_rows(
        table.headings, ((row.cells, told.get(row.line, ""), red.get(row.line)) for row in table.rows), heading=heading
    )


def returned_rows(
    headings: Sequence[str],
    rows: Iterable[tuple[Sequence[str], str, Iterable[str] | None]],
    *,
    heading: str = RETURNED_HEADING,
) -> bytes:
    """As `returned`, from rows that were kept elsewhere: (cells, what came of it, wrong headings or None)."""
    kept = [place for place, name in enumerate(headings) if name != heading]
    held = io.BytesIO()
    with _book(held) as book:
        sheet = book.add_worksheet(FILL_SHEET)
        bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        wrong = book.add_format({"num_format": "@", "bg_color": RED})
        for at, name in enumerate([heading, *(headings[place] for place in kept)]):
            sheet.write_string(0, at, name, bold)
        for line, (cells, told, red) in enumerate(rows, start=1):
            names = None if red is None else set(red)
            sheet.write_string(line, 0, told[:MOST_LETTERS], plain if names is None else wrong)
            for at, place in enumerate(kept, start=1):
                text = cells[place][:MOST_LETTERS] if place < len(cells) else ""
                is_wrong = names is not None and headings[place] in names
                sheet.write_string(line, at, text, wrong if is_wrong else plain)
        sheet.set_column(0, 0, 50, plain)
        sheet.set_column(1, max(len(kept), 1), WIDTH, plain)
        sheet.freeze_panes(1, 1)
    return held.getvalue()


def _book(held: io.BytesIO) -> xlsxwriter.Workbook:
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return xlsxwriter.Workbook(held, plain)
