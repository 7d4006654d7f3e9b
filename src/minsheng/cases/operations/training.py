"""Learns the categories from the banner's own confirmed cases. Imported by the job and the command only."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from minsheng.cases.models import TrainedModel, Voice
from minsheng.cases.rules import State, classifying, training
from minsheng.cases.rules.training import Evaluation, TooLittle, cross_validated, evaluated, trained
from minsheng.catalogue import queries as catalogue

__all__ = ["Evaluation", "TooLittle", "confirmed", "cross_validated", "evaluated", "train_model", "trained"]

MOST_CASES = 50_000
NEWEST_SHARE = 5  # one in five: the newest ones, which neither the old nor the candidate model has seen
FEWEST_NEW = 20
"""With fewer cases that the model in use has not learned from, chance would decide which is better: nothing is replaced."""
TRAINER = 7_301_002  # advisory lock: one training at a time


@dataclass(frozen=True)
class Confirmed:
    """Words whose category a person confirmed, and when their case was opened."""

    words: str
    category: str
    opened_at: datetime


def confirmed(most: int = MOST_CASES) -> list[Confirmed]:
    """Cases whose category a person confirmed, oldest first; the newest `most` of them."""
    rows = (
        Voice.objects.filter(case__category__isnull=False, case__words_forgotten_at=None)
        .exclude(case__state__in=[State.HEARD])
        .order_by("-case__opened_at", "-pk")
        .values_list("words", "case__category_id", "case__opened_at")[:most]
    )
    return [Confirmed(words, str(category), opened_at) for words, category, opened_at in reversed(rows)]


@transaction.atomic
def train_model(*, by: uuid.UUID | None, at: datetime) -> TrainedModel | None:
    """Train a model and put it to use unless what proposes now did better on the newest cases.

    The candidate is trained on the older four fifths, or on all that the model in use has seen where that is more, and
    asked about the rest; so is the model in use, or before the first one the look-up by words. What is kept is then
    trained on all of them. None where another training is under way. Raises `TooLittle` where there is not enough to
    learn from, or too little is new to compare by.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [TRAINER])
        if not cursor.fetchone()[0]:
            return None
    rows = confirmed()
    texts, labels = _columns(rows)
    known = set(training.enough(texts, labels)[1])
    rows = [row for row in rows if row.category in known]
    texts, labels = _columns(rows)
    used = TrainedModel.objects.filter(is_in_use=True).first()
    cut = _newest_from(rows, used)
    candidate = trained(texts[:cut], labels[:cut])
    reached = evaluated(candidate, texts[cut:], labels[cut:])
    before = _proposing_now(used, texts[cut:], labels[cut:])
    is_better = reached.macro_f1 >= before
    if is_better:
        TrainedModel.objects.filter(is_in_use=True).update(is_in_use=False)
    return TrainedModel.objects.create(
        trained_at=at,
        trained_by=by,
        cases=len(texts),
        categories=len(set(labels)),
        macro_f1=reached.macro_f1,
        certain_precision=reached.certain_precision,
        certain_share=reached.certain_share,
        macro_f1_before=before,
        is_in_use=is_better,
        decision=_decision(reached.macro_f1, before, is_first=used is None),
        data=classifying.written(trained(texts, labels)) if is_better else b"",
    )


def _columns(rows: list[Confirmed]) -> tuple[list[str], list[str]]:
    return [row.words for row in rows], [row.category for row in rows]


def _newest_from(rows: list[Confirmed], used: TrainedModel | None) -> int:
    """The place of the first of the newest cases, of which neither the candidate nor the model in use has learned.

    A model that is asked about what it has learned knows everything: no later one would ever replace it. Raises
    `TooLittle` where too few are left.
    """
    cut = len(rows) - len(rows) // NEWEST_SHARE
    if used is not None:
        cut = max(cut, sum(row.opened_at <= used.trained_at for row in rows))
        if len(rows) - cut < FEWEST_NEW:
            raise TooLittle(
                f"models are compared on cases that none has learned from: {len(rows) - cut} of the {FEWEST_NEW} needed"
            )
    return cut


def _proposing_now(used: TrainedModel | None, texts: list[str], labels: list[str]) -> float:
    """The macro-averaged F1 of the model in use; before the first, of the look-up by words."""
    if used is not None:
        return evaluated(classifying.read(bytes(used.data)), texts, labels).macro_f1
    found = [catalogue.propose_categories(text, most=1) for text in texts]
    first = [one[0].category.code if one else "" for one in found]
    return training.summed_up(first, [False] * len(first), labels, 0.0).macro_f1


def _decision(reached: float, before: float, *, is_first: bool) -> str:
    told, old = f"在最新的案件上宏平均F1为{reached:.3f}", "按词查找" if is_first else "原模型"
    if reached >= before:
        return f"{told}，不低于{old}的{before:.3f}，投入使用。"
    return f"{told}，低于{old}的{before:.3f}，仍用{old}。"
