"""Who is asked first for a task: a pure, explained order of helpers. It proposes; a helper who is asked may say no.

Scores are whole points out of `MOST`. What is ignored: age, sex, marks of any kind, how often somebody said no. Equal
scores are drawn by lot from the ids, so that it is not always the same person. Ranking is one pass over arrays.
"""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SKILL, ZONE, NEAR, FREE, LOAD, KNOWN = 30, 15, (20, 12, 5, 0), 15, 10, 10
"""Points for: the skill asked for; the helper's own zone; same village, township, banner, or none; a free time that he
named; nothing held yet (a share of it for less); having been there before, or paired with them."""
FREE_UNKNOWN = 5
"""Points where he named no free time, or the task has no time yet."""
MOST = SKILL + ZONE + NEAR[0] + FREE + LOAD + KNOWN
SLOTS_A_DAY = 3
"""Morning, afternoon, evening; a slot is weekday (Monday 0) x 3 + part."""
AREA_STEPS = (12, 9, 6)
"""How many digits of two area codes agree in the same village, township, banner."""
EXCLUDED = -1


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A task as the matcher sees it. `start`, `end` in minutes from any fixed moment; `slot` -1 without a time."""

    id: uuid.UUID
    area: str
    zone: int = 0
    skill: str = ""
    needs_licence: bool = False
    start: int = 0
    end: int = 0
    slot: int = -1


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A helper as the matcher sees him: what he says he can, what is proven, when he is free, where he helps."""

    id: uuid.UUID
    area: str
    zones: frozenset[int] = frozenset()
    skills: frozenset[str] = frozenset()
    licences: frozenset[str] = frozenset()
    free_slots: frozenset[int] = frozenset()
    most_tasks: int = 3
    has_been_there: bool = False
    is_paired: bool = False


@dataclass(frozen=True, kw_only=True)
class Busy:
    """An open task that somebody holds; `end` 0 where it has no time."""

    helper: uuid.UUID
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Ranked:
    """A helper whom one may ask, with why, in words."""

    helper: uuid.UUID
    points: int
    reasons: tuple[str, ...]


def rank(task: Asked, candidates: Sequence[Candidate], busy: Sequence[Busy], most: int | None = None) -> list[Ranked]:
    """The helpers who may be asked, best first; at most `most`.

    Never: who lacks the skill or, for licensed work, a proven licence; who holds as much as he wants to; who holds
    another task at that time.
    """
    if not candidates:
        return []
    held, clashes = _load(task, candidates, busy)
    near = _nearness(task, candidates)
    parts = _parts(task, candidates, held, near)
    points = parts.sum(axis=0)
    points[_unfit(task, candidates, held) | clashes] = EXCLUDED
    lot = np.array([_lot(task.id, one.id) for one in candidates], dtype=np.int64)
    order = np.lexsort((lot, -points))
    fit = [int(place) for place in order if points[place] >= 0][:most]
    return [
        Ranked(
            candidates[place].id,
            int(points[place]),
            _reasons(task, candidates[place], int(held[place]), int(near[place])),
        )
        for place in fit
    ]


def _lot(task: uuid.UUID, helper: uuid.UUID) -> int:
    return zlib.crc32(task.bytes + helper.bytes)


def _load(
    task: Asked, candidates: Sequence[Candidate], busy: Sequence[Busy]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """How many open tasks each helper holds, and whether one of them is at the time of this one."""
    places = {one.id: place for place, one in enumerate(candidates)}
    rows = [(places[one.helper], one.start, one.end) for one in busy if one.helper in places]
    held = np.zeros(len(candidates), dtype=np.int64)
    clashes = np.zeros(len(candidates), dtype=np.bool_)
    if rows:
        table = np.array(rows, dtype=np.int64)
        np.add.at(held, table[:, 0], 1)
        if task.end:
            at_once = (table[:, 2] > 0) & (table[:, 1] < task.end) & (table[:, 2] > task.start)
            clashes[table[at_once, 0]] = True
    return held, clashes


def _unfit(task: Asked, candidates: Sequence[Candidate], held: NDArray[np.int64]) -> NDArray[np.bool_]:
    full = held >= np.array([one.most_tasks for one in candidates], dtype=np.int64)
    if not task.skill:
        return full
    lacks = [task.skill not in (one.licences if task.needs_licence else one.skills) for one in candidates]
    return full | np.array(lacks, dtype=np.bool_)


def _nearness(task: Asked, candidates: Sequence[Candidate]) -> NDArray[np.int64]:
    """0 same village or community, 1 same township, 2 same banner, 3 further."""
    return np.array([steps_between(task.area, one.area) for one in candidates], dtype=np.int64)


def steps_between(one: str, other: str) -> int:
    """How far apart two areas are: 0 same village or community, 1 same township, 2 same banner, 3 further."""
    shorter = min(len(one), len(other))
    for steps, digits in enumerate(AREA_STEPS):
        if shorter >= digits and one[:digits] == other[:digits]:
            return steps
    return len(AREA_STEPS)


def _parts(
    task: Asked, candidates: Sequence[Candidate], held: NDArray[np.int64], near: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The points of every helper, a row for each of the six grounds."""
    count = len(candidates)
    most = np.array([max(one.most_tasks, 1) for one in candidates], dtype=np.int64)
    return np.stack(
        [
            np.full(count, SKILL if task.skill else 0, dtype=np.int64),
            np.array([ZONE if task.zone and task.zone in one.zones else 0 for one in candidates], dtype=np.int64),
            np.array(NEAR, dtype=np.int64)[near],
            np.array([_free(task, one) for one in candidates], dtype=np.int64),
            np.maximum(LOAD * (most - held) // most, 0),
            np.array([KNOWN if one.has_been_there or one.is_paired else 0 for one in candidates], dtype=np.int64),
        ]
    )


def _free(task: Asked, one: Candidate) -> int:
    if task.slot < 0 or not one.free_slots:
        return FREE_UNKNOWN
    return FREE if task.slot in one.free_slots else 0


def _reasons(task: Asked, one: Candidate, held: int, near: int) -> tuple[str, ...]:
    """Why somebody is asked, in words that he may read himself."""
    told = []
    if task.skill:
        told.append("有登记过的证书" if task.needs_licence else "会做这件事")
    if task.zone and task.zone in one.zones:
        told.append("在自己的责任区")
    told.append(("同一个村（社区）", "同一个苏木乡镇", "同一个旗县", "路比较远")[near])
    if task.slot >= 0 and one.free_slots:
        told.append("这个时间有空" if task.slot in one.free_slots else "不在填写的空闲时间里")
    told.append("手里没有别的任务" if held == 0 else f"手里有{held}件任务")
    if one.is_paired:
        told.append("和这一户结了对")
    elif one.has_been_there:
        told.append("以前去过这家")
    return tuple(told)


def slot_of(weekday: int, hour: int) -> int:
    """The slot of a weekday (Monday 0) and an hour: before 12, before 18, later."""
    return weekday * SLOTS_A_DAY + (0 if hour < 12 else 1 if hour < 18 else 2)
