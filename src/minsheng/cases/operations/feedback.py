"""Thanks are written down and linked; a complaint opens a case that the one complained of does not settle."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import queries, rules
from minsheng.cases.facts import FeedbackHeard
from minsheng.cases.models import Case, Feedback
from minsheng.cases.operations import guarding, opening
from minsheng.foundation import facts, ids, rights, writing
from minsheng.registry import queries as registry


@dataclass(frozen=True, kw_only=True)
class NewFeedback:
    """What was said of whom. With a case its area and, unless another is named, its lead are meant.

    `helper` is the account of somebody who did the work of that case. Of thanks no phone number is kept.
    """

    is_complaint: bool
    words: str
    channel: str
    area: str = ""
    case_id: uuid.UUID | None = None
    organisation: uuid.UUID | None = None
    helper: uuid.UUID | None = None
    giver_name: str = ""
    giver_phone: str = ""


@writing.operation
def hear_feedback(*, feedback: NewFeedback, by: rights.Actor, at: datetime) -> Feedback:
    """Write down thanks, or open a case for a complaint; `opened` is that case.

    The case of a complaint begins where every voice begins, with the giver's name hidden from whoever handles it.
    Raises `Unseen` for a case that does not exist for the actor, `Refused` where he takes no voices, `ValueError`
    for a helper who did not work on the case, for no area, for no words.
    """
    about = queries.seen_case(feedback.case_id, by, at) if feedback.case_id else None
    area = about.area_id if about else feedback.area
    if not area:
        raise ValueError("请写编号，或选是哪个村（社区）的事。")
    rights.require(by, "cases.take_voice", area)
    guarding.refuse_secrets(feedback.words, feedback.giver_name)
    if not feedback.words.strip():
        raise ValueError("请写下对方说了什么。")
    _require_known(feedback, about, area)
    organisation = feedback.organisation or (about.lead_id if about else None)
    opened = _opened(feedback, area, by, at) if feedback.is_complaint else None
    made = Feedback.objects.create(
        id=ids.new_id(at),
        kind=Feedback.Kind.COMPLAINT if feedback.is_complaint else Feedback.Kind.THANKS,
        channel=feedback.channel,
        heard_at=at,
        heard_by=by.id,
        area_id=area,
        words="" if opened else feedback.words,
        giver_name="" if opened else feedback.giver_name,
        case=about,
        helper=feedback.helper,
        organisation_id=organisation,
        opened=opened,
    )
    told = FeedbackHeard(
        about=about.pk if about and not opened else made.pk,
        area=facts.Code(area),
        feedback=made.pk,
        what=facts.Code(made.kind),
        helper=made.helper,
        organisation=organisation,
        opened=opened.pk if opened else None,
    )
    facts.tell(told, by=by.id, at=at)
    return made


def _require_known(feedback: NewFeedback, about: Case | None, area: str) -> None:
    if feedback.organisation and feedback.organisation not in registry.organisations_for([area]):
        raise ValueError("本地没有这个单位。请从列表中选择。")
    if feedback.helper and (about is None or feedback.helper not in queries.helpers_of(about)):
        raise ValueError("这个人没有办过这件事。请核对编号，或不选人。")


def _opened(feedback: NewFeedback, area: str, by: rights.Actor, at: datetime) -> Case:
    voice = opening.NewVoice(
        words=feedback.words,
        channel=feedback.channel,
        heard_at=at,
        area=area,
        caller_name=feedback.giver_name,
        caller_phone=feedback.giver_phone,
        consent=rules.NAME_HIDDEN,
    )
    return opening.open_case(voice=voice, by=by, at=at)
