"""The hint at the desk on a large register: how long one search for a person about to be entered takes.

The invented people are copied into an embedded PostgreSQL; then records of the same people with the errors of a
telephone call are looked up one after another, as the page does it.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from minsheng.foundation import pinyin
from minsheng.foundation.postgres import EmbeddedPostgres
from tools.bench import elders

ROOT = Path(__file__).resolve().parents[2]
BANNER = "150824"
SEARCHES = 400


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
    return {"people": len(entries), **_search(entries, keys, villages, random.Random(seed))}


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
        cursor.execute("ANALYZE registry_person")
    return ids


def _place(entry: elders.Entry, villages: list[str]) -> str:
    return villages[int(entry.area) % len(villages)]


def _search(
    entries: list[elders.Entry], keys: list[uuid.UUID], villages: list[str], chance: random.Random
) -> dict[str, float]:
    from django.db import connection

    from minsheng.foundation import rights
    from minsheng.registry import queries

    held = rights.Held("operator", BANNER, frozenset({"registry.read_person"}))
    actor = rights.Actor(uuid.uuid4(), "bench", (held,))
    others: dict[int, list[int]] = {}
    for place, entry in enumerate(entries):
        others.setdefault(entry.person, []).append(place)
    several = [places for places in others.values() if len(places) > 1]
    taken, found = [], 0
    with connection.cursor():
        for places in chance.sample(several, min(SEARCHES, len(several))):
            entry, known = entries[places[0]], {keys[place] for place in places[1:]}
            began = time.perf_counter()
            hints = queries.likely_same(
                name=entry.name,
                area=_place(entry, villages),
                birth_year=entry.birth_year,
                phone=entry.phone,
                actor=actor,
                most=10,
            )
            taken.append(1000 * (time.perf_counter() - began))
            found += any(hint.id in known for hint in hints)
    taken.sort()
    return {
        "desk_ms_median": round(median(taken), 1),
        "desk_ms_p95": round(taken[int(len(taken) * 0.95)], 1),
        "desk_ms_worst": round(taken[-1], 1),
        "desk_searches": len(taken),
        "desk_found": round(found / len(taken), 3),
    }
