"""What is personal in an ended case is kept for a time that depends on how it ended, and then taken away."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Q

from minsheng.cases import queries, rules
from minsheng.cases.facts import PersonalDataDeleted
from minsheng.cases.models import Case, Feedback, RetentionRule, RetentionRun, Task, Voice
from minsheng.foundation import facts, writing
from minsheng.foundation.units import Items

MOST_A_NIGHT = 5_000
DELETED = "（已过保存期限，删除）"


@writing.operation
def set_retention_rule(*, outcome: str, caller_months: int, words_months: int, is_sample: bool) -> None:
    """Say how long such a case keeps who called and what was said. Raises `ValueError`."""
    if outcome not in rules.ENDED_STATES:
        raise ValueError(f"没有“{outcome}”这种结果。")
    if not 1 <= caller_months <= words_months <= rules.MOST_MONTHS:
        raise ValueError(f"保存期限是1到{rules.MOST_MONTHS}个月，来话人不长于原话。")
    told = {"caller_months": caller_months, "words_months": words_months, "is_sample": is_sample}
    RetentionRule.objects.update_or_create(outcome=outcome, defaults=told)


@writing.operation
def delete_what_was_kept_long_enough(*, at: datetime) -> RetentionRun:
    """Take away what is due, oldest first, at most `MOST_A_NIGHT` cases of each kind; the rest waits for the next night.

    A case stays whole while somebody still needs it (`queries.cases_kept_long_enough`). What was done, decided and
    counted stays. Each case whose data go is told with its reason, so that later stages forget their copies.
    """
    callers = _delete(rules.Kept.CALLER, at)
    words = _delete(rules.Kept.WORDS, at)
    return RetentionRun.objects.create(at=at, callers=callers, words=words)


def _delete(kept: rules.Kept, at: datetime) -> int:
    due = queries.cases_kept_long_enough(kept, at).order_by("ended_at")[:MOST_A_NIGHT]
    chosen = {case.pk: case for case in due.select_for_update(skip_locked=True, of=("self",))}
    both = list(Case.objects.filter(Q(pk__in=chosen) | Q(merged_into__in=chosen)))
    pks = [case.pk for case in both]
    if kept == rules.Kept.CALLER:
        _delete_callers(pks, at)
    else:
        _delete_words(pks, at)
    months = {rule.outcome: rule.caller_months if kept == rules.Kept.CALLER else rule.words_months for rule in _all()}
    told = []
    for case in both:
        outcome = chosen[case.merged_into_id or case.pk].state
        told.append(
            PersonalDataDeleted(
                about=case.pk,
                area=facts.Code(case.area_id),
                kept=facts.Code(kept.value),
                outcome=facts.Code(outcome),
                months=Items(months[outcome]),
            )
        )
    facts.tell(*told, by=None, at=at)
    return len(chosen)


def _all() -> list[RetentionRule]:
    return list(RetentionRule.objects.all())


def _delete_callers(cases: list[uuid.UUID], at: datetime) -> None:
    Voice.objects.filter(case__in=cases).update(
        caller_name="", on_behalf_of="", consent="", caller_phone_sealed=None, caller_phone_index=None
    )
    Feedback.objects.filter(case__in=cases, kind=Feedback.Kind.THANKS).update(giver_name="")
    Task.objects.filter(case__in=cases).update(contact_name="", door_code_sealed=None)
    Case.objects.filter(pk__in=cases).update(person=None, caller_forgotten_at=at)


def _delete_words(cases: list[uuid.UUID], at: datetime) -> None:
    Voice.objects.filter(case__in=cases).update(words=DELETED)
    Feedback.objects.filter(case__in=cases, kind=Feedback.Kind.THANKS).update(words=DELETED)
    Case.objects.filter(pk__in=cases).update(title=DELETED, place="", words_forgotten_at=at)
