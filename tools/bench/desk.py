"""The hint at the desk on a large register: how long one search for a person about to be entered takes.

The invented people are copied into an embedded PostgreSQL; then records of the same people with the errors of a
telephone call are looked up one after another, as the page does it, in three rounds. The figures are those of the
round that other work disturbed least; what a search takes of this process and of the database is counted beside it.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from minsheng.foundation import pinyin
from minsheng.foundation.postgres import EmbeddedPostgres
from tools.bench import elders

ROOT = Path(__file__).resolve().parents[2]
BANNER = "150824"
SEARCHES, ROUNDS = 400, 3


def measure(people: int, seed: int = 1) -> dict[str, float]:
    """Milliseconds of a search among so many people: median, 95th percentile, worst; and how often it finds him."""
    with tempfile.TemporaryDirectory(prefix="minsheng-bench-") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(Path(folder), durable=False) as database:
            os.environ["DATABASE_URL"], os.environ["MINSHENG_MODE"] = database.start(), "test"
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minsheng.config.settings")
            return _measure(people, seed)


def _measure(people: int, seed: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    villages = _divisions()
    entries = elders.register(int(people * 1.05), seed, lambda day: (day.year, day.month, min(day.day, 28)))[:people]
    keys = _copy(entries, villages)
    return {"desk_people": len(entries), **_search(entries, keys, villages, random.Random(seed))}


def _divisions() -> list[str]:
    """The banner's areas in the database; the codes of its villages and communities."""
    from minsheng.foundation import operations as ground
    from minsheng.foundation import presets

    rows = list(presets.read_table(ROOT / "presets" / "divisions", BANNER, "divisions"))
    ground.set_divisions(rows=[(row["code"], row["name"], row["level"], row["parent"]) for row in rows])
    return [row["code"] for row in rows if len(row["code"]) == 12]


def _copy(entries: list[elders.Entry], villages: list[str]) -> list[uuid.UUID]:
    from django.db import connection

    from minsheng.foundation import keys
    from minsheng.registry.queries import PHONE_INDEX

    ring, ids, at = keys.ring(), [uuid.uuid4() for _ in entries], datetime.now(UTC)
    columns = 'id, name, spelling, initials, birth_year, area_id, address, language, "left"'
    columns += ", phone_sealed, phone_index, registered_at, is_sample"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY registry_person ({columns}) FROM STDIN") as copy:
            for key, entry in zip(ids, entries, strict=True):
                spelling = pinyin.spell(entry.name)
                index = ring.blind_index(entry.phone, PHONE_INDEX) if entry.phone else None
                place = _place(entry, villages)
                words = (key, entry.name, spelling.sort_key, spelling.initials, entry.birth_year, place, "", "", "")
                copy.write_row((*words, index, index, at, True))
        cursor.execute("VACUUM ANALYZE registry_person")  # as a database in use has it from time to time
    return ids


def _place(entry: elders.Entry, villages: list[str]) -> str:
    return villages[int(entry.area) % len(villages)]


def _search(
    entries: list[elders.Entry], keys: list[uuid.UUID], villages: list[str], chance: random.Random
) -> dict[str, float]:
    others: dict[int, list[int]] = {}
    for place, entry in enumerate(entries):
        others.setdefault(entry.person, []).append(place)
    several = [places for places in others.values() if len(places) > 1]
    chosen = chance.sample(several, min(SEARCHES, len(several)))
    rounds = [[_looked_up(entries, keys, villages, places) for places in chosen] for _ in range(ROUNDS)]
    best = min(rounds, key=lambda one: median(search.wall_ms for search in one))
    walls = sorted(search.wall_ms for search in best)
    return {
        "desk_ms_median": round(median(walls), 1),
        "desk_ms_p95": round(walls[int(len(walls) * 0.95)], 1),
        "desk_ms_worst": round(walls[-1], 1),
        "desk_cpu_ms_median": round(median(search.cpu_ms for search in best), 1),
        "desk_database_ms_median": round(median(search.database_ms for search in best), 1),
        "desk_searches": len(walls),
        "desk_found": round(sum(search.is_found for search in best) / len(best), 3),
    }


@dataclass(frozen=True)
class Search:
    """What one search took: by the clock, of this process, waiting for the database; and did it find him?"""

    wall_ms: float
    cpu_ms: float
    database_ms: float
    is_found: bool


def _looked_up(entries: list[elders.Entry], keys: list[uuid.UUID], villages: list[str], places: list[int]) -> Search:
    from django.db import connection

    from minsheng.foundation import rights
    from minsheng.registry import queries

    held = rights.Held("operator", BANNER, frozenset({"registry.read_person"}))
    actor = rights.Actor(uuid.uuid4(), "bench", (held,))
    entry, known, waited = entries[places[0]], {keys[place] for place in places[1:]}, 0.0

    def count(execute: Callable[..., Any], *told: Any) -> Any:
        nonlocal waited
        asked = time.perf_counter()
        answer = execute(*told)
        waited += time.perf_counter() - asked
        return answer

    began, began_cpu = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):
        hints = queries.likely_same(
            name=entry.name,
            area=_place(entry, villages),
            birth_year=entry.birth_year,
            phone=entry.phone,
            actor=actor,
            most=10,
        )
    wall, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    return Search(1000 * wall, 1000 * cpu, 1000 * waited, any(hint.id in known for hint in hints))
