"""Learns the categories from the banner's own confirmed cases. Imported by the job and the command only."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import connection, transaction

from minsheng.cases.models import TrainedModel, Voice
from minsheng.cases.rules import State, classifying, training
from minsheng.cases.rules.training import Evaluation, TooLittle, cross_validated, evaluated, trained

__all__ = ["Evaluation", "TooLittle", "confirmed", "cross_validated", "evaluated", "train_model", "trained"]

MOST_CASES = 50_000
NEWEST_SHARE = 5  # one in five: the newest ones, which neither the old nor the candidate model has seen
TRAINER = 7_301_002  # advisory lock: one training at a time


def confirmed(most: int = MOST_CASES) -> list[tuple[str, str]]:
    """(words, category) of cases whose category a person confirmed, oldest first; the newest `most` of them."""
    rows = (
        Voice.objects.filter(case__category__isnull=False, case__words_forgotten_at=None)
        .exclude(case__state__in=[State.HEARD])
        .order_by("-case__opened_at", "-pk")
        .values_list("words", "case__category_id")[:most]
    )
    return [(words, str(category)) for words, category in reversed(rows)]


@transaction.atomic
def train_model(*, by: uuid.UUID | None, at: datetime) -> TrainedModel | None:
    """Train a model and put it to use unless the one in use did better on the newest cases.

    The candidate is trained on the older four fifths and asked about the newest fifth, and so is the model in use;
    what is kept is then trained on all of them. None where another training is under way. Raises
    `TooLittle` where there is not enough to learn from.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [TRAINER])
        if not cursor.fetchone()[0]:
            return None
    texts, labels = training.enough(*_columns(confirmed()))
    cut = len(texts) - len(texts) // NEWEST_SHARE
    candidate = trained(texts[:cut], labels[:cut])
    reached = evaluated(candidate, texts[cut:], labels[cut:])
    used = TrainedModel.objects.filter(is_in_use=True).first()
    before = None
    if used is not None:
        before = evaluated(classifying.read(bytes(used.data)), texts[cut:], labels[cut:]).macro_f1
    is_better = before is None or reached.macro_f1 >= before
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
        decision=_decision(reached.macro_f1, before),
        data=classifying.written(trained(texts, labels)) if is_better else b"",
    )


def _columns(rows: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [words for words, _ in rows], [label for _, label in rows]


def _decision(reached: float, before: float | None) -> str:
    if before is None:
        return f"第一个模型：在最新的案件上宏平均F1为{reached:.3f}，投入使用。"
    if reached >= before:
        return f"在最新的案件上宏平均F1为{reached:.3f}，不低于原模型的{before:.3f}，替换原模型。"
    return f"在最新的案件上宏平均F1为{reached:.3f}，低于原模型的{before:.3f}，原模型继续使用。"
