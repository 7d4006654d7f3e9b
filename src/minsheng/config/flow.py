"""Who reacts to what: the one file that connects the facts of the stages (architecture: "the way")."""

from __future__ import annotations

from minsheng.cases import facts as cases
from minsheng.cases import queries as cases_queries
from minsheng.cases import reactions as cases_reactions
from minsheng.dispatch import queries as dispatch_queries
from minsheng.dispatch import reactions as dispatch
from minsheng.foundation.facts import when
from minsheng.foundation.following import follow
from minsheng.foundation.webhooks import note_for_systems
from minsheng.indicators import reactions as indicators
from minsheng.registry import facts as registry


def connect() -> None:
    """Say once, when Django is ready, which reactions follow which facts, and who reads the log."""
    when(registry.PersonErased, now=[cases_reactions.forget_voicer, dispatch.end_help])
    when(registry.PersonChanged, now=[dispatch.end_help])
    when(registry.ConsentAnswered, now=[cases_reactions.forget_payment_difficulties])
    when(registry.AccountClosed, now=[cases_reactions.forget_filters])
    when(cases.CaseOpened, now=[note_for_systems])
    when(cases.HandedBack, now=[dispatch.withdraw_tasks])
    when(cases.LeadCorrected, now=[dispatch.withdraw_tasks])
    when(cases.Delivered, now=[note_for_systems, dispatch.end_delivered_task])
    when(cases.Closed, now=[note_for_systems])
    when(cases.Declined, now=[note_for_systems])
    when(cases.Referred, now=[note_for_systems])
    when(cases.Reopened, now=[note_for_systems])
    when(cases.VoicerTold, now=[note_for_systems])
    when(cases.PersonalDataDeleted, now=[dispatch.forget_case])
    cases_queries.needed_by(dispatch_queries.cases_with_open_money)
    cases_queries.hints_of(dispatch_queries.is_asked)
    when(cases.Assigned, now=[note_for_systems])
    when(cases.Verified, now=[note_for_systems])
    follow(
        "indicators.board",
        [
            cases.VoiceHeard,
            cases.CaseOpened,
            cases.Delivered,
            cases.Closed,
            cases.Declined,
            cases.Referred,
            cases.LeftUnconfirmed,
            cases.JoinedEnded,
            cases.Reopened,
            cases.JoinedReopened,
            cases.VoicerTold,
        ],
        indicators.recount_touched,
    )
