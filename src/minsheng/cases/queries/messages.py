"""What a file of messages is: its columns, its template, and how one of its rows is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from minsheng.foundation import queries as ground
from minsheng.foundation import sheets
from minsheng.foundation.sentences import Sentence, say
from minsheng.foundation.sheets import CellProblem, Column
from minsheng.registry import queries as registry

MOST_WORDS = 4000
EARLIEST_YEAR = 1990
ALLOWED = {"number": frozenset({"card", "pin"})}
"""A number of another system may look like a card's; an identity number is none."""
COLUMNS = (
    Column(
        key="number",
        title="编号",
        aliases=("id", "工单编号", "工单号", "留言编号", "信件编号", "诉求编号", "来件编号", "编号id"),
        most=60,
        note=say("原来系统里的编号。同一来源的同一编号只导入一次；没有编号时按时间和内容判断。"),
        example="LY202600017",
    ),
    Column(
        key="heard_at",
        title="时间",
        aliases=("time", "来电时间", "留言时间", "诉求时间", "反映时间", "提交时间", "发布时间", "受理时间"),
        read=sheets.as_moment,
        most=40,
        note=say("来话人什么时候说的。不写就算上传的时间。"),
        example="2026-06-03 14:30",
    ),
    Column(
        key="title",
        title="标题",
        aliases=("主题", "留言主题", "诉求标题", "信件标题"),
        most=400,
        note=say("可以不写，不写就取内容的开头。"),
        example="平安小区2号楼门前路灯不亮",
    ),
    Column(
        key="label",
        title="类别",
        aliases=("label", "category", "分类", "诉求类别", "一级标签", "类型", "所属分类"),
        most=100,
        note=say("原来系统里的类别。和本地分类同名的直接采用，其余的记下来供人参考。"),
        example="路灯",
    ),
    Column(
        key="words",
        title="内容",
        aliases=("text", "content", "留言详情", "诉求内容", "反映内容", "详情", "内容详情", "留言内容"),
        is_required=True,
        most=MOST_WORDS,
        note=say("照原话写。不要写银行卡号、身份证号、密码，有这些数字的行不能导入。"),
        example="平安小区2号楼门前的路灯坏了半个月，晚上老人出门看不见。",
    ),
    Column(
        key="area",
        title="地区",
        aliases=("村（社区）", "嘎查村", "所属地区", "区域", "所在地区"),
        most=60,
        note=say("嘎查村、社区或苏木乡镇的名称，或区划代码。不写就算上传时选的地区。"),
        example="海流图镇 平安社区",
    ),
    Column(
        key="place",
        title="地点",
        aliases=("具体地点", "地址", "详细地址", "事发地点"),
        note=say("村里、小区里的具体位置。"),
        example="平安小区2号楼",
    ),
    Column(
        key="caller_name",
        title="姓名",
        aliases=("name", "来电人", "来话人", "联系人", "诉求人", "留言人", "怎么称呼"),
        most=60,
        note=say("怎么称呼来话人。可以不写。"),
        example="郭先生",
    ),
    Column(
        key="caller_phone",
        title="电话",
        aliases=("phone", "联系电话", "来电号码", "手机", "手机号", "联系方式"),
        read=sheets.as_phone,
        most=30,
        note=say("用来告知结果，加密保存。座机要写区号。"),
        example="0478-5550000",
    ),
)
TEMPLATE_NOTES = (
    say("一行一条，从第二行开始填；列的先后可以变，不用的列可以删。"),
    say("也可以直接上传原来系统导出的 CSV、XLSX 或 JSONL，表头认得出来就行。"),
    say("上传后先试读，不会马上导入；看过没有问题再确认。"),
)


def message_template(words: sheets.Words = str) -> bytes:
    """The workbook to fill in, with a sheet that explains every column."""
    return sheets.template(COLUMNS, notes=TEMPLATE_NOTES, words=words)


@dataclass(frozen=True)
class Message:
    """A row that was read: its values are those of a new voice; where there are problems it will not be opened."""

    line: int
    cells: tuple[str, ...]
    values: Mapping[str, Any]
    problems: tuple[CellProblem, ...]
    source_number: str


class MessageReader:
    """Reads the rows of one file for one area: places by name or code, numbers once, nothing secret."""

    def __init__(self, area: str, at: datetime, headings: Sequence[str]) -> None:
        self._area, self._at = area, at
        self._cleaner = sheets.Cleaner(COLUMNS, headings, ALLOWED)
        self._areas = ground.AreaNames([area])
        self._has_intake: dict[str, bool] = {}
        self._lines: dict[str, int] = {}

    @property
    def blacked_out(self) -> Iterable[str]:
        """The headings of columns that nobody reads and that hold digits that must not be kept."""
        return self._cleaner.blacked_out

    def message(self, row: sheets.Row) -> Message:
        """What a row of the file says. Digits that must not be kept are blacked out in its cells."""
        values, problems = dict(row.values), list(row.problems)
        cells = self._cleaner.cells(row, problems)
        if problems:
            return Message(row.line, cells, values, tuple(problems), "")
        number = values["number"] or _number_of(values)
        values["heard_at"] = values["heard_at"] or self._at
        values["words"] = _whole_words(values["title"], values["words"])
        values["area"], wrong = self._area_of(values["area"])
        problems += self._told("area", wrong)
        problems += self._told("heard_at", self._wrong_time(values["heard_at"]))
        problems += self._told("words", _too_long(values["words"]))
        first = self._lines.setdefault(number, row.line)
        if first != row.line:
            problems += self._told("number", say("和第 {line} 行是同一条（编号或内容相同）。请删去一行。", line=first))
        return Message(row.line, cells, values, tuple(problems), number)

    def _told(self, key: str, sentence: Sentence | None) -> list[CellProblem]:
        return [CellProblem(self._cleaner.heading(key), sentence)] if sentence else []

    def _wrong_time(self, heard_at: datetime) -> Sentence | None:
        if heard_at > self._at:
            return say("这个时间还没有到。请核对年份和日期。")
        return say("这个时间太早了。请核对年份。") if heard_at.year < EARLIEST_YEAR else None

    def _area_of(self, text: str) -> tuple[str, Sentence | None]:
        """The code of a place inside the area of the import, and what is wrong with its name."""
        code, wrong = self._areas.code_of(text) if text else (self._area, None)
        return code, wrong or self._without_intake(code)

    def _without_intake(self, area: str) -> Sentence | None:
        if area not in self._has_intake:
            self._has_intake[area] = registry.intake_for(area) is not None
        if self._has_intake[area]:
            return None
        return say("这个地区还没有受理单位。请管理员在机构表中设置“受理单位”后再导入。")


def _too_long(words: str) -> Sentence | None:
    if len(words) <= MOST_WORDS:
        return None
    return say("标题和内容一共 {letters} 个字，最多 {most} 个。请缩短。", letters=len(words), most=MOST_WORDS)


def _whole_words(title: str, words: str) -> str:
    """What was said, whole: the title too, unless the words begin with it."""
    return words if not title or words.startswith(title) else f"{title}\n{words}"


def _number_of(values: Mapping[str, Any]) -> str:
    """A number for a message that came without one: the same time and words give the same number."""
    heard = values["heard_at"]
    told = f"{heard.isoformat() if isinstance(heard, datetime) else ''}\n{values['words']}\n{values['caller_phone']}"
    return "无编号-" + hashlib.sha256(told.encode()).hexdigest()[:32]
