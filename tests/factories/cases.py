"""Cases at every stage of their way, made by the real operations with the people of the demo banner."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from minsheng.cases import operations
from minsheng.cases.models import Case
from minsheng.foundation.rights import Actor
from minsheng.registry import queries as registry

People = Mapping[str, Actor]
TOWN = "150824100001"
BUILDING = ("housing.village_building", "housing", "housing1")
PIN_RESET = ("bank.pin_reset", "o1", "bank1")
HOUR = timedelta(hours=1)


def organisation(code: str) -> uuid.UUID:
    return registry.organisation_by_code(code).pk


def voice(at: datetime, **changes: Any) -> operations.NewVoice:
    """A call with the landline number of nobody who is registered."""
    told: dict[str, Any] = {
        "words": "村里要盖房子，不知道找谁批宅基地",
        "channel": "phone",
        "heard_at": at,
        "area": TOWN,
        "caller_name": "来话人",
        "caller_phone": "0478-5561234",
        "consent": "yes",
        **changes,
    }
    return operations.NewVoice(**told)


def triage(category: str = BUILDING[0], lead: str = BUILDING[1], helpers: tuple[str, ...] = ()) -> operations.Triage:
    return operations.Triage(
        category=category, lead=organisation(lead), co_handlers=tuple(organisation(one) for one in helpers)
    )


def heard(people: People, at: datetime, **changes: Any) -> Case:
    """A case that nobody has looked at yet."""
    return operations.open_case(voice=voice(at, **changes), by=people["operator1"], at=at)


def assigned(
    people: People, at: datetime, kind: tuple[str, str, str] = BUILDING, helpers: tuple[str, ...] = (), **changes: Any
) -> Case:
    """A case that its lead has a task for."""
    chosen = triage(kind[0], kind[1], helpers)
    return operations.open_case(voice=voice(at, **changes), triage=chosen, by=people["operator1"], at=at)


def visited(people: People, case: Case, at: datetime, handler: str = PIN_RESET[2]) -> None:
    """An appointment was made and the code was right at the door."""
    code = operations.set_appointment(
        case_id=case.pk, start=at, end=at + 2 * HOUR, contact_name="韩晓梅", by=people[handler], at=at
    )
    assert operations.start_visit(case_id=case.pk, code=code, by=people[handler], at=at + HOUR / 2)


def handed_back(
    people: People, case: Case, at: datetime, handler: str = BUILDING[2], reason: str = "不归我们", **argued: Any
) -> None:
    """The lead argued and the arbiter agreed at once: the intake has the case again."""
    operations.hand_back_case(case_id=case.pk, reason=reason, basis="责任清单", by=people[handler], at=at, **argued)
    operations.decide_hand_back(case_id=case.pk, is_accepted=True, words="确实不是", by=people["arbiter1"], at=at)


def delivered(people: People, at: datetime, kind: tuple[str, str, str] = BUILDING, **changes: Any) -> Case:
    """A case whose work was done an hour after the call."""
    case = assigned(people, at, kind, **changes)
    if case.tasks.get().route == "doorstep":
        visited(people, case, at, kind[2])
    operations.deliver_task(
        case_id=case.pk, result="done", note="已办好", by=people[kind[2]], at=at + HOUR, unfinished="不等"
    )
    return Case.objects.get(pk=case.pk)


def closed(people: People, at: datetime, kind: tuple[str, str, str] = BUILDING, **changes: Any) -> Case:
    """A case that somebody else verified two hours after the call."""
    case = delivered(people, at, kind, **changes)
    operations.verify_case(
        case_id=case.pk,
        outcome=operations.Outcome.MET,
        asked="self",
        words="办好了",
        by=people["verifier1"],
        at=at + 2 * HOUR,
    )
    return Case.objects.get(pk=case.pk)


def declined(people: People, at: datetime, **changes: Any) -> Case:
    """A case that was not taken on."""
    case = heard(people, at, **changes)
    operations.decline_case(
        case_id=case.pk,
        reason_code="court",
        reason="法院已立案",
        remedy="等法院判决，可拨12368",
        by=people["operator1"],
        at=at + HOUR,
    )
    return Case.objects.get(pk=case.pk)
