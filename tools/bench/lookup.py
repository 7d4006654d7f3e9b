"""Who is responsible, by ordinary words: how often the right duty comes first, on own labelled questions.

Prints one JSON line with the keys top1, top3 (questions that rules and words were tuned on), held_top1, held_top3 (a
quarter held apart), their counts, and ms_per_question (processor time, over all questions). `--quick` asks each
question once instead of twenty times; `--misses` prints what did not come first among the tuned ones, never the held.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from minsheng.catalogue import rules

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "presets" / "demo" / "responsibilities.csv"
QUESTIONS = ROOT / "tests" / "catalogue" / "questions.csv"
ROUNDS = 20

Rows = list[dict[str, str]]


def main(words: list[str]) -> int:
    """Measure; 0 where everything could be measured, whatever came of it."""
    parser = argparse.ArgumentParser(prog="./dev bench lookup", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args(words)
    look_up, asked = _look_up(), _table(QUESTIONS)
    tuned = [row for row in asked if row["held_out"] == "0"]
    held = [row for row in asked if row["held_out"] == "1"]
    if chosen.misses:
        for row in tuned:
            found = [one.key for one in look_up.find(row["question"], 3)]
            if found[:1] != [row["expected"]]:
                print(json.dumps({**row, "found": found}, ensure_ascii=False))
    told = {
        "items": len(look_up.titles),
        "questions": len(tuned),
        "held_questions": len(held),
        "top1": _share(look_up, tuned, 1),
        "top3": _share(look_up, tuned, 3),
        "held_top1": _share(look_up, held, 1),
        "held_top3": _share(look_up, held, 3),
        "ms_per_question": _milliseconds(look_up, asked, 1 if chosen.quick else ROUNDS),
    }
    print(json.dumps(told))
    return 0


def _table(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _look_up() -> rules.LookUp:
    """The list that is in force at its end: the last version of each number."""
    last: Mapping[str, dict[str, str]] = {row["number"]: row for row in _table(LIST)}
    return rules.LookUp.of(rules.Entry(key, row["title"], tuple(row["words"].split(";"))) for key, row in last.items())


def _share(look_up: rules.LookUp, asked: Iterable[dict[str, str]], most: int) -> float:
    right = [row["expected"] in {one.key for one in look_up.find(row["question"], most)} for row in asked]
    return round(sum(right) / len(right), 4)


def _milliseconds(look_up: rules.LookUp, asked: Rows, rounds: int) -> float:
    started = time.process_time()
    for _ in range(rounds):
        for row in asked:
            look_up.find(row["question"], 3)
    return round((time.process_time() - started) * 1000 / (rounds * len(asked)), 3)
