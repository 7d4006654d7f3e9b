"""Field pages in a storm: forms written on a phone, answers lost, tabs and servers killed; how many are lost or doubled.

`./dev bench field [--quick]`: one JSON line. `first_sync_bytes` is what the first opening of the page with 500 visits
asks for, unpacked. Seconds are of this machine on this day; `lost` and `doubled` must be 0 on every one.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from minsheng.foundation.postgres import EmbeddedPostgres
from tools import test as browsing
from tools.bench import storm

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"quick": 100, "full": 1_000}
LOGIN = "volunteer1"
SEED = 20261126


def main(words: list[str]) -> int:
    """Print one line with the figures."""
    parser = argparse.ArgumentParser(prog="./dev bench field", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="100 forms instead of 1 000")
    forms = SIZES["quick" if parser.parse_args(words).quick else "full"]
    password = uuid.uuid4().hex
    os.environ.setdefault("MINSHENG_BROWSER", browsing.browser() or "")
    with tempfile.TemporaryDirectory(prefix="minsheng-bench-") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(Path(folder)) as database:
            url = database.start()
            os.environ.update(DATABASE_URL=url, MINSHENG_MODE="test")
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minsheng.config.settings")
            _prepare(password, forms)
            found = storm.run(url, LOGIN, password, forms, SEED)
    print(json.dumps({"bench": "field", "seed": SEED, **found}))
    return 1 if found["lost"] or found["doubled"] else 0


def _prepare(password: str, forms: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from minsheng.config import loading

    call_command("migrate", verbosity=0)
    loading.load_preset(ROOT / "presets" / "demo", at=datetime.now(UTC), password=password)
    claimed(forms)
    connections.close_all()


def claimed(forms: int) -> None:
    """So many visits for today that the volunteer has claimed; Django must be set up."""
    from minsheng.dispatch import operations
    from minsheng.foundation import operations as ground
    from minsheng.foundation import queries

    now = datetime.now(UTC)
    ground.make_fact_months(first=now.date(), last=now.date())
    people = queries.actors_by_login(now.date())
    operations.set_push_rule(area="150824100001", push=operations.Push(most_per_day=forms))  # nobody has so many
    for number in range(forms):
        task = operations.NewTask(
            kind=operations.TaskKind.COMPANY,
            title=f"看望第{number + 1}位老人，坐一坐，问一句还缺什么",
            area="150824100001",
            place=f"巴音路 {number + 1} 号，红铁门，院里有一棵榆树",
            window_start=now + timedelta(minutes=1),
            window_end=now + timedelta(hours=8),
        )
        offered = operations.offer_task(task=task, by=people["secretary1"], at=now)
        operations.claim_task(task_id=offered.pk, by=people[LOGIN], at=now)
