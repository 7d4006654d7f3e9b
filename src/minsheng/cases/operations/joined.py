"""What becomes of a case is told of those that were joined into it too: each has callers of its own, in an area of its own."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.cases.facts import JoinedEnded, JoinedReopened
from minsheng.cases.models import Case
from minsheng.foundation import facts


def tell_joined(case: Case, kind: type[JoinedEnded | JoinedReopened], by: uuid.UUID | None, at: datetime) -> None:
    """Tell of every case that was joined into this one that it has ended, or is worked on again."""
    joined = Case.objects.filter(merged_into=case).order_by("pk").values_list("pk", "area_id")
    facts.tell(*(kind(about=pk, area=facts.Code(area), into=case.pk) for pk, area in joined), by=by, at=at)
