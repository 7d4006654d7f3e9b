"""Jobs of the ground: what would otherwise have to be remembered by somebody."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from minsheng.foundation import operations


@app.periodic(cron="*/10 * * * *")
@app.task(name="foundation.seal", queueing_lock="foundation.seal", pass_context=False)
def seal(timestamp: int) -> None:
    """Every ten minutes: seal the facts told since the last seal, batch after batch."""
    del timestamp
    while operations.seal_facts(at=timezone.now()):
        pass


@app.periodic(cron="40 18 * * *")
@app.task(name="foundation.tidy", queueing_lock="foundation.tidy", pass_context=False)
def tidy(timestamp: int) -> None:
    """Every night (18:40 UTC, 2:40 in the banner): the log's next months, and what need not be kept any longer."""
    del timestamp
    operations.tidy(at=timezone.now())
