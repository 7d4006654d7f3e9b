"""What helpers say of themselves, licences that others saw, and the parameters of offering."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from minsheng.cases import operations as cases
from minsheng.dispatch import queries, rules
from minsheng.dispatch.facts import LicenceSeen
from minsheng.dispatch.models import Helper, HelperSkill, PushRule, Skill
from minsheng.dispatch.operations.offering import refuse_secrets
from minsheng.foundation import facts, rights, worktime, writing


@dataclass(frozen=True, kw_only=True)
class HelperEntry:
    """What a helper says of himself; skills he leaves out he no longer declares."""

    area: str
    skills: Sequence[str] = ()
    free_slots: Sequence[int] = ()
    most_tasks: int = 3
    takes_offers: bool = True
    text_number: str | None = None
    """Where offers are texted to; "" nowhere any more, None as it was."""


@writing.operation
def set_helper(*, entry: HelperEntry, by: rights.Actor, at: datetime) -> Helper:
    """A helper says where and when he helps, what he can, how much he takes at once. Seen licences stay.

    Raises `Refused` outside the areas where he may help, `ValueError` for a number that takes no texts.
    """
    rights.require(by, "dispatch.claim", entry.area)
    helper, _ = Helper.objects.update_or_create(
        account_id=by.id,
        defaults={
            "area_id": entry.area,
            "free_slots": sorted(set(entry.free_slots)),
            "most_tasks": entry.most_tasks,
            "takes_offers": entry.takes_offers,
            "changed_at": at,
        },
    )
    if entry.text_number is not None:
        cases.choose_text_number(number=entry.text_number, by=by.id, at=at)
    HelperSkill.objects.filter(helper=by.id).exclude(skill__in=entry.skills).delete()
    HelperSkill.objects.bulk_create(
        (HelperSkill(helper_id=by.id, skill_id=code, declared_at=at) for code in entry.skills), ignore_conflicts=True
    )
    return helper


@writing.operation
def prove_licence(
    *, helper_id: uuid.UUID, skill: str, proof: str, valid_to: date, by: rights.Actor, at: datetime
) -> HelperSkill:
    """Note that the actor saw the licence of a helper for a skill, and until when it holds; it lapses by itself.

    Raises `Unseen`, `Refused` for one's own licence, `ValueError` for one that has ended or has no name.
    """
    queries.helper_name(by, helper_id)
    if helper_id == by.account_id:
        raise rights.Refused("自己的证书要由别人登记。请找社区（嘎查村）书记。")
    on = worktime.local_date(at)
    refuse_secrets(proof)
    if not proof.strip():
        raise ValueError("请写证书的名称和发证单位，不写证件号码。")
    if valid_to < on:
        raise ValueError("证书已经过期，不能登记。请换新证后再来。")
    row, _ = HelperSkill.objects.update_or_create(
        helper_id=helper_id,
        skill_id=skill,
        defaults={"proof": proof.strip()[:120], "proven_by_id": by.id, "proven_on": on, "valid_to": valid_to},
        create_defaults={
            "declared_at": at,
            "proof": proof.strip()[:120],
            "proven_by_id": by.id,
            "proven_on": on,
            "valid_to": valid_to,
        },
    )
    area = Helper.objects.values_list("area", flat=True).get(pk=helper_id)
    told = LicenceSeen(about=helper_id, area=facts.Code(area), skill=facts.Code(skill), valid_to=valid_to)
    facts.tell(told, by=by.id, at=at)
    return row


def set_skill(*, code: str, name: str, needs_licence: bool, words: Sequence[str] = (), hazards: str = "") -> None:
    """Enter a skill of the banner's list, or bring it up to date."""
    values = {"name": name, "needs_licence": needs_licence, "words": list(words), "hazards": hazards}
    Skill.objects.update_or_create(code=code, defaults=values)


def set_push_rule(*, area: str, push: rules.Push) -> None:
    """Set the parameters of offering in an area and below."""
    values = {
        "after_hours": push.after_hours,
        "offer_to": push.offer_to,
        "offer_hours": push.offer_hours,
        "claim_hours": push.claim_hours,
        "most_cash_fen": push.most_cash_fen,
        "required_per_year": push.required_per_year,
        "confirm_days": push.confirm_days,
        "offline_hours": push.offline_hours,
        "rest_minutes": push.rest_minutes,
        "most_per_day": push.most_per_day,
        "at_the_door": push.at_the_door,
        "not_waited_for": push.not_waited_for,
        "insurance": push.insurance,
    }
    PushRule.objects.update_or_create(area_id=area, defaults=values)
