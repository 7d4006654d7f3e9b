"""The product as it is served, in parts that can be killed and started again: database, web server, worker."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from minsheng.config import cli, demo
from minsheng.foundation.postgres import EmbeddedPostgres

PATIENCE_SECONDS = 12
"""After so long without a sign of life a worker is taken for dead (in production longer: `minsheng worker --help`)."""


SECONDS_TO_START = 60


class AtSocket(http.client.HTTPConnection):
    """A connection to the web server's socket, as the web server in front opens one for each request."""

    def __init__(self, path: Path, host: str, *, timeout: float) -> None:
        super().__init__(host, timeout=timeout)
        self.path = path

    def connect(self) -> None:
        """Open it. Raises `OSError` where nobody listens."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


class Served:
    """A durable PostgreSQL, `minsheng serve` and `minsheng worker` in a folder of their own, with the demo banner.

    `socket` is where the web server listens if it was asked for (`at_socket`, as in production); otherwise a port.
    """

    def __init__(
        self, folder: Path, *, web_workers: int = 2, is_counting: bool = False, at_socket: bool = False
    ) -> None:
        self.socket = folder / "web.sock" if at_socket else None
        self.folder = folder
        self.port = demo.free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.database = EmbeddedPostgres(folder / "database")
        self.web_workers = web_workers
        self.is_counting = is_counting
        self.surroundings: Mapping[str, str] = {}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o711)
        url = self.database.start()
        self.surroundings = demo.surroundings(self.folder, url, is_counting=self.is_counting)
        demo.prepare(self.folder, self.surroundings)
        self.start("web")
        self.start("worker")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        demo.stop(list(self._processes.values()))
        self.database.stop()

    @property
    def url(self) -> str:
        """The address of the database."""
        return self.surroundings["DATABASE_URL"]

    def start(self, part: str) -> None:
        """Start a part that does not run, and wait until it answers."""
        if part == "database":
            self.database.start()
            return
        place = ["--socket", str(self.socket)] if self.socket else ["--port", str(self.port)]
        words = {
            "web": ["serve", *place, "--workers", str(self.web_workers)],
            "worker": ["worker", "--patience", str(PATIENCE_SECONDS)],
        }
        self._processes[part] = demo.spawn(words[part], self.surroundings, self.folder / f"{part}.log")
        if part == "web" and self.socket:
            self._wait_for_the_socket()
        elif part == "web":
            demo.wait_for(self.address, self._processes[part], self.folder)

    def connection(self) -> http.client.HTTPConnection:
        """A connection to the web server, not opened yet."""
        host = self.address.removeprefix("http://")
        return AtSocket(self.socket, host, timeout=60) if self.socket else http.client.HTTPConnection(host, timeout=60)

    def _wait_for_the_socket(self) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                asked = self.connection()
                asked.request("GET", "/healthz")
                if asked.getresponse().status == 200:
                    return
            except OSError:
                if time.monotonic() > until:
                    raise
            time.sleep(0.1)

    def kill(self, part: str) -> None:
        """Kill a part as a power cut does: no signal that it could answer."""
        if part == "database":
            pid = int((self.database.data / "postmaster.pid").read_text().split()[0])
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            return
        process = self._processes[part]
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def start_what_has_ended(self) -> None:
        """What systemd does in production: start a part again that has ended (granian gives up on worker deaths)."""
        for part, process in list(self._processes.items()):
            if process.poll() is not None:
                self.start(part)

    def kill_one_of_the_web_workers(self, chance: random.Random) -> None:
        """Kill one process that answers requests; the web server itself is to bring up another."""
        own = self._processes["web"].pid
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(own)], capture_output=True, text=True, check=False)
        pids = [int(word) for word in listed.stdout.split()]
        if pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(pids), signal.SIGKILL)

    def cpu_seconds(self) -> dict[str, float]:
        """Processor seconds so far: of each part with its children, and of this process ("clients")."""
        postmaster = int((self.database.data / "postmaster.pid").read_text().split()[0])
        own = {"database": postmaster, **{part: process.pid for part, process in self._processes.items()}}
        return {**{part: _tree_seconds(pid) for part, pid in own.items()}, "clients": time.process_time()}

    def command(self, *words: str, database: str = "") -> subprocess.CompletedProcess[str]:
        """Run a `minsheng` command, on another database of the same server if one is named."""
        told = {**self.surroundings, **({"DATABASE_URL": self.database.url(database)} if database else {})}
        return subprocess.run(
            [sys.executable, "-m", cli.__name__, *words], env=told, capture_output=True, text=True, check=False
        )

    def asked(self, question: str, *values: object) -> list[tuple[object, ...]]:
        """The rows of a question to the database."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            answer = connection.execute(question.encode(), values)
            return answer.fetchall() if answer.description else []

    def database_log(self) -> str:
        """What the database has written down."""
        return (self.database.data / "server.log").read_text(errors="replace")


def _tree_seconds(first: int) -> float:
    """Of a process and its descendants, those included that have ended and were waited for (`proc(5)`, Linux alone)."""
    ticks: dict[int, int] = {}
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            told = (folder / "stat").read_text().rpartition(")")[2].split()
            pid = int(folder.name)
            below.setdefault(int(told[1]), []).append(pid)
            ticks[pid] = sum(int(word) for word in told[11:15])
    wanted, found = [first], 0
    while wanted:
        pid = wanted.pop()
        found += ticks.get(pid, 0)
        wanted += below.get(pid, [])
    return found / os.sysconf("SC_CLK_TCK")
