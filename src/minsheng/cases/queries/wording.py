"""Facts of a case as sentences: for the staff's timeline and, with less in them, for the caller."""

from __future__ import annotations

import uuid
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import facts as told_by_cases
from minsheng.cases import rules
from minsheng.cases.models import Case, LimitExtension, LimitPause, Reason, Telling, Verification, Voice
from minsheng.foundation import facts, worktime
from minsheng.foundation.clockwords import until_words
from minsheng.registry import queries as registry

Known = Mapping[uuid.UUID, registry.OrganisationRow]


@dataclass(frozen=True)
class Words:
    """The words that belong to a case's facts and stand in the tables: reasons, pauses, extensions and answers, oldest first.

    `for_doer`: who did it reads of an answer only what sends the case back to him (E40, decision 0670).
    """

    case: Case
    known: Known
    verifications: Sequence[Verification]
    reasons: Iterable[Reason]
    pauses: Sequence[LimitPause]
    extensions: Sequence[LimitExtension]
    for_doer: bool = False

    def sentences(self, told: Sequence[facts.Told]) -> Iterator[tuple[str, str]]:
        """(sentence, note) for each fact, in their order."""
        waiting: dict[str, deque[Reason]] = defaultdict(deque)
        notes = self._notes_of_limits()
        for reason in self.reasons:
            waiting[reason.act].append(reason)
        for one in told:
            act = ACT_WITH_REASON.get(type(one.fact))
            given = waiting[act].popleft() if act and waiting[act] else None
            note = "" if given is None else given.words + (f" 您可以：{given.remedy}" if given.remedy else "")
            if notes.get(type(one.fact)):
                note = notes[type(one.fact)].popleft()
            if self.for_doer and isinstance(one.fact, told_by_cases.AnswerGiven) and not _sends_back(one.fact):
                yield ASKED, ""
            else:
                yield self._sentence(one.fact), note or self._note(one.fact)

    def _notes_of_limits(self) -> Mapping[type[facts.Fact], deque[str]]:
        """What was written when a limit was paused or extended, in the order of the facts."""
        decided = sorted(
            (one.decided_at, one.pk, one.decision) for one in self.extensions if one.decided_at is not None
        )
        return {
            told_by_cases.LimitPaused: deque(one.note for one in self.pauses),
            told_by_cases.ExtensionAsked: deque(one.reason for one in self.extensions),
            told_by_cases.ExtensionDecided: deque(decision for _, _, decision in decided),
        }

    def _note(self, fact: facts.Fact) -> str:
        if isinstance(fact, told_by_cases.DutyLookedUp):
            return self.case.proposal_reason
        if isinstance(fact, told_by_cases.AnswerGiven):
            return next((one.words for one in self.verifications if one.pk == fact.verification), "")
        return ""

    def _name(self, organisation: uuid.UUID) -> str:
        return self.known[organisation].name if organisation in self.known else "（单位已撤销）"

    def _sentence(self, fact: facts.Fact) -> str:
        """One sentence for each kind of fact; each part of the way knows its own."""
        if type(fact) in PLAIN:
            return PLAIN[type(fact)]
        parts = (
            self._of_the_opening,
            self._of_a_lead,
            self._of_a_call,
            _of_a_limit,
            _of_the_work,
            _of_following,
            _of_an_end,
        )
        return next((said for part in parts if (said := part(fact))), fact.kind)

    def _of_the_opening(self, fact: facts.Fact) -> str:
        match fact:
            case told_by_cases.VoiceHeard():
                return f"听到来话（{Voice.Channel(fact.channel).label}）"
            case told_by_cases.CaseOpened():
                return f"受理，由{self._name(fact.lead)}负责到底"
            case told_by_cases.DutyLookedUp():
                return f"系统建议主办：{self._name(fact.proposed_lead)}（建议，由人确认）"
            case told_by_cases.Triaged():
                helpers = "、".join(self._name(one) for one in fact.co_handlers)
                how = "按建议" if fact.as_proposed else "人工选择"
                return f"定责（{how}）：主办{self._name(fact.lead)}" + (f"，协办{helpers}" if helpers else "")
            case told_by_cases.Assigned():
                return f"派单给{self._name(fact.lead)}"
            case _:
                return ""

    def _of_a_call(self, fact: facts.Fact) -> str:
        match fact:
            case told_by_cases.Reminded():
                why = rules.cause_words(rules.Cause(fact.cause), fact.hours, fact.count, self._owed(fact))
                return rules.notice_words(rules.To(fact.to), self._name(fact.organisation), why)
            case told_by_cases.WhistleBlown():
                called = "、".join(self._name(one) for one in fact.organisations)
                return f"{self._name(fact.community)}吹哨，叫来{called}"
            case told_by_cases.WhistleAnswered():
                late = "（超时）" if fact.is_late else ""
                return f"{self._name(fact.organisation)}{rules.WHISTLE_WORDS[rules.Step(fact.step)]}{late}"
            case told_by_cases.WhistleRated():
                return f"社区评价{self._name(fact.organisation)}：{rules.RATING_WORDS[rules.Rating(fact.rating)]}"
            case _:
                return ""

    def _owed(self, fact: told_by_cases.Reminded) -> str:
        if fact.owed_by is None:
            return ""
        what = "协办" if rules.Cause(fact.cause) is rules.Cause.HELPING else ""
        return self._name(fact.owed_by) + (rules.WHISTLE_WORDS[rules.Step(fact.step)] if fact.step else what)

    def _of_a_lead(self, fact: facts.Fact) -> str:
        match fact:
            case told_by_cases.HandedBack():
                return f"{self._name(fact.lead)}退回（第{fact.bounce_count}次），时限不停"
            case told_by_cases.CoTaskGiven():
                return f"协办任务派给{self._name(fact.organisation)}"
            case told_by_cases.CoTaskDone():
                return f"{self._name(fact.organisation)}协办办结" + ("（超时）" if fact.is_late else "")
            case told_by_cases.NotWaitedFor():
                return f"主办单位未等协办单位办结：{'、'.join(self._name(one) for one in fact.organisations)}"
            case told_by_cases.HandBackArgued():
                named = f"，认为应由{self._name(fact.proposed_lead)}负责" if fact.proposed_lead else ""
                again = "带新的理由再次" if fact.is_second else ""
                return f"{self._name(fact.lead)}{again}申请退回{named}，等待裁定，时限不停"
            case told_by_cases.HandBackRefused():
                late = "（裁定超时）" if fact.is_late else ""
                again, remedy = ("再次", rules.HAND_BACK_REMEDY) if fact.is_second else ("", rules.HAND_BACK_AGAIN)
                return f"{again}裁定不同意退回，由{self._name(fact.lead)}继续办理{late}。{remedy}"
            case told_by_cases.LeadCorrected():
                return f"更正派单，收回{self._name(fact.before)}的任务；时限和暂停照旧"
            case _:
                return ""


ASKED = "回访问了“办成了吗”"


def _sends_back(answer: told_by_cases.AnswerGiven) -> bool:
    return rules.act_after_answer(rules.Outcome(answer.outcome)) is rules.Act.REOPEN


def _of_the_work(fact: facts.Fact) -> str:
    match fact:
        case told_by_cases.CallerContacted():
            return f"主办单位首次联系了来话人（{rules.CONTACT_WORDS.get(fact.how, fact.how)}）"
        case told_by_cases.AppointmentSet():
            start, until = worktime.local(fact.window_start), until_words(fact.window_start, fact.window_end)
            return f"约定{start:%m月%d日 %H:%M}至{until}上门，已告知上门口令"
        case told_by_cases.VisitStarted():
            return "上门，口令相符" if fact.code_matched else "上门，口令不符：此次上门无效并已记录"
        case told_by_cases.Delivered():
            return f"办理完成，等待他人核实（用时{fact.hours_from_opening}小时）"
        case told_by_cases.AnswerGiven():
            return f"回访问“办成了吗”：{rules.OUTCOME_WORDS[rules.Outcome(fact.outcome)]}"
        case _:
            return ""


def _of_following(fact: facts.Fact) -> str:
    """Asking whether it was done."""
    match fact:
        case told_by_cases.CallAttempted():
            return f"回访电话第{fact.number}次：{rules.ATTEMPT_WORDS[rules.AttemptResult(fact.result)]}"
        case told_by_cases.ExclusionAsked():
            return f"申请不计入办成率：{rules.EXCLUSION_WORDS[rules.ExclusionReason(fact.reason)]}"
        case told_by_cases.ExclusionDecided():
            return "另一人同意不计入办成率" if fact.is_granted else "另一人不同意：照常计入办成率"
        case _:
            return ""


def _of_an_end(fact: facts.Fact) -> str:
    """Ending, joining, telling, and what is deleted afterwards."""
    match fact:
        case told_by_cases.Closed():
            purged = fact.purged_circumstances.value
            return f"办结；为此事记录的个人情况{purged}条已删除" if purged else "办结"
        case told_by_cases.LeftUnconfirmed():
            return f"未经核实结束，不算办成：{rules.UNCONFIRMED_WORDS[rules.Unconfirmed(fact.reason)]}"
        case told_by_cases.CasesJoined():
            return f"并入同一件事的{fact.joined.value}件，每位来话人都保留，有结果逐一告知"
        case told_by_cases.VoicerTold():
            return f"已把结果告知来话人（{Telling.Channel(fact.channel).label}）"
        case told_by_cases.PersonalDataDeleted():
            return f"保存满{fact.months.value}个月，已删除{rules.KEPT_WORDS[rules.Kept(fact.kept)]}"
        case _:
            return ""


def _of_a_limit(fact: facts.Fact) -> str:
    match fact:
        case told_by_cases.LimitPaused():
            return f"办理时限暂停：{rules.PAUSE_WORDS[rules.PauseReason(fact.reason)]}"
        case told_by_cases.LimitResumed():
            return f"办理时限恢复计时（暂停了{_duration(fact.paused.value)}）"
        case told_by_cases.ExtensionAsked():
            return f"申请延期{_amount(fact)}"
        case told_by_cases.ExtensionDecided():
            return f"{'同意' if fact.is_granted else '不同意'}延期{_amount(fact)}"
        case _:
            return ""


def _amount(fact: told_by_cases.ExtensionAsked | told_by_cases.ExtensionDecided) -> str:
    return f"{fact.amount}{worktime.UNIT_WORDS[worktime.LimitUnit(fact.unit)]}"


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "天"), (hours, "小时"), (rest, "分钟")]
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "不到1分钟"


PLAIN: Mapping[type[facts.Fact], str] = {
    told_by_cases.FeedbackHeard: "听到感谢",
    told_by_cases.Verified: "由未参与办理的人核实",
    told_by_cases.Declined: "不予受理",
    told_by_cases.Referred: "转其他渠道",
    told_by_cases.Reopened: "重新办理",
    told_by_cases.TellingGivenUp: "几次都联系不上来话人，说明理由后不再告知",
    told_by_cases.MergedInto: "与另一件是同一件事，已并入一起办理",
    told_by_cases.SplitOff: "从合并中拆开，接着单独办理",
    told_by_cases.JoinedEnded: "合并的那件有了结果，来话人等着告知",
    told_by_cases.JoinedReopened: "合并的那件重新办理，来话人以后再告知",
}
"""Facts of which nothing more is to be said than that they happened."""


ACT_WITH_REASON: Mapping[type[facts.Fact], str] = {
    told_by_cases.HandBackArgued: rules.Act.HAND_BACK,
    told_by_cases.HandedBack: rules.Act.DECIDE_HAND_BACK,
    told_by_cases.HandBackRefused: rules.Act.DECIDE_HAND_BACK,
    told_by_cases.LeadCorrected: rules.Act.CORRECT,
    told_by_cases.CoTaskDone: rules.Act.HELP,
    told_by_cases.NotWaitedFor: rules.Act.DELIVER,
    told_by_cases.Declined: rules.Act.DECLINE,
    told_by_cases.Referred: rules.Act.REFER,
    told_by_cases.Reopened: rules.Act.REOPEN,
}


PUBLIC: Mapping[type[facts.Fact], str] = {
    told_by_cases.CaseOpened: "已受理",
    told_by_cases.Assigned: "已派给主办单位",
    told_by_cases.CallerContacted: "主办单位已联系来话人",
    told_by_cases.LimitPaused: "办理时限暂停",
    told_by_cases.LimitResumed: "办理时限恢复计时",
    told_by_cases.AppointmentSet: "已约定上门时间",
    told_by_cases.Delivered: "主办单位报告已办理，等待核实",
    told_by_cases.Closed: "经回访核实，已办结",
    told_by_cases.LeftUnconfirmed: "已办理，未经核实",
    told_by_cases.Declined: "不予受理",
    told_by_cases.Referred: "已转其他渠道",
    told_by_cases.Reopened: "重新办理",
    told_by_cases.VoicerTold: "已告知结果",
}


def public_steps(told: Sequence[facts.Told]) -> tuple[tuple[datetime, str], ...]:
    """The steps that a caller is told, oldest first: no names of people, no organisations, no reasons."""
    return tuple((one.at, PUBLIC[type(one.fact)]) for one in told if type(one.fact) in PUBLIC)
