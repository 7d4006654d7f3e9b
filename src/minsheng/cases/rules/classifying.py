"""Which category a message is about, learned from confirmed cases: how a trained model is asked, and why it says so.

Pure. The model is linear over runs of one and two characters (TF-IDF with logarithmic counts, length one), so each
answer can be explained by the words that spoke for it. It is kept as numbers and texts, never as a program: loading
one cannot run anything. What it ignores: the order of the words beyond two characters, negation, who said it.
A person confirms every proposal.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

FORMAT = 1
LONGEST_TEXT = 4_000
"""Characters beyond are not looked at."""
NOT_WORDS = re.compile(r"[^\u3400-\u9fffa-z0-9]+")
STRONG_RUNS = 12
"""So many runs are looked at to say why."""
LATIN = re.compile(r"[a-z0-9]+")
Floats = npt.NDArray[np.float32]


def plain(text: str) -> str:
    """Chinese characters as they are, every number or Latin word as `0`, one space for all that stands between."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).lower()
    return NOT_WORDS.sub(" ", LATIN.sub("0", folded))


def grams(text: str) -> Counter[str]:
    """How often each character and each pair of neighbours stands in a plain text."""
    return Counter([*text, *(first + second for first, second in pairwise(text))])


@dataclass(frozen=True)
class Classified:
    """The likeliest categories with their shares of belief (all shares sum to 1), best first.

    `is_certain` where the lead of the best score over the second reaches the model's threshold.
    """

    likely: tuple[tuple[str, float], ...]
    is_certain: bool


@dataclass(frozen=True, eq=False)
class Classifier:
    """A trained model: `weights[gram, category]`, `rarity[gram]`, `bias[category]`, all float32.

    `threshold` is the smallest lead of the best over the second score that counts as certain (infinite: never).
    """

    keys: tuple[str, ...]
    places: Mapping[str, int]
    rarity: Floats
    weights: Floats
    bias: Floats
    threshold: float

    def __post_init__(self) -> None:
        sizes = (len(self.places), len(self.keys))
        if self.weights.shape != sizes or self.rarity.shape != sizes[:1] or self.bias.shape != sizes[1:]:
            raise ValueError("the parts of the model do not fit each other")
        if len(self.keys) < 2:
            raise ValueError("a model tells at least two categories apart")

    def classify(self, text: str, most: int = 3) -> Classified:
        """The likeliest categories of a message; nothing where it shares no character with what was learned."""
        found = self._amounts(plain(text))
        if found is None:
            return Classified((), is_certain=False)
        rows, amounts, _ = found
        scores = amounts @ self.weights[rows] + self.bias
        order = np.argsort(-scores, kind="stable")
        believed = np.exp(scores - scores[order[0]])
        believed /= believed.sum()
        return Classified(
            tuple((self.keys[place], round(float(believed[place]), 4)) for place in order[:most]),
            is_certain=bool(scores[order[0]] - scores[order[1]] >= self.threshold),
        )

    def words_for(self, text: str, key: str, most: int = 3) -> tuple[str, ...]:
        """The words of a message that spoke most for a category: strong runs side by side are joined.

        Raises `ValueError` for a category that the model does not know.
        """
        folded = plain(text)
        place, found = self.keys.index(key), self._amounts(folded)
        if found is None:
            return ()
        rows, amounts, names = found
        weights = self.weights[rows]
        evidence = amounts * (weights[:, place] - weights.mean(axis=1))
        strong = {names[at]: float(evidence[at]) for at in np.argsort(-evidence)[:STRONG_RUNS] if evidence[at] > 0}
        joined = _joined(folded, strong)
        return tuple(sorted(joined, key=lambda run: -joined[run])[:most])

    def _amounts(self, folded: str) -> tuple[npt.NDArray[np.intp], Floats, list[str]] | None:
        """Known runs of a plain text: their rows, how much each counts (a vector of length one), their names."""
        counted = [(name, count) for name, count in grams(folded).items() if name in self.places]
        if not counted:
            return None
        names = [name for name, _ in counted]
        rows = np.fromiter((self.places[name] for name in names), np.intp, len(names))
        counts = np.fromiter((count for _, count in counted), np.float32, len(names))
        amounts = (1 + np.log(counts)) * self.rarity[rows]
        return rows, amounts / np.linalg.norm(amounts), names


def _joined(text: str, strong: Mapping[str, float]) -> dict[str, float]:
    """Runs of a text that strong pairs cover, with the sum of their evidence; numbers alone say nothing."""
    joined: dict[str, float] = {}
    start = 0
    while start < len(text) - 1:
        end = start
        while text[end : end + 2] in strong:
            end += 1
        if end > start:
            run = text[start : end + 1].strip()
            if not run.isascii():
                joined[run] = sum(strong[text[at : at + 2]] for at in range(start, end))
        start = max(end, start + 1)
    return joined


def written(model: Classifier) -> bytes:
    """The model as a zip of JSON and plain arrays."""
    held = io.BytesIO()
    ordered = sorted(model.places, key=lambda gram: model.places[gram])
    about = {"format": FORMAT, "keys": model.keys, "grams": ordered, "threshold": str(model.threshold)}
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("model.json", json.dumps(about, ensure_ascii=False))
        for name in ("rarity", "weights", "bias"):
            packed.writestr(name, np.ascontiguousarray(getattr(model, name), dtype="<f4").tobytes())
    return held.getvalue()


def read(data: bytes) -> Classifier:
    """The model that `written` wrote. Raises `ValueError` for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            about = json.loads(packed.read("model.json"))
            if about["format"] != FORMAT:
                raise ValueError("the model is of another format: train it anew")
            shape = (len(about["grams"]), len(about["keys"]))
            arrays = {name: np.frombuffer(packed.read(name), "<f4") for name in ("rarity", "weights", "bias")}
    except (zipfile.BadZipFile, KeyError, TypeError, json.JSONDecodeError) as problem:
        raise ValueError("this is not a trained model") from problem
    return Classifier(
        keys=tuple(about["keys"]),
        places={gram: place for place, gram in enumerate(about["grams"])},
        rarity=arrays["rarity"],
        weights=arrays["weights"].reshape(shape),
        bias=arrays["bias"],
        threshold=float(about["threshold"]),
    )
