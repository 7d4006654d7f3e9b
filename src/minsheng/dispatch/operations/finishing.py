"""What came of a task: the case behind it is delivered, a need that was found becomes a case of its own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import operations as cases_operations
from minsheng.cases import queries as cases
from minsheng.dispatch import policies, queries, rules
from minsheng.dispatch.facts import TaskFinished, TaskWithdrawn
from minsheng.dispatch.models import HelpTask
from minsheng.dispatch.operations import claiming, offering
from minsheng.foundation import facts, rights, writing
from minsheng.foundation.units import Encounters, Minutes
from minsheng.registry import queries as registry


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a helper says came of a task. `done_at`: when it was, where it was written down without network or said later;
    `reference`: the number under which it was done elsewhere; `noted_by`: who wrote it down for him.
    """

    outcome: rules.Outcome
    note: str = ""
    need: str = ""
    code: str = ""
    minutes: int | None = None
    done_at: datetime | None = None
    reference: str = ""
    noted_by: uuid.UUID | None = None


@writing.operation
def finish_task(*, task_id: uuid.UUID, report: Report, by: rights.Actor, at: datetime) -> bool:
    """End a task that the actor holds, and deliver the case behind it. False: wrong door code, the visit is void.

    A wrong code is kept and reported, and nothing else happens: a new appointment makes a new code. A task that was
    not done leaves its case with the lead. Raises `Unseen` for who does not hold the task, `NotNow`, and
    `ValueError` for secret digits and for a need without words.
    """
    task = claiming.locked(task_id, by)
    claiming.held_claim(task, by)
    policies.require_no_cash(task)
    offering.refuse_secrets(report.note, report.need)
    if report.outcome is rules.Outcome.NEED_FOUND and not report.need.strip():
        raise ValueError("请写下发现的新需要，受理中心会另外派人办。")
    if task.case_id is not None and report.outcome is not rules.Outcome.NOT_DONE:
        behind = cases.shared_tasks([task.case_task_id or task.pk]).get(task.case_task_id or task.pk)
        if behind and behind.needs_code and not _is_right_door(behind.case, report, by, at):
            return False
    _end(task, report, by, at)
    return True


def _is_right_door(case_id: uuid.UUID, report: Report, by: rights.Actor, at: datetime) -> bool:
    return cases_operations.start_entrusted_visit(
        case_id=case_id, code=report.code, by=by, at=at, stood_at=report.done_at
    )


def _end(task: HelpTask, report: Report, by: rights.Actor, at: datetime) -> None:
    is_done = report.outcome is not rules.Outcome.NOT_DONE
    companion = task.claims.filter(ended_at=None).exclude(helper=by.id).values_list("helper", flat=True).first()
    task.outcome, task.words, task.minutes = report.outcome, report.note, report.minutes
    task.done_on = rules.day_of(min(report.done_at or at, at), report.minutes, task.window_start, task.window_end)
    if report.outcome is rules.Outcome.NEED_FOUND:
        task.found_case_id = _open_need(task, report.need.strip(), by, at)
    end = rules.TaskEnd.DONE if is_done else rules.TaskEnd.NOT_DONE
    offering.end_task(task, end, rules.ClaimEnd.FINISHED, at)
    told = TaskFinished(
        about=task.pk,
        area=facts.Code(task.area_id),
        result=facts.Code(report.outcome),
        encounters=Encounters(1 if is_done else 0),
        took=Minutes(report.minutes) if report.minutes is not None else None,
        found_case=task.found_case_id,
    )
    facts.tell(told, by=by.id, at=at)
    if task.person_id is not None and task.case_id is None and is_done:
        met_at = min(report.done_at or at, at)
        cases_operations.note_met(person_id=task.person_id, channel="visit", by=by.id, at=met_at)
    if task.case_id is not None and is_done:
        note = report.note or f"{rules.OUTCOME_WORDS[report.outcome]}。"
        done = cases_operations.Done(
            result="done",
            note=note,
            companion_id=companion,
            outside_reference=report.reference,
            unfinished=queries.push_rule(task.area_id).not_waited_for,
            noted_by_id=report.noted_by,
        )
        cases_operations.deliver_entrusted_task(case_id=task.case_id, done=done, by=by, at=at)


def _open_need(task: HelpTask, words: str, by: rights.Actor, at: datetime) -> uuid.UUID:
    """A case for a need that was found: who and where are known, nobody types them again."""
    if task.case_id is not None:
        return cases_operations.open_entrusted_need(case_id=task.case_id, words=words, by=by, at=at).pk
    person = task.person
    voice = cases_operations.NewVoice(
        words=words,
        channel="visit",
        heard_at=at,
        area=task.area_id,
        place=task.place,
        caller_name=person.name if person else "",
        caller_phone=registry.phone_of(person) if person else "",
        consent="yes",
    )
    return cases_operations.open_need_at_door(voice=voice, by=by, at=at).pk


def end_tasks_of_case(*, case_task: uuid.UUID | None, case_id: uuid.UUID, at: datetime) -> None:
    """The lead has done the task itself, or the case has gone elsewhere: nobody is sent to that door any more."""
    open_ones = HelpTask.objects.select_for_update().filter(case=case_id, ended_at=None)
    for task in open_ones if case_task is None else open_ones.filter(case_task=case_task):
        end = rules.TaskEnd.WITHDRAWN if case_task is None else rules.TaskEnd.DONE_BY_LEAD
        offering.end_task(task, end, rules.ClaimEnd.WITHDRAWN, at)
        facts.tell(TaskWithdrawn(about=task.pk, area=facts.Code(task.area_id), way=facts.Code(end)), by=None, at=at)
