"""What somebody declares stands or waits, is decided by another person, and is ended: the same for lists and tables.

Each function writes an object that the caller has locked, and tells nothing: the caller knows which right it takes
and which fact it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minsheng.foundation import rights
from minsheng.registry.models import Declared

State = Declared.State


def declared(*, needs_decision: bool, by: rights.Actor, at: datetime) -> dict[str, Any]:
    """How a new one stands: at once, or waiting for another person's yes."""
    state = State.WAITING if needs_decision else State.STANDING
    return {"state": state, "declared_by": by.id, "declared_at": at}


def decide(found: Declared, *, is_approved: bool, answer: str, by: rights.Actor, at: datetime) -> None:
    """Say yes or no to what somebody else declared; a no says why.

    Raises `Refused` for whoever declared it, and `ValueError` where it does not wait or a no has no reason.
    """
    if found.declared_by == by.id:
        raise rights.Refused("自己提出的，要由另一个有批准权限的人处理。")
    if found.state != State.WAITING:
        raise ValueError("这一份已经有人处理过了。")
    if not is_approved and not answer.strip():
        raise ValueError("不批准要写明理由。")
    found.state = State.STANDING if is_approved else State.REFUSED
    found.decided_by, found.decided_at, found.answer = by.id, at, answer.strip()[:300]
    found.save(update_fields=["state", "decided_by", "decided_at", "answer"])


def end(found: Declared, *, by: rights.Actor, at: datetime) -> bool:
    """End it, or take back one that still waits; False where it had an end already, and then nothing changes."""
    if found.state in {State.ENDED, State.REFUSED}:
        return False
    found.state, found.ended_by, found.ended_at = State.ENDED, by.id, at
    found.save(update_fields=["state", "ended_by", "ended_at"])
    return True
