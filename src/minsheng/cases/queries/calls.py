"""The calls to make: was it done, and what came of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from minsheng.cases import rules
from minsheng.cases.models import Case, Delivery, Voice
from minsheng.cases.queries.listing import PAGE, Line, line_of
from minsheng.cases.queries.seeing import seen_case
from minsheng.foundation import rights
from minsheng.registry import queries as registry


@dataclass(frozen=True)
class Call:
    """A call to make: to ask whether it was done, or to tell what came of it."""

    line: Line
    voice_id: uuid.UUID | None
    waiting_hours: int


def calls_to_verify(actor: rights.Actor, at: datetime, most: int = PAGE) -> list[Call]:
    """Delivered cases whose person may be asked by this actor, longest waiting first; never his own deliveries."""
    own = Delivery.objects.filter(Q(by=actor.id) | Q(companion=actor.id)).values("case_id")
    found = (
        Case.objects.filter(rights.inside("area_id", actor.areas("cases.verify")), state=rules.State.DELIVERED)
        .exclude(pk__in=own)
        .select_related("area", "category")
        .order_by("changed_at")[:most]
    )
    names = registry.organisations()
    return [Call(line_of(case, names, at), None, _hours(case.changed_at, at)) for case in found]


def calls_to_tell(actor: rights.Actor, at: datetime, most: int = PAGE) -> list[Call]:
    """Voices whose case has ended and that nobody told yet, longest waiting first."""
    found = (
        Voice.objects.filter(
            rights.inside("case__area_id", actor.areas("cases.tell")),
            told_at=None,
            wants_answer=True,
            case__state__in=rules.ENDED_STATES,
        )
        .select_related("case__area", "case__category")
        .order_by("heard_at")[:most]
    )
    names = registry.organisations()
    return [
        Call(line_of(voice.case, names, at), voice.pk, _hours(voice.case.ended_at or voice.heard_at, at))
        for voice in found
    ]


def _hours(start: datetime, at: datetime) -> int:
    return max(0, int((at - start) / timedelta(hours=1)))


def oldest_untold(areas: tuple[str, ...]) -> datetime | None:
    """When the voice was heard that has waited longest to be told, among ended cases of these areas."""
    return (
        Voice.objects.filter(
            rights.inside("case__area_id", areas), told_at=None, wants_answer=True, case__state__in=rules.ENDED_STATES
        )
        .order_by("heard_at")
        .values_list("heard_at", flat=True)
        .first()
    )


def seen_voice(voice_id: uuid.UUID, actor: rights.Actor, at: datetime) -> Voice:
    """One voice of a case that exists for the actor. Raises `Unseen`."""
    voice = Voice.objects.select_related("case__area", "case__category").filter(pk=voice_id).first()
    if voice is None:
        raise rights.Unseen("没有这条来话，或不在您的服务范围。")
    seen_case(voice.case_id, actor, at)
    return voice


def words_to_tell(voice: Voice) -> str:
    """A draft of what to say: what was done, by whom, whom to ring, how to complain."""
    case = voice.case
    lead = registry.organisations()[case.lead_id]
    if case.state == rules.State.CLOSED:
        delivery = Delivery.objects.filter(case=case).latest("at")
        done = f"您反映的事已由{lead.name}办理：{delivery.note}"
    else:
        done = f"您反映的事的处理结果：{case.end_reason} 您接下来可以：{case.end_remedy}"
    ring = f"有疑问请拨打{lead.name}电话{lead.phone}。" if lead.phone else ""
    return f"{done} {ring}如果不同意这个结果，可以拨打受理热线要求重新办理。"
