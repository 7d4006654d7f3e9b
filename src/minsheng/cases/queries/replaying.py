"""What the draft of a responsibility list would change for cases that were already there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from minsheng.cases.models import Case
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import rights

DAYS_BACK = 365
MOST_CASES = 5_000


@dataclass(frozen=True)
class Moved:
    """How many cases would go from one lead to another, and by which lines of the two lists (None: by none)."""

    old_lead: str
    new_lead: str
    old_number: int | None
    new_number: int | None
    count: int


@dataclass(frozen=True)
class Replayed:
    """The replay of past cases on a draft: counts only, nobody's words."""

    draft_name: str
    since: date
    case_count: int
    moved_count: int
    moves: tuple[Moved, ...]


def replay_of_draft(actor: rights.Actor, on: date) -> Replayed | None:
    """What would move by the open draft of the actor's banner; None where no draft is open. Raises `Refused`."""
    draft = catalogue.kept_draft(actor)
    if draft is None:
        return None
    since = on - timedelta(days=DAYS_BACK)
    cases = Case.objects.filter(rights.inside("area_id", [draft.area_id]), opened_on__gte=since, category__isnull=False)
    rows = cases.order_by("-opened_on", "pk").values_list("pk", "title", "category_id")[:MOST_CASES]
    matters = [catalogue.PastMatter(str(key), title, category or "") for key, title, category in rows]
    moves = catalogue.replay_draft(draft.pk, matters, by=actor, on=on)
    counted = Counter((one.old_lead, one.new_lead, one.old_number, one.new_number) for one in moves)
    return Replayed(
        draft_name=draft.name,
        since=since,
        case_count=len(matters),
        moved_count=len(moves),
        moves=tuple(Moved(*key, count) for key, count in counted.most_common()),
    )
