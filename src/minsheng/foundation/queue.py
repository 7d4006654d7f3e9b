"""The one door to the job queue (procrastinate on PostgreSQL).

A job is a row written by the caller's own transaction: if that rolls back there never was a job.
Jobs run at least once: what they do must be harmless when done twice.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import procrastinate
from django.db import connection, transaction
from procrastinate.contrib.django import app

RETRY = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=3)


def name_of(function: Callable[..., object]) -> str:
    """The dotted name by which a worker finds a function again."""
    return f"{function.__module__}:{function.__qualname__}"


def put(task: str, **arguments: Any) -> None:
    """Write a job row in the present transaction. Raises outside a transaction: the job would come loose."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a job belongs in the transaction of the change it follows")
    app.configure_task(task, allow_unknown=True).defer(**arguments)


@app.task(name="foundation.react", retry=RETRY, pass_context=False)
def react(*, reaction: str, seq: int, at: str) -> None:
    """Carry out one `later` reaction on the fact with this number."""
    facts = importlib.import_module("minsheng.foundation.facts")  # which imports this module
    module, _, function = reaction.partition(":")
    carry_out = getattr(importlib.import_module(module), function)
    for told in facts.log_rows("seq = %s AND at = %s", [seq, datetime.fromisoformat(at)]):
        with transaction.atomic():
            carry_out(told)


@app.periodic(cron="* * * * *")
@app.task(name="foundation.retry_stalled", queueing_lock="foundation.retry_stalled", pass_context=True)
async def retry_stalled(context: procrastinate.JobContext, timestamp: int) -> None:
    """Put jobs back whose worker died: a killed worker never loses a job."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=30):
        await manager.retry_job(job)


def run_worker(*, concurrency: int = 2, until_empty: bool = False) -> None:
    """Work on jobs until told to stop (or, with `until_empty`, until none is left)."""
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        asyncio.run(_work(working, concurrency, until_empty=until_empty))


async def _work(working: procrastinate.App, concurrency: int, *, until_empty: bool) -> None:
    async with working.open_async():
        manager = working.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=30):
            await manager.retry_job(job)
        await working.run_worker_async(
            concurrency=concurrency,
            wait=not until_empty,
            delete_jobs="successful",
            update_heartbeat_interval=5,
            stalled_worker_timeout=20,
        )


def waiting() -> int:
    """How many jobs are still to do or being done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
        return int(cursor.fetchone()[0])
