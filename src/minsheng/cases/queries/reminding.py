"""Who wants reminders by text, and how many there are to tell."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import rules
from minsheng.cases.models import Notice, ReminderNumber, Rung
from minsheng.foundation import identity, keys, rights, worktime
from minsheng.registry import queries as registry


def reminder_number_purpose(account_id: uuid.UUID) -> str:
    """What the number of this officer is sealed for."""
    return f"cases_remindernumber.{account_id}"


def own_reminder_number(actor: rights.Actor) -> str:
    """The number that the actor's reminders are texted to, masked; "" for none."""
    number = reminder_number(actor.id)
    return identity.mask_phone(number) if number else ""


def reminder_number(account_id: uuid.UUID) -> str:
    """The number in clear, for the sender; "" where the officer wants none any more or signs in no more."""
    found = ReminderNumber.objects.filter(account=account_id, account__is_active=True).first()
    return keys.ring().open(bytes(found.number_sealed), reminder_number_purpose(account_id)) if found else ""


_hints: list[Callable[[uuid.UUID, datetime], bool]] = []


def hints_of(later: Callable[[uuid.UUID, datetime], bool]) -> None:
    """Let a later stage say whether something still waits for somebody (wired in `config/flow.py`)."""
    if later not in _hints:
        _hints.append(later)


def hint_holds(account_id: uuid.UUID, at: datetime) -> bool:
    """Does anything still wait for somebody who was to be told so?"""
    return any(later(account_id, at) for later in _hints)


def reminders_since(account_id: uuid.UUID, since: datetime, at: datetime) -> int:
    """How many reminders and notices the organisations of an officer were given after a moment."""
    organisations = registry.organisations_of(account_id, worktime.local_date(at))
    return Notice.objects.filter(organisation__in=organisations, at__gt=since, at__lte=at).count()


@dataclass(frozen=True)
class LadderRung:
    """A rung of a ladder: so many hours from the end of a limit, to whom; an office stands by itself."""

    hours: int
    to: rules.To
    office: uuid.UUID | None


def ladders() -> Mapping[str, tuple[LadderRung, ...]]:
    """The ladder of leads of each area that has one, its rungs from the earliest to the latest. One query."""
    found: dict[str, tuple[LadderRung, ...]] = {}
    for one in Rung.objects.filter(of=rules.Ladder.LEAD).order_by("area", "hours"):
        found[one.area_id] = (*found.get(one.area_id, ()), LadderRung(one.hours, rules.To(one.to), one.office_id))
    return found
