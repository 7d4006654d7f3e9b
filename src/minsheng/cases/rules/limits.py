"""Pure rules of limits: what a case's history makes of a promise of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from minsheng.cases.rules.way import LimitDue, LimitKind
from minsheng.foundation import holidays, worktime

PAUSABLE = (LimitKind.HANDLING,)
"""Only handling may wait for something; nobody needs to wait before he answers or makes contact."""


class PauseReason(StrEnum):
    """The only reasons for which the clock of a case stands still."""

    CALLER_PAPERS = "caller_papers"
    EXPERT = "expert"
    OUTSIDE = "outside"
    ROAD_WEATHER = "road_weather"


PAUSE_WORDS = {
    PauseReason.CALLER_PAPERS: "等待来话人补充材料",
    PauseReason.EXPERT: "检验、检测、鉴定",
    PauseReason.OUTSIDE: "等待本旗以外的机关作决定",
    PauseReason.ROAD_WEATHER: "道路不通或天气原因",
}


def may_extend_by(promised: int, granted: int, amount: int) -> bool:
    """Does an extension stay within the rule: at least one unit, and in all not more than was promised at first?"""
    return amount >= 1 and granted + amount <= promised


@dataclass(frozen=True)
class Stop:
    """A pause of a case as it stands in its history; `ended_at` is None while the clock stands still."""

    started_at: datetime
    ended_at: datetime | None
    reason: PauseReason


def is_paused(kind: LimitKind, pauses: Iterable[Stop]) -> bool:
    """Does the clock of this limit stand still now?"""
    return kind in PAUSABLE and any(one.ended_at is None for one in pauses)


def is_changed(kind: LimitKind, start: datetime, pauses: Iterable[Stop], granted: int = 0) -> bool:
    """Did anything happen after its beginning that moves the end of this limit? If not, what was promised stands."""
    moved = any(one.ended_at is not None and one.ended_at > start for one in pauses)
    return granted > 0 or (kind in PAUSABLE and moved)


def limit_due(
    kind: LimitKind,
    start: datetime,
    amount: int,
    unit: str,
    pauses: Iterable[Stop],
    calendar: worktime.WorkCalendar,
    met_at: datetime | None = None,
    granted: int = 0,
) -> LimitDue:
    """When a limit ends that began at `start`, rebuilt from what was granted and all pauses, counted line by line.

    `amount` was promised at first, `granted` are the units of all extensions.

    Limits that do not pause ignore them, a met limit those that came after it. An open pause has taken nothing
    yet: it adds a line, and no time until it ends. No end where the calendar lacks a year, like `limits_due`.
    """
    told = [one for one in pauses if kind in PAUSABLE and (met_at is None or one.started_at < met_at)]
    ended = [worktime.Pause(one.started_at, one.ended_at, PAUSE_WORDS[one.reason]) for one in told if one.ended_at]
    try:
        due = calendar.due(start, amount + granted, worktime.LimitUnit(unit), ended)
    except holidays.MissingYear as problem:
        return LimitDue(kind, None, (str(problem),))
    extended = _extended(amount, granted, unit)
    still = [
        f"{worktime.local(one.started_at):%m月%d日 %H:%M}起暂停（{PAUSE_WORDS[one.reason]}），恢复以后接着算"
        for one in told
        if one.ended_at is None
    ]
    return LimitDue(kind, due.at, (due.lines[0], *extended, *due.lines[1:], *still))


def _extended(amount: int, granted: int, unit: str) -> list[str]:
    """What of a limit was granted later, in words."""
    words = worktime.UNIT_WORDS[worktime.LimitUnit(unit)]
    return [f"其中原限{amount}{words}，经批准延长{granted}{words}"] if granted else []
