"""What the board does when something was told."""

from __future__ import annotations

from minsheng.foundation import facts
from minsheng.indicators import operations


def recount_touched(told: facts.Told) -> None:
    """Have the figures counted anew that this fact may change."""
    operations.ask_recounts(told=told)
