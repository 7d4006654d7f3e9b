"""The one door to the job queue (procrastinate on PostgreSQL).

A job is a row written by the caller's own transaction: if that rolls back there never was a job.
Jobs run at least once: what they do must be harmless when done twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import procrastinate
import psycopg
from django.db import close_old_connections, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

log = logging.getLogger(__name__)
NIGHT = "30 18 * * *"  # the queue's clock is UTC: half past two in China
PATIENCE_SECONDS = 30.0
NIGHTLY: dict[str, Callable[[], None]] = {}
"""What is done once a night, by name: the worker does it, and `minsheng tidy` where one was not running."""
ROUNDS: dict[str, Callable[[], int]] = {}
"""What a worker looks for every few seconds, by name; each says how much it found. Harmless when done twice."""
ROUND_SECONDS = 2.0
RETRY = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=3)


class WorthReading(logging.Filter):
    """Keeps the queue's everyday lines out of the log, but not a job that failed and will be tried again."""

    def filter(self, record: logging.LogRecord) -> bool:
        is_failure = getattr(record, "action", "") == "job_error_retry"
        return is_failure or record.levelno >= logging.WARNING


def name_of(function: Callable[..., object]) -> str:
    """The dotted name by which a worker finds a function again."""
    return f"{function.__module__}:{function.__qualname__}"


def put(task: str, **arguments: Any) -> None:
    """Write a job row in the present transaction. Raises outside a transaction: the job would come loose."""
    put_all(task, [arguments])


def put_all(task: str, jobs: Sequence[Mapping[str, Any]]) -> None:
    """As `put` for several, in one statement: a job row for each set of arguments."""
    _in_transaction()
    app.configure_task(task, allow_unknown=True).batch_defer(*[dict(arguments) for arguments in jobs])


def put_once(task: str, lock: str, *, wait_seconds: int = 0, is_waited_for: bool = False, **arguments: Any) -> bool:
    """Write a job row unless one with this lock still waits to be begun; was one written?

    For work that looks at everything again: a hundred changes before it begins need it once. A job that has
    begun does not count, it may have looked already. `is_waited_for`: a person looks on, so it goes first.
    """
    _in_transaction()
    options: dict[str, Any] = {"priority": 1 if is_waited_for else 0}
    if wait_seconds:
        options["schedule_in"] = {"seconds": wait_seconds}
    job = app.configure_task(task, allow_unknown=True, queueing_lock=lock, **options)
    try:
        with transaction.atomic():
            job.defer(**arguments)
    except procrastinate.exceptions.AlreadyEnqueued:
        return False
    return True


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a job belongs in the transaction of the change it follows")


def job(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function the job of this name (`put` writes it); it is tried again when it raises."""

    def made(function: Callable[..., None]) -> Callable[..., None]:
        app.task(name=name, retry=RETRY, pass_context=False)(function)
        return function

    return made


def nightly(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Make a function a job that runs once a night."""

    def made(function: Callable[[], None]) -> Callable[[], None]:
        def carried_out(*, timestamp: int) -> None:
            del timestamp  # when it was due; what it does goes by the clock
            function()

        NIGHTLY[name] = function
        app.periodic(cron=NIGHT)(app.task(name=name, queueing_lock=name, pass_context=False)(carried_out))
        return function

    return made


@app.task(name="foundation.react", retry=RETRY, pass_context=False)
def react(*, reaction: str, at: str, seqs: Sequence[int] = (), seq: int | None = None) -> None:
    """Carry out one `later` reaction on the facts with these numbers, in their order, in one transaction.

    `seq`: jobs written before November 2026 name one fact. Raises `LookupError` where one is not in the log.
    """
    seqs = list(seqs) if seq is None else [seq]
    facts = importlib.import_module("minsheng.foundation.facts")  # which imports this module
    module, _, function = reaction.partition(":")
    carry_out = getattr(importlib.import_module(module), function)
    told = list(facts.log_rows("seq = ANY(%s) AND at = %s", [seqs, datetime.fromisoformat(at)]))
    if len(told) < len(seqs):
        raise LookupError(f"of the facts {seqs} some are not in the log, or their kind is unknown to this version")
    with transaction.atomic():
        for one in sorted(told, key=lambda one: int(one.seq)):
            carry_out(one)


def waiting_with(locks: Sequence[str]) -> set[str]:
    """Which of these locks are held by a job that still waits to be begun. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT queueing_lock FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = ANY(%s)",
            [list(locks)],
        )
        return {str(lock) for (lock,) in cursor.fetchall()}


@app.periodic(cron="* * * * *")
@app.task(name="foundation.retry_stalled", queueing_lock="foundation.retry_stalled", pass_context=True)
async def retry_stalled(context: procrastinate.JobContext, timestamp: int) -> None:
    """Put jobs back whose worker died: a killed worker never loses a job."""
    del timestamp
    await _put_back(context.app.job_manager, PATIENCE_SECONDS)


async def _put_back(manager: JobManager, patience_seconds: float) -> None:
    """Put stalled jobs back. One that may wait only once, and already waits anew, is dropped instead."""
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=patience_seconds):
        try:
            await manager.retry_job(job)
        except procrastinate.exceptions.UniqueViolation:
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)


NICENESS = 10
"""On one machine with the web server: figures may come a moment later, people at a desk wait for their page."""
OWN_GROUP = Path("/proc/self/autogroup")


def go_last() -> None:
    """Ask for less processor time than others, those of other sessions included.

    Linux shares time between sessions first (`sched_autogroup`, sched(7)), and a nice value counts inside its session
    only: a worker with one of its own took as much as the web server. A session with others in it is left as it is.
    """
    os.nice(NICENESS)
    if os.getsid(0) == os.getpid():
        with contextlib.suppress(OSError):  # a system without such groups
            OWN_GROUP.write_text(str(NICENESS))


def run_worker(*, concurrency: int = 2, until_empty: bool = False, patience_seconds: float = PATIENCE_SECONDS) -> None:
    """Work on jobs until told to stop (or, with `until_empty`, until none is left that can be begun now).

    Outlives the database: while it is away the worker waits for it. A worker that has not been heard of for
    `patience_seconds` is taken for dead, and its jobs are begun again.
    """
    while True:
        connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
        try:
            with app.replace_connector(connector) as working:
                if asyncio.run(_work(working, concurrency, patience_seconds, until_empty=until_empty)):
                    return
        except (procrastinate.exceptions.ConnectorException, psycopg.OperationalError) as problem:
            if until_empty:
                raise
            log.warning("the database does not answer, trying again: %s", problem)
        time.sleep(1)


async def _work(working: procrastinate.App, concurrency: int, patience_seconds: float, *, until_empty: bool) -> bool:
    """Work; True where it was told to stop or nothing is left, False where the work ended of itself."""
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    async with working.open_async():
        await _put_back(working.job_manager, patience_seconds)
        worker = asyncio.create_task(_serve(working, concurrency, patience_seconds, until_empty=until_empty))
        watch = asyncio.create_task(_watch(working.job_manager, patience_seconds))
        rounds = asyncio.create_task(_go_rounds())
        stop = asyncio.create_task(asked.wait())
        tasks = {worker, watch, rounds, stop}
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        for task in (worker, watch, rounds):
            if not task.cancelled() and (problem := task.exception()):
                raise problem
    return until_empty or asked.is_set()


async def _serve(working: procrastinate.App, concurrency: int, patience_seconds: float, *, until_empty: bool) -> None:
    before: set[int | None] = set()
    while True:
        found = await asyncio.to_thread(_only_round) if until_empty else 0
        await working.run_worker_async(
            concurrency=concurrency,
            wait=not until_empty,
            delete_jobs="successful",
            update_heartbeat_interval=patience_seconds / 6,
            stalled_worker_timeout=patience_seconds * 2 / 3,
            install_signal_handlers=False,
        )
        ready = await _ready(working.job_manager) if until_empty else set()
        if ready <= before and not found:
            return
        before = ready


async def _go_rounds() -> None:
    """Go round every few seconds, in a thread that keeps its connection."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        try:
            while True:
                await asyncio.sleep(ROUND_SECONDS)
                try:
                    await asyncio.get_running_loop().run_in_executor(thread, _round)
                except Exception:
                    log.exception("a round of the worker failed; the next one tries again")
        finally:
            thread.submit(connection.close)


def _round() -> int:
    """Look once for everything that is looked for; how much was found."""
    close_old_connections()
    return sum(look() for look in ROUNDS.values())


def _only_round() -> int:
    try:
        return _round()
    finally:
        connection.close()


async def _ready(manager: JobManager) -> set[int | None]:
    """The jobs that could be begun now: a worker that does not wait leaves those that its last ones have put."""
    now = datetime.now(UTC)
    waiting = await manager.list_jobs_async(status=Status.TODO.value)
    return {job.id for job in waiting if job.scheduled_at is None or job.scheduled_at <= now}


async def _watch(manager: JobManager, patience_seconds: float) -> None:
    """Look now and then for jobs whose worker died."""
    while True:
        await asyncio.sleep(patience_seconds / 3)
        await _put_back(manager, patience_seconds)


def waiting() -> int:
    """How many jobs are still to do or being done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
        return int(cursor.fetchone()[0])
