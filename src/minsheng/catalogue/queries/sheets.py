"""The draft as a sheet: its columns, what a sheet would change, and the same rows written back."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from minsheng.catalogue import policies, rules
from minsheng.catalogue.models import DraftImport, DraftItem, ListDraft
from minsheng.catalogue.queries import drafting, looking
from minsheng.foundation import rights, sheets
from minsheng.registry import queries as registry

YES, NO = "是", "否"
TYPES = {words: kind.value for kind, words in rules.LIST_TYPE_WORDS.items()}


def columns() -> list[sheets.Column]:
    """What a row of the list says. Organisations by short name (by code where two have the same)."""
    return [
        sheets.Column(key="number", title="编号", read=_number, is_required=True, example="80"),
        sheets.Column(key="title", title="事项名称", is_required=True, most=120, example="村庄和集镇建设管理"),
        sheets.Column(key="lead", title="主体责任部门", read=_organisation, note="只写一个，写简称", example="住建局"),
        sheets.Column(key="co", title="配合责任部门", read=_several, most=600, note="几个单位用分号隔开"),
        sheets.Column(key="alone", title="无需配合部门", read=sheets.one_of({YES: True, NO: False}), choices=(YES, NO)),
        sheets.Column(key="list_type", title="清单类型", read=sheets.one_of(TYPES), choices=tuple(TYPES)),
        sheets.Column(key="category", title="诉求类别", read=_category, note="写“大类 / 小类”或代码"),
        sheets.Column(key="legal_basis", title="依据", most=300),
        sheets.Column(key="words", title="群众常用的说法", read=_words, most=2000, note="几个说法用分号隔开"),
        sheets.Column(key="sample", title="示例", read=sheets.one_of({YES: True, NO: False}), choices=(YES, NO)),
    ]


def _number(text: str) -> int:
    number = sheets.as_whole(text)
    if not 1 <= number <= 9999:
        raise ValueError("编号是1到9999的整数。请改正。")
    return number


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("；", ";").replace("\n", ";").split(";") if part.strip()]


def _organisation(text: str) -> str:
    rows = registry.organisations().values()
    found = [row for row in rows if text == row.code] or [row for row in rows if text == row.name]
    if len(found) == 1:
        return str(found[0].id)
    if not found:
        raise ValueError(f"没有叫“{text}”的单位。请写机构表里的简称或代码。")
    raise ValueError(f"有{len(found)}个单位叫“{text}”。请写代码：{'、'.join(row.code for row in found)}。")


def _several(text: str) -> list[str]:
    found = [_organisation(part) for part in _parts(text)]
    if len(set(found)) < len(found):
        raise ValueError("同一个单位写了两次。请去掉一处。")
    return found


def _category(text: str) -> str:
    plain = text.replace(" ", "")
    for row in looking.leaf_categories():
        if plain in (row.code, row.path.replace(" ", "")):
            return row.code
    raise ValueError(f"没有“{text}”这个类别。请写“大类 / 小类”或代码。")


def _words(text: str) -> list[str]:
    words = list(dict.fromkeys(_parts(text)))
    long = next((word for word in words if len(word) > 40), "")
    if long:
        raise ValueError(f"“{long[:12]}…”超过40个字。请写短一些。")
    return words


def sheet_of(items: Iterable[DraftItem]) -> bytes:
    """The lines of a draft as a workbook that can be read in again without changing anything."""
    rows = [_cells(item) for item in items]
    return sheets.workbook([column.title for column in columns()], rows, title="责任清单草稿")


def _cells(item: DraftItem) -> list[str]:
    known = registry.organisations()
    same = Counter(row.name for row in known.values())
    named = {key: row.name if same[row.name] == 1 else row.code for key, row in known.items()}
    category = looking.category(item.category_id or "")
    return [
        str(item.number),
        item.title,
        named.get(item.lead_id, "") if item.lead_id else "",
        "；".join(named[one] for one in item.co_ids if one in named),
        YES if item.is_lead_alone else NO,
        rules.LIST_TYPE_WORDS[rules.ListType(item.list_type)] if item.list_type else "",
        category.path if category else "",
        item.legal_basis,
        "；".join(item.words),
        YES if item.is_sample else NO,
    ]


@dataclass(frozen=True)
class ImportShown:
    """What an uploaded sheet would do (or did): wrong rows, and the changes of the draft in words."""

    made: DraftImport
    wrong: tuple[tuple[int, str], ...]
    row_count: int
    changes: tuple[rules.Difference, ...]

    @property
    def may_be_carried_out(self) -> bool:
        """Is nothing wrong, something changed, and nothing done yet?"""
        return not self.wrong and bool(self.changes) and self.made.carried_out_at is None


def sentences_of(row: Mapping[str, Any]) -> str:
    """What is wrong in a row, in one text; "" where nothing is."""
    return "".join(f"{one['heading']}：{one['sentence']}" for one in row["problems"])


def import_shown(import_id: uuid.UUID, actor: rights.Actor) -> ImportShown:
    """An uploaded sheet. Raises `Unseen`."""
    made = DraftImport.objects.select_related("draft").filter(pk=import_id).first()
    if made is None or not policies.may_keep_list(actor, made.draft.area_id):
        raise rights.Unseen("没有这次导入，或不在您的管理范围。")
    wrong = tuple((row["line"], sentences_of(row)) for row in made.rows if row["problems"])
    if made.before is not None and made.after is not None:
        before, after = ([DraftItem(**values) for values in kept] for kept in (made.before, made.after))
    else:
        before = list(DraftItem.objects.filter(draft=made.draft).order_by("number"))
        after = merged(made.draft, before, made.rows)
    changes = rules.differences(drafting.duties_of_draft(before), drafting.duties_of_draft(after))
    return ImportShown(made, wrong, len(made.rows), changes)


def merged(draft: ListDraft, items: Iterable[DraftItem], rows: Iterable[Mapping[str, Any]]) -> list[DraftItem]:
    """The lines as they would stand after a sheet: its rows by number, every other line as it was."""
    by_number = {item.number: item for item in items}
    for row in rows:
        if not row["problems"]:
            settles = by_number[row["values"]["number"]].settles_id if row["values"]["number"] in by_number else None
            by_number[row["values"]["number"]] = DraftItem(draft=draft, settles_id=settles, **row["values"])
    return [by_number[number] for number in sorted(by_number)]


def returned_sheet(made: DraftImport) -> bytes:
    """The user's own rows with one more column: what is wrong in each; wrong cells are red."""
    rows = (
        (row["cells"], sentences_of(row), [one["heading"] for one in row["problems"]] if row["problems"] else None)
        for row in made.rows
    )
    return sheets.returned_rows(made.headings, rows)
