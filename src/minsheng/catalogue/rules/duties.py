"""The responsibility list as a whole: what is missing in it, what a draft changes, and what would move by it.

Pure. A *duty* is one line of a list, in words: names instead of keys, so that every sentence can be read out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from minsheng.catalogue.rules.lookup import Entry, LookUp


class ListType(StrEnum):
    """Which list a duty stands on since the township reform of 2024: done there, helped with there, or taken back."""

    BASIC = "basic"
    COOPERATING = "cooperating"
    TAKEN_BACK = "taken_back"


LIST_TYPE_WORDS = {ListType.BASIC: "基本履职", ListType.COOPERATING: "配合履职", ListType.TAKEN_BACK: "上级收回"}


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One line of a list; "" or () for what nobody has filled in. `key` tells apart what `number` calls the same.

    Organisations are compared by their keys: two may have the same short name.
    """

    key: str
    number: int
    title: str
    category: str = ""
    category_name: str = ""
    lead: str = ""
    lead_key: str = ""
    co: tuple[str, ...] = ()
    co_keys: tuple[str, ...] = ()
    is_lead_alone: bool = False
    list_type: str = ""
    legal_basis: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """What keeps a line from being published: its number, and a sentence with the remedy."""

    number: int
    sentence: str


def gaps(duties: Iterable[Duty]) -> tuple[Gap, ...]:
    """Everything that is missing in a list, by number; () where it may be published. An empty list has gaps too."""
    found: list[Gap] = []
    seen: dict[int, str] = {}
    titles: dict[str, int] = {}
    for duty in sorted(duties, key=lambda one: (one.number, one.key)):
        found += [Gap(duty.number, f"第{duty.number}项“{duty.title}”：{what}") for what in _missing(duty)]
        if duty.number in seen:
            found.append(Gap(duty.number, f"第{duty.number}项写了两次。请删去一项或改编号。"))
        if duty.title and duty.title in titles and titles[duty.title] != duty.number:
            sentence = f"第{duty.number}项与第{titles[duty.title]}项同名“{duty.title}”。请并成一项或改名。"
            found.append(Gap(duty.number, sentence))
        seen[duty.number] = duty.key
        titles.setdefault(duty.title, duty.number)
    return tuple(found) if seen else (Gap(0, "清单里一项也没有。请先逐项录入或导入表格。"),)


def _missing(duty: Duty) -> Iterator[str]:
    if not duty.title:
        yield "没有写事项名称。请补上。"
    if not duty.lead:
        yield "没有主体责任部门。请选定一个。"
    if duty.lead_key and duty.lead_key in duty.co_keys:
        yield f"主体责任部门“{duty.lead}”又列为配合部门。请去掉其中一处。"
    if len(set(duty.co_keys)) < len(duty.co_keys):
        yield "同一个配合部门写了两次。请去掉一处。"
    if not duty.co and not duty.is_lead_alone:
        yield "没有配合责任部门。请选定；确实不需要的，勾选“无需配合部门”。"
    if duty.co and duty.is_lead_alone:
        yield "既写了配合部门，又勾选了“无需配合部门”。请去掉其中一处。"
    if not duty.category:
        yield "没有诉求类别。请选定，群众来话才能找到它。"
    if duty.list_type not in set(ListType):
        yield "没有清单类型。请选基本履职、配合履职或上级收回。"
    if not duty.legal_basis:
        yield "没有依据。请写法规和条款，或文件名称和文号。"
    if not duty.words:
        yield "没有群众常用的说法。请写几个，用平常话才查得到。"


@dataclass(frozen=True)
class Difference:
    """One thing that a draft changes against the list in force; `kind`: added, removed, changed."""

    number: int
    kind: str
    sentence: str


def differences(before: Iterable[Duty], after: Iterable[Duty]) -> tuple[Difference, ...]:
    """What changes from one list to the other, by number, a sentence each; () where nothing does.

    The order of co-handlers and of words means nothing and is not compared. Each list has a number at most once.
    """
    old, new = {one.number: one for one in before}, {one.number: one for one in after}
    found: list[Difference] = []
    for number in sorted(old.keys() | new.keys()):
        was, becomes = old.get(number), new.get(number)
        if was is None and becomes is not None:
            sentence = f"新增第{number}项“{becomes.title}”，主体责任部门{_named(becomes.lead)}"
            found.append(Difference(number, "added", sentence))
        elif becomes is None and was is not None:
            sentence = f"第{number}项“{was.title}”不再列入，原主体责任部门{_named(was.lead)}"
            found.append(Difference(number, "removed", sentence))
        elif was is not None and becomes is not None:
            changes = tuple(_changes(was, becomes))
            if changes:
                found.append(Difference(number, "changed", f"第{number}项“{becomes.title}”：{'；'.join(changes)}"))
    return tuple(found)


def _named(lead: str) -> str:
    return f"是{lead}" if lead else "还没有定"


def _changes(was: Duty, becomes: Duty) -> Iterator[str]:
    pairs = (
        ("名称", was.title, becomes.title),
        ("清单类型", _type_words(was), _type_words(becomes)),
        ("诉求类别", was.category_name, becomes.category_name),
        ("依据", was.legal_basis, becomes.legal_basis),
    )
    for name, old, new in pairs:
        if old != new:
            yield f"{name}由“{old or '未定'}”改为“{new or '未定'}”"
    if was.lead_key != becomes.lead_key:
        yield f"主体责任部门由“{was.lead or '未定'}”改为“{becomes.lead or '未定'}”"
    yield from _changed_parts("配合部门", _named_co(was), _named_co(becomes))
    if was.is_lead_alone != becomes.is_lead_alone:
        yield "改为无需配合部门" if becomes.is_lead_alone else "不再是无需配合部门"
    yield from _changed_parts("常用说法", dict.fromkeys(was.words), dict.fromkeys(becomes.words))


def _named_co(duty: Duty) -> dict[str, str]:
    return dict(zip(duty.co_keys, duty.co, strict=True))


def _type_words(duty: Duty) -> str:
    return LIST_TYPE_WORDS[ListType(duty.list_type)] if duty.list_type in set(ListType) else ""


def _changed_parts(name: str, old: Mapping[str, str | None], new: Mapping[str, str | None]) -> Iterator[str]:
    more = [new[key] or key for key in new if key not in old]
    less = [old[key] or key for key in old if key not in new]
    if more:
        yield f"{name}增加{'、'.join(more)}"
    if less:
        yield f"{name}去掉{'、'.join(less)}"


def takes_effect(on: date, today: date, latest: date | None) -> tuple[date, date]:
    """(last day of the versions that end, first day of the new ones) of a publication.

    `latest`: the latest first day of any version so far. Raises `ValueError` where the past would be rewritten.
    """
    if on < today:
        raise ValueError(f"生效日{on}已经过去。清单是界定责任的依据，不能倒签。请选今天或以后的日子。")
    if latest is not None and on <= latest:
        sentence = f"现有清单里有{latest}起生效的事项，新清单要晚于这一天生效。请选{latest + timedelta(days=1)}或以后。"
        raise ValueError(sentence)
    return on - timedelta(days=1), on


@dataclass(frozen=True)
class Proposer:
    """The duties of one list, made ready to propose who leads a matter: by its category first, else by its words."""

    duties: Mapping[str, Duty]
    look_up: LookUp

    @classmethod
    def of(cls, duties: Iterable[Duty]) -> Proposer:
        """Index a list. Raises ValueError where two lines have the same key."""
        known = sorted(duties, key=lambda one: (one.number, one.key))
        entries = (Entry(one.key, one.title, one.words) for one in known)
        return cls({one.key: one for one in known}, LookUp.of(entries))

    def proposed(self, text: str, category: str, most: int = 20) -> tuple[Duty, float, str] | None:
        """(line, score, reason) that a matter most likely belongs to, or None rather than a bad guess."""
        ranked = self.look_up.ranked(text, most)
        for key, score in ranked:
            duty = self.duties[key]
            if category and duty.category == category:
                found = self.look_up.explained(key, score, text)
                return duty, found.score, f"{_of_category(duty)}；{found.reason}"
        for duty in self.duties.values():
            if category and duty.category == category:
                return duty, 0.5, f"{_of_category(duty)}，主办单位{_named(duty.lead)}"
        if not ranked:
            return None
        found = self.look_up.explained(*ranked[0], text)
        return self.duties[found.key], found.score, found.reason


def _of_category(duty: Duty) -> str:
    return f"类别“{duty.category_name}”属于责任清单第{duty.number}项“{duty.title}”"


@dataclass(frozen=True)
class PastMatter:
    """A matter of the past as the replay sees it: an opaque key, the words, and the confirmed category."""

    key: str
    text: str
    category: str


@dataclass(frozen=True)
class Move:
    """A past matter that the other list would give to another lead ("" where it finds none)."""

    key: str
    old_lead: str
    new_lead: str
    old_number: int | None
    new_number: int | None
    reason: str


def replay(matters: Iterable[PastMatter], before: Proposer, after: Proposer) -> tuple[Move, ...]:
    """Which of the matters would go to another lead by the list `after` than by `before`, in their order."""
    moves: list[Move] = []
    for matter in matters:
        was = before.proposed(matter.text, matter.category)
        becomes = after.proposed(matter.text, matter.category)
        old, new = was[0] if was else None, becomes[0] if becomes else None
        if (old.lead_key if old else "") != (new.lead_key if new else ""):
            moves.append(
                Move(
                    key=matter.key,
                    old_lead=old.lead if old else "",
                    new_lead=new.lead if new else "",
                    old_number=old.number if old else None,
                    new_number=new.number if new else None,
                    reason=becomes[2] if becomes else "新清单里没有相近的事项，要由人来判断",
                )
            )
    return tuple(moves)
