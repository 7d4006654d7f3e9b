"""Pure rules of cases: states and their transitions, what closes a case, limits, who owns the next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from minsheng.foundation import holidays, worktime
from minsheng.foundation.importing import NotNow


class State(StrEnum):
    """Where a case stands."""

    HEARD = "heard"
    TRIAGED = "triaged"
    ASSIGNED = "assigned"
    DELIVERED = "delivered"
    VERIFIED = "verified"
    CLOSED = "closed"
    DECLINED = "declined"
    REFERRED = "referred"
    REOPENED = "reopened"
    UNCONFIRMED = "unconfirmed"


class Act(StrEnum):
    """What can be done with a case."""

    TRIAGE = "triage"
    ASSIGN = "assign"
    DELIVER = "deliver"
    CONTACT = "contact"
    HAND_BACK = "hand_back"
    DECIDE_HAND_BACK = "decide_hand_back"
    CORRECT = "correct"
    HELP = "help"
    VERIFY = "verify"
    CLOSE = "close"
    DECLINE = "decline"
    REFER = "refer"
    REOPEN = "reopen"
    LEAVE = "leave"
    PAUSE = "pause"
    RESUME = "resume"
    ASK_EXTENSION = "ask_extension"
    DECIDE_EXTENSION = "decide_extension"


@dataclass(frozen=True)
class Transition:
    """An act leads from one of these states to another; the permission it needs (None: the system)."""

    act: Act
    sources: tuple[State, ...]
    target: State
    permission: str | None


TRANSITIONS: tuple[Transition, ...] = (
    Transition(Act.TRIAGE, (State.HEARD, State.TRIAGED, State.REOPENED), State.TRIAGED, "cases.triage"),
    Transition(Act.ASSIGN, (State.TRIAGED, State.REOPENED), State.ASSIGNED, "cases.assign"),
    Transition(Act.DELIVER, (State.ASSIGNED,), State.DELIVERED, "cases.deliver"),
    Transition(Act.CONTACT, (State.ASSIGNED,), State.ASSIGNED, "cases.deliver"),
    Transition(Act.HAND_BACK, (State.ASSIGNED,), State.ASSIGNED, "cases.hand_back"),
    Transition(Act.DECIDE_HAND_BACK, (State.ASSIGNED,), State.TRIAGED, "cases.arbitrate"),
    Transition(Act.CORRECT, (State.ASSIGNED,), State.ASSIGNED, "cases.assign"),
    Transition(Act.HELP, (State.ASSIGNED,), State.ASSIGNED, "cases.deliver"),
    Transition(Act.VERIFY, (State.DELIVERED,), State.VERIFIED, "cases.verify"),
    Transition(Act.CLOSE, (State.VERIFIED,), State.CLOSED, None),
    Transition(Act.LEAVE, (State.DELIVERED,), State.UNCONFIRMED, None),
    Transition(Act.DECLINE, (State.HEARD, State.TRIAGED), State.DECLINED, "cases.decline"),
    Transition(Act.REFER, (State.HEARD, State.TRIAGED), State.REFERRED, "cases.refer"),
    Transition(
        Act.REOPEN,
        (State.DELIVERED, State.VERIFIED, State.CLOSED, State.DECLINED, State.REFERRED, State.UNCONFIRMED),
        State.REOPENED,
        "cases.reopen",
    ),
    Transition(Act.PAUSE, (State.ASSIGNED,), State.ASSIGNED, "cases.pause"),
    Transition(Act.RESUME, (State.ASSIGNED,), State.ASSIGNED, "cases.pause"),
    Transition(Act.ASK_EXTENSION, (State.ASSIGNED,), State.ASSIGNED, "cases.deliver"),
    Transition(Act.DECIDE_EXTENSION, (State.ASSIGNED,), State.ASSIGNED, "cases.extend"),
)

NEED_A_REASON = (Act.HAND_BACK, Act.DECIDE_HAND_BACK, Act.CORRECT, Act.DECLINE, Act.REFER, Act.REOPEN)
"""Acts that nobody does without saying why (promise M10)."""
KEEP_A_REASON = (*NEED_A_REASON, Act.HELP, Act.DELIVER)
"""Acts whose words are kept; a delivery has some only where the lead did not wait for its co-handlers."""
BY_ACT = {transition.act: transition for transition in TRANSITIONS}
OPEN_STATES = (State.HEARD, State.TRIAGED, State.ASSIGNED, State.DELIVERED, State.VERIFIED, State.REOPENED)
ENDED_STATES = (State.CLOSED, State.DECLINED, State.REFERRED, State.UNCONFIRMED)

MERGEABLE = (State.HEARD, State.TRIAGED, State.ASSIGNED, State.REOPENED)
"""Where a case may be joined into another: nothing has been delivered that somebody would have to verify."""

STATE_WORDS = {
    State.HEARD: "已受理",
    State.TRIAGED: "已定责",
    State.ASSIGNED: "办理中",
    State.DELIVERED: "已办理，待核实",
    State.VERIFIED: "已核实",
    State.CLOSED: "已办结",
    State.DECLINED: "不予受理",
    State.REFERRED: "已转其他渠道",
    State.REOPENED: "重新办理",
    State.UNCONFIRMED: "已办理，未经核实",
}

ACT_WORDS = {
    Act.TRIAGE: "定责",
    Act.ASSIGN: "派单",
    Act.DELIVER: "办理完成",
    Act.CONTACT: "首次联系",
    Act.HAND_BACK: "退回",
    Act.DECIDE_HAND_BACK: "裁定退回",
    Act.CORRECT: "更正派单",
    Act.HELP: "协办办结",
    Act.VERIFY: "核实",
    Act.CLOSE: "办结",
    Act.DECLINE: "不予受理",
    Act.REFER: "转其他渠道",
    Act.REOPEN: "重新办理",
    Act.LEAVE: "不再回访",
    Act.PAUSE: "暂停计时",
    Act.RESUME: "恢复计时",
    Act.ASK_EXTENSION: "申请延期",
    Act.DECIDE_EXTENSION: "审批延期",
}


def after(state: State, act: Act) -> State:
    """The state after an act. Raises `NotNow` where the table has no such transition."""
    transition = BY_ACT[act]
    if state not in transition.sources:
        raise NotNow(f"这件事现在是“{STATE_WORDS[state]}”，不能做“{ACT_WORDS[act]}”。请刷新页面查看最新情况。")
    return transition.target


NEXT_WORDS = {
    State.HEARD: "受理中心确定由谁负责",
    State.TRIAGED: "受理中心派单",
    State.ASSIGNED: "由{lead}办理",
    State.DELIVERED: "由没有参与办理的回访员核实",
    State.VERIFIED: "系统办结",
    State.REOPENED: "受理中心再次派单",
}
TELLING_WORDS = "把结果告诉来话人"
JOINED_WORDS = "和 {number} 一起办理"


def next_words(state: State, lead: str) -> str:
    """Who does what now, for an open case; "" for an ended one."""
    return NEXT_WORDS.get(state, "").format(lead=lead)


def joined_words(number: str) -> str:
    """What happens to a case that was joined into the one with this number."""
    return JOINED_WORDS.format(number=number)


def acts_from(state: State) -> tuple[Act, ...]:
    """The acts that begin in a state, in the order of the table."""
    return tuple(transition.act for transition in TRANSITIONS if state in transition.sources)


class Outcome(StrEnum):
    """What the served person says to the question "was it done?" (never "are you satisfied?")."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    CANNOT_SAY = "cannot_say"


OUTCOME_WORDS = {
    Outcome.MET: "办成了",
    Outcome.PARTLY: "办成了一部分",
    Outcome.NOT_MET: "没有办成",
    Outcome.CANNOT_SAY: "说不清",
}


def act_after_answer(outcome: Outcome) -> Act | None:
    """What an answer does to a delivered case: met verifies it, partly or not met reopens it.

    "Cannot say" changes nothing: the case waits for an answer by another way (a visit, a relative).
    """
    if outcome is Outcome.MET:
        return Act.VERIFY
    return None if outcome is Outcome.CANNOT_SAY else Act.REOPEN


class LimitKind(StrEnum):
    """Which promise a limit is."""

    RESPONSE = "response"
    FIRST_CONTACT = "first_contact"
    HANDLING = "handling"


LIMIT_WORDS = {
    LimitKind.RESPONSE: "定责派单",
    LimitKind.FIRST_CONTACT: "首次联系",
    LimitKind.HANDLING: "办理完成",
}


@dataclass(frozen=True)
class LimitDue:
    """A limit of a case with its end and how it was counted, line by line; no end before the calendar knows it."""

    kind: LimitKind
    due_at: datetime | None
    lines: tuple[str, ...]


def limits_due(
    limits: Iterable[tuple[str, int, str]], start: datetime, calendar: worktime.WorkCalendar
) -> tuple[LimitDue, ...]:
    """When each limit (kind, amount, unit) ends that begins at `start`, earliest kind first.

    Where the calendar does not know a day that would have to be counted, the limit has no end yet and its line
    says which year is missing: a call is taken down all the same, and nothing is guessed.
    """
    found = []
    for kind, amount, unit in limits:
        try:
            due = calendar.due(start, amount, worktime.LimitUnit(unit))
        except holidays.MissingYear as problem:
            found.append(LimitDue(LimitKind(kind), None, (str(problem),)))
        else:
            found.append(LimitDue(LimitKind(kind), due.at, due.lines))
    return tuple(sorted(found, key=lambda limit: list(LimitKind).index(limit.kind)))


GUESSING_TIME = timedelta(hours=1)
GUESSES_OF_AN_ADDRESS = 5
GUESSES_OF_ALL = 20
"""Of 10 000 endings of a phone number; wrong ones within `GUESSING_TIME` that a case's number bears."""
GUESSES_KEPT = timedelta(days=1)
VOICES_OF_AN_ADDRESS = 60
VOICES_OF_ALL = 600
"""From the open page within an hour of the clock: far above what people write, far below what a program sends."""


def is_guessed_out(by_this_address: int, by_all: int) -> bool:
    """Was this number tried wrongly so often that it answers nobody (or not this address) for a while?"""
    return by_this_address >= GUESSES_OF_AN_ADDRESS or by_all >= GUESSES_OF_ALL


MOST_BOUNCES = 1
"""A matter may come back once; a second time its duty is raised as unclear (requirement E13, promise M11)."""


def is_passed_around(bounces: int) -> bool:
    """Was this case handed back so often that somebody above must settle who is responsible?"""
    return bounces > MOST_BOUNCES


NAME_HIDDEN = "name_hidden"
"""The voicer's consent to share the matter with the lead, but neither name nor number."""


class CircumstanceKind(StrEnum):
    """What makes a way of serving necessary; kept only as long as the case."""

    MOBILITY = "mobility"
    FAMILY_AWAY = "family_away"
    HEARING = "hearing"
    SIGHT = "sight"
    NO_SMARTPHONE = "no_smartphone"


CIRCUMSTANCE_WORDS = {
    CircumstanceKind.MOBILITY: "出行不便",
    CircumstanceKind.FAMILY_AWAY: "儿女不在身边",
    CircumstanceKind.HEARING: "听力不好",
    CircumstanceKind.SIGHT: "视力不好",
    CircumstanceKind.NO_SMARTPHONE: "没有智能手机",
}


VISIT_LEEWAY = timedelta(hours=2)
"""How much too early or too late somebody may stand at the door before the code that was read out is void."""


def is_visit_time(start: datetime, end: datetime, at: datetime) -> bool:
    """Does the code of this window open the door now?"""
    return start - VISIT_LEEWAY <= at <= end + VISIT_LEEWAY


def needs_doorstep(category_route: str, circumstances: Iterable[CircumstanceKind]) -> bool:
    """Does somebody go to the person? Because the matter is done so, or because the person cannot come."""
    return category_route == "doorstep" or CircumstanceKind.MOBILITY in set(circumstances)
