"""Thanks and complaints: what was said of whom, and who may be thanked for a case."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from minsheng.cases.models import Case, Feedback
from minsheng.cases.queries.seeing import number_of, visible_cases
from minsheng.foundation import ids, rights
from minsheng.foundation import queries as ground
from minsheng.registry import queries as registry

UNKNOWN_NUMBER = "没有这个编号的事，或不在您的服务范围。请核对编号；不知道编号就留空，写明说的是哪个单位。"


@dataclass(frozen=True)
class FeedbackLine:
    """Thanks or a complaint as the list shows it; `case_id` is where it leads: the case thanked for, or opened."""

    is_complaint: bool
    kind_words: str
    heard_at: datetime
    channel: str
    area: str
    words: str
    giver_name: str
    organisation: str
    helper: str
    case_id: uuid.UUID | None
    number: str


def feedback_list(actor: rights.Actor, most: int = 50) -> list[FeedbackLine]:
    """What was heard last in the areas where the actor takes voices, newest first. Three queries."""
    found = Feedback.objects.filter(rights.inside("area_id", actor.areas("cases.take_voice")))
    rows = list(found.select_related("area", "case", "opened").order_by("-heard_at", "-id")[:most])
    names = ground.account_names({one.helper for one in rows})
    known = registry.organisations()
    return [_line(one, names, known) for one in rows]


def _line(
    one: Feedback, names: Mapping[uuid.UUID, str], known: Mapping[uuid.UUID, registry.OrganisationRow]
) -> FeedbackLine:
    case = one.opened or one.case
    return FeedbackLine(
        is_complaint=one.opened is not None,
        kind_words=one.get_kind_display(),
        heard_at=one.heard_at,
        channel=one.get_channel_display(),
        area=one.area.name,
        words=one.opened.title if one.opened else one.words,
        giver_name=one.giver_name,
        organisation=known[one.organisation_id].name if one.organisation_id and one.organisation_id in known else "",
        helper=names.get(one.helper, "") if one.helper else "",
        case_id=case.pk if case else None,
        number=number_of(case) if case else "",
    )


def case_numbered(text: str, actor: rights.Actor, at: datetime) -> Case:
    """The case of a number that was read out. Raises `ValueError` for a wrong one and for one of other areas alike."""
    on, serial = ids.check_public_number(text)
    case = visible_cases(actor, at).filter(serial=serial, opened_on=on).first()
    if case is None or not actor.may("cases.take_voice", case.area_id):
        raise ValueError(UNKNOWN_NUMBER)
    return case


def helpers_of(case: Case) -> Mapping[uuid.UUID, str]:
    """Who did the work of a case, by account: one can be thanked for it. Two queries."""
    pairs = case.deliveries.order_by("at").values_list("by_id", "companion_id")
    workers = [one for pair in pairs for one in pair if one is not None]
    names = ground.account_names(workers)
    return {one: names[one] for one in dict.fromkeys(workers) if one in names}


def is_complained_of(case: Case, *organisations: uuid.UUID) -> bool:
    """Is this case a complaint about one of these? Then it neither settles it, nor helps with it, nor reads it."""
    return Feedback.objects.filter(opened=case, organisation__in=organisations).exists()


def has_complaint(cases: Collection[uuid.UUID]) -> bool:
    """Is one of these cases a complaint?"""
    return Feedback.objects.filter(opened__in=cases).exists()
