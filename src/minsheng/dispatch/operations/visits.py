"""A record of a visit comes in: it ends the visit, or it is kept for a person to settle. It is never dropped."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import operations as cases_operations
from minsheng.cases import queries as cases
from minsheng.dispatch import policies, queries, rules
from minsheng.dispatch.facts import SheetKeyed, VisitContested, VisitRecorded, VisitSettled
from minsheng.dispatch.models import Claim, HelpTask, VisitRecord
from minsheng.dispatch.operations import claiming, finishing, offering, shopping
from minsheng.dispatch.rules import money
from minsheng.foundation import facts, rights, worktime, writing
from minsheng.foundation.units import Items
from minsheng.registry import queries as registry

NO_SUCH_VISIT = "没有这次上门。请更新当天的上门清单；记录可以导出，交给受理中心。"
GONE = "这件事已经办过，或已经转给别的单位。"
WRONG_CODE = "口令不符：这次上门作废，已经报告受理中心。请重新预约。"


class UsedId(Exception):
    """The client id came before with another record."""


@dataclass(frozen=True, kw_only=True)
class NewRecord:
    """What somebody wrote down at a door; the answers are checked."""

    client_id: uuid.UUID
    visit: uuid.UUID
    form: str
    answers: Mapping[str, str]
    done_at: datetime
    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class Keyed:
    """Who keyed a record for the helper who reported by phone, and what he said."""

    by: uuid.UUID
    said: str


@writing.operation
def record_visit(*, record: NewRecord, by: rights.Actor, at: datetime, keyed: Keyed | None = None) -> VisitRecord:
    """Keep a record and do what it says: check the door code, deliver the task, open a case for what is needed.

    A second arrival of the same record changes nothing and gives the first one. Raises `UsedId`; `Unseen` where
    there is no such visit for the actor; `ValueError` for secret digits. Raises `NotNow` (of
    dispatch or of cases), `Refused` or `Unseen` where the visit cannot be ended by it (then: `contest_visit`).
    """
    known = _known(record, by)
    if known is not None:
        return known
    source = _source(record, by, at)
    kept = _row(record, source, by, at, keyed)
    if kept.ends_visit:
        end = _finish_held if source.is_held else _end_door
        end(kept, record, by, at)
    kept.save(force_insert=True)
    told = VisitRecorded(
        about=kept.visit,
        area=facts.Code(kept.area_id),
        record=kept.pk,
        result=facts.Code(kept.result),
        is_late=kept.is_late,
    )
    facts.tell(told, by=kept.entered_by_id, at=at)
    return kept


@writing.operation
def contest_visit(
    *, record: NewRecord, reason: str, by: rights.Actor, at: datetime, keyed: Keyed | None = None
) -> VisitRecord:
    """Keep a record whose visit it could not end, with the reason, for a person to settle.

    Raises as `record_visit` does, except that where the visit stands does not matter.
    """
    known = _known(record, by)
    if known is not None:
        return known
    kept = _row(record, _source(record, by, at), by, at, keyed)
    kept.standing, kept.reason = rules.Standing.TO_SETTLE, reason[:400]
    kept.save(force_insert=True)
    told = VisitContested(
        about=kept.visit, area=facts.Code(kept.area_id), record=kept.pk, result=facts.Code(kept.result)
    )
    facts.tell(told, by=kept.entered_by_id, at=at)
    return kept


@writing.operation
def key_sheet(
    *, sheet_id: uuid.UUID, records: Sequence[NewRecord], by: rights.Actor, at: datetime, keyed: Keyed | None = None
) -> int:
    """Key a paper sheet of visits: one act, all of its lines or none. Returns how many visits it recorded.

    `keyed`: who keys it for the helper (`by`) whose sheet it is. Raises `ValueError` for a sheet without lines and, with the place of the line, where one cannot be recorded;
    otherwise as `record_visit`.
    """
    if not records:
        raise ValueError("这张单子一行也没有填。请至少填一行。")
    kept = [_line(place, record, by, at, keyed) for place, record in enumerate(records, start=1)]
    told = SheetKeyed(about=sheet_id, area=facts.Code(kept[0].area_id), lines=Items(len(kept)))
    facts.tell(told, by=keyed.by if keyed else by.id, at=at)
    return len(kept)


def _line(place: int, record: NewRecord, by: rights.Actor, at: datetime, keyed: Keyed | None = None) -> VisitRecord:
    try:
        return record_visit(record=record, by=by, at=at, keyed=keyed)
    except (rules.NotNow, cases_operations.NotNow, ValueError) as problem:
        raise ValueError(f"填了的第 {place} 行：{problem}") from problem


def _known(record: NewRecord, by: rights.Actor) -> VisitRecord | None:
    found = queries.arrived(record.client_id)
    if found is None:
        return None
    digest = queries.digest_of(record.form, record.visit, record.answers, record.done_at)
    if bytes(found.digest) != digest or found.by_id != by.account_id:
        raise UsedId("这份记录的编号已经用于另一份内容。请打开它，改好再保存一次。")
    return found


@dataclass(frozen=True)
class _Source:
    """Where a visit comes from: a task that a helper holds or held, or a door of the actor's own organisation."""

    case: uuid.UUID | None
    area: str
    is_held: bool


def _source(record: NewRecord, by: rights.Actor, at: datetime) -> _Source:
    """The visit of a record. It exists for whoever it was given to, even if it was taken back since.

    Raises `Unseen`, and `ValueError` where an answer holds secret digits.
    """
    found = _held_once(record, by) or _own_door(record, by, at)
    if found is None:
        raise rights.Unseen(NO_SUCH_VISIT)
    offering.refuse_secrets(*record.answers.values())
    return found


def area_of(record: NewRecord, by: rights.Actor, at: datetime) -> str:
    """The area of a record's visit, which exists for whoever made it. Raises `Unseen`."""
    found = _held_once(record, by) or _own_door(record, by, at)
    if found is None:
        raise rights.Unseen(NO_SUCH_VISIT)
    return found.area


def _held_once(record: NewRecord, by: rights.Actor) -> _Source | None:
    claims = Claim.objects.filter(task=record.visit, helper=by.id).select_related("task")[:1]
    return next((_Source(one.task.case_id, one.task.area_id, is_held=True) for one in claims), None)


def _own_door(record: NewRecord, by: rights.Actor, at: datetime) -> _Source | None:
    standing = cases.task_standing(record.visit)
    if standing is None or not by.may("cases.deliver", standing.area):
        return None
    is_own = standing.organisation in registry.organisations_of(by.id, worktime.local_date(at))
    return _Source(standing.case, standing.area, is_held=False) if is_own else None


def _row(record: NewRecord, source: _Source, by: rights.Actor, at: datetime, keyed: Keyed | None) -> VisitRecord:
    done_at, result = min(record.done_at, at), rules.Result(record.answers["result"])
    return VisitRecord(
        id=record.client_id,
        visit=record.visit,
        case_id=source.case,
        area_id=source.area,
        by_id=by.id,
        entered_by_id=keyed.by if keyed else by.id,
        said=keyed.said if keyed else "",
        digest=queries.digest_of(record.form, record.visit, record.answers, record.done_at),
        form=record.form,
        answers=dict(record.answers),
        result=result,
        done_at=done_at,
        received_at=at,
        is_late=rules.is_late(done_at, at),
        ends_visit=rules.ends_visit(result),
        standing=rules.Standing.COUNTED,
    )


def _finish_held(kept: VisitRecord, record: NewRecord, by: rights.Actor, at: datetime) -> None:
    """A helper's task is finished as he reports, the money of shopping settled; a wrong door code makes it void."""
    answers = record.answers
    if "given_yuan" in answers:
        task = claiming.locked(record.visit, by)
        claiming.held_claim(task, by)
        given, spent, returned = (money.fen(answers[name]) for name in ("given_yuan", "spent_yuan", "returned_yuan"))
        shopping.keep_sums(task=task, given_fen=given, spent_fen=spent, returned_fen=returned, by=by, at=at)
    report = finishing.Report(
        outcome=rules.Outcome(kept.result),
        note=answers.get("note", ""),
        need=answers.get("need", ""),
        code=answers.get("code", ""),
        minutes=record.minutes,
        done_at=kept.done_at,
        reference=answers.get("reference", ""),
        noted_by=kept.entered_by_id if kept.entered_by_id != by.id else None,
    )
    if not finishing.finish_task(task_id=record.visit, report=report, by=by, at=at):
        _void(kept)
        return
    kept.found_case_id = HelpTask.objects.values_list("found_case", flat=True).get(pk=record.visit)


def _end_door(kept: VisitRecord, record: NewRecord, by: rights.Actor, at: datetime) -> None:
    """The door code, the delivery, the need that was found, for the people of the lead."""
    standing, answers = cases.task_standing(record.visit), record.answers
    if standing is None or not standing.is_open:
        raise rules.NotNow(GONE)
    if standing.needs_code and not cases_operations.start_visit(
        case_id=standing.case, code=answers.get("code", ""), by=by, at=at, stood_at=kept.done_at
    ):
        _void(kept)
        return
    result = rules.Result(kept.result)
    note = answers.get("note") or answers.get("need") or f"{rules.RESULT_WORDS[result]}。"
    delivery = cases_operations.deliver_task(
        case_id=standing.case,
        result=rules.delivery_result(result),
        note=note,
        outside_reference=answers.get("reference", ""),
        by=by,
        at=at,
        unfinished=queries.push_rule(kept.area_id).at_the_door,
    )
    if delivery.task_id != record.visit:
        raise rules.NotNow(GONE)
    if result is rules.Result.NEED_FOUND:
        need = cases_operations.open_found_need(case_id=standing.case, words=answers["need"], by=by, at=at)
        kept.found_case = need


def _void(kept: VisitRecord) -> None:
    kept.standing, kept.reason, kept.ends_visit = rules.Standing.VOID, WRONG_CODE, False


@writing.operation
def settle_record(*, record_id: uuid.UUID, counts: bool, words: str, by: rights.Actor, at: datetime) -> VisitRecord:
    """A person says whether a contested record counts as a visit of its own, with the reason.

    Raises `Unseen`, `Refused` for whoever wrote it, `ValueError` where it is settled or the words are missing.
    """
    queries.seen_record(record_id, by)
    kept = VisitRecord.objects.select_for_update().get(pk=record_id)
    policies.require_settle(by, kept)
    if kept.standing != rules.Standing.TO_SETTLE:
        raise ValueError("这份记录已经核对过了。请刷新页面。")
    if not words.strip():
        raise ValueError("请写明怎么核对的。")
    kept.standing = rules.Standing.COUNTED if counts else rules.Standing.NOTED
    kept.settled_at, kept.settled_by_id, kept.settled_words = at, by.id, words.strip()[:400]
    kept.save(update_fields=["standing", "settled_at", "settled_by", "settled_words"])
    told = VisitSettled(
        about=kept.visit, area=facts.Code(kept.area_id), record=kept.pk, decision=facts.Code(kept.standing)
    )
    facts.tell(told, by=by.id, at=at)
    return kept
