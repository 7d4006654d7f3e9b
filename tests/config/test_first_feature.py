"""The walk through one feature names what is there: files that exist, and in them the names that it explains."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "first-feature.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^\| \d+ \| `([^`]+)` \| (.+) \|$", PAGE, re.MULTILINE)
QUOTED = re.compile(r"`([^`]+)`")
NAME = re.compile(r"[a-z]+(?:_[a-z]+)+|(?:[A-Z][a-z]+){2,}|[A-Z]+(?:_[A-Z]+)+")


def place(named: str) -> Path:
    named = named.replace("...", "LC_MESSAGES")
    of_source = ROOT / "src" / "minsheng" / named
    return of_source if of_source.exists() else ROOT / named


def test_it_walks_through_every_layer() -> None:
    assert len(STEPS) >= 11


@pytest.mark.parametrize(("file", "words"), STEPS)
def test_a_step_names_a_file_and_what_stands_there(file: str, words: str) -> None:
    quoted = QUOTED.findall(words)
    files = [place(file), *(place(one) for one in quoted if re.fullmatch(r"[a-z_/]+\.py", one))]
    assert [path for path in files if not path.is_file()] == []
    names = {name for one in quoted if "/" not in one for name in NAME.findall(one)}
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "minsheng").rglob("*.py"))
    assert {name for name in names if not re.search(rf"\b{name}\b", sources)} == set()
