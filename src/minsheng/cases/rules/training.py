"""Trains and evaluates the classifier of messages: pure, with a fixed seed; needs scikit-learn, so only workers load it.

Linear support vector classification over TF-IDF of character runs; the categories are balanced, the runs that tell
categories apart are kept (chi-squared). The threshold of the certain band is chosen on folds inside the training
data, by the lower bound of Wilson's interval (90 %), so that it holds for messages that were not seen.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.feature_selection import SelectKBest, chi2
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from minsheng.cases.rules.classifying import Classifier, Floats, grams, plain

MOST_GRAMS = 10_000
FOLDS = 5
FEW_TEXTS = 50
"""In fewer texts a run may stand in a single one; in more it must stand in two."""
SEED = 20261125
CERTAIN = 0.97
"""At least so many of the certain ones shall be right."""
WILSON_Z = 1.645
FEWEST_OF_A_KIND = 5
"""A category with fewer examples is left to the look-up by words."""


class TooLittle(ValueError):
    """There is not enough to learn from; the sentence says what is missing."""


@dataclass(frozen=True)
class Evaluation:
    """How a model did on messages that it had not seen: `macro_f1`, `certain_precision` and `certain_share` from 0
    to 1 (precision is None where nothing was certain), `ms_per_message` of processor time for one answer."""

    messages: int
    macro_f1: float
    accuracy: float
    certain_precision: float | None
    certain_share: float
    ms_per_message: float


def trained(texts: Sequence[str], labels: Sequence[str]) -> Classifier:
    """A model of these messages, its threshold chosen on inner folds. Raises `TooLittle`."""
    told, known = enough(texts, labels)
    right, leads = _out_of_fold(told, known)
    return _Fitting(told, known).classifier(threshold_for(right, leads))


def enough(texts: Sequence[str], labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """The examples of categories that have at least five. Raises `TooLittle` for fewer than two such categories."""
    counts = Counter(labels)
    kept = [(text, label) for text, label in zip(texts, labels, strict=True) if counts[label] >= FEWEST_OF_A_KIND]
    if len({label for _, label in kept}) < 2:
        raise TooLittle(
            f"a model needs at least two categories with {FEWEST_OF_A_KIND} confirmed cases each; until then the words decide"
        )
    return [text for text, _ in kept], [label for _, label in kept]


def threshold_for(right: Sequence[bool], leads: Sequence[float], wanted: float = CERTAIN) -> float:
    """The smallest lead from which on answers are right often enough, surely enough; infinite where there is none."""
    found, count, correct = math.inf, 0, 0
    for lead, is_right in sorted(zip(leads, right, strict=True), key=lambda pair: -pair[0]):
        count, correct = count + 1, correct + is_right
        if _wilson_low(correct, count) >= wanted:
            found = lead
    return found


def _wilson_low(correct: int, count: int) -> float:
    share, z = correct / count, WILSON_Z
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (share + z * z / (2 * count) - spread) / (1 + z * z / count)


def evaluated(model: Classifier, texts: Sequence[str], labels: Sequence[str]) -> Evaluation:
    """How the model does on messages with known categories."""
    began = time.process_time()
    answers = [model.classify(text) for text in texts]
    spent = time.process_time() - began
    first = [answer.likely[0][0] if answer.likely else "" for answer in answers]
    return summed_up(first, [answer.is_certain for answer in answers], labels, 1000 * spent / max(1, len(texts)))


def summed_up(first: Sequence[str], certain: Sequence[bool], labels: Sequence[str], ms: float) -> Evaluation:
    """The figures of answers beside the truth."""
    sure = [said == known for said, known, is_sure in zip(first, labels, certain, strict=True) if is_sure]
    return Evaluation(
        messages=len(labels),
        macro_f1=float(f1_score(labels, first, average="macro", labels=sorted(set(labels)), zero_division=0)),
        accuracy=float(np.mean([said == known for said, known in zip(first, labels, strict=True)])),
        certain_precision=float(np.mean(sure)) if sure else None,
        certain_share=len(sure) / len(labels),
        ms_per_message=ms,
    )


def cross_validated(texts: Sequence[str], labels: Sequence[str], seed: int = SEED) -> Evaluation:
    """The figures over five folds: each message is asked of a model (and a threshold) that never saw it."""
    told, known = enough(texts, labels)
    first, certain, spent = [""] * len(told), [False] * len(told), 0.0
    for inside, outside in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(told, known):
        model = trained([told[place] for place in inside], [known[place] for place in inside])
        began = time.process_time()
        answers = [model.classify(told[place]) for place in outside]
        spent += time.process_time() - began
        for place, answer in zip(outside, answers, strict=True):
            first[place] = answer.likely[0][0] if answer.likely else ""
            certain[place] = answer.is_certain
    return summed_up(first, certain, known, 1000 * spent / len(told))


def _out_of_fold(texts: Sequence[str], labels: Sequence[str]) -> tuple[list[bool], list[float]]:
    """For each message: was the answer right that a model gave which had not seen it, and by which lead?"""
    right, leads = [False] * len(texts), [0.0] * len(texts)
    for inside, outside in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(texts, labels):
        fitting = _Fitting([texts[place] for place in inside], [labels[place] for place in inside])
        scores = fitting.scores([texts[place] for place in outside])
        ordered = np.sort(scores, axis=1)
        for row, place in enumerate(outside):
            right[place] = fitting.keys[int(scores[row].argmax())] == labels[place]
            leads[place] = float(ordered[row, -1] - ordered[row, -2])
    return right, leads


class _Fitting:
    """One run of the training; two categories are treated like more, by one score for each.

    Vectors are brought to length one twice: to choose the runs, and again over the chosen ones, which is how
    `Classifier.classify` asks.
    """

    def __init__(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        self.counting = TfidfVectorizer(
            analyzer=lambda text: grams(plain(text)).elements(),
            sublinear_tf=True,
            norm=None,
            min_df=2 if len(texts) > FEW_TEXTS else 1,
        )
        counted = self.counting.fit_transform(texts)
        choosing = SelectKBest(chi2, k=min(MOST_GRAMS, counted.shape[1])).fit(normalize(counted), labels)
        self.chosen = np.flatnonzero(choosing.get_support())
        fitted = LinearSVC(C=1, class_weight="balanced", random_state=SEED)
        fitted.fit(normalize(counted[:, self.chosen]), labels)
        self.keys = tuple(str(key) for key in fitted.classes_)
        one_side = len(self.keys) == 2
        self.weights = np.concatenate([-fitted.coef_, fitted.coef_]) if one_side else fitted.coef_
        self.bias = np.concatenate([-fitted.intercept_, fitted.intercept_]) if one_side else fitted.intercept_

    def scores(self, texts: Sequence[str]) -> Floats:
        chosen = normalize(self.counting.transform(texts)[:, self.chosen])
        return np.asarray(chosen @ self.weights.T + self.bias, np.float32)

    def classifier(self, threshold: float) -> Classifier:
        names = self.counting.get_feature_names_out()[self.chosen]
        return Classifier(
            keys=self.keys,
            places={str(name): place for place, name in enumerate(names)},
            rarity=np.asarray(self.counting.idf_[self.chosen], np.float32),
            weights=np.ascontiguousarray(self.weights.T, dtype=np.float32),
            bias=np.asarray(self.bias, np.float32),
            threshold=threshold,
        )
