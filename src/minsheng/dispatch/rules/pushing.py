"""When a task that nobody claimed is offered, and when a claim lapses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Push:
    """The parameters of a banner: hours until offers are made, to how many for a free place, how long they stand.

    `claim_hours`: how long after its time (or after the claim, where it has none) a task may stay unrecorded; longer
    than a phone may be without network (`offline_hours`: how long it keeps its visits). `most_cash_fen`: what a helper may be given to shop with at once.
    `required_per_year`: how many required acts anybody may be given in a year. `confirm_days`: in how many days the
    served side should say that what no case stands behind was done. `at_the_door`, `not_waited_for`: the reason that is
    noted for co-handlers who have not done their part, where the lead's people finish at a door, and where a helper does.
    `insurance`: by whom helpers are insured, said before they take a task (volunteer service regulations, art. 13 and 17).
    `rest_minutes`: the rest between two visits of different villages. `most_per_day`: visits that a helper may have on a day.
    """

    after_hours: int = 24
    offer_to: int = 3
    offer_hours: int = 24
    claim_hours: int = 96
    most_cash_fen: int = 50_000
    required_per_year: int = 4
    confirm_days: int = 7
    offline_hours: int = 72
    at_the_door: str = "上门时当场办完，协办单位还没做的不等了。"
    not_waited_for: str = "认领任务的人已经办完，协办单位还没做的不等了。"
    insurance: str = ""
    rest_minutes: int = 30
    most_per_day: int = 6


def is_to_push(opened_at: datetime, at: datetime, push: Push) -> bool:
    """Has the task waited in the pool long enough?"""
    return at - opened_at >= timedelta(hours=push.after_hours)


def has_lapsed(offered_at: datetime, at: datetime, push: Push) -> bool:
    """Does an offer stand no longer?"""
    return at - offered_at >= timedelta(hours=push.offer_hours)


def is_timed_out(claimed_at: datetime, window_end: datetime | None, at: datetime, push: Push) -> bool:
    """Has a claim stayed without a record for so long that the task goes back to the pool?"""
    since = max(window_end, claimed_at) if window_end else claimed_at
    return at - since >= timedelta(hours=push.claim_hours)
