"""FEBRL4: 5 000 invented Australians in two files, linked one to one by the registry's evidence, without the id.

The comparison of English fields belongs to the benchmark; scores, weights and edit distance are the registry's.
Weights are learned without labels by expectation and maximisation over the pairs that blocking brings together; then
each record goes to its best partner that is still free (FEBRL4 says that each has at most one).
"""

from __future__ import annotations

import csv
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from minsheng.registry import rules

FIELDS = (
    "given_name",
    "surname",
    "street_number",
    "address_1",
    "address_2",
    "suburb",
    "postcode",
    "state",
    "date_of_birth",
)
ROUNDS = 25
MISSING = -1
LEVELS = (1.0, 0.8, 0.6, 0.4)

Row = Mapping[str, str]
Pattern = tuple[int, ...]
Pair = tuple[int, int]


def measure(folder: Path) -> dict[str, float]:
    """Link both files; how right it was."""
    left, right = _read(folder / "a.csv"), _read(folder / "b.csv")
    patterns = {pair: _pattern(left[pair[0]], right[pair[1]]) for pair in _candidates(left, right)}
    scores = _learned(Counter(patterns.values()))
    links = _one_to_one({pair: scores[pattern] for pair, pattern in patterns.items()})
    right_links = sum(_person(left[a]) == _person(right[b]) for a, b in links)
    true = len({_person(row) for row in left} & {_person(row) for row in right})
    return {
        "f1": round(2 * right_links / (len(links) + true), 5),
        "precision": round(right_links / len(links), 5),
        "recall": round(right_links / true, 5),
        "records": len(left) + len(right),
        "compared_pairs": len(patterns),
    }


def _person(row: Row) -> str:
    return row["rec_id"].split("-")[1]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as held:
        rows = list(csv.DictReader(held))
    for row in rows:
        row["date_of_birth"] = row["date_of_birth"].removesuffix(".0")
        row["street_number"] = row["street_number"].removesuffix(".0")
        row.pop("soc_sec_id")
    return rows


def _keys(row: Row) -> Iterator[str]:
    names = sorted((row["given_name"], row["surname"]))
    yield f"names {names}"
    yield f"birth {row['date_of_birth']}" if row["date_of_birth"] else ""
    yield f"place {row['postcode']} {row['surname'][:3]}"
    yield f"place {row['postcode']} {row['given_name'][:3]}"
    yield f"suburb {row['suburb']} {row['street_number']}"
    yield f"street {row['address_1']} {row['street_number']}" if row["address_1"] else ""
    yield f"house {row['address_2']} {row['postcode']}" if row["address_2"] else ""
    yield f"address {row['address_1'][:6]} {row['postcode']}" if row["address_1"] else ""
    yield f"name {row['surname']} {row['state']} {row['date_of_birth'][:4]}"
    yield f"name {row['given_name']} {row['date_of_birth'][:6]}"
    yield f"surname {row['surname']} {row['date_of_birth'][4:]}"
    yield f"letters {row['given_name'][:2]} {row['surname'][:2]} {row['suburb'][:3]}"


def _candidates(left: Sequence[Row], right: Sequence[Row]) -> set[Pair]:
    blocks: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((left, right)):
        for place, row in enumerate(rows):
            for key in {key for key in _keys(row) if key}:
                blocks[key][side].append(place)
    return {
        pair
        for ours, theirs in blocks.values()
        if len(ours) * len(theirs) < 10_000
        for pair in itertools.product(ours, theirs)
    }


def _pattern(first: Row, second: Row) -> Pattern:
    """The level of agreement of each field; given name and surname may have changed places."""
    given, surname = (first["given_name"], second["given_name"]), (first["surname"], second["surname"])
    is_swapped = first["given_name"] == second["surname"] and first["surname"] == second["given_name"]
    names = (5, 5) if is_swapped and given[0] != given[1] else (_level(*given), _level(*surname))
    return names + tuple(_level(first[field], second[field]) for field in FIELDS[2:])


def _level(first: str, second: str) -> int:
    if not first or not second:
        return MISSING
    likeness = rules.likeness(first, second)
    return next((len(LEVELS) - place for place, least in enumerate(LEVELS) if likeness >= least), 0)


def _learned(patterns: Counter[Pattern]) -> dict[Pattern, int]:
    """Centibits of each pattern, by expectation and maximisation from a first guess by counting agreements."""
    chance = {pattern: _first_guess(pattern) for pattern in patterns}
    scores: dict[Pattern, int] = {}
    for _round in range(ROUNDS):
        weights = [_weights(patterns, chance, field) for field in range(len(FIELDS))]
        share = sum(chance[pattern] * many for pattern, many in patterns.items()) / patterns.total()
        start = round(100 * math.log2(share / (1 - share)))
        for pattern in patterns:
            parts = [rules.Part("start", "start", start, "")]
            parts += [
                rules.Part(FIELDS[field], str(level), weights[field].get(level, 0), "")
                for field, level in enumerate(pattern)
            ]
            scores[pattern] = rules.Score(tuple(parts), rules.Band.REVIEW).centibits
            chance[pattern] = 1 / (1 + 2 ** -max(-60, min(60, scores[pattern] / 100)))
    return scores


def _first_guess(pattern: Pattern) -> float:
    known = [level for level in pattern if level != MISSING]
    return 0.99 if known and sum(level >= 3 for level in known) / len(known) > 0.6 else 0.001


def _weights(patterns: Counter[Pattern], chance: Mapping[Pattern, float], field: int) -> dict[int, int]:
    matched: Counter[int] = Counter()
    other: Counter[int] = Counter()
    for pattern, many in patterns.items():
        level = pattern[field]
        if level != MISSING:
            matched[level] += chance[pattern] * many  # type: ignore[assignment]  # a Counter counts shares as well
            other[level] += (1 - chance[pattern]) * many  # type: ignore[assignment]  # likewise
    levels = set(matched)
    m = {level: (matched[level] + 0.1) / (matched.total() + 0.1 * len(levels)) for level in levels}
    u = {level: (other[level] + 0.1) / (other.total() + 0.1 * len(levels)) for level in levels}
    return {level: round(100 * math.log2(m[level] / u[level])) for level in levels}


def _one_to_one(scores: Mapping[Pair, int]) -> list[Pair]:
    """The best pairs first, each record once; none at which the registry would not let a person look."""
    links: list[Pair] = []
    ours: set[int] = set()
    theirs: set[int] = set()
    for pair in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if scores[pair] >= rules.REVIEW_FROM and pair[0] not in ours and pair[1] not in theirs:
            links.append(pair)
            ours.add(pair[0])
            theirs.add(pair[1])
    return links
