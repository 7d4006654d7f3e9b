"""Proactive outreach: after how long, and what came of a contact."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import queries, rules
from minsheng.cases.facts import OutreachContacted
from minsheng.cases.models import OutreachContact, OutreachRule
from minsheng.foundation import facts, ids, rights, writing
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry


@writing.operation
def set_outreach(*, list_code: str, no_contact_days: int, is_sample: bool = False) -> None:
    """Let a derived list ask for contacts. Raises `ValueError` for a list whose purpose nobody could refuse."""
    found = registry.list_by_code(list_code)
    if not registry.may_be_refused(found.purpose):
        raise ValueError(f"名单“{list_code}”的用途不能拒绝，不能用来主动联系。请给它一个本人可以拒绝的用途。")
    values = {"no_contact_days": no_contact_days, "is_sample": is_sample}
    OutreachRule.objects.update_or_create(derived_list=found, defaults=values)


@dataclass(frozen=True, kw_only=True)
class NewOutreach:
    """What came of ringing or going there; `words` are the person's own where he does not want it any more."""

    channel: str
    result: rules.OutreachResult
    words: str = ""


@writing.operation
def note_met(*, person_id: uuid.UUID | None, channel: str, by: uuid.UUID, at: datetime) -> None:
    """Somebody was spoken with over a case or a task of the pool: whoever did it was let to, and no list asks again.

    Nothing where nobody knows who it was. No fact: the case or the task has told it.
    """
    if person_id is not None:
        OutreachContact.objects.create(
            id=ids.new_id(at), person_id=person_id, at=at, by=by, channel=channel, result=rules.OutreachResult.MET
        )


@writing.operation
def note_outreach(
    *, list_code: str, person_id: uuid.UUID, contact: NewOutreach, by: rights.Actor, at: datetime
) -> OutreachContact:
    """Write down a contact from a list. Who does not want it is off every such list from this moment.

    Raises `Unseen` for who is not on the list, `Refused`, `ValueError` where he declined and his words are missing.
    """
    rule = queries.seen_outreach(list_code, by)
    line = queries.outreach_line(rule, person_id, by, at)
    rights.require(by, "cases.take_voice", line.area)
    if contact.result not in rules.FROM_A_LIST:
        raise ValueError("请从列表中选择联系的结果。")
    if contact.result is rules.OutreachResult.DECLINED:
        said = registry_operations.NewAnswer(
            purpose=rule.derived_list.purpose_id, answer="refused", words=contact.words, channel=contact.channel
        )
        registry_operations.answer_purpose(person_id=person_id, said=said, by=by, at=at)
    made = OutreachContact.objects.create(
        id=ids.new_id(at), person_id=person_id, at=at, by=by.id, channel=contact.channel, result=contact.result
    )
    told = OutreachContacted(
        about=made.pk,
        area=facts.Code(line.area),
        channel=facts.Code(contact.channel),
        result=facts.Code(contact.result),
    )
    facts.tell(told, by=by.id, at=at)
    return made
