"""How many of those asked said "it was done": counted from the answers, with every number open to its cases."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from minsheng.cases import rules
from minsheng.cases.models import Case, RateExclusion, Sample, Verification
from minsheng.cases.queries.listing import PAGE, Line, line_names, line_of
from minsheng.cases.queries.seeing import number_of
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry

EXCLUDED = "excluded"
LEFT = {f"left_{one.value}": f"{words}。" for one, words in rules.UNCONFIRMED_WORDS.items()}
"""Groups of cases that ended unconfirmed, with the sentence that stands in the case."""
GROUP_WORDS = {
    **{outcome.value: words for outcome, words in rules.OUTCOME_WORDS.items()},
    EXCLUDED: "有了回答，经两人同意不计入",
    **{f"left_{one.value}": words for one, words in rules.UNCONFIRMED_WORDS.items()},
}
ANSWERED = tuple(outcome.value for outcome in rules.Outcome)


@dataclass(frozen=True)
class Group:
    """How many answers or cases are in a group, by its key in `GROUP_WORDS`."""

    key: str
    count: int

    @property
    def words(self) -> str:
        return GROUP_WORDS[self.key]


@dataclass(frozen=True)
class Rate:
    """Those who said "it was done" of those who answered: both numbers, and what stands beside them."""

    met: int
    answered: int
    groups: tuple[Group, ...] = ()
    lead: registry.OrganisationRow | None = None

    @property
    def per_1000(self) -> int | None:
        """In thousandths, rounded down; None where nobody answered."""
        return self.met * 1000 // self.answered if self.answered else None

    @property
    def percent(self) -> str:
        """As people read it: "87.5"; "" where nobody answered."""
        return "" if self.per_1000 is None else f"{self.per_1000 // 10}.{self.per_1000 % 10}"


def _month(month: date) -> tuple[datetime, datetime]:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return worktime.at_local(month.replace(day=1), time(0)), worktime.at_local(following, time(0))


def _answers(areas: Sequence[str], month: date) -> QuerySet[Any]:
    """The last answer to each delivery, where it was given in the month; `is_out` where it does not count."""
    later = Verification.objects.filter(delivery=OuterRef("delivery")).order_by("-at", "-id").values("pk")[:1]
    granted = RateExclusion.objects.filter(verification=OuterRef("pk"), is_granted=True)
    start, end = _month(month)
    found = Verification.objects.filter(
        rights.inside("delivery__case__area_id", areas), at__gte=start, at__lt=end, pk=Subquery(later)
    )
    return found.annotate(is_out=Exists(granted))


def _left(areas: Sequence[str], month: date) -> QuerySet[Case]:
    """Cases that ended unconfirmed in the month and have not been opened again."""
    start, end = _month(month)
    inside = rights.inside("area_id", areas)
    return Case.objects.filter(inside, state=rules.State.UNCONFIRMED, ended_at__gte=start, ended_at__lt=end)


def rate_of(areas: Sequence[str], month: date) -> tuple[Rate, list[Rate]]:
    """The rate of a month in these areas, and that of each lead, most answers first. Three queries."""
    rows = (
        _answers(areas, month)
        .values("delivery__case__lead", "outcome", "is_out")
        .annotate(count=Count("pk"))
        .order_by("delivery__case__lead")
    )
    whole: Counter[str] = Counter()
    leads: dict[uuid.UUID, Counter[str]] = {}
    for row in rows:
        key = EXCLUDED if row["is_out"] else row["outcome"]
        whole[key] += row["count"]
        leads.setdefault(row["delivery__case__lead"], Counter())[key] += row["count"]
    sentences = {words: key for key, words in LEFT.items()}
    left = _left(areas, month).values("end_reason").annotate(count=Count("pk")).order_by("end_reason")
    for one in left:
        whole[sentences.get(one["end_reason"], "left_no_answer")] += one["count"]
    names = registry.organisations()
    by_lead = sorted(
        (_rate(count, names[lead]) for lead, count in leads.items()), key=lambda one: (-one.answered, one.met)
    )
    return _rate(whole), by_lead


def _rate(count: Counter[str], lead: registry.OrganisationRow | None = None) -> Rate:
    answered = sum(count[key] for key in ANSWERED)
    groups = tuple(Group(key, count[key]) for key in GROUP_WORDS)
    return Rate(count[rules.Outcome.MET.value], answered, groups, lead)


@dataclass(frozen=True)
class Counted:
    """A case behind a number of the rate; `answer` is what may be asked to be left out, None where nobody may any more."""

    line: Line
    at: datetime
    answer: uuid.UUID | None


def cases_of_rate(
    areas: Sequence[str], month: date, group: str, at: datetime, lead: uuid.UUID | None = None
) -> list[Counted]:
    """The cases behind one number of `rate_of`, newest first. Raises `ValueError` for an unknown group."""
    if group not in GROUP_WORDS:
        raise ValueError(f"no group {group!r}")
    names = line_names()
    if group in LEFT:
        sentence = Q(end_reason=LEFT[group])
        if group == "left_no_answer":
            sentence |= ~Q(end_reason__in=LEFT.values())
        rows = _left(areas, month).filter(sentence).order_by("-ended_at")
        return [Counted(line_of(case, names, at), case.ended_at or at, None) for case in rows]
    answers = _answers(areas, month)
    answers = answers.filter(is_out=True) if group == EXCLUDED else answers.filter(is_out=False, outcome=group)
    if lead is not None:
        answers = answers.filter(delivery__case__lead=lead)
    asked = Exists(RateExclusion.objects.filter(verification=OuterRef("pk")))
    found = answers.annotate(is_asked=asked).select_related("delivery__case").order_by("-at")
    return [Counted(line_of(one.delivery.case, names, at), one.at, None if one.is_asked else one.pk) for one in found]


@dataclass(frozen=True)
class ExclusionShown:
    """An answer that somebody asks to leave out, and what was decided."""

    exclusion: RateExclusion
    case_id: uuid.UUID
    number: str
    title: str
    outcome: str
    reason: str


def exclusions(areas: Sequence[str], *, undecided: bool = True) -> list[ExclusionShown]:
    """What waits for a second person, oldest first; or what was decided, newest first."""
    found = RateExclusion.objects.filter(
        rights.inside("verification__delivery__case__area_id", areas), decided_at__isnull=undecided
    ).select_related("verification__delivery__case")
    return [_shown(one) for one in found.order_by("asked_at" if undecided else "-decided_at")[:PAGE]]


def _shown(one: RateExclusion) -> ExclusionShown:
    case = one.verification.delivery.case
    outcome = rules.OUTCOME_WORDS[rules.Outcome(one.verification.outcome)]
    reason = rules.EXCLUSION_WORDS[rules.ExclusionReason(one.reason)]
    return ExclusionShown(one, case.pk, number_of(case), case.title, outcome, reason)


def exclusion(exclusion_id: uuid.UUID, areas: Sequence[str]) -> ExclusionShown:
    """One of these areas. Raises `Unseen`."""
    found = (
        RateExclusion.objects.filter(rights.inside("verification__delivery__case__area_id", areas), pk=exclusion_id)
        .select_related("verification__delivery__case")
        .first()
    )
    if found is None:
        raise rights.Unseen("没有这条申请，或不在您的服务范围。")
    return _shown(found)


def answer_of(verification_id: uuid.UUID, areas: Sequence[str]) -> Verification:
    """An answer of these areas with its case. Raises `Unseen`."""
    found = (
        Verification.objects.filter(rights.inside("delivery__case__area_id", areas), pk=verification_id)
        .select_related("delivery__case")
        .first()
    )
    if found is None:
        raise rights.Unseen("没有这条回答，或不在您的服务范围。")
    return found


def samples(areas: Sequence[str], month: date) -> QuerySet[Sample]:
    """The drawings of a month, newest first, each with `candidates` and `chosen`."""
    start, end = _month(month)
    chosen = Count("lines", filter=Q(lines__left_out=""))
    candidates = Count("lines", filter=~Q(lines__left_out=rules.Unconfirmed.ASKED_ENOUGH))
    found = Sample.objects.filter(rights.inside("area_id", areas), at__gte=start, at__lt=end)
    return found.annotate(candidates=candidates, chosen=chosen).order_by("-at")
