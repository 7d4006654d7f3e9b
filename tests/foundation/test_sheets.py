"""Tables: what is understood, what is refused in words, and that nothing we write is ever run."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.foundation import sheets, worktime
from minsheng.foundation.sheets import Caps, Column, SheetProblem

COLUMNS = (
    Column(key="number", title="编号", aliases=("id",), is_required=True, most=40, note="原系统的编号"),
    Column(key="at", title="时间", aliases=("time",), read=sheets.as_moment),
    Column(key="words", title="内容", aliases=("text",), is_required=True, most=4000),
    Column(key="phone", title="电话", read=sheets.as_phone, most=30),
    Column(key="on", title="日期", read=sheets.as_day),
    Column(key="count", title="人数", read=sheets.as_whole),
    Column(key="kind", title="类型", read=sheets.one_of({"个人": "person", "单位": "unit"}), choices=("个人", "单位")),
)
FORMULAS = ["=1+1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "@SUM(1+1)", "+cmd|' /C calc'!A0", "-2+cmd|x!A"]


def book(*rows: Sequence[Any], form: str = "") -> bytes:
    """A workbook of these rows as another program would write it: numbers are numbers, `=` is a formula."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as made:
        sheet = made.add_worksheet("表")
        day = made.add_format({"num_format": form or "yyyy-mm-dd hh:mm:ss"})
        for line, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    sheet.write_datetime(line, place, cell, day)
                elif cell is not None:
                    sheet.write(line, place, cell, day if form and not isinstance(cell, str) else None)
    return held.getvalue()


def changed(content: bytes, name: str, part: bytes | None) -> bytes:
    """The archive with one part replaced, added or (None) left out."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        if part is not None:
            new.writestr(name, part)
    return held.getvalue()


RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="media/sheet1.png"/>
</Relationships>"""


def refusal(content: bytes, caps: Caps | None = None) -> str:
    with pytest.raises(SheetProblem) as caught:
        sheets.read(content, COLUMNS, caps)
    return str(caught.value)


def problems(content: bytes) -> list[tuple[int, str, str]]:
    table = sheets.read(content, COLUMNS)
    return [(row.line, one.heading, str(one.sentence)) for row in table.rows for one in row.problems]


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gbk", "GBK")])
def test_csv_encodings(encoding: str, name: str) -> None:
    table = sheets.read("编号,内容\r\n7,路灯坏了\r\n".encode(encoding), COLUMNS)
    assert (table.form, table.encoding) == ("csv", name)
    assert table.rows[0].values["words"] == "路灯坏了"
    assert [("GBK" in str(note)) for note in table.notes] == ([True] if name == "GBK" else [])


def test_gb18030_beyond_gbk_and_utf16() -> None:
    assert sheets.read("编号,内容\n7,𠮷家的㐀\n".encode("gb18030"), COLUMNS).rows[0].values["words"] == "𠮷家的㐀"
    assert sheets.read("编号\t内容\n7,1\t路\n".encode("utf-16"), COLUMNS).rows[0].values["number"] == "7,1"


def test_headings_in_any_order_and_language() -> None:
    table = sheets.read("\n,情况表,\nTEXT*,ＩＤ（必填）,time\n坏了,7,2020/1/6 12:09:38\n".encode(), COLUMNS)
    (row,) = table.rows
    assert row.line == 4
    assert row.problems == ()
    assert row.values["number"] == "7"
    assert row.values["at"] == datetime(2020, 1, 6, 12, 9, 38, tzinfo=worktime.ZONE)
    assert row.values["phone"] is None


def test_lines_are_counted_as_a_spreadsheet_does() -> None:
    table = sheets.read('编号,内容\n1,"两\n行"\n\n3,三\n'.encode(), COLUMNS)
    assert [(row.line, row.values["words"]) for row in table.rows] == [(2, "两\n行"), (4, "三")]
    made = sheets.read(book(["编号", "内容"], ["1", "a"], [], ["3", "c"]), COLUMNS)
    assert [(row.line, row.values["words"]) for row in made.rows] == [(2, "a"), (4, "c")]
    lines = sheets.read(b'{"id":1,"text":"a"}\n\n{"id":3,"text":"c"}\n', COLUMNS)
    assert [(row.line, row.values["words"]) for row in lines.rows] == [(1, "a"), (3, "c")]


def test_numbers_keep_their_digits() -> None:
    rows: list[list[Any]] = [
        ["编号", "内容", "电话", "人数"],
        [1234567, 0.1, 13800001234, 12],
        [123456789012345, 2.5e-3, None, -3.0],
    ]
    table = sheets.read(book(*rows), COLUMNS)
    assert [row.cells[:4] for row in table.rows] == [
        ("1234567", "0.1", "13800001234", "12"),
        ("123456789012345", "0.0025", "", "-3"),
    ]
    assert table.rows[0].values["phone"] == "13800001234"
    assert table.rows[1].values["count"] == -3
    assert sheets.read(book(["编号", "内容"], [15824, "a"], form="000000"), COLUMNS).rows[0].cells[0] == "015824"
    (lines,) = sheets.read(b'{"id":150824199001011234567,"text":1.10}', COLUMNS).rows
    assert lines.cells == ("150824199001011234567", "1.10")


def test_a_number_that_was_rounded_is_refused_with_a_remedy() -> None:
    found = problems(book(["编号", "内容"], [150824199001011234, "a"], [1e15, "b"], [999999999999999, "c"]))
    assert [(line, heading) for line, heading, _ in found] == [(2, "编号"), (3, "编号")]
    assert "文本" in found[0][2]


def test_dates_of_a_workbook() -> None:
    table = sheets.read(
        book(["编号", "内容", "时间"], [1, "a", datetime(2026, 6, 3, 14, 30)]),  # noqa: DTZ001 - as a workbook has it
        COLUMNS,
    )
    assert table.rows[0].values["at"] == datetime(2026, 6, 3, 14, 30, tzinfo=worktime.ZONE)
    day = sheets.read(
        book(["编号", "内容", "日期"], [1, "a", datetime(2026, 6, 3)], form='yyyy"年"m"月"d"日"'),  # noqa: DTZ001 - likewise
        COLUMNS,
    )
    assert day.rows[0].values["on"] == date(2026, 6, 3)


@pytest.mark.parametrize("formula", FORMULAS[:3])
def test_formula_of_a_workbook_is_an_error_of_its_row(formula: str) -> None:
    found = problems(book(["编号", "内容"], [1, "好"], [2, formula], [3, "也好"]))
    assert [(line, heading) for line, heading, _ in found] == [(3, "内容")]
    assert "公式" in found[0][2]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formula_in_a_csv_is_an_error_of_its_row(formula: str) -> None:
    held = io.StringIO()
    csv.writer(held).writerows([["编号", "内容"], ["1", "好"], ["2", formula], ["3", "-请问+86 138"], ["4", "@王某"]])
    assert [(line, heading) for line, heading, _ in problems(held.getvalue().encode())] == [(3, "内容")]


@pytest.mark.parametrize(
    "formula", [*FORMULAS, "\t=1+1", "'=1", "''+1", "_x0041_", "-5", "＝1+1", "＠SUM(1)", "－2+3", "'＋1"]
)
def test_what_we_write_is_text_and_comes_back_the_same(formula: str) -> None:
    rows = [["7", formula]]
    made = sheets.workbook(["编号", "内容"], rows, title="表")
    written = openpyxl.load_workbook(io.BytesIO(made)).active
    assert written is not None
    assert {cell.data_type for line in written.iter_rows() for cell in line} == {"s"}
    for content in (made, sheets.csv_file(["编号", "内容"], rows)):
        table = sheets.read(content, COLUMNS)
        assert [list(row.cells) for row in table.rows] == rows
        assert not table.rows[0].problems
    first = sheets.csv_file(["编号", "内容"], rows).decode("utf-8-sig").splitlines()[1].partition(",")[2].strip('"')
    assert first[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"}


LETTERS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf"), blacklist_characters="￾￿"), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=6))
def test_round_trip_of_any_text(rows: list[tuple[str, str]]) -> None:
    told = [[a, b] for a, b in rows if a.strip() or b.strip()]
    if not told:
        return
    for content in (sheets.workbook(["编号", "内容"], told, title="表"), sheets.csv_file(["编号", "内容"], told)):
        assert [list(row.cells) for row in sheets.read(content, COLUMNS).rows] == told


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400), st.sampled_from(["plain", "csv", "xlsx"]))
def test_any_bytes_give_a_table_or_a_sentence(noise: bytes, place: int, form: str) -> None:
    whole = {"plain": b"", "csv": "编号,内容\n1,a\n".encode(), "xlsx": book(["编号", "内容"], [1, "a"])}[form]
    place = min(place * 20, len(whole)) if form == "xlsx" else min(place, len(whole))
    try:
        table = sheets.read(whole[:place] + noise + whole[place + len(noise) :], COLUMNS)
    except SheetProblem as problem:
        assert str(problem).endswith("。")  # noqa: PT017 - both ways are right
    else:
        assert table.rows


def test_files_that_are_no_table() -> None:
    assert "空的" in refusal(b"")
    assert "没有内容" in refusal(b"\n\n , \n")
    assert "只有表头" in refusal("编号,内容\n".encode())
    assert "只有表头" in refusal(book(["编号", "内容"]))
    assert "旧版 .xls" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100)
    assert "不是表格" in refusal(b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 20)
    assert "网页" in refusal("<html><table><tr><td>编号</td></tr></table></html>".encode())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "不是表格" in refusal(held.getvalue())
    assert "打不开" in refusal(b"PK\x03\x04" + b"1" * 200)
    assert "引号" in refusal('编号,内容\n1,"没有关上\n2,b\n'.encode())


def test_headings_missing_doubled_unknown() -> None:
    assert "“内容”" in refusal("编号,说明\n1,a\n".encode())
    assert "同一列" in refusal("编号,内容,text\n1,a,b\n".encode())
    table = sheets.read("编号,内容,电话号,备注\n1,a,,x\n".encode(), COLUMNS)
    assert [str(note) for note in table.notes] == [
        "不认识“电话号”这一列，没有读。是不是“电话”？",
        "不认识“备注”这一列，没有读。",
    ]


def test_caps() -> None:
    small = Caps(size=2_000, rows=3, columns=4, letters=10)
    assert "MB" in refusal(b"1" * 2_001, small)
    assert "超过 3 行" in refusal("编号,内容\n1,a\n2,b\n3,c\n4,d\n".encode(), small)
    assert "最多 4 列" in refusal("编号,内容,a,b,c\n1,a\n".encode(), small)
    wide = Caps(rows=3, columns=4)
    assert "超过 4 列" in refusal(book(["编号", "内容", "a", "b", "c"], [1, "a"]), wide)
    assert "超过 3 行" in refusal(book(["编号", "内容"], *[[number, "a"] for number in range(4)]), wide)
    assert "超过 3 行" in refusal(b'{"id":1,"text":"a"}\n' * 4, wide)
    (row,) = sheets.read(f"编号,内容\n1,{'长' * 11}\n".encode(), COLUMNS, small).rows
    assert len(row.cells[1]) == 10
    assert [str(one.sentence) for one in row.problems] == ["有 11 个字，最多 10 个。请缩短后再上传。"]


def test_a_row_far_down_is_not_lost() -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for place, cell in enumerate(["编号", "内容"]):
            sheet.write(0, place, cell)
            sheet.write(1_048_575, place, cell)
    assert [row.line for row in sheets.read(held.getvalue(), COLUMNS).rows] == [1_048_576]


def test_archives_that_swell_or_carry_more_than_cells() -> None:
    plain = book(["编号", "内容"], [1, "a"])
    sheet = b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>"
    assert "炸弹" in refusal(changed(plain, "xl/worksheets/sheet1.xml", sheet))
    assert "炸弹" in refusal(changed(plain, "xl/media/a.png", bytes(9_000_000)), Caps(unpacked=8_000_000))
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    assert "炸弹" in refusal(changed(plain, "xl/worksheets/sheet1.xml", entities))
    hidden = changed(plain, "xl/_rels/workbook.xml.rels", RELATIONS.encode())
    assert "炸弹" in refusal(changed(hidden, "xl/media/sheet1.png", entities)), "a sheet under another name"
    wide = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "a">]><worksheet/>'.encode("utf-16")
    assert "炸弹" in refusal(changed(plain, "xl/worksheets/sheet1.xml", wide))
    assert "宏" in refusal(changed(plain, "xl/vbaProject.bin", b"x"))
    assert "宏" in refusal(changed(plain, "xl/embeddings/oleObject1.bin", b"x"))
    assert "打不开" in refusal(changed(plain, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>"))


def test_declared_sizes_are_not_believed() -> None:
    plain = changed(book(["编号", "内容"], [1, "a"]), "xl/media/a.png", bytes(3_000_000))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        part = archive.getinfo("xl/media/a.png")
    lie = plain.replace(part.file_size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != plain
    assert "打不开" in refusal(lie, Caps(unpacked=2_000_000))


def test_rows_far_out_of_the_format_are_refused() -> None:
    rows = b"".join(
        b'<row r="%d"><c t="inlineStr"><is><t>%s</t></is></c></row>' % (number, word.encode())
        for number, word in [(1, "编号"), (10**12, "1")]
    )
    plain = book(["编号", "内容"], [1, "a"])
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    head, tail = sheet.split(b"<sheetData>")[0], sheet.split(b"</sheetData>")[1]
    content = changed(plain, "xl/worksheets/sheet1.xml", head + b"<sheetData>" + rows + b"</sheetData>" + tail)
    assert refusal(content)  # and does not count to 10**12


def test_cells_say_what_is_wrong() -> None:
    told = "编号,内容,时间,电话,日期,人数,类型\n,a,2020/13/1,1234567,明天,三个,其他\n1,b,2020年1月6日 9时5分,0478-5550000,20260603,1,个人\n"
    found = problems(told.encode())
    assert [(line, heading) for line, heading, _ in found] == [
        (2, heading) for heading in ("编号", "时间", "电话", "日期", "人数", "类型")
    ]
    assert all(sentence.endswith("。") for _, _, sentence in found)
    (_, right) = sheets.read(told.encode(), COLUMNS).rows
    assert right.values["at"] == datetime(2020, 1, 6, 9, 5, tzinfo=worktime.ZONE)
    assert right.values["phone"] == "0478-5550000"
    assert (right.values["on"], right.values["count"], right.values["kind"]) == (date(2026, 6, 3), 1, "person")


def test_lines_of_json_that_are_wrong_do_not_stop_the_rest() -> None:
    lines = ['{"id":1,"text":"a"}', "{", '{"id":3,"id":4,"text":"c"}', '{"id":5,"text":["d"]}', "[1]"]
    lines += ['{"id":NaN,"text":"e"}', '{"id":7,"text":"\\ud800"}', '{"id":8,"text":"h"}', "[" * 5_000]
    table = sheets.read("\n".join(lines).encode(), COLUMNS)
    assert [row.line for row in table.rows if not row.problems] == [1, 8]
    assert [row.line for row in table.rows if row.problems] == [2, 3, 4, 5, 6, 7, 9]
    json.dumps([row.cells for row in table.rows]).encode()
    "".join(table.rows[6].cells).encode()  # no half letter is left that a database would refuse


def test_template_explains_every_column_and_reads_back() -> None:
    made = sheets.template(COLUMNS, notes=["一行一条。"])
    assert "只有表头" in refusal(made)
    opened = openpyxl.load_workbook(io.BytesIO(made))
    assert opened.sheetnames == ["填写", "填写说明"]
    told = [cell.value for line in opened["填写说明"].iter_rows() for cell in line]
    assert {column.title for column in COLUMNS} <= set(told)
    opened["填写"].append(["018", None, "路灯坏了"])
    held = io.BytesIO()
    opened.save(held)
    table = sheets.read(held.getvalue(), COLUMNS)
    assert table.notes == ()
    assert (table.rows[0].values["number"], table.rows[0].values["words"]) == ("018", "路灯坏了")


def test_own_file_comes_back_with_what_came_of_each_line() -> None:
    table = sheets.read("编号,内容,备注\n1,a,x\n2,=1+1,y\n".encode(), COLUMNS)
    red = {row.line: [one.heading for one in row.problems] for row in table.rows if row.problems}
    back = sheets.returned(table, {2: "已导入", 3: "是公式"}, red)
    sheet = openpyxl.load_workbook(io.BytesIO(back)).active
    assert sheet is not None
    cells = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert cells == [["导入结果", "编号", "内容", "备注"], ["已导入", "1", "a", "x"], ["是公式", "2", "=1+1", "y"]]
    assert sheet["C3"].data_type == "s"
    reds = [cell.coordinate for line in sheet.iter_rows() for cell in line if "FFD6D6" in str(cell.fill.fgColor.rgb)]
    assert reds == ["A3", "C3"]
    again = sheets.read(back, COLUMNS)
    assert [row.values["words"] for row in again.rows] == ["a", "=1+1"]
    assert [str(note) for note in again.notes] == ["不认识“备注”这一列，没有读。"]
