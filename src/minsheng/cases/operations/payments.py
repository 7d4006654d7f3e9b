"""The register of payment difficulties: noted with consent, ended when helped, forgotten when it expires."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from minsheng.cases import queries, rules
from minsheng.cases.facts import PaymentDifficultyEnded, PaymentDifficultyNoted
from minsheng.cases.models import PaymentDifficulty, PaymentRegisterRule
from minsheng.cases.operations import guarding
from minsheng.foundation import facts, ids, rights, worktime, writing
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry

PURPOSE = "share_with_outlet"
"""The purpose that a person consents to; taking the yes back forgets the entries at once."""


@writing.operation
def set_payment_register(*, area: str, months: int, is_sample: bool = False) -> None:
    """Set how many months a banner's outlets keep an entry."""
    values = {"months": months, "is_sample": is_sample}
    PaymentRegisterRule.objects.update_or_create(area_id=area, defaults=values)


@dataclass(frozen=True, kw_only=True)
class NewPaymentDifficulty:
    """Who has which trouble and wants what; `consent` is how he agreed, in his words. No numbers of cards."""

    name: str
    phone: str
    area: str
    difficulty: rules.PaymentTrouble
    help_wanted: rules.PaymentHelp
    consent: str


@writing.operation
def note_payment_difficulty(
    *, outlet_id: uuid.UUID, entry: NewPaymentDifficulty, by: rights.Actor, at: datetime
) -> PaymentDifficulty:
    """Note a difficulty in the register of the actor's own outlet; the same one again begins its time anew.

    Raises `Refused` for who works for no outlet, `Unseen` for another outlet, `ValueError` without consent, for a
    place of another banner, and where the person has said no to it (in whose records nothing is noted then).
    """
    outlet = next((one for one in queries.outlets_of(by, at) if one.id == outlet_id), None)
    if outlet is None:
        raise rights.Unseen("没有这个网点，或不是您这个网点。")
    guarding.refuse_secrets(entry.name, entry.consent)
    if not entry.consent.strip():
        raise ValueError("要本人同意才能登记。请写下他怎么说的；不同意就不登记，照样给他办事。")
    if not entry.area.startswith(outlet.area[:6]):
        raise ValueError("这个地区不归本旗的网点。请从列表中选择。")
    person = registry_operations.enter_caller(name=entry.name, phone=entry.phone, area=entry.area, by=by.id, at=at)
    if registry.has_refused(person, PURPOSE):
        raise ValueError("本人说过不同意把困难告诉网点，不能登记。他改了主意，请他打热线说一声。")
    on = worktime.local_date(at)
    values = {
        "help_wanted": entry.help_wanted,
        "consent": entry.consent.strip()[:200],
        "noted_at": at,
        "noted_by": by.id,
        "expires_on": registry.months_after(on, queries.register_months(outlet.area)),
    }
    key = {"outlet_id": outlet.id, "person_id": person, "difficulty": entry.difficulty}
    made, _ = PaymentDifficulty.objects.update_or_create(
        **key, defaults=values, create_defaults={**values, "id": ids.new_id(at)}
    )
    told = PaymentDifficultyNoted(
        about=made.pk,
        area=facts.Code(outlet.area),
        outlet=outlet.id,
        difficulty=facts.Code(entry.difficulty),
        help_wanted=facts.Code(entry.help_wanted),
    )
    facts.tell(told, by=by.id, at=at)
    return made


@writing.operation
def end_payment_difficulty(*, entry_id: uuid.UUID, is_helped: bool, by: rights.Actor, at: datetime) -> None:
    """Delete an entry of the own outlet: the person was helped, or does not want to be in it. Raises as seeing it."""
    found = queries.seen_payment_difficulty(entry_id, by, at)
    _end([found], "helped" if is_helped else "withdrawn", by.id, at)


@writing.operation
def forget_expired_difficulties(*, at: datetime) -> int:
    """Delete what outlets have kept as long as they may; returns how many. A job of the night."""
    expired = PaymentDifficulty.objects.filter(expires_on__lt=worktime.local_date(at))
    return _end(list(expired.select_for_update(of=("self",)).select_related("outlet")), "expired", None, at)


@writing.operation
def forget_difficulties_of(*, person_id: uuid.UUID, at: datetime) -> int:
    """Delete the entries of a person who took his consent back, in every outlet; returns how many."""
    his = PaymentDifficulty.objects.filter(Q(person=person_id) | Q(person__answered_by=person_id))
    return _end(list(his.select_related("outlet")), "withdrawn", None, at)


def _end(entries: list[PaymentDifficulty], how: str, by: uuid.UUID | None, at: datetime) -> int:
    told = [
        PaymentDifficultyEnded(
            about=one.pk, area=facts.Code(one.outlet.area_id), outlet=one.outlet_id, how=facts.Code(how)
        )
        for one in entries
    ]
    PaymentDifficulty.objects.filter(pk__in=[one.pk for one in entries]).delete()
    facts.tell(*told, by=by, at=at)
    return len(entries)
