"""Jobs of the registry."""

from __future__ import annotations

import uuid

from django.utils import timezone
from procrastinate.contrib.django import app

from minsheng.foundation import queue
from minsheng.registry import operations


@app.periodic(cron="40 2 * * *")
@app.task(name="registry.find_duplicates", queueing_lock="registry.find_duplicates", pass_context=False)
def find_duplicates(timestamp: int) -> None:
    """Every night: propose pairs of records that may be one person. Done twice it finds the same pairs."""
    del timestamp
    operations.find_duplicates(at=timezone.now())


@queue.job(operations.SHEET_JOB)
def take_sheet(*, run: str) -> None:
    """Write the next rows of a sheet; the operation puts the job for those after them."""
    operations.take_chunk(run_id=uuid.UUID(run), at=timezone.now())


@queue.nightly("registry.forget_sheets")
def forget_sheets() -> None:
    """What people uploaded does not stay longer than it is needed."""
    operations.forget_sheets(at=timezone.now())


@queue.nightly("registry.forget_answers")
def forget_answers() -> None:
    """What people answered is kept as long as it was said to hold, and no longer."""
    operations.forget_answers(at=timezone.now())
