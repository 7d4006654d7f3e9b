"""`docs/threats/asvs.csv` answers every item of the OWASP ASVS 5.0 at levels 1 and 2, and its proofs exist."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "docs" / "threats" / "asvs.csv"
ANSWERS = {"test", "document", "not_applicable", "open"}
SECTIONS = {
    1: 5,
    2: 4,
    3: 7,
    4: 4,
    5: 4,
    6: 8,
    7: 6,
    8: 4,
    9: 2,
    10: 7,
    11: 7,
    12: 3,
    13: 4,
    14: 3,
    15: 4,
    16: 5,
    17: 3,
}
ITEMS = {"1": 70, "2": 183}
"""How many items of each level the standard has."""
FEWEST_BY_TESTS = 180


@cache
def rows() -> tuple[dict[str, str], ...]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def functions_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@cache
def headings(path: str) -> frozenset[str]:
    """The headings of a document as they stand in an address (GitHub's way)."""
    lines = re.findall(r"^#+ (.+)$", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", line.strip().lower()).replace(" ", "-") for line in lines)


def test_every_item_is_answered_once() -> None:
    numbers = [row["item"] for row in rows()]
    assert len(numbers) == len(set(numbers))
    assert Counter(row["level"] for row in rows()) == ITEMS
    assert numbers == sorted(numbers, key=lambda one: [int(part) for part in one[1:].split(".")])
    for row in rows():
        chapter, section, _ = map(int, row["item"][1:].split("."))
        assert 1 <= section <= SECTIONS[chapter]
        assert row["answer"] in ANSWERS
        assert len(row["why"]) > 15, f"{row['item']} needs a sentence"


@pytest.mark.parametrize("answer", ["test", "not_applicable"])
def test_every_named_test_exists(answer: str) -> None:
    for row in rows():
        if row["answer"] != answer or (answer == "not_applicable" and not row["proof"]):
            continue
        for proof in row["proof"].split():
            path, _, name = proof.partition("::")
            assert path.startswith("tests/"), row["item"]
            assert name.startswith("test_"), row["item"]
            assert name in functions_of(path), f"{row['item']}: {proof} is gone"


def test_every_named_heading_exists() -> None:
    for row in rows():
        if row["answer"] == "document":
            path, _, heading = row["proof"].partition("#")
            assert path.startswith("docs/"), row["item"]
            assert heading in headings(path), f"{row['item']}: no heading {heading} in {path}"


def test_what_is_open_says_what_is_missing_and_names_no_proof() -> None:
    for row in rows():
        if row["answer"] == "open":
            assert not row["proof"], row["item"]


def test_most_rest_on_a_test_and_not_on_words() -> None:
    """An item that does not apply counts where a test keeps it so: whoever brings the thing in must answer it anew."""
    held = [row for row in rows() if row["answer"] in {"test", "not_applicable"} and "::" in row["proof"]]
    assert len(held) >= FEWEST_BY_TESTS
