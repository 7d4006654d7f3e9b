"""Kill web server, worker and database, fill and slow the disk under load: is anything lost, or there twice?

`./dev bench faults [--quick]`: one JSON line. Callers' voices are sent by several clients at once, each again and again
with the same client id until it is answered with the case; meanwhile one part after another is killed (SIGKILL) and
started again. At the end every acknowledged voice must be there, and none twice; the queue must drain; the log of
facts must fit its seals; and a backup that was taken in the middle of it all must be restored and fit its own.

The disk of the database is a small one in memory, so that it can be filled (only root may mount it; without it
`full_disk` is 0 and nothing of that was shown). A slow disk is PostgreSQL told to wait 100 ms before each flush.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import tempfile
import threading
import time
import urllib.error
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minsheng.config import demo, demo_check
from tools.bench.serving import Served
from tools.bench.small_disk import SmallDisk

SECONDS = {"quick": 60, "full": 600}
CLIENTS = 4
SEED = 20261126
TROUBLES = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError, demo_check.CheckFailed)
ONE_WEB_WORKER = "one web worker"
FULL_DISK, SLOW_DISK = "full disk", "slow disk"
DEATHS = ("database", "web", "worker", ONE_WEB_WORKER, SLOW_DISK)
DISK_MEGABYTES = 1_500
SLOW = {"commit_delay": "100000", "commit_siblings": "0"}
"""Microseconds that each flush of the log waits, whoever else is at work."""
TROUBLE_SECONDS = (1, 3)
DRAIN_SECONDS = 120
LAST_TRIES = 100
"""So often a client tries to have its last voice acknowledged when the killing is over."""


def main(words: list[str]) -> int:
    """Print one line with the figures; 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(prog="./dev bench faults", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one minute instead of ten")
    seconds = SECONDS["quick" if parser.parse_args(words).quick else "full"]
    with tempfile.TemporaryDirectory(prefix="minsheng-faults-") as folder:
        found = run(Path(folder), seconds=seconds, clients=CLIENTS, seed=SEED)
    print(json.dumps({"bench": "faults", "seconds": seconds, "clients": CLIENTS, "seed": SEED, **found}))
    return 0 if found["lost"] == found["doubled"] == 0 and found["restored"] and found["drained"] else 1


@dataclass
class Sent:
    """What the clients have sent and which of it was acknowledged, with how many tries in all."""

    mark: str
    acknowledged: list[str] = field(default_factory=list)
    tries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def run(
    folder: Path,
    *,
    seconds: float,
    clients: int,
    seed: int,
    pause: tuple[float, float] = (0.5, 4),
    fill: Callable[[Path], None] | None = None,
) -> dict[str, Any]:
    """Rounds of killing under load for so many seconds; what was acknowledged, lost, doubled, drained, restored.

    `fill` may put a demo that was prepared before into the folder, once its disk is there.
    """
    chance, sent, is_over = (
        random.Random(seed),
        Sent(uuid.UUID(int=random.Random(seed).getrandbits(128)).hex[:8]),
        threading.Event(),
    )
    with SmallDisk(folder / "database", megabytes=DISK_MEGABYTES) as disk, _served(folder, fill) as served:
        faults = Faults(served, disk, chance)
        threads = [threading.Thread(target=_client, args=(served.address, n, sent, is_over)) for n in range(clients)]
        for thread in threads:
            thread.start()
        backup = folder / "middle.sql.gz"
        until, middle = time.monotonic() + seconds, time.monotonic() + seconds / 2
        has_backup = False
        while time.monotonic() < until or not faults.had_each or not has_backup:
            faults.next()
            if not has_backup and time.monotonic() > middle:
                has_backup = served.command("backup", str(backup)).returncode == 0
            time.sleep(chance.uniform(*pause))
        served.start_what_has_ended()
        is_over.set()
        for thread in threads:
            thread.join()
        return {**faults.counted(), "tries": sent.tries, **_counted(served, sent), **_after(served, backup)}


def _served(folder: Path, fill: Callable[[Path], None] | None) -> Served:
    if fill is not None:
        fill(folder)
    return Served(folder)


class Faults:
    """One after another, each kind once in the first rounds and then any."""

    def __init__(self, served: Served, disk: SmallDisk, chance: random.Random) -> None:
        self.served, self.disk, self.chance = served, disk, chance
        self.kinds = DEATHS + ((FULL_DISK,) if disk.is_small else ())
        self.had: list[str] = []

    @property
    def had_each(self) -> bool:
        """Was there each kind?"""
        return len(self.had) >= len(self.kinds)

    def counted(self) -> dict[str, int]:
        """How many rounds there were, with a full and with a slow disk, and how often the database found it full."""
        return {
            "rounds": len(self.had),
            "full_disk": self.had.count(FULL_DISK),
            "full_disk_said": self.served.database_log().count("No space left on device"),
            "slow_disk": self.had.count(SLOW_DISK),
        }

    def next(self) -> None:
        """Do the next thing to the parts, and bring up again what it brought down."""
        kind = self.chance.choice(self.kinds) if self.had_each else self.kinds[len(self.had)]
        self.had.append(kind)
        self.served.start_what_has_ended()
        if kind == ONE_WEB_WORKER:
            self.served.kill_one_of_the_web_workers(self.chance)
        elif kind == FULL_DISK:
            self._fill_the_disk()
        elif kind == SLOW_DISK:
            self._slow_the_disk()
        else:
            self.served.kill(kind)
            time.sleep(self.chance.uniform(0, 0.5))
            self.served.start(kind)

    def _fill_the_disk(self) -> None:
        """No room for some seconds; a database that gave up is started again, as systemd does."""
        self.disk.fill()
        time.sleep(self.chance.uniform(*TROUBLE_SECONDS))
        self.disk.make_room()
        self.served.start("database")

    def _slow_the_disk(self) -> None:
        for name, value in SLOW.items():
            self.served.asked(f"ALTER SYSTEM SET {name} = {value}")
        self.served.asked("SELECT pg_reload_conf()")
        time.sleep(self.chance.uniform(*TROUBLE_SECONDS))
        for name in SLOW:
            self.served.asked(f"ALTER SYSTEM RESET {name}")
        self.served.asked("SELECT pg_reload_conf()")


def _client(address: str, number: int, sent: Sent, is_over: threading.Event) -> None:
    """Send one voice after another, each until it is acknowledged; the last one too."""
    person, place = None, 0
    while not is_over.is_set():
        place += 1
        words = f"{sent.mark}-{number}-{place} 路灯不亮了，晚上看不见路"
        client_id = str(uuid.uuid4())
        tries_after = 0
        while tries_after < LAST_TRIES:
            tries_after += is_over.is_set()
            sent.tries += 1
            try:
                person = person or demo_check.sign_in(address, "operator1", demo.PASSWORD)
                if _is_acknowledged(person, words, client_id, number):
                    with sent.lock:
                        sent.acknowledged.append(words)
                    break
            except TROUBLES:
                time.sleep(0.2)


def _is_acknowledged(person: demo_check.Person, words: str, client_id: str, number: int) -> bool:
    call: dict[str, str | list[str]] = {
        "client_id": client_id,
        "caller_phone": f"0478-556{number:04}",
        "caller_name": "来话人",
        "words": words,
        "area": "150824100001",
        "category": "bank.pin_reset",
        "lead": "o1",
        "consent": "yes",
        "channel": "phone",
    }
    answer = person.submit("/desk/", call)
    if answer.status == 422:
        raise SystemExit(f"the desk refuses the voice: {answer.text[-3000:]}")
    return answer.status == 200 and "/cases/" in answer.url


def _counted(served: Served, sent: Sent) -> dict[str, Any]:
    rows = served.asked("SELECT words, count(*) FROM cases_voice WHERE words LIKE %s GROUP BY words", f"{sent.mark}-%")
    held = {str(words): int(str(count)) for words, count in rows}
    return {
        "acknowledged": len(sent.acknowledged),
        "lost": sum(words not in held for words in sent.acknowledged),
        "doubled": sum(count - 1 for count in held.values()),
        "not_asked_for": len(held.keys() - set(sent.acknowledged)),
    }


def _after(served: Served, backup: Path) -> dict[str, Any]:
    """Does the queue drain, does the log fit its seals, and can the backup of the middle be restored?"""
    until = time.monotonic() + DRAIN_SECONDS
    waiting = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND (scheduled_at IS NULL OR scheduled_at <= now())"
    while (left := int(str(served.asked(waiting)[0][0]))) and time.monotonic() < until:
        time.sleep(0.5)
    sealed, verified = served.command("seal"), served.command("verify")
    served.database.create_database("restored")
    restored = served.command("restore", str(backup), database="restored")
    return {
        "drained": left == 0,
        "sealed": sealed.returncode == 0,
        "verified": verified.returncode == 0,
        "restored": restored.returncode == 0,
        **({"said": (verified.stderr + restored.stderr)[-500:]} if verified.returncode or restored.returncode else {}),
    }
