"""Steps between organisations: how long they may take, and the hand-back that waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import rules
from minsheng.cases.models import Case, HandBack, StepLimit
from minsheng.foundation import queries as ground
from minsheng.foundation import worktime
from minsheng.registry import queries as registry


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


def waiting_hand_back(case: Case, at: datetime) -> HandBackShown | None:
    """The argument about the open task of a case that nobody has decided yet. One query."""
    found = HandBack.objects.filter(case=case, task__ended_at=None, decided_at=None).select_related("reason").first()
    if found is None:
        return None
    known = registry.organisations()
    return HandBackShown(
        argued=found,
        lead=known[found.lead_id].name,
        proposed_lead=known[found.proposed_lead_id].name if found.proposed_lead_id else "",
        words=found.reason.words,
        due_at=found.due_at,
        is_late=found.due_at is not None and found.due_at < at,
        lines=tuple(found.due_lines),
    )
