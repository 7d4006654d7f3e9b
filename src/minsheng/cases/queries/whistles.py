"""Whistles as the page of a case shows them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import rules
from minsheng.cases.models import Case, WhistleCall, WhistleStep
from minsheng.cases.queries.seeing import NO_SUCH_CASE, visible_cases
from minsheng.foundation import rights
from minsheng.registry import queries as registry


@dataclass(frozen=True)
class StepShown:
    """A step of a called organisation: until when, when done, how its limit was counted."""

    words: str
    due_at: datetime | None
    done_at: datetime | None
    is_late: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class CallShown:
    """An organisation that a community called for; `next_step` is what this actor may note now."""

    id: uuid.UUID
    community: str
    organisation: str
    words: str
    blown_at: datetime
    steps: tuple[StepShown, ...]
    next_step: str
    next_words: str
    may_rate: bool
    rating_words: str
    rating_reason: str


def may_be_rated(arrival: WhistleStep, at: datetime) -> bool:
    """Has an organisation arrived, or is its time to arrive over?"""
    return arrival.done_at is not None or (arrival.due_at is not None and arrival.due_at < at)


def whistle_calls(
    case: Case, actor: rights.Actor, organisations: Collection[uuid.UUID], at: datetime
) -> tuple[CallShown, ...]:
    """The organisations called for, oldest whistle first. Two queries."""
    known = registry.organisations()
    calls = WhistleCall.objects.filter(whistle__case=case).select_related("whistle").prefetch_related("steps")
    found = []
    for call in calls.order_by("whistle__blown_at", "id"):
        rows = {rules.Step(one.step): one for one in call.steps.all()}
        following = next((one for one in rules.WHISTLE_STEPS if rows[one].done_at is None), None)
        is_own = call.organisation_id in organisations
        may_rate = call.rated_at is None and call.whistle.community_id in organisations and not is_own
        may_rate = may_rate and may_be_rated(rows[rules.Step.ARRIVE], at)
        found.append(
            CallShown(
                id=call.pk,
                community=known[call.whistle.community_id].name,
                organisation=known[call.organisation_id].name,
                words=call.whistle.words,
                blown_at=call.whistle.blown_at,
                steps=tuple(_shown(one, rows[one].due_at, rows[one].done_at, rows[one].due_lines, at) for one in rows),
                next_step=following.value if following and is_own else "",
                next_words=rules.WHISTLE_WORDS[following] if following and is_own else "",
                may_rate=may_rate and actor.may("cases.whistle", case.area_id),
                rating_words=rules.RATING_WORDS[rules.Rating(call.rating)] if call.rating else "",
                rating_reason=call.rating_reason,
            )
        )
    return tuple(found)


def _shown(
    step: rules.Step, due_at: datetime | None, done_at: datetime | None, lines: Collection[str], at: datetime
) -> StepShown:
    is_late = due_at is not None and (done_at or at) > due_at
    return StepShown(rules.WHISTLE_WORDS[step], due_at, done_at, is_late, tuple(lines))


def seen_call(call_id: uuid.UUID, actor: rights.Actor, at: datetime) -> WhistleCall:
    """One call. Raises `Unseen` where its case does not exist for the actor."""
    found = WhistleCall.objects.filter(pk=call_id, whistle__case__in=visible_cases(actor, at))
    call = found.select_related("whistle__case__area", "whistle__case__category", "organisation").first()
    if call is None:
        raise rights.Unseen(NO_SUCH_CASE)
    return call
