"""Who reacts to what: the one file that connects the facts of the stages (architecture: "the way")."""

from __future__ import annotations

from minsheng.cases import facts as cases
from minsheng.cases import reactions as cases_reactions
from minsheng.dispatch import reactions as dispatch
from minsheng.foundation.facts import when
from minsheng.indicators import reactions as indicators
from minsheng.registry import facts as registry


def connect() -> None:
    """Say once, when Django is ready, which reactions follow which facts."""
    when(registry.PersonErased, now=[cases_reactions.forget_voicer])
    when(cases.VoiceHeard, later=[indicators.recount_touched])
    when(cases.CaseOpened, later=[indicators.recount_touched])
    when(cases.HandedBack, now=[dispatch.withdraw_tasks])
    when(cases.LeadCorrected, now=[dispatch.withdraw_tasks])
    when(cases.Delivered, now=[dispatch.end_delivered_task], later=[indicators.recount_touched])
    when(cases.Closed, later=[indicators.recount_touched])
    when(cases.Declined, later=[indicators.recount_touched])
    when(cases.Referred, later=[indicators.recount_touched])
    when(cases.Reopened, later=[indicators.recount_touched])
    when(cases.VoicerTold, later=[indicators.recount_touched])
