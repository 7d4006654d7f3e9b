"""Steps between organisations: how long they may take, and the hand-back that waits for a decision."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import JSONObject

from minsheng.cases import rules
from minsheng.cases.models import Case, CoHandler, HandBack, StepLimit
from minsheng.foundation import queries as ground
from minsheng.foundation import worktime
from minsheng.registry import queries as registry

ARBITRATE = "cases.arbitrate"


def step_due(area: str, step: rules.Step, at: datetime) -> rules.StepDue:
    """When a step that begins now must be done, by what the banner of the area has set."""
    found = StepLimit.objects.filter(area=area[:6], step=step).first()
    amount, unit = (found.amount, worktime.LimitUnit(found.unit)) if found else rules.DEFAULT_STEPS[step]
    return rules.step_due(at, amount, unit, ground.work_calendar())


@dataclass(frozen=True)
class HandBackShown:
    """A hand-back that waits for an arbiter: who argues what, whom it names, until when it must be decided."""

    argued: HandBack
    lead: str
    proposed_lead: str
    words: str
    due_at: datetime | None
    is_late: bool
    lines: tuple[str, ...]
    arbiters: tuple[str, ...]
    """Who may decide, by name."""
    why_nobody: str
    """Where nobody may: why, who can change that, and what is to be done meanwhile."""


def waiting_hand_back(case: Case, at: datetime) -> HandBackShown | None:
    """The argument about the open task of a case that nobody has decided yet. One query."""
    found = HandBack.objects.filter(case=case, task__ended_at=None, decided_at=None).select_related("reason").first()
    if found is None:
        return None
    known, arbiters = registry.organisations(), tuple(deciders(found, case.area_id, at).values())
    return HandBackShown(
        argued=found,
        lead=known[found.lead_id].name,
        proposed_lead=known[found.proposed_lead_id].name if found.proposed_lead_id else "",
        words=found.reason.words,
        due_at=found.due_at,
        is_late=found.due_at is not None and found.due_at < at,
        lines=tuple(found.due_lines),
        arbiters=arbiters,
        why_nobody="" if arbiters else _why_nobody(case.area_id, at),
    )


def deciders(argued: HandBack, area: str, at: datetime) -> Mapping[uuid.UUID, str]:
    """Who may decide: name by account id. Nobody who argued, of the parties, or who decided about the first."""
    on = worktime.local_date(at)
    barred = {argued.asked_by, argued.first_decided_by}
    for party in filter(None, (argued.lead_id, argued.proposed_lead_id)):
        barred |= set(registry.accounts_of(party, on))
    may = ground.accounts_who_may(ARBITRATE, area, on)
    return {who: name for who, name in may.items() if who not in barred}


def _why_nobody(area: str, at: datetime) -> str:
    on = worktime.local_date(at)
    known = ground.accounts_who_may(ARBITRATE, area, on)
    names = "、".join(known.values())
    why = f"本地的裁定人（{names}）裁定过上一次，或是当事单位的人" if known else "本地还没有裁定人"
    givers = "、".join(ground.accounts_who_may("foundation.grant_roles", area, on).values()) or "授权管理员"
    return rules.NO_ARBITER_WORDS.format(why=why, givers=givers)


def undecidable(is_open: QuerySet[Case], at: datetime) -> list[tuple[uuid.UUID, int]]:
    """Open cases with an argument that nobody may decide: (case, 1 for a first argument, 2 for a second)."""
    waiting = HandBack.objects.filter(case__in=is_open, task__ended_at=None, decided_at=None).select_related("case")
    return [
        (one.case_id, 2 if one.first_id else 1)
        for one in waiting.order_by("asked_at", "pk")
        if not deciders(one, one.case.area_id, at)
    ]


def refused_hand_back(case: Case) -> str:
    """What was decided about the first argument over the open task of a case, in words; "" where none was refused."""
    found = HandBack.objects.filter(case=case, task__ended_at=None, is_accepted=False).select_related("decision")
    argued = found.order_by("asked_at").first()
    return argued.decision.words if argued and argued.decision else ""


def open_co_tasks(case: Case, organisations: Collection[uuid.UUID] | None = None) -> QuerySet[CoHandler]:
    """The co-handlers of a case that have not done their part: all, or those among these organisations."""
    found = CoHandler.objects.filter(case=case, assigned_at__isnull=False, ended_at=None)
    return found if organisations is None else found.filter(organisation__in=organisations)


CO_TASK = JSONObject(
    **{key: key for key in ("organisation_id", "assigned_at", "amount", "unit", "due_at", "ended_at", "end")}
)
"""A co-handler's task as one value, so that a case is read with all of them in one statement."""


@dataclass(frozen=True)
class CoTaskShown:
    """A co-handler with its task: until when, how it ended, and how its limit was counted, line by line."""

    organisation: uuid.UUID
    name: str
    due_at: datetime | None
    ended_at: datetime | None
    end_words: str
    is_open: bool
    is_late: bool
    lines: tuple[str, ...]


def co_task_shown(
    row: Mapping[str, Any], known: Mapping[uuid.UUID, registry.OrganisationRow], at: datetime
) -> CoTaskShown:
    """A row of `CO_TASK` as it is shown."""

    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(row[name]) if row[name] else None

    begun, due_at, ended_at = moment("assigned_at"), moment("due_at"), moment("ended_at")
    lines: tuple[str, ...] = ()
    if begun is not None and row["amount"]:
        unit = worktime.LimitUnit(row["unit"])
        lines = rules.step_due(begun, row["amount"], unit, ground.work_calendar()).lines
    organisation = uuid.UUID(row["organisation_id"])
    return CoTaskShown(
        organisation=organisation,
        name=known[organisation].name,
        due_at=due_at,
        ended_at=ended_at,
        end_words=CoHandler.End(row["end"]).label if row["end"] else "",
        is_open=begun is not None and ended_at is None,
        is_late=due_at is not None and (ended_at or at) > due_at,
        lines=lines,
    )
