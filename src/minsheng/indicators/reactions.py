"""What the board does when something was told."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.foundation import facts
from minsheng.indicators import operations


def recount_touched(told: Sequence[facts.Told]) -> None:
    """Have the figures counted anew that these facts may change."""
    operations.ask_recounts(told=told)
