"""A sheet into a draft: read it (a dry run), carry it out, undo it once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from minsheng.catalogue import queries
from minsheng.catalogue.models import DraftImport, DraftItem
from minsheng.catalogue.operations.drafting import locked_draft
from minsheng.foundation import ids, rights, sheets

KEPT = (
    "number", "title", "category_id", "lead_id", "co_ids", "is_lead_alone", "list_type", "legal_basis", "words",
    "is_sample", "settles_id",
)  # fmt: skip


@transaction.atomic
def prepare_import(*, draft_id: uuid.UUID, content: bytes, by: rights.Actor, at: datetime) -> DraftImport:
    """Read a sheet without changing the draft. Raises `Unseen`, `sheets.SheetProblem` for a file that is no list."""
    draft = locked_draft(draft_id, by)
    table = sheets.read(content, queries.columns(), sheets.Caps(rows=5_000))
    seen: dict[int, int] = {}
    rows = [_row(row, seen) for row in table.rows]
    return DraftImport.objects.create(
        id=ids.new_id(at), draft=draft, made_at=at, made_by_id=by.id, headings=list(table.headings), rows=rows
    )


def _row(row: sheets.Row, seen: dict[int, int]) -> dict[str, Any]:
    problems = [{"heading": one.heading, "sentence": str(one.sentence)} for one in row.problems]
    told: dict[str, Any] = {"line": row.line, "cells": list(row.cells), "problems": problems, "values": {}}
    if problems:
        return told
    values, number = row.values, row.values["number"]
    if values["lead"] and values["lead"] in (values["co"] or []):
        problems.append({"heading": "配合责任部门", "sentence": "主体责任部门不能同时是配合部门。请去掉其中一处。"})
    if number in seen:
        problems.append({"heading": "编号", "sentence": f"第{seen[number]}行已经有编号{number}。请改成另一个。"})
    seen.setdefault(number, row.line)
    told["values"] = {
        "number": number,
        "title": values["title"],
        "lead_id": values["lead"],
        "co_ids": values["co"] or [],
        "is_lead_alone": bool(values["alone"]),
        "list_type": values["list_type"] or "",
        "category_id": values["category"],
        "legal_basis": values["legal_basis"],
        "words": values["words"] or [],
        "is_sample": bool(values["sample"]),
    }
    return told


def _kept(items: Iterable[DraftItem]) -> list[dict[str, Any]]:
    """The lines as JSON, ids as text."""
    rows = []
    for item in sorted(items, key=lambda one: one.number):
        values = {name: getattr(item, name) for name in KEPT}
        for name in ("lead_id", "settles_id"):
            values[name] = str(values[name]) if values[name] else None
        values["co_ids"] = [str(one) for one in values["co_ids"]]
        rows.append(values)
    return rows


def _locked(import_id: uuid.UUID, by: rights.Actor) -> DraftImport:
    made = DraftImport.objects.select_for_update().filter(pk=import_id).first()
    if made is None:
        raise rights.Unseen("没有这次导入，或不在您的管理范围。")
    locked_draft(made.draft_id, by)
    return made


@transaction.atomic
def carry_out_import(*, import_id: uuid.UUID, by: rights.Actor, at: datetime) -> DraftImport:
    """Write the rows of a sheet into the draft: all of them or none. Raises `Unseen`, `ValueError`."""
    made = _locked(import_id, by)
    if made.carried_out_at is not None:
        raise ValueError("这次导入已经做过了。")
    if any(row["problems"] for row in made.rows):
        raise ValueError("表格里还有错，一行也没有导入。请下载带说明的表格，改好再上传。")
    items = list(DraftItem.objects.filter(draft=made.draft_id))
    after = queries.merged(made.draft, items, made.rows)
    made.before, made.after, made.carried_out_at = _kept(items), _kept(after), at
    _replace(made.draft_id, made.after)
    made.save(update_fields=["before", "after", "carried_out_at"])
    return made


@transaction.atomic
def undo_import(*, import_id: uuid.UUID, by: rights.Actor, at: datetime) -> DraftImport:
    """Put the draft back as it was before a sheet. Raises `Unseen`, `ValueError` where it was changed since."""
    made = _locked(import_id, by)
    if made.carried_out_at is None or made.undone_at is not None or made.before is None:
        raise ValueError("这次导入没有做过，或已经撤销。")
    if _kept(DraftItem.objects.filter(draft=made.draft_id)) != made.after:
        raise ValueError("导入之后草稿又改过，不能整批撤销。请逐项改回，或放弃草稿重新起草。")
    _replace(made.draft_id, made.before)
    made.undone_at = at
    made.save(update_fields=["undone_at"])
    return made


def _replace(draft_id: uuid.UUID, rows: Iterable[dict[str, Any]]) -> None:
    DraftItem.objects.filter(draft=draft_id).delete()
    DraftItem.objects.bulk_create(DraftItem(draft_id=draft_id, **values) for values in rows)
