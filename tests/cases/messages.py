"""Files of invented messages."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

BANNER = "150824"
OTHER = "150422"
SAID = (
    "小区路灯坏了半个月，晚上老人出门看不见",
    "暖气不热，家里只有十四度",
    "垃圾好几天没人收，味道很大",
    "村里要盖房子，不知道找谁批宅基地",
    "我爸突然胸口疼，喘不上气，满头大汗",
)


def reference(name: str) -> Path:
    """A file of the reference data; skips where the folder is absent."""
    folder = os.environ.get("MINSHENG_REFERENCE_DATA", str(Path(__file__).resolve().parents[3] / "shared" / "data"))
    path = Path(folder) / name
    if not path.exists():
        pytest.skip(f"no {path}: name the folder of the reference data in MINSHENG_REFERENCE_DATA")
    return path


def jsonl(*rows: Mapping[str, object]) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def invented(count: int, *, first: int = 1) -> list[dict[str, object]]:
    """So many messages as another system exports them."""
    return [
        {
            "id": number,
            "time": f"2026/5/{1 + number % 28} {number % 24}:{number % 60:02d}:07",
            "title": SAID[number % len(SAID)][:12],
            "label": ("城乡建设", "环境保护", "", "不存在的类别")[number % 4],
            "text": f"{SAID[number % len(SAID)]}，第{number}件。",
        }
        for number in range(first, first + count)
    ]


def table(heading: Sequence[str], rows: Iterable[Sequence[str]], encoding: str = "utf-8") -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(heading)
    writer.writerows(rows)
    return held.getvalue().encode(encoding)
