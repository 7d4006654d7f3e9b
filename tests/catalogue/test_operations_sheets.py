"""The draft as a sheet: out and in changes nothing, errors come back in the own file, one undo."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minsheng.catalogue import operations, queries
from minsheng.catalogue.models import DraftImport, DraftItem, ListDraft
from minsheng.foundation import sheets
from minsheng.foundation.rights import Actor, Unseen

Change = Callable[[list[list[Any]]], object]


@pytest.fixture
def keeper(people: dict[str, Actor]) -> Actor:
    return people["list1"]


@pytest.fixture
def draft(keeper: Actor, now: datetime) -> ListDraft:
    return operations.begin_draft(area="150824", name="用表格改", by=keeper, at=now)


def sheet(draft: ListDraft, change: Change = list.copy) -> bytes:
    """The exported draft after somebody worked in it."""
    exported = queries.sheet_of(draft.items.order_by("number"))
    rows = [list(row) for row in openpyxl.load_workbook(io.BytesIO(exported)).active.iter_rows(values_only=True)]  # type: ignore[union-attr] # it has a sheet
    change(rows)
    return sheets.workbook(
        [str(cell) for cell in rows[0]], [[str(cell or "") for cell in row] for row in rows[1:]], title="清单"
    )


def kept(draft: ListDraft) -> list[dict[str, Any]]:
    return [dict(row) for row in DraftItem.objects.filter(draft=draft).order_by("number").values()]


def lines(draft: ListDraft) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key != "id"} for row in kept(draft)]


def prepare(draft: ListDraft, content: bytes, by: Actor, at: datetime) -> queries.ImportShown:
    return queries.import_shown(operations.prepare_import(draft_id=draft.pk, content=content, by=by, at=at).pk, by)


def test_out_and_in_changes_nothing(draft: ListDraft, keeper: Actor, now: datetime) -> None:
    before = lines(draft)
    shown = prepare(draft, sheet(draft), keeper, now)
    assert (shown.row_count, shown.wrong, shown.changes, shown.may_be_carried_out) == (222, (), (), False)
    operations.carry_out_import(import_id=shown.made.pk, by=keeper, at=now)
    assert lines(draft) == before


def test_a_sheet_is_first_only_read_then_written_then_undone(draft: ListDraft, keeper: Actor, now: datetime) -> None:
    before, stored = lines(draft), kept(draft)

    def change(rows: list[list[Any]]) -> None:
        rows[80][2], rows[80][3] = "自然资源局", "housing；农牧局"
        rows.append(["223", "试点", *[""] * 8])
        del rows[5]

    shown = prepare(draft, sheet(draft, change), keeper, now)
    assert kept(draft) == stored
    assert [(one.number, one.kind) for one in shown.changes] == [(80, "changed"), (223, "added")]
    operations.carry_out_import(import_id=shown.made.pk, by=keeper, at=now)
    numbers = [row["number"] for row in lines(draft)]
    assert numbers == [*range(1, 223), 223], "a line that the sheet lacks stays"
    with pytest.raises(ValueError, match="已经做过"):
        operations.carry_out_import(import_id=shown.made.pk, by=keeper, at=now)
    operations.undo_import(import_id=shown.made.pk, by=keeper, at=now)
    assert lines(draft) == before
    with pytest.raises(ValueError, match="已经撤销"):
        operations.undo_import(import_id=shown.made.pk, by=keeper, at=now)


def test_what_was_changed_since_is_not_lost_by_an_undo(draft: ListDraft, keeper: Actor, now: datetime) -> None:
    shown = prepare(draft, sheet(draft, lambda rows: rows[80].__setitem__(1, "改名")), keeper, now)
    operations.carry_out_import(import_id=shown.made.pk, by=keeper, at=now)
    operations.remove_draft_item(draft_id=draft.pk, number=5, by=keeper)
    with pytest.raises(ValueError, match="又改过"):
        operations.undo_import(import_id=shown.made.pk, by=keeper, at=now)


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        (0, "八十", "不是整数"),
        (0, "0", "1到9999"),
        (0, "81", "已经有编号81"),
        (1, "", "不能空"),
        (2, "没有的局", "没有叫"),
        (3, "住建局", "不能同时是配合部门"),
        (3, "农牧局；农牧局", "写了两次"),
        (5, "别的", "可以写"),
        (6, "没有 / 这类", "没有"),
        (8, "长" * 41, "超过40个字"),
    ],
)
def test_a_wrong_cell_comes_back_red_and_nothing_is_written(
    draft: ListDraft, keeper: Actor, now: datetime, column: int, text: str, words: str
) -> None:
    before = kept(draft)
    shown = prepare(draft, sheet(draft, lambda rows: rows[80].__setitem__(column, text)), keeper, now)
    assert len(shown.wrong) == 1
    assert words in shown.wrong[0][1]
    with pytest.raises(ValueError, match="一行也没有导入"):
        operations.carry_out_import(import_id=shown.made.pk, by=keeper, at=now)
    assert kept(draft) == before
    page = openpyxl.load_workbook(io.BytesIO(queries.returned_sheet(shown.made))).active
    told = [str(row[0] or "") for row in page.iter_rows(values_only=True)]  # type: ignore[union-attr] # it has a sheet
    assert told[0] == sheets.RETURNED_HEADING
    assert sum(bool(one) for one in told[1:]) == 1
    again = prepare(draft, queries.returned_sheet(shown.made), keeper, now)
    assert again.wrong == shown.wrong, "the returned file can be worked on and uploaded again"


def test_a_file_that_is_no_list_is_refused_as_a_whole(draft: ListDraft, keeper: Actor, now: datetime) -> None:
    for content in (b"", b"\x00\x01", "甲,乙\n1,2\n".encode()):
        with pytest.raises(sheets.SheetProblem):
            operations.prepare_import(draft_id=draft.pk, content=content, by=keeper, at=now)


def test_nobody_else_sees_or_carries_out(
    draft: ListDraft, keeper: Actor, people: dict[str, Actor], now: datetime
) -> None:
    made = prepare(draft, sheet(draft), keeper, now).made
    for login in ("list9", "operator1", "arbiter1"):
        stranger = people[login]
        with pytest.raises(Unseen):
            queries.import_shown(made.pk, stranger)
        with pytest.raises(Unseen):
            operations.carry_out_import(import_id=made.pk, by=stranger, at=now)
        with pytest.raises(Unseen):
            operations.prepare_import(draft_id=draft.pk, content=sheet(draft), by=stranger, at=now)
        with pytest.raises(Unseen):
            operations.undo_import(import_id=made.pk, by=stranger, at=now)


def test_the_pages_of_an_import(draft: ListDraft, as_person: Callable[[str], Client]) -> None:
    client = as_person("list1")
    content = sheet(draft, lambda rows: rows[80].__setitem__(2, "自然资源局；"))
    exported = client.get(reverse("catalogue:draft_sheet"))
    assert exported.content.startswith(b"PK")
    upload = reverse("catalogue:upload_draft")
    assert client.post(upload, {"file": SimpleUploadedFile("a.xlsx", b"x")}).status_code == 422
    address = client.post(upload, {"file": SimpleUploadedFile("a.xlsx", content)}).headers["Location"]
    assert "1 行有错" in client.get(address).content.decode()
    right = sheet(draft, lambda rows: rows[80].__setitem__(1, "改名"))
    address = client.post(upload, {"file": SimpleUploadedFile("a.xlsx", right)}).headers["Location"]
    assert "名称由“村庄和集镇建设管理”改为“改名”" in client.get(address).content.decode()
    made = DraftImport.objects.order_by("made_at").last()
    assert made is not None
    client.post(reverse("catalogue:act_on_import", args=[made.pk, "carry-out"]))
    assert DraftItem.objects.get(draft=draft, number=80).title == "改名"
    client.post(reverse("catalogue:act_on_import", args=[made.pk, "undo"]))
    assert DraftItem.objects.get(draft=draft, number=80).title == "村庄和集镇建设管理"
    assert as_person("list9").get(address).status_code == 404
