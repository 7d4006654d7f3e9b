"""Pure rules of the board: what each measure counts, and which facts stand behind the number.

A measure gets the facts of one area and month (`Period`), in any order, and with them all later facts about the
cases that were heard or closed in it. It returns amount and facts together, so that a figure and the list
behind it cannot differ. Each of these facts counts once, however often it is given.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from minsheng.foundation import worktime
from minsheng.foundation.units import AtLeast, Encounters, Items, Minutes, Persons, Quantity

VOICE_HEARD, CASE_OPENED, DELIVERED = "cases.VoiceHeard", "cases.CaseOpened", "cases.Delivered"
CLOSED, DECLINED, REFERRED = "cases.Closed", "cases.Declined", "cases.Referred"
REOPENED, VOICER_TOLD = "cases.Reopened", "cases.VoicerTold"
ENDINGS = frozenset({CLOSED, DECLINED, REFERRED})
COHORT = (VOICE_HEARD, CLOSED)
"""Kinds whose cases are followed beyond the month."""
FOLLOWED = (*sorted(ENDINGS), REOPENED, VOICER_TOLD)
"""Kinds that may still change what was counted of a case heard or closed in the month."""
COUNTED = (VOICE_HEARD, CASE_OPENED, DELIVERED, CLOSED)
"""Kinds that count in the month in which they were told."""

KIND_WORDS = {
    VOICE_HEARD: "听到来话",
    CASE_OPENED: "受理",
    DELIVERED: "办理完成",
    CLOSED: "核实后办结",
}

SMALLEST_GROUP = 5
"""A public figure stands for at least so many cases or people."""


@dataclass(frozen=True)
class Event:
    """A fact as the rules need it: its place in the log, its time, its kind, its case and what it carries."""

    seq: int
    at: datetime
    kind: str
    about: uuid.UUID
    body: Mapping[str, object]


@dataclass(frozen=True)
class Period:
    """From a moment until before another."""

    start: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        """Does the moment lie in it?"""
        return self.start <= at < self.end


def month_of(at: datetime) -> date:
    """The first day of the banner's calendar month that a moment falls in."""
    return worktime.local_date(at).replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def period_of(month: date) -> Period:
    """A calendar month by the banner's clock."""
    return Period(worktime.at_local(month, time(0)), worktime.at_local(next_month(month), time(0)))


@dataclass(frozen=True)
class Share:
    """A part of a whole; both stay visible."""

    part: Items
    whole: Items

    def __post_init__(self) -> None:
        if self.whole < self.part or not self.whole.value:
            raise ValueError("a share is a part of a whole above 0")

    @property
    def per_1000(self) -> int:
        """In thousandths, rounded down: 100 % is said only when nothing is missing."""
        return self.part.value * 1000 // self.whole.value


Amount = Quantity | AtLeast[Persons] | Share


@dataclass(frozen=True)
class Counted:
    """What a measure found: the amount (None: nothing to take a median or share of), the facts counted, and for
    a share those in its part; `group` is how many cases or people stand behind it."""

    amount: Amount | None
    seqs: tuple[int, ...] = ()
    part_seqs: tuple[int, ...] = ()
    group: int = 0


Count = Callable[[Collection[Event], Period], Counted]
K = TypeVar("K")
Q = TypeVar("Q", bound=Quantity)


def carried(event: Event, name: str, kind: type[K]) -> K:
    """What a fact carries under a name. Raises `TypeError` where it is of another type (another unit)."""
    value = event.body.get(name)
    if not isinstance(value, kind):
        raise TypeError(f"fact {event.seq} carries no {kind.__name__} as {name!r}")
    return value


def _of(kind: str, events: Iterable[Event], period: Period) -> list[Event]:
    """The facts of one kind that were told in the period, each once, in the order of the log."""
    found = {event.seq: event for event in events if event.kind == kind and period.holds(event.at)}
    return [found[seq] for seq in sorted(found)]


def _counted(amount: Amount | None, events: Sequence[Event]) -> Counted:
    return Counted(amount, tuple(event.seq for event in events), group=len({event.about for event in events}))


def _one_each(kind: str) -> Count:
    def count(events: Collection[Event], period: Period) -> Counted:
        found = _of(kind, events, period)
        return _counted(Items.total(Items(1) for _ in found), found)

    return count


def _sum_of(name: str, unit: type[Q], kind: str) -> Count:
    def count(events: Collection[Event], period: Period) -> Counted:
        found = _of(kind, events, period)
        return _counted(unit.total(carried(event, name, unit) for event in found), found)

    return count


def standing_closings(events: Collection[Event], period: Period) -> list[Event]:
    """Closings of the period whose case was not reopened afterwards within it; at most one of a case."""
    reopened: dict[uuid.UUID, int] = {}
    for event in events:
        if event.kind == REOPENED and event.at < period.end:
            reopened[event.about] = max(event.seq, reopened.get(event.about, 0))
    last: dict[uuid.UUID, Event] = {}
    for event in _of(CLOSED, events, period):
        if reopened.get(event.about, 0) < event.seq:
            last[event.about] = event
    return sorted(last.values(), key=lambda event: event.seq)


def needs_met(events: Collection[Event], period: Period) -> Counted:
    """Needs met; a case that was reopened has left the count."""
    found = standing_closings(events, period)
    return _counted(Items.total(carried(event, "needs_met", Items) for event in found), found)


def persons_served(events: Collection[Event], period: Period) -> Counted:
    """Different people whose need was met. Where nobody knows who it was, the number is a lower bound."""
    found = standing_closings(events, period)
    first: dict[uuid.UUID, Event] = {}
    for event in found:
        person = event.body.get("person")
        if isinstance(person, uuid.UUID):
            first.setdefault(person, event)
    unknown = [event for event in found if event.body.get("person") is None]
    shown = list(first.values()) or unknown[:1]
    exact = Persons(len(shown))
    return Counted(AtLeast(exact) if unknown else exact, tuple(event.seq for event in shown), group=len(shown))


def minutes_to_met(events: Collection[Event], period: Period) -> Counted:
    """The middle one of the durations from opening to closing; of an even number, the mean of the middle two."""
    found = standing_closings(events, period)
    minutes = sorted(carried(event, "took", Minutes).value for event in found)
    if not minutes:
        return Counted(None)
    middle = Minutes((minutes[(len(minutes) - 1) // 2] + minutes[len(minutes) // 2]) // 2)
    return _counted(middle, found)


def voices_told(events: Collection[Event], period: Period) -> Counted:
    """Of the voices heard in the period whose case has ended by now: how many were told what came of it.

    A voice that wants no answer is not asked for. Later tellings still count for the month of the voice.
    """
    ended = _ended(events)
    told = {event.body.get("voice") for event in events if event.kind == VOICER_TOLD}
    due = [
        event
        for event in _of(VOICE_HEARD, events, period)
        if event.about in ended and event.body.get("wants_answer", True)
    ]
    part = [event for event in due if event.body.get("voice") in told]
    if not due:
        return Counted(None)
    share = Share(Items.total(Items(1) for _ in part), Items.total(Items(1) for _ in due))
    counted = _counted(share, due)
    return Counted(share, counted.seqs, tuple(event.seq for event in part), counted.group)


def _ended(events: Collection[Event]) -> frozenset[uuid.UUID]:
    """The cases whose last ending or reopening is an ending."""
    last: dict[uuid.UUID, Event] = {}
    for event in events:
        if event.kind in ENDINGS or event.kind == REOPENED:
            known = last.get(event.about)
            if known is None or known.seq < event.seq:
                last[event.about] = event
    return frozenset(about for about, event in last.items() if event.kind in ENDINGS)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure: how it is called, in which unit it is shown, how it counts, in words and as a function."""

    code: str
    name: str
    unit: str
    formula: str
    version: int
    count: Count


MEASURES: tuple[Measure, ...] = (
    Measure(
        code="voices_heard",
        name="听到的来话",
        unit="项",
        formula="本月在本地区听到的来话，电话、窗口、走访、网页、纸面、批量导入都算；每条来话算1项。",
        version=1,
        count=_one_each(VOICE_HEARD),
    ),
    Measure(
        code="cases_opened",
        name="受理的事",
        unit="项",
        formula="本月在本地区受理的事，每件算1项；不予受理和转其他渠道的也先算受理。",
        version=1,
        count=_one_each(CASE_OPENED),
    ),
    Measure(
        code="needs_met",
        name="办成的事",
        unit="项",
        formula="本月由未参与办理的人核实后办结的事，每件算1项；本月内又重新办理的不算，再次办结才算。",
        version=1,
        count=needs_met,
    ),
    Measure(
        code="encounters",
        name="服务人次",
        unit="人次",
        formula="本月办理完成的次数：同一个人办了三次算3人次；后来重新办理的，已经服务过的人次仍算。",
        version=1,
        count=_sum_of("encounters", Encounters, DELIVERED),
    ),
    Measure(
        code="persons",
        name="办成了事的人",
        unit="人",
        formula="本月办成的事涉及的人，同一个人只算1人；有的事没有登记是谁，所以是“至少”。",
        version=1,
        count=persons_served,
    ),
    Measure(
        code="hours_to_met",
        name="从受理到办成（中位数）",
        unit="小时",
        formula="本月办成的每件事从受理到办结的时长，从短到长排，取正中间的一个；昼夜连续计算，不满1小时的零头舍去。",
        version=1,
        count=minutes_to_met,
    ),
    Measure(
        code="told",
        name="已告知结果",
        unit="%",
        formula="本月听到的来话中，事情现在已有结果的为分母，其中已把结果告诉来话人的为分子；以后补告知的仍算在听到来话的那个月。",
        version=1,
        count=voices_told,
    ),
)
BY_CODE = {measure.code: measure for measure in MEASURES}


def figures_of(events: Collection[Event], period: Period) -> Mapping[str, Counted]:
    """Every measure by its code."""
    return {measure.code: measure.count(events, period) for measure in MEASURES}


def shown(amount: Amount | None, unit: str) -> tuple[str, str]:
    """(number, unit) as they are written; ("—", "") where there is nothing to say yet."""
    match amount:
        case None:
            return "—", ""
        case Share():
            return f"{amount.per_1000 // 10}.{amount.per_1000 % 10}", unit
        case AtLeast():
            return f"至少{amount.bound.value}", unit
        case Minutes():
            return (str(amount.value // 60) if amount.value >= 60 else "不到1"), unit
        case _:
            return str(amount.value), unit


def publishable(groups: Mapping[str, int], elsewhere: int = 0) -> frozenset[str]:
    """Which of the parts of a whole may be shown to the public, by the size of the group behind each.

    A part below `SMALLEST_GROUP` is hidden; and so that nobody finds it by subtracting the shown parts from the
    whole, what is hidden together (with `elsewhere`, which belongs to no part) is never between 1 and 4: the
    smallest shown parts are hidden too. The whole itself must be at least `SMALLEST_GROUP` to be shown.
    """
    by_size = sorted(groups, key=lambda part: (groups[part], part))
    hidden = [part for part in by_size if groups[part] < SMALLEST_GROUP]
    rest = elsewhere + sum(groups[part] for part in hidden)
    for part in by_size[len(hidden) :]:
        if rest == 0 or rest >= SMALLEST_GROUP:
            break
        hidden.append(part)
        rest += groups[part]
    return frozenset(by_size) - frozenset(hidden)
