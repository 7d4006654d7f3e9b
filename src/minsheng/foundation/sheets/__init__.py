"""The one safe way to read and write tables (CSV, XLSX, JSONL) for every app. Knows no Django.

An app says its columns (`Column`), `read` gives typed rows with line numbers, each problem a sentence with a
remedy. `template`, `workbook`, `csv_file` and `returned` write: all cells are text, nothing is ever a formula.
"""

from minsheng.foundation.sheets.cleaning import EVERY_KIND, Cleaner
from minsheng.foundation.sheets.columns import (
    Caps,
    CellProblem,
    Column,
    Row,
    SheetProblem,
    Table,
    as_day,
    as_moment,
    as_phone,
    as_resident_id,
    as_text,
    as_whole,
    one_of,
    plain_heading,
)
from minsheng.foundation.sheets.reading import check_size, read
from minsheng.foundation.sheets.writing import (
    RETURNED_HEADING,
    XLSX,
    Words,
    csv_file,
    returned,
    returned_rows,
    template,
    workbook,
)

__all__ = [
    "EVERY_KIND",
    "RETURNED_HEADING",
    "XLSX",
    "Caps",
    "CellProblem",
    "Cleaner",
    "Column",
    "Row",
    "SheetProblem",
    "Table",
    "Words",
    "as_day",
    "as_moment",
    "as_phone",
    "as_resident_id",
    "as_text",
    "as_whole",
    "check_size",
    "csv_file",
    "one_of",
    "plain_heading",
    "read",
    "returned",
    "returned_rows",
    "template",
    "workbook",
]
