"""Jobs of the registry."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from minsheng.registry import operations


@app.periodic(cron="40 2 * * *")
@app.task(name="registry.find_duplicates", queueing_lock="registry.find_duplicates", pass_context=False)
def find_duplicates(timestamp: int) -> None:
    """Every night: propose pairs of records that may be one person. Done twice it finds the same pairs."""
    del timestamp
    operations.find_duplicates(at=timezone.now())
