"""Limits that begin, and limits rebuilt from history: every act that changes what they are made of calls this, none counts by itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from minsheng.cases import rules
from minsheng.cases.facts import LimitResumed
from minsheng.cases.models import GRANTED, Case, Limit, LimitPause
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import facts
from minsheng.foundation import queries as ground
from minsheng.foundation.units import Minutes

DEFAULT_RESPONSE = ("response", 1, "working_days")
EMERGENCY_RESPONSE = ("response", 10, "minutes")


def response_limit(category: str | None) -> tuple[str, int, str]:
    """How soon somebody must have a task: (kind, amount, unit) of the category, or one working day.

    What sounds like an emergency and came without anybody to stop for it stands first in every list.
    """
    known = catalogue.category(category) if category else None
    if known is not None and known.urgency == "emergency":
        return EMERGENCY_RESPONSE
    found = [limit for limit in (known.limits if known else ()) if limit.kind == "response"]
    return (found[0].kind, found[0].amount, found[0].unit) if found else DEFAULT_RESPONSE


def limit_rows(case: Case, promised: Iterable[tuple[str, int, str]], start: datetime) -> list[Limit]:
    """Limits of a case that begin now, not yet saved."""
    by_kind = {kind: (amount, unit) for kind, amount, unit in promised}
    due = rules.limits_due(
        [(kind, amount, unit) for kind, (amount, unit) in by_kind.items()], start, ground.work_calendar()
    )
    return [
        Limit(
            case=case,
            kind=one.kind,
            round=case.reopenings,
            amount=by_kind[one.kind][0],
            unit=by_kind[one.kind][1],
            start_at=start,
            due_at=one.due_at,
        )
        for one in due
    ]


def recount_limits(case: Case) -> int:
    """Rebuild the end of every open limit of a case, its next end and its pause, from start, amount, extensions and pauses.

    What was promised and not changed since stands, whatever became of the calendar. Writes the limits; the case's
    own two columns are set and left to be saved with the rest of the act. A limit whose clock stands still is
    nobody's next end. Returns how many limits have an end that had none.
    """
    pauses = [one.stop() for one in LimitPause.objects.filter(case=case).order_by("started_at", "id")]
    calendar, running, ended = ground.work_calendar(), [], 0
    for limit in Limit.objects.filter(case=case, met_at=None).annotate(granted=GRANTED):
        kind, due_at = rules.LimitKind(limit.kind), limit.due_at
        if due_at is None or rules.is_changed(kind, limit.start_at, pauses, limit.granted):
            due_at = rules.limit_due(
                kind, limit.start_at, limit.amount, limit.unit, pauses, calendar, granted=limit.granted
            ).due_at
        if limit.due_at != due_at:
            Limit.objects.filter(pk=limit.pk).update(due_at=due_at)
            ended += limit.due_at is None
        if due_at is not None and not rules.is_paused(kind, pauses):
            running.append(due_at)
    case.due_at = min(running, default=None)
    case.paused_at = next((one.started_at for one in pauses if one.ended_at is None), None)
    return ended


def save_recounted(case: Case, at: datetime, *changed: str) -> int:
    """Recount the limits of a case and save it; returns what `recount_limits` does."""
    ended = recount_limits(case)
    case.changed_at = at
    case.save(update_fields=["due_at", "paused_at", "changed_at", *changed])
    return ended


def promise_again(case: Case, category: catalogue.CategoryRow) -> None:
    """Give the open limits of this round what another category promises; they keep their beginning and pauses.

    One that was extended stays as it is: somebody decided on that very limit.
    """
    for one in category.limits:
        same = Limit.objects.filter(case=case, round=case.reopenings, kind=one.kind, met_at=None)
        same = same.exclude(extensions__is_granted=True)
        same.exclude(amount=one.amount, unit=one.unit).update(amount=one.amount, unit=one.unit, due_at=None)


def end_pause(case: Case, by: uuid.UUID, at: datetime) -> bool:
    """Let the clock of a locked case run again where it stands still, and tell it. Returns whether it stood."""
    if case.paused_at is None:
        return False
    pause = LimitPause.objects.get(case=case, ended_at=None)
    LimitPause.objects.filter(pk=pause.pk).update(ended_at=at, ended_by=by)
    took = Minutes(int((at - pause.started_at).total_seconds() // 60))
    facts.tell(LimitResumed(about=case.pk, area=facts.Code(case.area_id), paused=took), by=by, at=at)
    recount_limits(case)
    return True
