"""Ranks 300 helpers for a task against 500 open ones, and lets 10 000 claims of 1 000 tasks run at once.

Keys: `rank_p99_ms` (at most 20), `claims`, `won_twice` (must be 0), `claims_per_second`.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import tempfile
import threading
import time
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.foundation.postgres import EmbeddedPostgres

if TYPE_CHECKING:
    from minsheng.foundation.rights import Actor

ROOT = Path(__file__).resolve().parents[2]
HELPERS, OPEN, SEED, THREADS = 300, 500, 20261126, 4
AREA = "150824100001"
A_DAY = 5
"""Visits of a day: fewer than anybody may have, so that nobody loses a claim to his rest (which is asked for each)."""


def main(words: list[str]) -> int:
    """Run both parts; 0 where the limits hold."""
    parser = argparse.ArgumentParser(prog="./dev bench offers")
    parser.add_argument("--quick", action="store_true", help="fewer rankings and claims")
    chosen = parser.parse_args(words)
    ranked = rank_times(200 if chosen.quick else 2_000)
    print(json.dumps(ranked), flush=True)
    won = race(tasks=100 if chosen.quick else 1_000, claims=1_000 if chosen.quick else 10_000)
    print(json.dumps(won), flush=True)
    return 0 if ranked["rank_p99_ms"] <= 20 and won["won_twice"] == 0 and won["unclaimed"] == 0 else 1


def rank_times(times: int) -> dict[str, Any]:
    """How long one ranking takes, from rows as the database gives them to reasons in words."""
    from minsheng.dispatch.rules import matching

    chance = random.Random(SEED)
    areas = [f"150824{100 + town:03d}{place:03d}" for town in range(5) for place in range(1, 9)]
    ids = [uuid.UUID(int=chance.getrandbits(128)) for _ in range(HELPERS)]
    candidates = [
        matching.Candidate(
            id=one,
            area=chance.choice(areas),
            skills=frozenset(chance.sample(["hair", "shop", "repair", "vet", "read"], 2)),
            free_slots=frozenset(chance.sample(range(21), 6)),
            most_tasks=chance.randint(1, 5),
            has_been_there=chance.random() < 0.1,
        )
        for one in ids
    ]
    starts = [chance.randrange(10_000) for _ in range(OPEN)]
    busy = [matching.Busy(helper=chance.choice(ids), start=start, end=start + 90) for start in starts]
    taken = []
    for number in range(times):
        start = chance.randrange(10_000)
        task = matching.Asked(
            id=uuid.UUID(int=number + 1), area=chance.choice(areas), skill="hair", start=start, end=start + 60, slot=4
        )
        before = time.perf_counter()
        matching.rank(task, candidates, busy, 5)
        taken.append((time.perf_counter() - before) * 1_000)
    taken.sort()
    return {
        "bench": "offers",
        "helpers": HELPERS,
        "open_tasks": OPEN,
        "rankings": times,
        "rank_p50_ms": round(taken[len(taken) // 2], 2),
        "rank_p99_ms": round(taken[int(len(taken) * 0.99)], 2),
    }


def race(*, tasks: int, claims: int) -> dict[str, Any]:
    """Claims at once, each thread on a connection of its own; every task is claimed by several helpers."""
    with tempfile.TemporaryDirectory(prefix="minsheng-bench-") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(Path(folder)) as database:
            os.environ.update(DATABASE_URL=database.start(), MINSHENG_MODE="test")
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minsheng.config.settings")
            return _race(tasks, claims)


def _race(tasks: int, claims: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command

    from minsheng.config import loading
    from minsheng.dispatch.models import Claim

    logging.disable(logging.INFO)
    call_command("migrate", verbosity=0)
    now = datetime.now(UTC)
    loading.load_preset(ROOT / "presets" / "demo", at=now, password=uuid.uuid4().hex)
    wanted, helpers = _wanted(tasks, now)
    chance = random.Random(SEED)
    plan = [(wanted[number % tasks], helpers[number % len(helpers)]) for number in range(claims)]
    chance.shuffle(plan)
    answers: Counter[str] = Counter()
    began = time.perf_counter()
    threads = [threading.Thread(target=_claim, args=(plan[place::THREADS], now, answers)) for place in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    held = Counter(Claim.objects.filter(ended_at=None).values_list("task", flat=True))
    return {
        "bench": "offers",
        "tasks": tasks,
        "claims": sum(answers.values()),
        "threads": THREADS,
        "won": answers["won"],
        "lost": answers["lost"],
        "won_twice": sum(count > 1 for count in held.values()),
        "unclaimed": tasks - len(held),
        "claims_per_second": round(claims / seconds),
    }


def _wanted(tasks: int, now: datetime) -> tuple[list[uuid.UUID], list[Actor]]:
    """Tasks in the pool, and helpers who may claim them."""
    from minsheng.dispatch import operations
    from minsheng.foundation import operations as ground
    from minsheng.foundation import queries, rights

    secretary = queries.actors_by_login(now.date())["secretary1"]
    helpers = []
    for number in range(37):
        account = ground.set_account(login=f"bench{number}", name=f"志愿者{number}", hashed="!")
        held = rights.Held("volunteer", AREA, frozenset({"dispatch.claim"}))
        helpers.append(rights.Actor(account, f"志愿者{number}", (held,)))
    wanted = [
        operations.offer_task(
            task=operations.NewTask(
                kind=operations.TaskKind.HELP,
                title=f"任务{number}",
                area=AREA,
                window_start=now + timedelta(days=1 + number // A_DAY),
                window_end=now + timedelta(days=1 + number // A_DAY, hours=1),
            ),
            by=secretary,
            at=now,
        ).pk
        for number in range(tasks)
    ]
    return wanted, helpers


def _claim(plan: list[tuple[uuid.UUID, Actor]], now: datetime, answers: Counter[str]) -> None:
    from django.db import connections

    from minsheng.dispatch import operations

    for task, helper in plan:
        try:
            claim = operations.claim_task(task_id=task, by=helper, at=now)
        except operations.NotNow:
            answers["lost"] += 1
        else:
            answers["won" if claim.helper_id == helper.id else "somebody else"] += 1
    connections.close_all()
