"""Cases as connected systems list them: newest first, by area, state and time; no word of who called."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from minsheng.cases import rules
from minsheng.cases.models import Case, Voice
from minsheng.cases.queries.seeing import visible_cases
from minsheng.foundation import rights

Key = tuple[datetime, uuid.UUID]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list shows; what is empty does not narrow it."""

    numbers: Sequence[int] = ()
    states: Sequence[rules.State] = ()
    area: str = ""
    categories: Sequence[str] = ()
    lead: uuid.UUID | None = None
    opened_from: datetime | None = None
    opened_before: datetime | None = None
    changed_from: datetime | None = None
    is_late: bool = False


def cases_listed(
    actor: rights.Actor, wanted: Wanted, after: Key | None, at: datetime, most: int
) -> tuple[list[Case], Key | None]:
    """One page of the cases that exist for the actor, newest first, and the key of the next page (None: the last)."""
    found = _narrowed(visible_cases(actor, at), wanted, at)
    if after is not None:
        moment, last = after
        found = found.filter(Q(opened_at__lt=moment) | Q(opened_at=moment, id__lt=last))
    rows = list(found.select_related("area", "category").order_by("-opened_at", "-id")[: most + 1])
    following = (rows[most - 1].opened_at, rows[most - 1].pk) if len(rows) > most else None
    return rows[:most], following


def _narrowed(found: QuerySet[Case], wanted: Wanted, at: datetime) -> QuerySet[Case]:
    if wanted.numbers:
        found = found.filter(serial__in=wanted.numbers)
    if wanted.states:
        found = found.filter(state__in=wanted.states)
    if wanted.area:
        found = found.filter(rights.inside("area_id", [wanted.area]))
    if wanted.categories:
        proposed = Q(category=None, proposed_category__in=wanted.categories)
        found = found.filter(Q(category__in=wanted.categories) | proposed)
    if wanted.lead:
        found = found.filter(lead=wanted.lead)
    if wanted.opened_from:
        found = found.filter(opened_at__gte=wanted.opened_from)
    if wanted.opened_before:
        found = found.filter(opened_at__lt=wanted.opened_before)
    if wanted.changed_from:
        found = found.filter(changed_at__gte=wanted.changed_from)
    return found.filter(state__in=rules.OPEN_STATES, due_at__lt=at) if wanted.is_late else found


SHEET_LETTERS = 9


def paper_source(area: str) -> str:
    """What the sheets of paper of a banner are called as a source of voices."""
    return f"paper:{area[:6]}"


def plain_sheet_number(written: str) -> str | None:
    """The number of a sheet of paper without its hyphens; None for what is none."""
    plain = "".join(one for one in written.upper() if one.isalnum())
    return plain if len(plain) == SHEET_LETTERS and plain.isascii() else None


def wait_for_source(source: str, number: str) -> None:
    """Wait for whoever is writing down what came under this number, and let others wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"source {source} {number}"])


def is_source_known(source: str, number: str) -> bool:
    """Has anybody, of whatever area, written down what came under this number?"""
    return Voice.objects.filter(source=source, source_number=number).exists()


def case_of_source(source: str, number: str, actor: rights.Actor, at: datetime) -> Case | None:
    """The case that a system's own number has led to, as far as it exists for this actor."""
    voice = Voice.objects.filter(source=source, source_number=number).first()
    return visible_cases(actor, at).filter(pk=voice.case_id).first() if voice else None
