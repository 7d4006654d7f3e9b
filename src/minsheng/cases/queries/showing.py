"""One case: its timeline of facts, its limits explained, and what the actor may do now."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from minsheng.cases import policies, rules
from minsheng.cases.facts import DutyLookedUp, Reminded
from minsheng.cases.models import (
    GRANTED,
    Case,
    CaseMerge,
    Circumstance,
    CoHandler,
    Delivery,
    Feedback,
    HandBack,
    Limit,
    LimitExtension,
    LimitPause,
    Task,
    Verification,
    WhistleCall,
)
from minsheng.cases.queries import callers, duplicates, steps, whistles, wording
from minsheng.cases.queries.seeing import NO_SUCH_CASE, number_of, organisations_of
from minsheng.foundation import facts, rights, worktime
from minsheng.foundation import queries as ground
from minsheng.registry import queries as registry

CALENDAR_CHANGED = "工作日历在计算之后改过，已经告诉对方的期限不变。按现在的日历会是："

MERGED = CaseMerge.objects.filter(survivor=OuterRef("pk"), undone_at=None)


@dataclass(frozen=True)
class LimitShown:
    """A limit with its counting, line by line."""

    words: str
    due_at: datetime | None
    met_at: datetime | None
    is_late: bool
    is_paused: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One fact of the timeline, in words."""

    at: datetime
    who: str
    sentence: str
    note: str = ""


@dataclass(frozen=True)
class VoiceShown:
    """What somebody said, and who it was as far as this actor may know; `is_hidden` where somebody keeps a name or a
    number that he may not know, `is_nameless` where nobody does.
    """

    pk: uuid.UUID
    words: str
    channel: str
    heard_at: datetime
    caller_name: str
    on_behalf_of: str
    is_hidden: bool
    is_nameless: bool
    wants_answer: bool
    told_at: datetime | None


@dataclass(frozen=True)
class CaseShown:
    """Everything the page of a case shows to this actor."""

    case: Case
    number: str
    area_path: str
    lead: registry.OrganisationRow
    co_handlers: tuple[steps.CoTaskShown, ...]
    voices: tuple[VoiceShown, ...]
    circumstances: tuple[str, ...]
    limits: tuple[LimitShown, ...]
    tasks: tuple[Task, ...]
    deliveries: tuple[Delivery, ...]
    verifications: tuple[Verification, ...]
    timeline: tuple[Step, ...]
    acts: tuple[rules.Act, ...]
    asked_extension: str
    hand_back: steps.HandBackShown | None
    whistle_calls: tuple[whistles.CallShown, ...]
    may_blow_whistle: bool
    thanks: tuple[str, ...]
    complaint: Feedback | None
    reminders: int
    merges: tuple[duplicates.MergeShown, ...]
    may_verify: bool
    may_tell: bool
    is_late: bool

    @property
    def next_words(self) -> str:
        """Who does what now, in words; "" when nothing is left to do."""
        if self.state in rules.ENDED_STATES:
            return "" if all(voice.told_at or not voice.wants_answer for voice in self.voices) else rules.TELLING_WORDS
        if self.case.merged_into is not None:
            return rules.joined_words(number_of(self.case.merged_into))
        return rules.next_words(self.state, self.lead.name)

    @property
    def state(self) -> rules.State:
        """Where it stands; what was joined into another case stands where that one does."""
        return rules.State((self.case.merged_into or self.case).state)

    @property
    def state_words(self) -> str:
        return rules.STATE_WORDS[self.state]

    @property
    def open_task(self) -> Task | None:
        return next((task for task in self.tasks if task.ended_at is None), None)


def case_shown(case_id: uuid.UUID, actor: rights.Actor, at: datetime) -> CaseShown:
    """One case with its timeline, limits and what the actor may do now. Raises `Unseen`."""
    organisations = organisations_of(actor, at)
    case = _row(case_id, actor, organisations)
    known, told = registry.organisations(), ground.facts_of(case.pk)
    helping = tuple(steps.co_task_shown(one, known, at) for one in case.co_rows)
    clocks = _clocks_of(case, at)
    hand_back = steps.waiting_hand_back(case, at) if case.is_argued else None
    deliveries = tuple(case.deliveries.select_related("by", "companion").order_by("at"))
    verifications = tuple(Verification.objects.filter(delivery__case=case).select_related("verifier").order_by("at"))
    reasons = case.reasons.order_by("at", "id")
    words = wording.Words(case, known, verifications, reasons, clocks.pauses, clocks.extensions)
    its_own = {case.lead_id, *(one.organisation for one in helping)}
    words = replace(words, for_doer=bool(its_own & organisations) and not actor.may("cases.verify", case.area_id))
    return CaseShown(
        case=case,
        number=number_of(case),
        area_path=ground.division_path(case.area_id),
        lead=known[case.lead_id],
        co_handlers=helping,
        voices=_voices(case, actor, organisations),
        circumstances=tuple(rules.CIRCUMSTANCE_WORDS[rules.CircumstanceKind(kind)] for kind in case.kinds),
        limits=_limits_shown(clocks.limits, clocks.pauses, at),
        tasks=tuple(case.tasks.order_by("assigned_at")),
        deliveries=deliveries,
        verifications=verifications,
        timeline=_timeline(told, words),
        acts=_acts(actor, case, organisations, helping, clocks, waits=hand_back is not None),
        asked_extension=_words_of(clocks.asked) if clocks.asked else "",
        hand_back=hand_back,
        whistle_calls=_whistles(case, actor, at) if case.is_called else (),
        reminders=sum(isinstance(one.fact, Reminded) for one in told),
        thanks=tuple(case.thanks),
        complaint=getattr(case, "complaint", None),
        may_blow_whistle=policies.may_blow_whistle(actor, case),
        merges=tuple(duplicates.merges_of(case, at)) if case.has_merges else (),
        may_verify=_may_verify(actor, case, deliveries),
        may_tell=policies.may_tell(actor, case) and rules.State((case.merged_into or case).state) in rules.ENDED_STATES,
        is_late=case.due_at is not None and case.due_at < at and case.paused_at is None,
    )


def _row(case_id: uuid.UUID, actor: rights.Actor, organisations: Collection[uuid.UUID]) -> Any:
    """The case with what stands in small tables around it, in one query. Raises `Unseen`."""
    helpers = CoHandler.objects.filter(case=OuterRef("pk")).order_by("pk").values(told=steps.CO_TASK)
    noted = Circumstance.objects.filter(case=OuterRef("pk")).order_by("pk").values("kind")
    seen = Case.objects.filter(policies.visible(actor, organisations), pk=case_id)
    called = Exists(WhistleCall.objects.filter(whistle__case=OuterRef("pk")))
    argued = HandBack.objects.filter(case=OuterRef("pk"), task__ended_at=None)
    rows = seen.select_related(
        "area", "category", "person", "merged_into", "complaint__case", "complaint__organisation"
    )
    thanked = Feedback.objects.filter(case=OuterRef("pk"), kind=Feedback.Kind.THANKS).order_by("heard_at", "pk")
    case = rows.annotate(
        co_rows=ArraySubquery(helpers),
        kinds=ArraySubquery(noted),
        has_merges=Exists(MERGED),
        is_argued=Exists(argued),
        is_argued_twice=Exists(argued.filter(first__isnull=False)),
        is_called=called,
        thanks=ArraySubquery(thanked.values("words")),
    ).first()
    if case is None:
        raise rights.Unseen(NO_SUCH_CASE)
    return case


@dataclass(frozen=True)
class _Clocks:
    """The limits of a case, and what stopped or lengthened them; `asked` is the extension that waits for a decision."""

    limits: Sequence[Any]
    pauses: tuple[LimitPause, ...]
    extensions: tuple[LimitExtension, ...]
    asked: LimitExtension | None


def _clocks_of(case: Any, at: datetime) -> _Clocks:
    """One query, and one for each kind of thing that there is."""
    limits = list(_limits_of(case))
    pauses = tuple(case.pauses.order_by("started_at", "id")) if any(one.has_pauses for one in limits) else ()
    extensions = _extensions_of(case) if any(one.is_extended for one in limits) else ()
    return _Clocks(limits, pauses, extensions, asked_extension(case, extensions, at))


def _may_verify(actor: rights.Actor, case: Case, deliveries: Sequence[Delivery]) -> bool:
    is_delivered = bool(deliveries) and case.state == rules.State.DELIVERED
    return is_delivered and policies.may_verify(actor, case, deliveries)


def _whistles(case: Case, actor: rights.Actor, at: datetime) -> tuple[whistles.CallShown, ...]:
    own = registry.organisations_of(actor.id, worktime.local_date(at))
    return whistles.whistle_calls(case, actor, own, at)


def _acts(
    actor: rights.Actor,
    case: Any,
    organisations: Collection[uuid.UUID],
    helping: Iterable[steps.CoTaskShown],
    clocks: _Clocks,
    *,
    waits: bool,
) -> tuple[rules.Act, ...]:
    """What the actor may do in this state and has something to act upon."""
    idle = {rules.Act.ASK_EXTENSION if clocks.asked else rules.Act.DECIDE_EXTENSION}
    idle |= {rules.Act.HAND_BACK} if waits or case.is_argued_twice else set()
    idle |= set() if waits else {rules.Act.DECIDE_HAND_BACK}
    if all(one.met_at for one in clocks.limits if one.kind == rules.LimitKind.FIRST_CONTACT):
        idle.add(rules.Act.CONTACT)
    if not any(one.is_open and one.organisation in organisations for one in helping):
        idle.add(rules.Act.HELP)
    return tuple(act for act in policies.acts_for(actor, case, organisations) if act not in idle)


def _voices(case: Case, actor: rights.Actor, organisations: Collection[uuid.UUID]) -> tuple[VoiceShown, ...]:
    shown = []
    for voice in case.voices.order_by("heard_at", "id"):
        is_known = policies.may_know_caller(actor, case, voice, organisations)
        is_nameless = callers.is_nameless(voice)
        shown.append(
            VoiceShown(
                pk=voice.pk,
                words=voice.words,
                channel=voice.get_channel_display(),
                heard_at=voice.heard_at,
                caller_name=voice.caller_name if is_known else "",
                on_behalf_of=voice.on_behalf_of if is_known else "",
                is_hidden=not is_known and not is_nameless,
                is_nameless=is_nameless,
                wants_answer=voice.wants_answer and voice.given_up_at is None,
                told_at=voice.told_at,
            )
        )
    return tuple(shown)


def _limits_of(case: Case) -> QuerySet[Any]:
    """The limits of a case, saying what more there is to be read of them."""
    paused = Exists(LimitPause.objects.filter(case=OuterRef("case")))
    asked = Exists(LimitExtension.objects.filter(limit=OuterRef("pk")))
    return (
        Limit.objects.filter(case=case)
        .annotate(has_pauses=paused, is_extended=asked, granted=GRANTED)
        .order_by("round", "due_at")
    )


def _limits_shown(limits: Iterable[Any], pauses: Sequence[LimitPause], at: datetime) -> tuple[LimitShown, ...]:
    calendar, stops = ground.work_calendar(), [one.stop() for one in pauses]
    shown = []
    for limit in limits:
        kind = rules.LimitKind(limit.kind)
        due = rules.limit_due(
            kind, limit.start_at, limit.amount, limit.unit, stops, calendar, met_at=limit.met_at, granted=limit.granted
        )
        was_promised = limit.due_at in {None, due.due_at} or due.due_at is None
        lines = due.lines if was_promised else (CALENDAR_CHANGED, *due.lines)
        is_paused = limit.met_at is None and rules.is_paused(kind, stops)
        is_late = not is_paused and limit.due_at is not None and (limit.met_at or at) > limit.due_at
        shown.append(LimitShown(rules.LIMIT_WORDS[kind], limit.due_at, limit.met_at, is_late, is_paused, lines))
    return tuple(shown)


def _extensions_of(case: Case) -> tuple[LimitExtension, ...]:
    return tuple(LimitExtension.objects.filter(limit__case=case).select_related("limit").order_by("asked_at", "id"))


def asked_extension(case: Case, extensions: Iterable[LimitExtension], at: datetime) -> LimitExtension | None:
    """The one that waits for a decision; what nobody decided before the limit ended has lapsed."""
    for one in extensions:
        if one.decided_at is None and one.limit.met_at is None:
            has_ended = case.paused_at is None and one.limit.due_at is not None and one.limit.due_at < at
            return None if has_ended else one
    return None


def _words_of(asked: LimitExtension) -> str:
    unit = worktime.UNIT_WORDS[worktime.LimitUnit(asked.limit.unit)]
    return f"{asked.amount}{unit}：{asked.reason}"


def extension_words(case: Case, at: datetime) -> str:
    """What is asked for and why, of the extension that waits for a decision; "" where none does."""
    asked = asked_extension(case, _extensions_of(case), at)
    return _words_of(asked) if asked else ""


def _timeline(told: list[facts.Told], words: wording.Words) -> tuple[Step, ...]:
    names = ground.account_names({one.by for one in told})
    return tuple(Step(one.at, _who(one, names), *said) for one, said in zip(told, words.sentences(told), strict=True))


def _who(one: facts.Told, names: Mapping[uuid.UUID, str]) -> str:
    """Who stands behind a fact: what is looked up is the system's, whoever was at the desk."""
    if one.by is None or isinstance(one.fact, DutyLookedUp):
        return "系统"
    return names.get(one.by, "")
