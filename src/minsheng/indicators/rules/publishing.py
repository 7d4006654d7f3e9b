"""Pure rules of what the public may see: no number for fewer than five, and none found by subtraction."""

from __future__ import annotations

from collections.abc import Mapping

from minsheng.indicators.rules.counting import Bounded, Share

SMALLEST_GROUP = 5
"""A public figure stands for at least so many cases or people."""


def blurred(share: Share) -> Share | Bounded:
    """A share as the public may see it: no side of it is told where that is between 1 and 4.

    98 of 100 told is said as at least 96 %; 2 of 100 reopened as fewer than 5 %. Both bounds hold for any number
    that is hidden. Of fewer than ten one side is always that small, so all that is said is "at least one", of all
    numbers alike: two different bounds would tell some of them apart.
    """
    part, whole, few = share.part.value, share.whole.value, SMALLEST_GROUP - 1
    if 0 < part < whole < 2 * SMALLEST_GROUP:
        return Bounded(is_least=True, per_1000=1000 // whole)
    if 0 < whole - part <= few:
        return Bounded(is_least=True, per_1000=max(0, whole - few) * 1000 // whole)
    if 0 < part <= few:
        return Bounded(is_least=False, per_1000=min(1000, -(-SMALLEST_GROUP * 1000 // whole)))
    return share


def publishable(groups: Mapping[str, int], elsewhere: int = 0) -> frozenset[str]:
    """Which of the parts of a whole may be shown to the public, by the size of the group behind each.

    A part below `SMALLEST_GROUP` is hidden; and so that nobody finds it by subtracting the shown parts from the
    whole, what is hidden together (with `elsewhere`, which belongs to no part) is never between 1 and 4: the
    smallest shown parts are hidden too. The whole itself must be at least `SMALLEST_GROUP` to be shown.
    """
    by_size = sorted(groups, key=lambda part: (groups[part], part))
    hidden = [part for part in by_size if groups[part] < SMALLEST_GROUP]
    rest = elsewhere + sum(groups[part] for part in hidden)
    for part in by_size[len(hidden) :]:
        if rest == 0 or rest >= SMALLEST_GROUP:
            break
        hidden.append(part)
        rest += groups[part]
    return frozenset(by_size) - frozenset(hidden)
