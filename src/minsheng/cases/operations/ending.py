"""Endings without delivery, and beginning again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from minsheng.cases import queries, rules
from minsheng.cases.facts import Declined, JoinedEnded, JoinedReopened, Referred, Reopened
from minsheng.cases.models import Case, Circumstance, Feedback, Limit, OutreachContact, PaymentDifficulty, Task, Voice
from minsheng.cases.operations import guarding, helping, joined, limits
from minsheng.cases.operations.handling import locked
from minsheng.foundation import facts, rights, writing

FORGOTTEN = "（本人要求删除）"
DECLINE_REASONS = {
    "not_public": "不属于公共服务事项",
    "court": "已进入诉讼、仲裁或复议程序",
    "settled": "已有终结意见，没有新的事实",
    "no_content": "没有可以办理的内容",
}


REFERRALS = {
    "medical": "急救 120",
    "police": "报警 110",
    "fire": "火警 119",
    "traffic": "交通事故报警 122",
    "court": "人民法院",
    "arbitration": "仲裁机构",
    "petition": "信访部门",
    "discipline": "纪检监察机关",
    "region": "其他地区的受理中心",
    "upper": "上级部门",
    "company": "企业的客服渠道",
}


@writing.operation
def decline_case(
    *, case_id: uuid.UUID, reason_code: str, reason: str, remedy: str, by: rights.Actor, at: datetime
) -> Case:
    """Do not take a case on: with a reason, a remedy and the name of who decides (caution: no refusal without)."""
    if reason_code not in DECLINE_REASONS:
        raise ValueError("请从列表中选择不予受理的理由。")
    words = _Words(DECLINE_REASONS[reason_code], reason, remedy)
    case = _end(case_id, rules.Act.DECLINE, words, by, at)
    told = Declined(about=case.pk, area=facts.Code(case.area_id), reason_code=facts.Code(reason_code))
    facts.tell(told, by=by.id, at=at)
    return case


@writing.operation
def refer_case(*, case_id: uuid.UUID, to: str, reason: str, remedy: str, by: rights.Actor, at: datetime) -> Case:
    """Pass a case to a way outside (`REFERRALS`): with the reason and how the person goes on there."""
    if to not in REFERRALS:
        raise ValueError("请从列表中选择转到哪里。")
    case = _end(case_id, rules.Act.REFER, _Words(f"转至{REFERRALS[to]}", reason, remedy), by, at)
    facts.tell(Referred(about=case.pk, area=facts.Code(case.area_id), to=facts.Code(to)), by=by.id, at=at)
    return case


@dataclass(frozen=True)
class _Words:
    """What a refusal says: its kind, the reason in this case, and how the person goes on."""

    heading: str
    reason: str
    remedy: str

    def said(self) -> tuple[str, str]:
        """(reason, remedy). Raises `ValueError` where one is missing."""
        if not self.reason.strip() or not self.remedy.strip():
            raise ValueError("要写明理由，也要写明对方接下来可以怎么办。")
        guarding.refuse_secrets(self.reason, self.remedy)
        return f"{self.heading}。{self.reason}"[:400], self.remedy


def _end(case_id: uuid.UUID, act: rules.Act, words: _Words, by: rights.Actor, at: datetime) -> Case:
    reason, remedy = words.said()
    case = locked(case_id, act, by, at)
    case.state = rules.after(rules.State(case.state), act)
    case.ended_at, case.ended_by = at, by.id
    case.end_reason, case.end_remedy = reason, remedy
    case.due_at, case.changed_at = None, at
    case.save(update_fields=["state", "ended_at", "ended_by", "end_reason", "end_remedy", "due_at", "changed_at"])
    Limit.objects.filter(case=case, met_at=None).update(met_at=at)
    helping.withdraw(case, by.id, at)
    guarding.note_reason(case, act, reason, by.id, at, remedy)
    purge_circumstances(case)
    joined.tell_joined(case, JoinedEnded, by.id, at)
    return case


def purge_circumstances(case: Case) -> int:
    """Forget what was noted about the person for this case; returns how many there were."""
    return Circumstance.objects.filter(case=case).delete()[0]


@writing.operation
def forget_voicer(*, person_id: uuid.UUID) -> int:
    """Take name, phone and words of a person out of his cases; returns how many. What was done stays countable.

    Deliveries and tellings stay as they were written: they may not hold such data, and nobody can change them.
    Raises `ValueError` while one of his cases is open: it could not be brought to its end without him.
    """
    cases = Case.objects.select_for_update().filter(person_id=person_id)
    still_open = [case for case in cases if case.state in rules.OPEN_STATES]
    if still_open:
        numbers = "、".join(queries.number_of(case) for case in still_open[:5])
        raise ValueError(f"本人还有没办完的事（{numbers}）。请先办结，或答复本人暂时不能删除的理由。")
    Voice.objects.filter(case__in=cases).update(
        words=FORGOTTEN,
        caller_name="",
        on_behalf_of="",
        consent="",
        caller_phone_sealed=None,
        caller_phone_index=None,
    )
    OutreachContact.objects.filter(person=person_id).delete()
    PaymentDifficulty.objects.filter(person=person_id).delete()
    Feedback.objects.filter(case__in=cases, kind=Feedback.Kind.THANKS).update(words=FORGOTTEN, giver_name="")
    cases.update(title=FORGOTTEN, place="")
    return len(cases)


@writing.operation
def reopen_case(*, case_id: uuid.UUID, reason: str, by: rights.Actor, at: datetime) -> Case:
    """Work on a case again; the lead stays, a new round of limits begins, and the voicers wait to be told again."""
    if not reason.strip():
        raise ValueError("请写明重新办理的理由。")
    guarding.refuse_secrets(reason)
    case = locked(case_id, rules.Act.REOPEN, by, at)
    reopen(case, by.id, at, reason)
    return case


def reopen(case: Case, by: uuid.UUID, at: datetime, reason: str) -> None:
    """Reopen a case that is already locked and checked: it must be assigned within the limit of the response."""
    before = case.state
    case.state = rules.after(rules.State(before), rules.Act.REOPEN)
    case.reopenings += 1
    case.ended_at, case.ended_by, case.end_reason, case.end_remedy = None, None, "", ""
    response = limits.limit_rows(case, [limits.response_limit(case.category_id)], at)
    Limit.objects.bulk_create(response)
    case.due_at, case.changed_at = response[0].due_at, at
    case.caller_forgotten_at = case.words_forgotten_at = None  # what is said from now on is kept for its own time
    ended = ["ended_at", "ended_by", "end_reason", "end_remedy", "caller_forgotten_at", "words_forgotten_at"]
    case.save(update_fields=["state", "reopenings", "due_at", "changed_at", *ended])
    Task.objects.filter(case=case, ended_at=None).update(ended_at=at, end="reopened")
    helping.begin_again(case)
    Voice.objects.filter(Q(case=case) | Q(case__merged_into=case)).update(told_at=None, given_up_at=None)
    guarding.note_reason(case, rules.Act.REOPEN, reason, by, at)
    told = Reopened(about=case.pk, area=facts.Code(case.area_id), from_state=facts.Code(before))
    facts.tell(told, by=by, at=at)
    joined.tell_joined(case, JoinedReopened, by, at)
