"""A sheet of 10 000 people: how long it takes to try it, to carry it out, to read it in again, to undo it.

Invented people with telephone numbers and identity numbers, as an XLSX that a banner would send; an embedded
PostgreSQL with the demo banner. `--quick` takes 2 000. Seconds by the clock, and CPU seconds of this process and (where /proc says so) of the database at work for it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from minsheng.foundation import sheets
from minsheng.foundation.identity import InvalidIdentity, resident_id
from minsheng.foundation.postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[2]
AREA = "150824"
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "秀英桂兰玉珍建国志强海燕文华春梅"


def main(arguments: list[str]) -> int:
    """`./dev bench sheets [--quick]`."""
    parser = argparse.ArgumentParser(prog="./dev bench sheets")
    parser.add_argument("--quick", action="store_true")
    rows = 2_000 if parser.parse_args(arguments).quick else 10_000
    with tempfile.TemporaryDirectory(prefix="minsheng-bench-") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(Path(folder), durable=False) as database:
            os.environ["DATABASE_URL"], os.environ["MINSHENG_MODE"] = database.start(), "test"
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minsheng.config.settings")
            print(json.dumps(_measure(rows)), flush=True)
    return 0


def people(rows: int, seed: int = 1) -> bytes:
    """The workbook: nobody in it exists."""
    chance = random.Random(seed)
    born = date(1930, 1, 1)
    lines = []
    for number in range(rows):
        day = born + timedelta(days=chance.randrange(25_000))
        name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2))
        digits = f"{150100 + number // 1000}{day:%Y%m%d}{number % 1000:03d}"
        lines.append((name, "", "", f"{number // 50}号院{number % 50}号", f"139{number:08d}", _number(digits)))
    headings = ("姓名", "村（社区）", "出生年份", "住址", "电话", "身份证号")
    return sheets.workbook(headings, lines, title="人员")


def _number(digits: str) -> str:
    """With the check digit that fits."""
    for last in "0123456789X":
        try:
            return resident_id(digits + last)
        except InvalidIdentity:
            continue
    raise AssertionError(digits)


def _measure(rows: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command

    from minsheng.config import loading
    from minsheng.foundation import queries as ground
    from minsheng.registry import operations, queries
    from minsheng.registry.rules.importing import Kind

    call_command("migrate", verbosity=0)
    now = datetime.now(UTC)
    loading.load_preset(ROOT / "presets" / "demo", at=now)
    by, content, found = ground.actors_by_login(now.date())["admin1"], people(rows), dict[str, float]()

    def tried() -> Any:
        return operations.try_sheet(
            kind=Kind.PEOPLE, content=content, file_name="bench.xlsx", area=AREA, by=by, at=datetime.now(UTC)
        )

    def carried_out() -> None:
        operations.confirm_sheet(run_id=run.pk, by=by, at=datetime.now(UTC))
        while operations.take_chunk(run_id=run.pk, at=datetime.now(UTC)):
            pass

    run = _timed("try_seconds", tried, found)
    _timed("carry_out_seconds", carried_out, found)
    again = _timed("try_again_seconds", tried, found)
    _timed("undo_seconds", lambda: operations.undo_sheet(run_id=run.pk, by=by, at=datetime.now(UTC)), found)
    run.refresh_from_db()
    shown = queries.sheet_shown(run)
    same = queries.sheet_shown(again).same
    return {"rows": rows, **found, "undone": shown.undone, "same_again": same, "wrong": shown.wrong}


def _timed(key: str, act: Callable[[], Any], found: dict[str, float]) -> Any:
    clock, cpu, database = time.perf_counter(), time.process_time(), _database_cpu_seconds()
    result = act()
    found[key] = round(time.perf_counter() - clock, 1)
    found[key.replace("seconds", "cpu_seconds")] = round(time.process_time() - cpu, 1)
    found[key.replace("seconds", "database_cpu_seconds")] = round(_database_cpu_seconds() - database, 1)
    return result


def _database_cpu_seconds() -> float:
    """What the server process behind this connection has used so far; 0 where the system does not tell."""
    from django.db import connection

    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not stat.exists():
        return 0
    user, system = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
