"""What a helper does for the lead of a case, in the areas where he may.

The stage that let him do it has asked whether he holds the task.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import QuerySet

from minsheng.cases import policies, queries, rules
from minsheng.cases.models import Case, Delivery
from minsheng.cases.operations import guarding, handling, opening, outreach
from minsheng.foundation import rights, writing

PERMISSION = "cases.deliver_entrusted"


def _locked(case_id: uuid.UUID, by: rights.Actor) -> Case:
    case = _seen(case_id, by, Case.objects.select_for_update())
    rules.after(rules.State(case.state), rules.Act.DELIVER)
    return case


def _seen(case_id: uuid.UUID, by: rights.Actor, cases: QuerySet[Case]) -> Case:
    case = cases.filter(rights.inside("area_id", by.areas(PERMISSION)), pk=case_id).first()
    if case is None:
        raise rights.Unseen(queries.NO_SUCH_CASE)
    return case


@writing.operation
def start_entrusted_visit(
    *, case_id: uuid.UUID, code: str, by: rights.Actor, at: datetime, stood_at: datetime | None = None
) -> bool:
    """As `start_visit`, by the helper who holds the task of this case. Raises `NotNow`."""
    return handling.check_code(_locked(case_id, by), code, by, at, stood_at)


@writing.operation
def deliver_entrusted_task(*, case_id: uuid.UUID, done: handling.Done, by: rights.Actor, at: datetime) -> Delivery:
    """As `deliver_task`, by the helper who holds the task of this case: he, too, never verifies it.

    Raises `NotNow`, and `ValueError` where the words hold card, identity or password digits.
    """
    case = _locked(case_id, by)
    outreach.note_met(person_id=case.person_id, channel="visit", by=by.id, at=at)
    return handling.end_task(case, done, by, at)


@writing.operation
def open_entrusted_need(*, case_id: uuid.UUID, words: str, by: rights.Actor, at: datetime) -> Case:
    """Open a case for what somebody at the door of this case still needs: who and where are those of this case."""
    return _open_need(_seen(case_id, by, Case.objects.all()), words, by, at)


@writing.operation
def open_found_need(*, case_id: uuid.UUID, words: str, by: rights.Actor, at: datetime) -> Case:
    """As `open_entrusted_need`, by the people of the lead. Raises `Unseen` and `Refused`."""
    case = queries.seen_case(case_id, by, at)
    policies.require_act(by, case, rules.Act.DELIVER, queries.organisations_of(by, at))
    return _open_need(case, words, by, at)


def _open_need(case: Case, words: str, by: rights.Actor, at: datetime) -> Case:
    guarding.refuse_secrets(words)
    first = case.voices.order_by("heard_at", "id")[0]
    voice = opening.NewVoice(
        words=words,
        channel="visit",
        heard_at=at,
        area=case.area_id,
        place=case.place,
        caller_name=first.caller_name,
        caller_phone=queries.caller_phone(first),
        on_behalf_of=first.on_behalf_of,
        consent=first.consent,
        circumstances=tuple(rules.CircumstanceKind(one.kind) for one in case.circumstances.all()),
        wants_answer=first.wants_answer,
    )
    return opening.open_unasked(voice, by, at)


@writing.operation
def open_need_at_door(*, voice: opening.NewVoice, by: rights.Actor, at: datetime) -> Case:
    """Open a case for what somebody needs at whose door a helper stood without a case."""
    rights.require(by, PERMISSION, voice.area)
    guarding.refuse_secrets(voice.words, voice.place, voice.caller_name)
    return opening.open_unasked(voice, by, at)
