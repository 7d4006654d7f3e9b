"""Pure rules of required acts: few, and capped for everybody."""

from __future__ import annotations

from collections.abc import Sequence


def heaviest(areas: Sequence[str]) -> int:
    """The most required acts that anybody has in a year, where each act holds in its area and below."""
    return max((sum(one.startswith(other) for other in areas) for one in areas), default=0)


def require_cap(areas: Sequence[str], most: int) -> None:
    """Raise `ValueError` where somebody would have more than `most` required acts in a year."""
    if heaviest(areas) > most:
        raise ValueError(f"规定动作一年最多{most}项，这里已经满了。请改成自选动作，或先撤下一项。")
