"""Jobs of the board."""

from __future__ import annotations

import time
from datetime import date

from django.utils import timezone
from procrastinate.contrib.django import app

from minsheng.indicators import operations

ATTEMPTS = 6


@app.task(name=operations.RECOUNT)
def recount(*, area: str, month: str, attempt: int = 0) -> None:
    """Count one area and month. Where that fails it is asked for again (the queue cannot retry what waits once)."""
    on, began = date.fromisoformat(month), time.monotonic()
    try:
        operations.recount(area=area, month=on, at=timezone.now())
        operations.note_took(area=area, month=on, seconds=time.monotonic() - began)
    except Exception:
        if attempt < ATTEMPTS:
            operations.ask_recount(area=area, month=on, attempt=attempt + 1)
        raise
