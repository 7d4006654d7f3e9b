"""What the public page says to whoever knows a case's number and a phone's last digits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from minsheng.cases import rules
from minsheng.cases.models import Case
from minsheng.cases.queries import wording
from minsheng.cases.queries.seeing import caller_phone, number_of
from minsheng.foundation import identity, ids, worktime
from minsheng.foundation import queries as ground
from minsheng.registry import queries as registry


@dataclass(frozen=True)
class Status:
    """What the public page says of a case; no name, no words, no place."""

    number: str
    opened_on: date
    state_words: str
    lead: str
    lead_phone: str
    due_at: datetime | None
    paused_at: datetime | None
    reason: str
    remedy: str
    steps: tuple[tuple[datetime, str], ...]


def public_status(number: str, phone_tail: str) -> Status | None:
    """The status of a case for whoever knows its number and the last four digits of a voicer's phone.

    None for a wrong number and for a wrong tail alike. Raises `ValueError` for a number whose check digit fails.
    """
    _, serial = ids.check_public_number(number)
    case = Case.objects.select_related("merged_into").filter(serial=serial).first()
    tail = worktime.plain_digits(phone_tail)
    if case is None or number_of(case) != ids.plain_number(number) or len(tail) != 4:
        return None
    phones = [caller_phone(voice) for voice in case.voices.exclude(caller_phone_sealed=None)]
    if not any(identity.phone_tail(phone) == tail for phone in phones):
        return None
    number, opened_on = number_of(case), case.opened_on
    case = case.merged_into or case
    lead = registry.organisations()[case.lead_id]
    return Status(
        number=number,
        opened_on=opened_on,
        state_words=rules.STATE_WORDS[rules.State(case.state)],
        lead=lead.name,
        lead_phone=lead.phone,
        due_at=case.due_at,
        paused_at=case.paused_at,
        reason=case.end_reason,
        remedy=case.end_remedy,
        steps=wording.public_steps(ground.facts_of(case.pk)),
    )
