"""Reads the yearly notice of holidays as the State Council words it: which days are off, which weekend days are worked. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MOST_LETTERS = 4_000
MOST_DAYS_OFF = 15
_BRACKETS = re.compile(r"\([^()]*\)")
_NAME = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、])?\s*([^:,。]{2,20}):\s*")
_DAY = r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
_SPAN = re.compile(_DAY + r"(?:\s*(?:至|到|-|—|~)\s*(?:(?:\d{4}年)?(\d{1,2})月)?(\d{1,2})日)?")
_DAYS = re.compile(_DAY)
_TOTAL = re.compile(r"(?:共|放假)\s*(\d{1,2})天")


@dataclass(frozen=True)
class Arrangement:
    """The days off of a year and the weekend days that are worked, each with the name of its holiday."""

    year: int
    rest: Mapping[date, str]
    work: Mapping[date, str]

    def is_workday(self, on: date) -> bool:
        """Is this day of the year worked?"""
        return on in self.work or (on not in self.rest and on.weekday() < 5)


def read_notice(text: str, year: int) -> Arrangement:
    """What a notice says: one holiday in each line, "春节：2月15日至23日放假调休，共9天。2月14日上班。"

    What stands in brackets is left out. Raises `ValueError` with a sentence that names the line: where no holiday is
    found, a day does not exist, the days do not make the number that is said, a day is both, a worked day is no weekend.
    """
    rest: dict[date, str] = {}
    work: dict[date, str] = {}
    for line in _lines(text):
        name, said = _named(line)
        for sentence in filter(None, (part.strip() for part in re.split("[。;]", said))):
            if "上班" in sentence and "放假" not in sentence:
                work |= dict.fromkeys(
                    (_day(year, *found.groups(), line=line) for found in _DAYS.finditer(sentence)), name
                )
            elif "放假" in sentence:
                rest |= dict.fromkeys(_off(sentence, year, line), name)
    if not rest:
        raise ValueError(
            "没有读出放假的日子。请把通知里每个节日的那一行贴进来，例如“春节：2月15日至23日放假调休，共9天。2月14日上班。”"
        )
    for day in sorted(rest.keys() & work.keys()):
        raise ValueError(f"{day:%Y-%m-%d}又写放假、又写上班。请对照通知改一处。")
    for day, name in work.items():
        if day.weekday() < 5:
            raise ValueError(f"{name}：{day:%Y-%m-%d}是周一至周五，本来就上班，不是调休。请核对日期和年份。")
    return Arrangement(year, dict(sorted(rest.items())), dict(sorted(work.items())))


def _lines(text: str) -> Iterator[str]:
    """Each holiday in a line of its own, without brackets; also where the notice was pasted as one paragraph."""
    plain = unicodedata.normalize("NFKC", text)
    while _BRACKETS.search(plain):
        plain = _BRACKETS.sub("", plain)
    for line in re.split(r"\n|(?=[一二三四五六七八九十]+、)", plain):
        if ":" in line and _DAYS.search(line):
            yield line.strip()


def _named(line: str) -> tuple[str, str]:
    found = _NAME.match(line)
    if found is None:
        raise ValueError(f"“{line[:30]}”没有写是哪个节日。请写成“节日：几月几日至几日放假”。")
    return found.group(1).strip(), line[found.end() :]


def _off(sentence: str, year: int, line: str) -> list[date]:
    found = _SPAN.search(sentence)
    if found is None:
        raise ValueError(f"“{line[:30]}”没有写哪几天放假。请写成“几月几日至几日放假”。")
    first_year, month, day, last_month, last_day = found.groups()
    first = _day(year, first_year, month, day, line=line)
    last = _day(year, None, last_month or month, last_day or day, line=line)
    count = (last - first).days + 1
    if not 1 <= count <= MOST_DAYS_OFF:
        raise ValueError(f"“{line[:30]}”从{first:%m月%d日}到{last:%m月%d日}放假，前后颠倒或太长。请核对。")
    total = _TOTAL.search(sentence)
    if total and int(total.group(1)) != count:
        raise ValueError(
            f"“{line[:30]}”写共{total.group(1)}天，从{first:%m月%d日}到{last:%m月%d日}却是{count}天。请核对。"
        )
    return [first + timedelta(days=passed) for passed in range(count)]


def _day(year: int, said_year: str | None, month: str, day: str, *, line: str) -> date:
    if said_year and int(said_year) != year:
        raise ValueError(f"“{line[:30]}”是{said_year}年的，这里录入的是{year}年。")
    try:
        return date(year, int(month), int(day))
    except ValueError as problem:
        raise ValueError(f"“{line[:30]}”里{month}月{day}日不是{year}年的日子。请核对。") from problem
