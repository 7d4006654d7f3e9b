"""What a connected system is told as it happens: noted with the change, sent by a job, in the order of each record."""

from __future__ import annotations

import uuid

from django.utils import timezone

from minsheng.foundation import facts, operations, queue


def note_for_systems(told: facts.Told) -> None:
    """Note a fact for every system that has subscribed and may see its area; in the teller's transaction."""
    operations.note_fact(told=told)


@queue.job("foundation.send_facts")
def send_facts(*, subscription: str, about: str) -> None:
    """Send what waits of one record; a failure waits and comes again by itself."""
    operations.send_facts(subscription_id=uuid.UUID(subscription), about=uuid.UUID(about), at=timezone.now())
