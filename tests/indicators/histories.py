"""Invented histories of cases as the rules see them, and a second, slow way to count them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from minsheng.foundation.units import Encounters, Items, Minutes, Persons
from minsheng.indicators import rules

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
MONTHS = (MAY, JUNE, JULY)
PEOPLE = [uuid.UUID(int=number) for number in range(1, 4)]


def moment(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@dataclass
class Log:
    """A log that is written in its order; `event` is what was appended."""

    events: list[rules.Event] = field(default_factory=list)

    def tell(self, kind: str, about: int, at: datetime, **body: object) -> rules.Event:
        event = rules.Event(len(self.events) + 1, at, kind, uuid.UUID(int=1000 + about), body)
        self.events.append(event)
        return event

    def heard(self, about: int, at: datetime, *, wants_answer: bool = True) -> rules.Event:
        event = self.tell(rules.VOICE_HEARD, about, at, voice=uuid.UUID(int=2000 + about), wants_answer=wants_answer)
        self.tell(rules.CASE_OPENED, about, at)
        return event

    def delivered(self, about: int, at: datetime) -> rules.Event:
        return self.tell(rules.DELIVERED, about, at, encounters=Encounters(1))

    def closed(self, about: int, at: datetime, person: uuid.UUID | None = None, minutes: int = 90) -> rules.Event:
        return self.tell(
            rules.CLOSED,
            about,
            at,
            needs_met=Items(1),
            persons=Persons(1 if person else 0),
            person=person,
            took=Minutes(minutes),
        )

    def reopened(self, about: int, at: datetime) -> rules.Event:
        return self.tell(rules.REOPENED, about, at)

    def told(self, about: int, at: datetime) -> rules.Event:
        return self.tell(rules.VOICER_TOLD, about, at, voice=uuid.UUID(int=2000 + about))

    def figures(self, month: date) -> Mapping[str, rules.Counted]:
        return rules.figures_of(self.events, rules.period_of(month))


@st.composite
def logs(draw: st.DrawFn) -> Log:
    """Up to five cases from May to July, each going its own way through the states, told in the order of time."""
    steps: list[tuple[datetime, int, str]] = []
    whose = draw(st.lists(st.sampled_from([None, *PEOPLE]), min_size=5, max_size=5))
    quiet = draw(st.sets(st.integers(0, 4), max_size=2))
    for about in range(draw(st.integers(0, 5))):
        at = datetime(2026, 5, 1, tzinfo=UTC) + timedelta(hours=draw(st.integers(0, 60 * 24)))
        steps.append((at, about, "heard"))
        for step in draw(st.sampled_from(WAYS)):
            at += timedelta(hours=draw(st.integers(1, 20 * 24)))
            steps.append((at, about, step))
    log = Log()
    for at, about, step in sorted(steps):
        if step == "heard":
            log.heard(about, at, wants_answer=about not in quiet)
        elif step == "closed":
            log.closed(about, at, whose[about], minutes=draw(st.integers(0, 5000)))
        elif step in {"declined", "referred"}:
            log.tell(rules.DECLINED if step == "declined" else rules.REFERRED, about, at)
        else:
            getattr(log, step)(about, at)
    return log


WAYS: tuple[tuple[str, ...], ...] = (
    (),
    ("declined", "told"),
    ("referred",),
    ("declined", "reopened", "delivered", "closed"),
    ("delivered",),
    ("delivered", "reopened", "delivered", "closed", "told"),
    ("delivered", "closed"),
    ("delivered", "closed", "told"),
    ("delivered", "closed", "told", "reopened"),
    ("delivered", "closed", "told", "reopened", "delivered", "closed"),
    ("delivered", "closed", "reopened", "delivered", "closed", "told"),
    ("delivered", "closed", "reopened", "delivered", "reopened", "delivered", "closed", "reopened"),
)


@dataclass(frozen=True)
class Slow:
    """What a month should say, by replaying every case from its beginning."""

    voices: int
    opened: int
    met: int
    encounters: int
    persons: int
    unknown: bool
    minutes: tuple[int, ...]
    told: tuple[int, int]
    reopened: tuple[int, int]


def slowly(events: Iterable[rules.Event], month: date) -> Slow:
    """The oracle: one case after another, step by step, no clever sets."""
    by_case: dict[uuid.UUID, list[rules.Event]] = defaultdict(list)
    for event in events:
        by_case[event.about].append(event)
    voices = opened = met = encounters = due = told = deliveries = again = 0
    persons, minutes, unknown = [], [], False
    for history in by_case.values():
        period = rules.period_of(month)
        for place, event in enumerate(history):
            rest = history[place + 1 :]
            kinds = [later.kind for later in rest]
            if not period.start <= event.at < period.end:
                continue
            if event.kind == rules.VOICE_HEARD:
                voices += 1
                ends = [
                    kind for kind in kinds if kind in {rules.CLOSED, rules.DECLINED, rules.REFERRED, rules.REOPENED}
                ]
                if ends and ends[-1] != rules.REOPENED and event.body["wants_answer"]:
                    due += 1
                    since = (
                        kinds[len(kinds) - kinds[::-1].index(rules.REOPENED) :] if rules.REOPENED in kinds else kinds
                    )
                    told += rules.VOICER_TOLD in since
            elif event.kind == rules.CASE_OPENED:
                opened += 1
            elif event.kind == rules.DELIVERED:
                encounters += 1
                deliveries += 1
                again += rules.REOPENED in kinds
            elif event.kind == rules.CLOSED and rules.REOPENED not in kinds:
                met += 1
                took, person = event.body["took"], event.body["person"]
                assert isinstance(took, Minutes)
                minutes.append(took.value)
                unknown = unknown or person is None
                if person is not None and person not in persons:
                    persons.append(person)
    count = len(persons) or int(unknown)
    return Slow(
        voices, opened, met, encounters, count, unknown, tuple(sorted(minutes)), (told, due), (again, deliveries)
    )
