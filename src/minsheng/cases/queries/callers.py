"""Who called: names and numbers, for those who may know them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from minsheng.cases import policies, rules
from minsheng.cases.models import Case, Voice
from minsheng.cases.queries.listing import Line, line_names, line_of
from minsheng.cases.queries.seeing import caller_phone, organisations_of, visible_cases
from minsheng.foundation import editions, identity, keys, rights
from minsheng.registry import queries as registry

RECENT = timedelta(days=180)


@dataclass(frozen=True)
class PhoneShown:
    """A voicer's name and number in clear; `about` is the person, or the voice where nobody is registered."""

    about: uuid.UUID
    area: str
    name: str
    phone: str
    is_hidden: bool


def is_nameless(voice: Voice) -> bool:
    """Does nobody keep a name or a number of whoever said it?"""
    return not voice.caller_name and voice.caller_phone_index is None


def phones_shown(case: Case, actor: rights.Actor, at: datetime) -> list[PhoneShown]:
    """The voicers of a case that exists for the actor, oldest first; blank where he may not know who it was.

    The page that shows them logs a reading for each `about`.
    """
    organisations = organisations_of(actor, at)
    shown = []
    for voice in case.voices.order_by("heard_at", "id"):
        if not policies.may_know_caller(actor, case, voice, organisations):
            shown.append(PhoneShown(voice.pk, case.area_id, "", "", is_hidden=not is_nameless(voice)))
            continue
        phone = caller_phone(voice)
        person = registry.person_for_phone(phone, voice.caller_name) if phone and voice.caller_name else None
        about, area = (person.pk, person.area_id) if person else (voice.pk, case.area_id)
        shown.append(PhoneShown(about, area, voice.caller_name, phone, is_hidden=False))
    return shown


@editions.holding()
def recently_ended(phone: str, actor: rights.Actor, at: datetime, most: int = 3) -> list[Line]:
    """Ended cases of this number that the actor may take up again: a second call about one of them reopens it."""
    indexes = keys.ring().blind_indexes(identity.phone(phone), "cases_voice.caller_phone")
    found = visible_cases(actor, at).filter(
        rights.inside("area_id", actor.areas("cases.reopen")),
        pk__in=Voice.objects.filter(caller_phone_index__in=indexes).values("case_id"),
        state__in=rules.ENDED_STATES,
        ended_at__gte=at - RECENT,
    )
    names = line_names()
    return [line_of(case, names, at) for case in found.order_by("-ended_at")[:most]]
