"""Following up: the rule of a banner, how often a person was asked, what a sample held."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from minsheng.cases import rules
from minsheng.cases.models import CallAttempt, Case, FollowUpRule, SampleLine, Verification
from minsheng.foundation import rights


@dataclass(frozen=True)
class FollowUp:
    """How an area follows up: calls before giving up, calls a quarter and person, share of the small matters."""

    attempts_most: int
    calls_per_quarter: int
    share_per_100: int
    sampled: tuple[str, ...]


DEFAULT = FollowUp(attempts_most=3, calls_per_quarter=2, share_per_100=100, sampled=())
"""Where a banner has set nothing: everybody is asked."""


def follow_up_of(area: str) -> FollowUp:
    """How the banner that this area belongs to follows up."""
    found = FollowUpRule.objects.filter(area_id=area[:6]).first()
    return _follow_up(found) if found else DEFAULT


def _follow_up(rule: FollowUpRule) -> FollowUp:
    return FollowUp(rule.attempts_most, rule.calls_per_quarter, rule.share_per_100, tuple(rule.sampled))


def times_asked(
    people: Collection[uuid.UUID], at: datetime, *, but: uuid.UUID | None = None
) -> Mapping[uuid.UUID, int]:
    """How often each of these people was asked "was it done?" within the last quarter; `but`: one case left aside.

    A call that was refused was a call as well; one that nobody heard was none.
    """
    since = at - rules.QUARTER
    answered = Verification.objects.filter(delivery__case__person__in=people, at__gt=since).exclude(
        Q(asked=Verification.Asked.VISIT) | Q(delivery__case=but)
    )
    refused = CallAttempt.objects.filter(
        case__person__in=people, at__gt=since, result=rules.AttemptResult.REFUSED
    ).exclude(case=but)
    return Counter(
        [*answered.values_list("delivery__case__person", flat=True), *refused.values_list("case__person", flat=True)]
    )


def not_drawn_yet(areas: Sequence[str]) -> Q:
    """The filter for cases of these areas about which a sample decides, and has not yet."""
    waiting = Q(pk__in=[])
    for rule in FollowUpRule.objects.filter(area_id__in={code[:6] for code in areas}):
        waiting |= rights.inside("area_id", [rule.area_id]) & Q(category__in=rule.sampled)
    return waiting & Q(reopenings=0) & Q(~Exists(SampleLine.objects.filter(case=OuterRef("pk"))))


def waits_for_sample(case: Case) -> bool:
    """Does a sample decide whether this case is asked about, and has not yet?"""
    is_small = case.reopenings == 0 and case.category_id in follow_up_of(case.area_id).sampled
    return is_small and not SampleLine.objects.filter(case=case).exists()
