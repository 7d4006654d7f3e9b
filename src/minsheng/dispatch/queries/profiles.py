"""What helpers say of themselves, and whose licences were seen."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minsheng.dispatch.models import Helper, HelperSkill
from minsheng.foundation import rights


@dataclass(frozen=True)
class Profile:
    """Where and when somebody helps, what he can, how much he takes at once; `licences`: until when those seen hold."""

    area: str
    free_slots: tuple[int, ...]
    most_tasks: int
    takes_offers: bool
    skills: tuple[str, ...]
    licences: Mapping[str, date]


@dataclass(frozen=True)
class HelperRow:
    """A helper with what he says he can; each skill with the last day of its licence, where one was seen."""

    id: uuid.UUID
    name: str
    area: str
    skills: tuple[tuple[str, bool, date | None], ...]


def profile_of(actor: rights.Actor) -> Profile | None:
    """What the actor has said of himself. Two queries."""
    row = Helper.objects.filter(pk=actor.account_id).first()
    if row is None:
        return None
    can = dict(HelperSkill.objects.filter(helper=row.pk).order_by("skill").values_list("skill", "valid_to"))
    licences = {skill: until for skill, until in can.items() if until is not None}
    return Profile(row.area_id, tuple(row.free_slots), row.most_tasks, row.takes_offers, tuple(can), licences)


def helpers_of(actor: rights.Actor, most: int = 200) -> list[HelperRow]:
    """The helpers of the areas where the actor keeps helpers, by name: no counts of anything. Two queries."""
    rows = list(
        Helper.objects.filter(rights.inside("area_id", actor.areas("dispatch.keep_helpers")))
        .select_related("account", "area")
        .order_by("account__name", "pk")[:most]
    )
    can: defaultdict[uuid.UUID, list[tuple[str, bool, date | None]]] = defaultdict(list)
    declared = HelperSkill.objects.filter(helper__in=[row.pk for row in rows]).select_related("skill")
    for one in declared.order_by("skill__name"):
        can[one.helper_id].append((one.skill.name, one.skill.needs_licence, one.valid_to))
    return [HelperRow(row.pk, row.account.name, row.area.name, tuple(can[row.pk])) for row in rows]


def helper_name(actor: rights.Actor, helper_id: uuid.UUID) -> str:
    """The name of a helper whom the actor keeps. Raises `Unseen`."""
    row = Helper.objects.filter(rights.inside("area_id", actor.areas("dispatch.keep_helpers")), pk=helper_id)
    found = row.values_list("account__name", flat=True).first()
    if found is None:
        raise rights.Unseen("没有这位志愿者，或不在您的服务范围。")
    return str(found)
