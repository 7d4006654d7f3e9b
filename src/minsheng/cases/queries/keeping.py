"""How long what is personal is kept: the rules, what is due, the last runs."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from minsheng.cases import rules
from minsheng.cases.models import Case, Feedback, RateExclusion, RetentionRule, RetentionRun, Voice
from minsheng.registry import queries as registry

_later_needs: list[Callable[[], Collection[uuid.UUID]]] = []


@dataclass(frozen=True)
class RetentionRow:
    """One outcome: how long each kind is kept (months), and how many cases are due now."""

    words: str
    caller_months: int
    words_months: int
    is_sample: bool
    due: int


def cases_kept_long_enough(kept: rules.Kept, at: datetime) -> QuerySet[Case]:
    """The ended cases that have been kept as long as their rule says, and that nobody needs any more.

    Needed: a voicer waits to be told; a complaint about the case is open; its answer is disputed and not decided
    about; its person asks about his own data and has no answer; a later stage needs it (`needed_by`).
    """
    rules_told = RetentionRule.objects.all()
    due = Q(pk__in=[])
    for rule in rules_told:
        months = rule.caller_months if kept == rules.Kept.CALLER else rule.words_months
        due |= Q(state=rule.outcome, ended_at__lt=rules.months_before(at, months))
    waiting = Voice.objects.annotate(whole=Coalesce(F("case__merged_into"), F("case"))).filter(
        whole=OuterRef("pk"), told_at=None, given_up_at=None, wants_answer=True
    )
    left = {"caller_forgotten_at": None} if kept == rules.Kept.CALLER else {"words_forgotten_at": None}
    return Case.objects.filter(due, ~Exists(waiting), merged_into=None, **left).exclude(pk__in=_needed())


def needed_by(later: Callable[[], Collection[uuid.UUID]]) -> None:
    """Let a later stage say which cases it still needs whole (wired in `config/flow.py`)."""
    if later not in _later_needs:
        _later_needs.append(later)


def _needed() -> set[uuid.UUID]:
    """The cases (where joined: what they were joined into) that stay whole for now. All that makes one stay is open."""
    about_open = Feedback.objects.filter(kind=Feedback.Kind.COMPLAINT, opened__state__in=rules.OPEN_STATES)
    undecided = RateExclusion.objects.filter(decided_at=None)
    found: set[uuid.UUID | None] = set(about_open.values_list("case", flat=True))
    found.update(undecided.values_list("verification__delivery__case", flat=True))
    found.update(Case.objects.filter(person__in=registry.people_with_open_requests()).values_list("pk", flat=True))
    for later in _later_needs:
        found.update(later())
    joined = Case.objects.filter(pk__in=[one for one in found if one]).values_list("merged_into", "pk")
    return {survivor or own for survivor, own in joined}


def retention_rows(at: datetime) -> list[RetentionRow]:
    """The rules in the order of the outcomes, with what is due by each."""
    found = {rule.outcome: rule for rule in RetentionRule.objects.all()}
    due = cases_kept_long_enough(rules.Kept.CALLER, at) | cases_kept_long_enough(rules.Kept.WORDS, at)
    rows = []
    for state in rules.ENDED_STATES:
        rule = found.get(state.value)
        if rule is not None:
            count = due.filter(state=state.value).count()
            words = rules.STATE_WORDS[state]
            rows.append(RetentionRow(words, rule.caller_months, rule.words_months, rule.is_sample, count))
    return rows


def retention_runs(most: int = 14) -> list[RetentionRun]:
    """The last runs, newest first."""
    return list(RetentionRun.objects.order_by("-at")[:most])
