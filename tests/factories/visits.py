"""Agreed visits, and what is written down at their doors."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from minsheng.cases import operations as cases
from minsheng.cases.models import Case, Task
from minsheng.dispatch import operations
from tests.factories.cases import HOUR, PIN_RESET, People, assigned


@dataclass(frozen=True)
class Agreed:
    """A visit whose time and door code are agreed."""

    case: Case
    task: Task
    code: str


def agreed(people: People, at: datetime, **changes: Any) -> Agreed:
    """Somebody of the bank is to come in the next four hours."""
    case = assigned(people, at, PIN_RESET, **changes)
    code = cases.set_appointment(
        case_id=case.pk, start=at, end=at + 4 * HOUR, contact_name="韩晓梅", by=people[PIN_RESET[2]], at=at
    )
    return Agreed(case, case.tasks.get(ended_at=None), code)


def wrong(code: str) -> str:
    """Four digits that are not the code."""
    return "0000" if code != "0000" else "1111"


def record(
    visit: Agreed, done_at: datetime, client_id: uuid.UUID | None = None, **answers: str
) -> operations.NewRecord:
    """What is written down at this door; done with the right code unless told otherwise."""
    told: Mapping[str, str] = {"result": "done", "code": visit.code, **answers}
    return operations.NewRecord(
        client_id=client_id or uuid.uuid4(),
        visit=visit.task.pk,
        form="doorstep",
        answers={name: text for name, text in told.items() if text},
        done_at=done_at,
    )
