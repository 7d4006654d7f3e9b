"""The one door to lists of people: every list, search, export and derived read passes `people_for`.

Consent is read in the same statement as the people, at the moment of reading: what somebody withdraws on the
phone is gone from every list with the next request. `tests/registry/test_queries_door.py` holds that no other place
of the product makes a list of people.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from minsheng.foundation import rights, worktime
from minsheng.registry.models import Consent, Person, Purpose

SERVICE = "service"


class UnknownPurpose(ValueError):
    """There is no such purpose in this banner's list."""


def purpose(code: str) -> Purpose:
    """One purpose. Raises `UnknownPurpose`."""
    found = Purpose.objects.filter(pk=code).first()
    if found is None:
        raise UnknownPurpose(f"没有“{code}”这个用途。请先在用途清单里写明用途、依据和问本人的话。")
    return found


def people_for(why: str | Purpose, actor: rights.Actor, at: datetime) -> QuerySet[Person]:
    """The people whom an actor may read for a purpose at a moment: his areas, still here, not against their will.

    `service` (helping the person himself) needs no consent and cannot be refused: refusing every other purpose
    never makes a person invisible to those who serve him. Raises `UnknownPurpose`.
    """
    found = Person.objects.filter(
        rights.inside("area_id", actor.areas("registry.read_person")), left="", answered_by=None
    )
    if why == SERVICE:
        return found
    use = purpose(why) if isinstance(why, str) else why
    return found.filter(willing(use, at))


def willing(use: Purpose, at: datetime) -> Q:
    """The condition on people "may be used for this purpose at this moment" (`rules.consent.may_use` in SQL)."""
    his = Q(person=OuterRef("pk")) | Q(person__answered_by=OuterRef("pk"))
    newest = Consent.objects.filter(his, purpose=use, superseded_at=None)
    if use.basis == Purpose.Basis.DUTY:
        return Q()
    if use.basis == Purpose.Basis.OBJECTION:
        return refused_by_nobody(newest)
    stands = Q(valid_to=None) | Q(valid_to__gte=worktime.local_date(at))
    return Q(Exists(newest.filter(stands, answer=Consent.Answer.GIVEN))) & refused_by_nobody(newest)


def refused_by_nobody(newest: QuerySet[Consent]) -> Q:
    """No record that was joined to this person holds a no: where two answers meet, the no counts."""
    return ~Q(Exists(newest.exclude(answer=Consent.Answer.GIVEN)))
