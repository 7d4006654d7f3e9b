"""Sheets of people, organisations and memberships: tried, confirmed by a person, carried out in chunks by a job, undone as a whole."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DataError, IntegrityError, transaction

from minsheng.foundation import facts, identity, ids, importing, keys, queue, rights, sheets, worktime, writing
from minsheng.foundation import operations as ground
from minsheng.foundation.importing import ImportState, NotNow
from minsheng.foundation.sentences import Sentence, say
from minsheng.foundation.units import Items
from minsheng.registry import queries
from minsheng.registry.facts import SheetTaken
from minsheng.registry.models import Membership, RegistryImport, RegistryRow
from minsheng.registry.operations import taking
from minsheng.registry.operations.taking import keeping
from minsheng.registry.queries import matching, membering
from minsheng.registry.queries import sheets as reading
from minsheng.registry.rules.importing import DONE_AS, OPEN, Kind, RowOutcome

SHEET_JOB = "registry.take_sheet"
CHUNK = 500
MOST_ORGANISATIONS = 5_000
TRIAL_DAYS = 7
KEPT_DAYS = 30
STILL = timedelta(minutes=2)
NOT_SAVED = "有一行没有保存成功，这一批都没有导入。请下载结果文件核对后，改好再上传一次。"


@writing.operation
def try_sheet(
    *, kind: Kind, content: bytes, file_name: str, area: str, by: rights.Actor, at: datetime
) -> RegistryImport:
    """Read a file and keep its rows, each with what would come of it. Changes nothing until it is confirmed.

    Raises `SheetProblem` where the file cannot be used (then nothing is kept), `Refused`.
    """
    rights.require(by, queries.PERMISSIONS[kind], area)
    caps = sheets.Caps(rows=MOST_ORGANISATIONS) if kind is Kind.ORGANISATIONS else sheets.Caps()
    table = sheets.read(content, reading.COLUMNS[kind], caps)
    reader = reading.SheetReader(kind, area, table.headings)
    rows = [reader.row(row) for row in table.rows]
    digest = hashlib.sha256(content).digest()
    run = RegistryImport.objects.create(
        id=ids.new_id(at),
        area_id=area,
        kind=kind,
        state=ImportState.TRIED,
        file_name=identity.black_out(file_name)[-200:],
        file_digest=digest,
        headings=list(table.headings),
        notes=[one.as_json() for one in _notes(table, reader, area, digest)],
        uploaded_at=at,
        uploaded_by=by.id,
    )
    right = [row for row in rows if not row.problems]
    planned = dict(zip((row.line for row in right), _planned(kind, right, area, by), strict=True))
    RegistryRow.objects.bulk_create([_row(run, row, planned.get(row.line), reader) for row in rows], batch_size=1_000)
    return run


def _notes(table: sheets.Table, reader: reading.SheetReader, area: str, digest: bytes) -> Iterable[Sentence]:
    yield from table.notes
    for heading in reader.cleaner.blacked_out:
        yield say("“{heading}”这一列里有像证件号、卡号或密码的数字，没有保存，结果文件里用●遮住。", heading=heading)
    before = RegistryImport.objects.filter(area_id=area, file_digest=digest).exclude(state=ImportState.DROPPED)
    last = before.order_by("-uploaded_at").values_list("uploaded_at", flat=True).first()
    if last is not None:
        yield say("同样的文件在 {when} 上传过。", when=f"{worktime.local(last):%Y-%m-%d %H:%M}")


@dataclass(frozen=True)
class Trial:
    """What would come of a row, in which turn, and what it says once it is understood (a parent by its code)."""

    plan: matching.Planned
    turn: int
    values: Mapping[str, Any]


def _planned(kind: Kind, rows: Sequence[reading.ReadRow], area: str, by: rights.Actor) -> list[Trial]:
    values = [row.values for row in rows]
    if kind is Kind.ORGANISATIONS:
        return _organisations_planned(values, by)
    if kind is Kind.PEOPLE:
        people = matching.KnownPeople(values, area, by)
        return [Trial(people.planned(place, one)[0], place, one) for place, one in enumerate(values)]
    members = membering.KnownMembers(values, area, by)
    members.read(Membership.objects.all())
    found = []
    for place, one in enumerate(values):
        meant = members.meant(place, one)
        members.write(meant, one)
        found.append(Trial(meant.plan, place, one))
    return found


def _organisations_planned(values: Sequence[Mapping[str, Any]], by: rights.Actor) -> list[Trial]:
    """Parents come first; a parent that was written by name is kept by code, for its name may change on the way."""
    known = matching.KnownOrganisations(values, by)
    turns = {place: turn for turn, place in enumerate(matching.parents_first(values, known))}
    found = []
    for place, one in enumerate(values):
        plan, parent = known.planned(one)[0], known.parent_of(one)[0]
        found.append(Trial(plan, turns[place], {**one, "parent": parent} if parent else one))
    return found


def _row(run: RegistryImport, row: reading.ReadRow, trial: Trial | None, reader: reading.SheetReader) -> RegistryRow:
    made = RegistryRow(run=run, line=row.line, outcome=RowOutcome.WRONG)
    problems, values = row.problems, dict[str, Any]()
    if trial is not None:
        made.outcome, made.turn = trial.plan.outcome, trial.turn
        problems = tuple(reader.told(trial.plan.heading, trial.plan.wrong))
        values = {} if problems else {**trial.values, "changes": list(trial.plan.changes)}
    place = queries.sheet_place(run.pk, row.line)
    made.sealed = importing.seal_row(keys.ring(), place, row.cells, values, problems)
    return made


def _locked(run_id: uuid.UUID, by: rights.Actor) -> RegistryImport:
    seen = queries.visible_sheets(by).filter(pk=run_id).values("pk")
    run = RegistryImport.objects.select_for_update().filter(pk__in=seen).first()
    if run is None:
        raise rights.Unseen("没有这次导入，或不在您的服务范围。")
    return run


@writing.operation
def confirm_sheet(*, run_id: uuid.UUID, by: rights.Actor, at: datetime) -> RegistryImport:
    """Let a job write the rows that are ready. Confirming again changes nothing; one that stopped goes on.

    Raises `NotNow` for a run that was dropped or has nothing to write.
    """
    run = _locked(run_id, by)
    if run.state == ImportState.DONE:
        return run
    if run.state == ImportState.DROPPED:
        raise NotNow("这次导入已经放弃。需要时请重新上传文件。")
    if not run.rows.filter(outcome__in=OPEN).exists():
        raise NotNow("没有可以导入的行。请看每一行的说明，改好后重新上传。")
    if run.state == ImportState.CONFIRMED and run.moved_at and at - run.moved_at < STILL:
        return run
    run.state, run.confirmed_by, run.moved_at, run.stopped_because = ImportState.CONFIRMED, by.id, at, ""
    run.confirmed_at = run.confirmed_at or at  # one that goes on began then: what was changed since counts
    run.save(update_fields=["state", "confirmed_at", "confirmed_by", "moved_at", "stopped_because"])
    _put_job(run)
    return run


def _put_job(run: RegistryImport) -> None:
    queue.put_once(SHEET_JOB, f"{SHEET_JOB} {run.pk}", is_waited_for=True, run=str(run.pk))


@writing.operation
def drop_sheet(*, run_id: uuid.UUID, by: rights.Actor) -> None:
    """Give up a file that was tried; what its rows say is deleted at once. Raises `NotNow` once it was confirmed."""
    run = _locked(run_id, by)
    if run.state not in {ImportState.TRIED, ImportState.DROPPED}:
        raise NotNow("这次导入已经确认，不能放弃。导入完成后可以整批撤销。")
    run.rows.all().delete()
    run.state = ImportState.DROPPED
    run.save(update_fields=["state"])


@writing.operation
def fetch_sheet_result(*, run_id: uuid.UUID, by: rights.Actor, at: datetime, words: sheets.Words) -> bytes:
    """The user's file with what came of each row; the reading is logged. Raises `Unseen`, `ValueError` (forgotten)."""
    run = queries.seen_sheet(run_id, by)
    content = queries.sheet_result(run, words)
    items = ["name", "phone", "identity", "address"]
    ground.log_reading(by=by.id, about=run.pk, area=run.area_id, purpose="sheet_result", items=items, at=at)
    people = run.rows.filter(person__isnull=False).values_list("person_id", "person__area_id")
    ground.log_readings(by=by.id, about=people, purpose="sheet_result", items=["export"], at=at)
    return content


def take_chunk(*, run_id: uuid.UUID, at: datetime, most: int = CHUNK) -> bool:
    """Write the next rows of a confirmed sheet, in one transaction that also puts the job for those after them.

    False where nothing is left to do. Called by several at once, or again after a crash, it neither loses nor
    doubles a row. What concerns all rows (the rights of who confirmed) stops the run with a sentence.
    """
    try:
        with transaction.atomic():
            return _chunk(run_id, at, most)
    except (rights.Refused, DataError, IntegrityError) as problem:
        because = str(problem) if isinstance(problem, rights.Refused) else NOT_SAVED
        running = RegistryImport.objects.filter(pk=run_id, state=ImportState.CONFIRMED)
        running.update(state=ImportState.STOPPED, stopped_because=because[:400], moved_at=at)
        return False


def _chunk(run_id: uuid.UUID, at: datetime, most: int) -> bool:
    run = RegistryImport.objects.select_for_update().filter(pk=run_id, state=ImportState.CONFIRMED).first()
    if run is None or run.confirmed_by is None:
        return False
    kind = Kind(run.kind)
    by = rights.actor_of(run.confirmed_by, "", worktime.local_date(at))
    rights.require(by, queries.PERMISSIONS[kind], run.area_id)
    found = run.rows.filter(outcome__in=OPEN).order_by("turn", "line")
    rows = list(found[:most])
    told = [queries.sheet_payload(row) for row in rows]
    values = [dict(one.values) if one else {} for one in told]
    planned = taking.TAKE[kind](run, rows, values, by, at)
    kept = [row for row in rows if row.before is not None]
    for row, one, plan in zip(rows, told, planned, strict=True):
        row.outcome = DONE_AS.get(plan.outcome, plan.outcome)
        if plan.wrong:
            kept.append(row)
            place, problem = queries.sheet_place(run.pk, row.line), sheets.CellProblem("", plan.wrong)
            row.sealed = importing.seal_row(keys.ring(), place, one.cells if one else (), {}, [problem])
    RegistryRow.objects.bulk_update(kept, ["before", "sealed"], batch_size=200)
    keeping.settle(rows)
    if not run.rows.filter(outcome__in=OPEN).exists():
        _finish(run, by, at)
        return False
    run.moved_at = at
    run.save(update_fields=["moved_at"])
    _put_job(run)
    return True


def _finish(run: RegistryImport, by: rights.Actor, at: datetime) -> None:
    run.state, run.ended_at, run.moved_at = ImportState.DONE, at, at
    run.save(update_fields=["state", "ended_at", "moved_at"])
    shown = queries.sheet_shown(run)
    told = SheetTaken(
        about=run.pk,
        area=facts.Code(run.area_id),
        sheet=facts.Code(run.kind),
        entered=Items(shown.new),
        changed=Items(shown.changed),
        wrong=Items(shown.wrong),
    )
    facts.tell(told, by=by.account_id, at=at)


@writing.operation
def undo_sheet(*, run_id: uuid.UUID, by: rights.Actor, at: datetime) -> RegistryImport:
    """Take back everything that a sheet wrote: whom it entered goes, what it changed stands as before.

    A record that something hangs on by now, or that was changed since, stays as it is; its row says so. Once only.
    Raises `Unseen`, and `NotNow` for a run that is not done, was undone, or was forgotten.
    """
    run = _locked(run_id, by)
    if run.state != ImportState.DONE or run.undone_at is not None:
        raise NotNow("只有导入完成、还没有撤销过的一批可以撤销。")
    if run.forgotten_at is not None:
        raise NotNow("这一批导入已经超过一个月，原来的内容已按规定删除，不能整批撤销。请逐条更改。")
    rights.require(by, queries.PERMISSIONS[Kind(run.kind)], run.area_id)
    taking.UNDO[Kind(run.kind)](run, by, at)
    run.undone_at, run.undone_by = at, by.id
    run.save(update_fields=["undone_at", "undone_by"])
    return run


@writing.operation
def forget_sheets(*, at: datetime) -> int:
    """Delete files that were tried and left, and what the rows of old sheets say; returns how many files."""
    left = RegistryImport.objects.filter(
        state__in=[ImportState.TRIED, ImportState.DROPPED], uploaded_at__lt=at - timedelta(days=TRIAL_DAYS)
    )
    count = left.count()
    left.delete()
    old = RegistryImport.objects.filter(
        state=ImportState.DONE, ended_at__lt=at - timedelta(days=KEPT_DAYS), forgotten_at=None
    )
    for run in old:
        run.rows.update(sealed=None, before=None)
        run.forgotten_at = at
        run.save(update_fields=["forgotten_at"])
        count += 1
    return count
