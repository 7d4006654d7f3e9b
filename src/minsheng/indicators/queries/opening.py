"""A figure opened: the facts behind it, those left out and why, without a name (flow 1, step 13)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from minsheng.cases import queries as cases
from minsheng.foundation import facts, rights
from minsheng.foundation import queries as ground
from minsheng.foundation.queries import AreaRow
from minsheng.indicators import policies, rules
from minsheng.indicators.queries.counting import count
from minsheng.indicators.queries.keeping import Compared, kept_figures, require_open, shown
from minsheng.indicators.queries.seeing import area_seen

PAGE = 100


@dataclass(frozen=True)
class Behind:
    """One fact behind a figure, without a name. `case` and `number` only for whoever may see the case."""

    seq: int
    at: datetime
    kind: str
    area: str
    note: str
    case: uuid.UUID | None
    number: str


@dataclass(frozen=True)
class Opened:
    """A figure with its formula, the count of this moment, and the facts behind it (one page of them)."""

    area: AreaRow
    around: tuple[AreaRow, ...]
    month: date
    compared: Compared
    facts: tuple[Behind, ...]
    left_out: tuple[Behind, ...]
    page: int
    pages: int

    @property
    def measure(self) -> rules.Measure:
        return self.compared.kept.measure


def opened(
    actor: rights.Actor, area: str, month: date, code: str, at: datetime, *, page: int = 1, most: int = PAGE
) -> Opened:
    """A figure and the facts behind it, which come out of the same count.

    Raises `Unseen` where the actor may not open figures of the area, for one of an enterprise, and for a measure that
    does not exist.
    """
    require_open(area)
    around, measure = area_seen(actor, area, policies.may_open), rules.BY_CODE.get(code)
    if measure is None:
        raise rights.Unseen("没有这个数字。请从看板上打开。")
    now = count(area, month)[code]
    pages = max(1, -(-len(now.seqs) // most))
    page = min(max(page, 1), pages)
    on_page = now.seqs[(page - 1) * most : page * most]
    left = now.left_out[:most]
    notes = {**_notes(code, now, on_page), **dict(left)}
    looked_at = ground.facts_numbered([*on_page, *(seq for seq, _ in left)], rules.period_of(month).start)
    behind = _behind(looked_at, notes, actor, at)
    return Opened(
        area=around[-1],
        around=around[:-1],
        month=month,
        compared=Compared(shown(kept_figures([area], month), area, measure), now),
        facts=tuple(behind[seq] for seq in on_page),
        left_out=tuple(behind[seq] for seq, _ in left),
        page=page,
        pages=pages,
    )


def _notes(code: str, now: rules.Counted, seqs: Sequence[int]) -> dict[int, str]:
    """Of a share: whether a fact is in its part."""
    if code not in rules.IN_PART_WORDS:
        return {}
    yes, no = rules.IN_PART_WORDS[code]
    part = frozenset(now.part_seqs)
    return {seq: yes if seq in part else no for seq in seqs}


def _behind(
    chosen: Sequence[facts.Told], notes: Mapping[int, str], actor: rights.Actor, at: datetime
) -> dict[int, Behind]:
    """These facts as lines, by their numbers. Two queries, however many."""
    names = ground.division_names(str(one.fact.area) for one in chosen)
    numbers = cases.numbers_seen({one.fact.about for one in chosen}, actor, at)
    return {
        one.seq: Behind(
            seq=one.seq,
            at=one.at,
            kind=rules.KIND_WORDS[one.fact.kind],
            area=names.get(str(one.fact.area), str(one.fact.area)),
            note=notes.get(one.seq, ""),
            case=one.fact.about if one.fact.about in numbers else None,
            number=numbers.get(one.fact.about, ""),
        )
        for one in chosen
    }
