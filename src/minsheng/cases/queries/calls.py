"""The calls to make: was it done, and what came of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from minsheng.cases import rules
from minsheng.cases.models import CallAttempt, Case, Delivery, OutgoingText, Telling, Voice
from minsheng.cases.queries.following import not_drawn_yet
from minsheng.cases.queries.listing import PAGE, Line, Names, line_names, line_of
from minsheng.cases.queries.seeing import number_of, seen_case
from minsheng.foundation import rights
from minsheng.registry import queries as registry

UNTOLD = Q(has_result=True, told_at=None, given_up_at=None, wants_answer=True)
"""Of a voice: something came of its case, and somebody waits to be told."""


def result_of(voice: Voice) -> Case:
    """The case whose result the voicer is told: his own, or the one that it was joined into."""
    return voice.case.merged_into or voice.case


@dataclass(frozen=True)
class Call:
    """A call to make: to ask whether it was done, or to tell what came of it."""

    line: Line
    voice_id: uuid.UUID | None
    waiting_hours: int
    attempts: int = 0
    joined_into: str = ""
    """The number of the case with which the voicer's own one was worked on; he knows his own."""

    @property
    def waiting_days(self) -> int:
        return self.waiting_hours // 24


def calls_to_verify(actor: rights.Actor, at: datetime, most: int = PAGE) -> list[Call]:
    """Delivered cases whose person may be asked by this actor, longest waiting first; never his own deliveries.

    Left out: small matters that a sample has not chosen yet, and whom a call has just not reached.
    """
    own = Delivery.objects.filter(Q(by=actor.id) | Q(companion=actor.id) | Q(noted_by=actor.id)).values("case_id")
    areas = actor.areas("cases.verify")
    made = CallAttempt.objects.filter(case=OuterRef("pk"), round=OuterRef("reopenings"))
    found = (
        Case.objects.filter(rights.inside("area_id", areas), state=rules.State.DELIVERED)
        .exclude(Q(pk__in=own) | not_drawn_yet(areas))
        .exclude(Exists(made.filter(at__gt=at - rules.RETRY_AFTER)))
        .annotate(rung=_how_many(made, "case"))
        .order_by("changed_at")[:most]
    )
    names = line_names()
    return [Call(line_of(case, names, at), None, _hours(case.changed_at, at), case.rung) for case in found]


def calls_to_tell(actor: rights.Actor, at: datetime, most: int = PAGE) -> list[Call]:
    """Voices whose case has ended and that nobody told yet, longest waiting first."""
    vain = Telling.objects.filter(voice=OuterRef("pk"), channel=Telling.Channel.UNREACHABLE)
    found = (
        Voice.objects.filter(rights.inside("case__area_id", actor.areas("cases.tell")), UNTOLD)
        .exclude(Exists(OutgoingText.objects.filter(voice=OuterRef("pk"), ended_at=None)))
        .annotate(vain=_how_many(vain, "voice"))
        .select_related("case__merged_into")
        .order_by("heard_at")[:most]
    )
    names = line_names()
    return [
        Call(
            _line_to_tell(voice, names, at),
            voice.pk,
            _hours(result_of(voice).ended_at or voice.heard_at, at),
            voice.vain,
            number_of(voice.case.merged_into) if voice.case.merged_into else "",
        )
        for voice in found
    ]


def _line_to_tell(voice: Voice, names: Names, at: datetime) -> Line:
    """What came of it, under the number and the words of the voicer's own case."""
    own = voice.case
    return replace(line_of(result_of(voice), names, at), id=own.pk, number=number_of(own), title=own.title)


def _how_many(rows: QuerySet[Any], of: str) -> Coalesce:
    """How many of these rows there are, counted for the lines that are shown and not for the whole table."""
    counted = rows.order_by().values(of).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _hours(start: datetime, at: datetime) -> int:
    return max(0, int((at - start) / timedelta(hours=1)))


def oldest_untold(areas: tuple[str, ...]) -> datetime | None:
    """When the voice was heard that has waited longest to be told, among ended cases of these areas."""
    return (
        Voice.objects.filter(rights.inside("case__area_id", areas), UNTOLD)
        .order_by("heard_at")
        .values_list("heard_at", flat=True)
        .first()
    )


def seen_voice(voice_id: uuid.UUID, actor: rights.Actor, at: datetime) -> Voice:
    """One voice of a case that exists for the actor. Raises `Unseen`."""
    voice = (
        Voice.objects.select_related("case__area", "case__category", "case__merged_into").filter(pk=voice_id).first()
    )
    if voice is None:
        raise rights.Unseen("没有这条来话，或不在您的服务范围。")
    seen_case(voice.case_id, actor, at)
    return voice


def words_to_tell(voice: Voice) -> str:
    """A draft of what to say: what was done, by whom, whom to ring, how to complain."""
    case = result_of(voice)
    lead = registry.organisations()[case.lead_id]
    if case.state == rules.State.CLOSED:
        delivery = Delivery.objects.filter(case=case).latest("at")
        done = f"您反映的事已由{lead.name}办理：{delivery.note}"
    elif case.state == rules.State.UNCONFIRMED:
        delivery = Delivery.objects.filter(case=case).latest("at")
        done = f"您反映的事{lead.name}报告已办理：{delivery.note}。{case.end_remedy}"
    else:
        done = f"您反映的事的处理结果：{case.end_reason} 您接下来可以：{case.end_remedy}"
    ring = f"有疑问请拨打{lead.name}电话{lead.phone}。" if lead.phone else ""
    return f"{done} {ring}如果不同意这个结果，可以拨打受理热线要求重新办理。"
