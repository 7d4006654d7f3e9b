"""Sheets of people, organisations and memberships: their columns and templates, and how one of their rows is read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from minsheng.foundation import identity, sheets
from minsheng.foundation import queries as ground
from minsheng.foundation.sentences import Sentence, say
from minsheng.foundation.sheets import CellProblem, Column
from minsheng.registry.models import Organisation, Person
from minsheng.registry.rules import roles
from minsheng.registry.rules.importing import Kind

LANGUAGES = {str(one.label): one.value for one in Person.Language}
KINDS = {str(one.label): one.value for one in Organisation.Kind}
EARLIEST, LATEST = 1880, 2200


def _key(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError as problem:
        raise ValueError("这不是系统里的编号。编号由导出的表格带来，新登记的人请空着。") from problem


def _year(text: str) -> int:
    year = sheets.as_whole(text.removesuffix("年"))
    if not EARLIEST <= year <= LATEST:
        raise ValueError("出生年份应是四位数的公历年，例如 1948。请核对。")
    return year


PEOPLE = (
    Column(
        key="id",
        title="编号",
        aliases=("系统编号",),
        read=_key,
        note=say("导出的表格里带有，用来认出同一个人。新登记的人空着。"),
    ),
    Column(
        key="name",
        title="姓名",
        aliases=("名字",),
        is_required=True,
        most=60,
        note=say("照户口本写；蒙古族名字写全，不必分姓。"),
        example="其木格",
    ),
    Column(
        key="area",
        title="村（社区）",
        aliases=("地区", "嘎查村", "社区", "所在村", "所属地区"),
        most=60,
        note=say("嘎查村、社区或苏木乡镇的名称，或区划代码。不写就算上传时选的地区。"),
        example="海流图镇 平安社区",
    ),
    Column(
        key="birth_year",
        title="出生年份",
        aliases=("出生年", "生年"),
        read=_year,
        most=10,
        note=say("四位数的公历年。写了身份证号就不用写。"),
        example="1948",
    ),
    Column(key="address", title="住址", aliases=("地址", "家庭住址", "详细地址"), example="平安小区2号楼1单元101"),
    Column(
        key="phone",
        title="电话",
        aliases=("联系电话", "手机", "手机号", "电话号码"),
        read=sheets.as_phone,
        most=30,
        note=say("加密保存。座机要写区号。"),
        example="0478-5550000",
    ),
    Column(
        key="resident_id",
        title="身份证号",
        aliases=("身份证", "身份证号码", "公民身份号码", "证件号码"),
        read=sheets.as_resident_id,
        most=40,
        note=say("只在办事确实需要时才写；加密保存，页面上不显示全号。"),
    ),
    Column(
        key="language",
        title="愿意用的语言",
        aliases=("语言",),
        read=sheets.one_of(LANGUAGES),
        choices=tuple(LANGUAGES),
        note=say("由本人说；不知道就空着。"),
    ),
)
ORGANISATIONS = (
    Column(
        key="code",
        title="代码",
        aliases=("组织代码", "机构代码", "编号"),
        is_required=True,
        most=60,
        note=say("这个组织在本系统里的代码，一个组织一个，不再改变。"),
        example="branch_pingan",
    ),
    Column(
        key="name",
        title="名称",
        aliases=("全称", "组织名称", "单位名称"),
        is_required=True,
        most=120,
        example="中共平安社区支部委员会",
    ),
    Column(key="short_name", title="简称", most=60, note=say("不写就用名称。"), example="平安社区支部"),
    Column(
        key="kind",
        title="类型",
        aliases=("组织类型", "单位类型"),
        read=sheets.one_of(KINDS),
        choices=tuple(KINDS),
        is_required=True,
        example="党支部",
    ),
    Column(
        key="parent",
        title="上级",
        aliases=("上级代码", "上级组织", "隶属"),
        most=120,
        note=say("上级的代码或简称；可以是这个表里的另一行。"),
        example="banner_committee",
    ),
    Column(
        key="area",
        title="地区",
        aliases=("所在地区", "所属地区"),
        most=60,
        note=say("嘎查村、社区、苏木乡镇或旗县的名称，或区划代码。不写就算上传时选的地区。"),
        example="海流图镇",
    ),
    Column(key="phone", title="电话", aliases=("联系电话",), read=sheets.as_phone, most=30, example="0478-5550000"),
    Column(key="address", title="地址", example="海流图镇团结路1号"),
    Column(
        key="credit_code",
        title="统一社会信用代码",
        aliases=("信用代码",),
        read=identity.unified_social_credit_code,
        most=40,
    ),
)
WHO = {column.key: column for column in PEOPLE}
MEMBERSHIPS = (
    replace(WHO["id"], note=say("导出的表格里带有，用来认出同一个人。自己填的表空着。")),
    WHO["name"],
    replace(WHO["phone"], note=say("身份证号和电话写一个就行，用来认出是哪一个人；不会改动登记的电话。")),
    replace(WHO["resident_id"], note=say("和电话写一个就行；加密保存，页面上不显示全号。")),
    Column(
        key="organisation",
        title="组织",
        aliases=("组织名称", "所在组织", "所在单位", "单位", "党组织", "所在党支部", "组织代码"),
        is_required=True,
        most=120,
        note=say("已经登记的组织：全称、简称或代码。"),
        example="中共平安社区支部委员会",
    ),
    Column(
        key="role",
        title="身份",
        aliases=("职务", "党内职务", "角色"),
        read=roles.role_of,
        choices=tuple(roles.ROLE_WORDS.values()),
        is_required=True,
        most=40,
        note=say("从下拉列表里选。一个人有两种身份，写两行。登录账号能做什么不由这里定。"),
        example="党员",
    ),
    Column(
        key="valid_from",
        title="从哪天起",
        aliases=("开始日期", "加入日期", "入党日期", "任职日期"),
        read=sheets.as_day,
        most=20,
        note=say("新加入的要写；已经登记的不会改。"),
        example="2020-07-01",
    ),
    Column(
        key="valid_to",
        title="到哪天止",
        aliases=("结束日期", "离开日期", "免职日期"),
        read=sheets.as_day,
        most=20,
        note=say("已经离开的写最后一天；还在的空着。"),
    ),
)
COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    Kind.PEOPLE: PEOPLE,
    Kind.ORGANISATIONS: ORGANISATIONS,
    Kind.MEMBERSHIPS: MEMBERSHIPS,
}
NUMBERED = {"id": sheets.EVERY_KIND, "resident_id": sheets.EVERY_KIND, "phone": sheets.EVERY_KIND}
ALLOWED = {
    Kind.PEOPLE: NUMBERED,
    Kind.MEMBERSHIPS: NUMBERED,
    Kind.ORGANISATIONS: {"code": sheets.EVERY_KIND, "credit_code": sheets.EVERY_KIND, "phone": sheets.EVERY_KIND},
}
NOTES = (
    say("一行一条，从第二行开始填；列的先后可以变，不用的列可以删。"),
    say("空着的格不改动已经登记的内容。"),
    say("上传后先试读，不会马上导入；看过没有问题再确认，导入后可以整批撤销一次。"),
)


def sheet_columns(kind: Kind) -> Sequence[Column]:
    """What a row of such a sheet may say."""
    return COLUMNS[kind]


def sheet_template(kind: Kind, words: sheets.Words = str) -> bytes:
    """The workbook to fill in, with a sheet that explains every column."""
    return sheets.template(COLUMNS[kind], notes=NOTES, words=words)


@dataclass(frozen=True)
class ReadRow:
    """A row that was read: what it says by column key (only what is written there), and what is wrong with it."""

    line: int
    cells: tuple[str, ...]
    values: Mapping[str, Any]
    problems: tuple[CellProblem, ...]


class SheetReader:
    """Reads the rows of one file of a kind for one area: places by name or code, no secrets, nothing twice."""

    def __init__(self, kind: Kind, area: str, headings: Sequence[str]) -> None:
        self._kind, self._area = kind, area
        self.cleaner = sheets.Cleaner(COLUMNS[kind], headings, ALLOWED[kind])
        self._areas = ground.AreaNames([area])
        self._lines: dict[object, int] = {}

    def row(self, row: sheets.Row) -> ReadRow:
        """What a row says. A cell that is empty says nothing: it is not among the values."""
        problems = list(row.problems)
        cells = self.cleaner.cells(row, problems)
        values = {key: value for key, value in row.values.items() if value not in ("", None)}
        self._place(values, problems)
        if self._kind is Kind.ORGANISATIONS and values.get("name"):
            values.setdefault("short_name", values["name"][:60])
        if self._kind is Kind.MEMBERSHIPS and not values.keys() & NUMBERED.keys():
            problems += self.told("phone", say("要写身份证号或电话，才认得出是哪一个人。"))
        if not problems:
            problems += self._twice(values, row.line)
        return ReadRow(row.line, cells, values if not problems else {}, tuple(problems))

    def _place(self, values: dict[str, Any], problems: list[CellProblem]) -> None:
        if values.get("area"):
            values["area"], wrong = self._areas.code_of(values["area"])
            problems += self.told("area", wrong)

    def told(self, key: str, sentence: Sentence | None) -> list[CellProblem]:
        """A sentence as the problem of a cell of this file."""
        return [CellProblem(self.cleaner.heading(key), sentence)] if sentence else []

    def _twice(self, values: Mapping[str, Any], line: int) -> list[CellProblem]:
        """A key that an earlier row of the file has too."""
        for key, value in _own_keys(self._kind, values):
            first = self._lines.setdefault((key, value), line)
            if first != line:
                return self.told(key, say("和第 {line} 行是同一个。请删去一行。", line=first))
        return []


def _own_keys(kind: Kind, values: Mapping[str, Any]) -> Iterable[tuple[str, object]]:
    """By what a row is known: keys of one record only."""
    if kind is Kind.MEMBERSHIPS:
        who = next(values[name] for name in ("id", "resident_id", "phone") if name in values)
        yield "name", (who, *(values.get(part) for part in ("name", "organisation", "role", "valid_from")))
        return
    names = ("id", "resident_id") if kind is Kind.PEOPLE else ("code", "credit_code")
    found = [(name, values[name]) for name in names if name in values]
    if kind is Kind.PEOPLE and not found:
        parts = ("name", "phone") if "phone" in values else ("name", "area", "birth_year", "address")
        found.append(("name", tuple(values.get(part) for part in parts)))
    yield from found
