"""Pure rules of the board: what each measure counts, and which facts stand behind the number.

A measure gets the facts of one area and month (`Period`), in any order, and with them all later facts about the
cases that were heard, delivered or closed in it. It returns amount and facts together, so that a figure and the
list behind it cannot differ; and the facts of the month that it looked at and left out, each with the reason.
Each fact counts once, however often it is given. A fact counts in the month in which it was told (entered late,
it is late); what happens to its case afterwards may still take it out of the count of that month.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple, TypeVar

from minsheng.foundation import worktime
from minsheng.foundation.units import AtLeast, Items, Minutes, Persons, Quantity

VOICE_HEARD, CASE_OPENED, DELIVERED = "cases.VoiceHeard", "cases.CaseOpened", "cases.Delivered"
CLOSED, DECLINED, REFERRED = "cases.Closed", "cases.Declined", "cases.Referred"
REOPENED, VOICER_TOLD = "cases.Reopened", "cases.VoicerTold"
UNCONFIRMED = "cases.LeftUnconfirmed"
JOINED_ENDED, JOINED_REOPENED = "cases.JoinedEnded", "cases.JoinedReopened"
ENDINGS = frozenset({CLOSED, DECLINED, REFERRED, UNCONFIRMED})
COHORT = (VOICE_HEARD, DELIVERED, CLOSED)
"""Kinds whose cases are followed beyond the month."""
FOLLOWED = (*sorted(ENDINGS), JOINED_ENDED, REOPENED, JOINED_REOPENED, VOICER_TOLD)
"""Kinds that may still change what was counted of a case of the cohort."""
COUNTED = (VOICE_HEARD, CASE_OPENED, DELIVERED, CLOSED)
"""Kinds that count in the month in which they were told."""
TALLIED = tuple(kind for kind in COUNTED if kind not in COHORT)
"""Kinds that are counted one each and looked into by no rule: for a figure their number is enough."""
TOUCHING = tuple(dict.fromkeys((*COUNTED, *FOLLOWED)))
"""Every kind that may change a figure."""

N_ = str
"""Marks words for the message catalogue; the pages say them in the reader's language."""

KIND_WORDS = {
    VOICE_HEARD: N_("听到来话"),
    CASE_OPENED: N_("受理"),
    DELIVERED: N_("办理完成"),
    CLOSED: N_("核实后办结"),
}
IN_PART_WORDS = {"told": (N_("已告知"), N_("还没告知")), "reopened": (N_("后来重办"), N_("没有重办"))}
"""Of a share: how a fact in its part is called, and one that is not."""

WAS_REOPENED, WAS_COUNTED_BEFORE = N_("后来又重新办理，不算"), N_("同一件事后来又办结，只算最后一次")
SAME_PERSON, NOBODY_KNOWN = N_("这个人已经算过"), N_("没有登记是谁，只知道至少有1人")
NO_ENDING, NO_ANSWER_WANTED = N_("事情还没有结果"), N_("来话人不需要答复")


CARRIED = {
    VOICE_HEARD: ("voice", "wants_answer"),
    DELIVERED: ("encounters",),
    CLOSED: ("needs_met", "person", "took"),
    VOICER_TOLD: ("voice",),
}
"""What the measures look at of what facts carry."""


class Tally(NamedTuple):
    """How many facts of a kind were told in a period, about how many cases."""

    facts: int
    cases: int


class Event(NamedTuple):
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


@dataclass(frozen=True)
class Bounded:
    """A share of which only a bound is said: `is_least` at least so many thousandths, else fewer than so many."""

    is_least: bool
    per_1000: int


Amount = Quantity | AtLeast[Persons] | Share | Bounded


@dataclass(frozen=True)
class Counted:
    """What a measure found: the amount (None: nothing to take a median or share of), the facts counted, and for
    a share those in its part; `group` is how many cases or people stand behind it. `left_out`: facts of the
    month that were looked at and do not count, each with the reason ("why am I not here?")."""

    amount: Amount | None
    seqs: tuple[int, ...] = ()
    part_seqs: tuple[int, ...] = ()
    group: int = 0
    left_out: tuple[tuple[int, str], ...] = ()


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
    start, end = period.start, period.end
    found = {event.seq: event for event in events if event.kind == kind and start <= event.at < end}
    return [found[seq] for seq in sorted(found)]


def _counted(amount: Amount | None, events: Sequence[Event], left_out: Iterable[tuple[int, str]] = ()) -> Counted:
    seqs = tuple(event.seq for event in events)
    return Counted(amount, seqs, group=len({event.about for event in events}), left_out=tuple(left_out))


def one_each(kind: str) -> Count:
    def count(events: Collection[Event], period: Period) -> Counted:
        found = _of(kind, events, period)
        return _counted(Items(len(found)), found)

    return count


def sum_of(name: str, unit: type[Q], kind: str) -> Count:
    def count(events: Collection[Event], period: Period) -> Counted:
        found = _of(kind, events, period)
        return _counted(unit.total(carried(event, name, unit) for event in found), found)

    return count


def _last(kinds: Collection[str], events: Iterable[Event]) -> dict[uuid.UUID, Event]:
    """The last fact of these kinds of each case, by the order of the log."""
    last: dict[uuid.UUID, Event] = {}
    for event in events:
        if event.kind in kinds and (event.about not in last or last[event.about].seq < event.seq):
            last[event.about] = event
    return last


def standing_closings(events: Collection[Event], period: Period) -> tuple[list[Event], list[tuple[int, str]]]:
    """Closings of the period that hold until now, at most one of a case; and those that do not, with the reason.

    A case that was reopened, at any time, has left the count; closed again, it counts then.
    """
    closings = _of(CLOSED, events, period)
    reopened = _last({REOPENED}, events)
    last = _last({CLOSED}, closings)
    standing, left = [], []
    for event in closings:
        if event.about in reopened and reopened[event.about].seq > event.seq:
            left.append((event.seq, WAS_REOPENED))
        elif last[event.about].seq != event.seq:
            left.append((event.seq, WAS_COUNTED_BEFORE))
        else:
            standing.append(event)
    return standing, left


def needs_met(events: Collection[Event], period: Period) -> Counted:
    """Needs met; a case that was reopened has left the count."""
    found, left = standing_closings(events, period)
    return _counted(Items.total(carried(event, "needs_met", Items) for event in found), found, left)


def persons_served(events: Collection[Event], period: Period) -> Counted:
    """Different people whose need was met. Where nobody knows who it was, the number is a lower bound."""
    found, left = standing_closings(events, period)
    first: dict[uuid.UUID, Event] = {}
    unknown = []
    for event in found:
        person = event.body.get("person")
        if not isinstance(person, uuid.UUID):
            unknown.append(event)
        elif person in first:
            left.append((event.seq, SAME_PERSON))
        else:
            first[person] = event
    shown = list(first.values()) or unknown[:1]
    left += [(event.seq, NOBODY_KNOWN) for event in unknown if event not in shown]
    exact = Persons(len(shown))
    seqs = tuple(event.seq for event in shown)
    return Counted(AtLeast(exact) if unknown else exact, seqs, group=len(shown), left_out=tuple(sorted(left)))


def minutes_to_met(events: Collection[Event], period: Period) -> Counted:
    """The middle one of the durations from opening to closing; of an even number, the mean of the middle two."""
    found, left = standing_closings(events, period)
    minutes = sorted(carried(event, "took", Minutes).value for event in found)
    if not minutes:
        return _counted(None, (), left)
    middle = Minutes((minutes[(len(minutes) - 1) // 2] + minutes[len(minutes) // 2]) // 2)
    return _counted(middle, found, left)


def voices_told(events: Collection[Event], period: Period) -> Counted:
    """Of the voices heard in the period whose case has ended by now: how many were told what came of it.

    A voice that wants no answer is not asked for. Later tellings still count for the month of the voice; what was
    told before a case was reopened does not. A case that was joined into another has ended when that one has; each
    of its voices is told for itself.
    """
    ended, reopened = _ended(events), _last({REOPENED, JOINED_REOPENED}, events)
    told = {
        event.body.get("voice")
        for event in events
        if event.kind == VOICER_TOLD and (event.about not in reopened or reopened[event.about].seq < event.seq)
    }
    due, left = [], []
    for event in _of(VOICE_HEARD, events, period):
        if event.about not in ended:
            left.append((event.seq, NO_ENDING))
        elif not carried(event, "wants_answer", bool):
            left.append((event.seq, NO_ANSWER_WANTED))
        else:
            due.append(event)
    return _share([event for event in due if event.body.get("voice") in told], due, left)


def deliveries_reopened(events: Collection[Event], period: Period) -> Counted:
    """Of the deliveries of the period: how many were followed by working on the case again, up to now."""
    reopened = _last({REOPENED}, events)
    found = _of(DELIVERED, events, period)
    again = [event for event in found if event.about in reopened and reopened[event.about].seq > event.seq]
    return _share(again, found, ())


def _share(part: Sequence[Event], whole: Sequence[Event], left_out: Iterable[tuple[int, str]]) -> Counted:
    if not whole:
        return _counted(None, (), left_out)
    share = Share(Items(len(part)), Items(len(whole)))
    counted = _counted(share, whole, left_out)
    return Counted(share, counted.seqs, tuple(event.seq for event in part), counted.group, counted.left_out)


def _ended(events: Iterable[Event]) -> frozenset[uuid.UUID]:
    """The cases whose last ending or reopening, or that of the case which they were joined into, is an ending."""
    endings = {*ENDINGS, JOINED_ENDED}
    last = _last({*endings, REOPENED, JOINED_REOPENED}, events)
    return frozenset(about for about, event in last.items() if event.kind in endings)


def touched_months(events: Iterable[Event]) -> tuple[date, ...]:
    """The months whose figures a new fact about a case may change, from all facts of the case."""
    return tuple(sorted({month_of(event.at) for event in events if event.kind in COUNTED}))
