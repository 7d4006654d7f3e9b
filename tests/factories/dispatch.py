"""Tasks for helpers, made by the real operations with the people of the demo banner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from minsheng.cases.models import Case
from minsheng.dispatch import operations
from minsheng.dispatch.models import HelpTask
from minsheng.foundation.rights import Actor
from tests.factories import cases as making

People = Mapping[str, Actor]
HAIRCUT = ("", "comm_150824100001", "community1")


def shared(people: People, at: datetime, **changes: Any) -> tuple[Case, HelpTask]:
    """A case of the housing office whose task helpers may do."""
    case = making.assigned(people, at, **changes)
    return case, operations.offer_case_task(case_id=case.pk, by=people["housing1"], at=at)


def plain(people: People, at: datetime, **changes: Any) -> HelpTask:
    """A visit without a case."""
    told: dict[str, Any] = {"kind": operations.TaskKind.COMPANY, "title": "看望老人", "area": making.TOWN, **changes}
    return operations.offer_task(task=operations.NewTask(**told), by=people["secretary1"], at=at)


def done(**changes: Any) -> operations.Report:
    told: dict[str, Any] = {"outcome": operations.Outcome.DONE, **changes}
    return operations.Report(**told)
