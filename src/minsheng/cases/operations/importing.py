"""Messages of another system come in by file: tried first, confirmed by a person, carried out in chunks by a job."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction

from minsheng.cases import queries, rules
from minsheng.cases.facts import MessagesImported
from minsheng.cases.models import MessageImport, MessageRow, Voice
from minsheng.cases.operations import opening
from minsheng.foundation import (
    facts,
    holidays,
    identity,
    ids,
    importing,
    keys,
    queue,
    rights,
    sheets,
    worktime,
    writing,
)
from minsheng.foundation import operations as ground_operations
from minsheng.foundation import queries as ground
from minsheng.foundation.sentences import Sentence, quoted, say
from minsheng.foundation.units import Items

JOB = "cases.import_messages"
CHUNK = 200
TRIAL_DAYS = 7
KEPT_DAYS = 30
KNOWN_OTHERWISE = say("这个编号以前导入过，但内容不同。原来的记录不会改动；如果是另一个系统的编号，请换一个来源名称。")
TAKEN_ELSEWHERE = say("这个来源名称和编号在别的地区用过了。请换一个来源名称，例如前面加上旗县名。")
NOT_SAVED = say("这一行没有保存成功。请核对这一行后再上传一次；还不行，请把行号告诉管理员。")


@writing.operation
def try_messages(
    *, content: bytes, file_name: str, area: str, by: rights.Actor, at: datetime, source: str = ""
) -> MessageImport:
    """Read a file and keep its rows, each with what would come of it. Opens nothing until it is confirmed.

    `source` names the system that the numbers come from ("" for the banner's own files): the same number of the same
    source is opened once. Raises `SheetProblem` where the file cannot be used (then nothing is kept), `Refused`.
    """
    rights.require(by, "cases.import", area)
    source = " ".join(source.split()) or default_source(area)
    if identity.secrets_in(source):
        raise ValueError("来源名称里有像银行卡号、身份证号或密码的数字。请写系统的名称，例如“12345热线”。")
    table = sheets.read(content, queries.MESSAGE_COLUMNS)
    reader = queries.MessageReader(area, at, table.headings)
    messages = [reader.message(row) for row in table.rows]
    digest = hashlib.sha256(content).digest()
    run = MessageImport.objects.create(
        id=ids.new_id(at),
        area_id=area,
        source=source[:60],
        state=rules.ImportState.TRIED,
        file_name=identity.black_out(file_name)[-200:],
        file_digest=digest,
        headings=list(table.headings),
        notes=[one.as_json() for one in _notes(table, reader, area, digest)],
        uploaded_at=at,
        uploaded_by=by.id,
    )
    known = _known(source, [one.source_number for one in messages if not one.problems])
    MessageRow.objects.bulk_create([_row(run, one, known, by) for one in messages], batch_size=1_000)
    return run


def default_source(area: str) -> str:
    """What a source is called that nobody named: the banner's files, so that two banners never meet."""
    names = ground.division_names([area[:6], area])
    return f"{names.get(area[:6]) or names.get(area, area)}来件"


def _notes(table: sheets.Table, reader: queries.MessageReader, area: str, digest: bytes) -> Iterable[Sentence]:
    yield from table.notes
    for heading in reader.blacked_out:
        yield say("“{heading}”这一列里有像证件号、卡号或密码的数字，没有保存，结果文件里用●遮住。", heading=heading)
    before = MessageImport.objects.filter(area_id=area, file_digest=digest).exclude(state=rules.ImportState.DROPPED)
    last = before.order_by("-uploaded_at").values_list("uploaded_at", flat=True).first()
    if last is not None:
        yield say("同样的文件在 {when} 上传过。", when=f"{worktime.local(last):%Y-%m-%d %H:%M}")


Known = Mapping[str, tuple[uuid.UUID, str, str]]


def _known(source: str, numbers: Sequence[str]) -> Known:
    """(case, its area, words) by number, for those numbers of a source that have come in before."""
    found: dict[str, tuple[uuid.UUID, str, str]] = {}
    for start in range(0, len(numbers), 2_000):
        rows = Voice.objects.filter(source=source, source_number__in=numbers[start : start + 2_000])
        for number, case, area, words in rows.values_list("source_number", "case_id", "case__area_id", "words"):
            found[number] = (case, area, words)
    return found


def _row(run: MessageImport, message: queries.Message, known: Known, by: rights.Actor) -> MessageRow:
    row = MessageRow(run=run, line=message.line, source_number=message.source_number)
    problems = list(message.problems)
    row.outcome = rules.RowOutcome.WRONG if problems else rules.RowOutcome.READY
    if not problems and message.source_number in known:
        case, area, words = known[message.source_number]
        wrong = _conflict(area, words, message.values["words"], by)
        row.outcome = rules.RowOutcome.WRONG if wrong else rules.RowOutcome.KNOWN
        row.case_id = None if wrong else case
        problems += [sheets.CellProblem("", wrong)] if wrong else []
    _seal(row, message.cells, message.values if not problems else {}, problems)
    return row


def _conflict(area: str, words: str, new_words: str, by: rights.Actor) -> Sentence | None:
    if not by.may("cases.import", area):
        return TAKEN_ELSEWHERE
    return KNOWN_OTHERWISE if words != new_words else None


def _seal(
    row: MessageRow, cells: Sequence[str], values: Mapping[str, Any], problems: Iterable[sheets.CellProblem]
) -> None:
    place = queries.place_of(row.run_id, row.line)
    row.sealed = importing.seal_row(keys.ring(), place, cells, values, problems)


def _locked(run_id: uuid.UUID, by: rights.Actor) -> MessageImport:
    seen = queries.visible_imports(by).filter(pk=run_id).values("pk")
    run = MessageImport.objects.select_for_update().filter(pk__in=seen).first()
    if run is None:
        raise rights.Unseen("没有这次导入，或不在您的服务范围。")
    return run


@writing.operation
def confirm_import(*, run_id: uuid.UUID, by: rights.Actor, at: datetime) -> MessageImport:
    """Let a job open the rows that are ready. Acknowledged when this returns: from then on no row gets lost.

    Confirming again changes nothing; one that stopped, or whose job is gone, goes on. Raises `NotNow` for a run that
    was dropped or has nothing to open.
    """
    run = _locked(run_id, by)
    state = rules.ImportState(run.state)
    if state is rules.ImportState.DONE:
        return run
    if state is rules.ImportState.DROPPED:
        raise rules.NotNow("这次导入已经放弃。需要时请重新上传文件。")
    if not run.rows.filter(outcome=rules.RowOutcome.READY).exists():
        raise rules.NotNow("没有可以导入的行。请看每一行的说明，改好后重新上传。")
    if state is rules.ImportState.CONFIRMED and run.moved_at and at - run.moved_at < timedelta(minutes=2):
        return run
    run.state, run.confirmed_at, run.confirmed_by, run.moved_at = rules.ImportState.CONFIRMED, at, by.id, at
    run.stopped_because = ""
    run.save(update_fields=["state", "confirmed_at", "confirmed_by", "moved_at", "stopped_because"])
    _put_job(run)
    return run


def _put_job(run: MessageImport) -> None:
    """The next chunk; one that waits already is enough, also after a crash has begun a second row of them."""
    queue.put_once(JOB, f"{JOB} {run.pk}", is_waited_for=True, run=str(run.pk))


@writing.operation
def drop_import(*, run_id: uuid.UUID, by: rights.Actor) -> None:
    """Give up a file that was tried; what its rows say is deleted at once. Raises `NotNow` once it was confirmed."""
    run = _locked(run_id, by)
    if run.state not in {rules.ImportState.TRIED, rules.ImportState.DROPPED}:
        raise rules.NotNow("这次导入已经确认，不能放弃。已经新开的事项可以逐件不予受理。")
    run.rows.all().delete()
    run.state = rules.ImportState.DROPPED
    run.save(update_fields=["state"])


@writing.operation
def fetch_result(*, run_id: uuid.UUID, by: rights.Actor, at: datetime, words: sheets.Words) -> bytes:
    """The user's file with what came of each row; the reading is logged. Raises `Unseen`, `ValueError` (forgotten)."""
    run = queries.seen_import(run_id, by)
    content = queries.result_file(run, words)
    ground_operations.log_reading(
        by=by.id, about=run.pk, area=run.area_id, purpose="import_result", items=["name", "phone", "words"], at=at
    )
    return content


def import_chunk(*, run_id: uuid.UUID, at: datetime, most: int = CHUNK) -> bool:
    """Open the next rows of a confirmed import, in one transaction that also puts the job for those after them.

    False where nothing is left to do. Called by several at once, or again after a crash, it neither loses nor doubles
    a row. A row that cannot be saved is marked and does not hold up the others; what concerns them all (the rights of
    who confirmed, a year without a calendar) stops the run with a sentence, to be confirmed again.
    """
    try:
        with transaction.atomic():
            return _chunk(run_id, at, most)
    except (holidays.MissingYear, rights.Refused) as problem:
        MessageImport.objects.filter(pk=run_id, state=rules.ImportState.CONFIRMED).update(
            state=rules.ImportState.STOPPED, stopped_because=str(problem)[:400], moved_at=at
        )
        return False


def _chunk(run_id: uuid.UUID, at: datetime, most: int) -> bool:
    run = MessageImport.objects.select_for_update().filter(pk=run_id, state=rules.ImportState.CONFIRMED).first()
    if run is None or run.confirmed_by is None:
        return False
    with connection.cursor() as cursor:  # two runs of one source take turns, whatever numbers they share
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7301002))", [run.source])
    rows = list(run.rows.filter(outcome=rules.RowOutcome.READY).order_by("line")[:most])
    by = rights.actor_of(run.confirmed_by, "", worktime.local_date(at))
    known = _known(run.source, [row.source_number for row in rows])
    for row in rows:
        if row.source_number in known:
            row.outcome, row.case_id = rules.RowOutcome.KNOWN, known[row.source_number][0]
    _open([row for row in rows if row.outcome == rules.RowOutcome.READY], run, by, at)
    _settle(rows)
    if not run.rows.filter(outcome=rules.RowOutcome.READY).exists():
        _finish(run, by, at)
        return False
    run.moved_at = at
    run.save(update_fields=["moved_at"])
    _put_job(run)
    return True


def _settle(rows: Sequence[MessageRow]) -> None:
    """Write what came of the rows; by hand, for Django's own way took a fifth of the time of the import."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_messagerow AS row SET outcome = n.outcome, case_id = n.case_id, is_urgent = n.is_urgent"
            " FROM unnest(%s::bigint[], %s::text[], %s::uuid[], %s::boolean[]) AS n(id, outcome, case_id, is_urgent)"
            " WHERE row.id = n.id",
            [
                [row.pk for row in rows],
                [str(row.outcome) for row in rows],
                [row.case_id for row in rows],
                [row.is_urgent for row in rows],
            ],
        )


def _open(rows: Sequence[MessageRow], run: MessageImport, by: rights.Actor, at: datetime) -> None:
    """Open the cases of these rows together; where the database refuses one of them, each for itself."""
    voices = [_voice(row, run) for row in rows]
    try:
        with transaction.atomic():
            _note(rows, opening.open_cases(voices=voices, by=by, at=at))
    except (DataError, IntegrityError, ValueError):
        for row, voice in zip(rows, voices, strict=True):
            try:
                with transaction.atomic():
                    _note([row], opening.open_cases(voices=[voice], by=by, at=at))
            except (DataError, IntegrityError, ValueError) as problem:
                _mark_wrong(row, quoted(str(problem)) if isinstance(problem, ValueError) else NOT_SAVED)


def _note(rows: Sequence[MessageRow], opened: Sequence[opening.Opened]) -> None:
    for row, one in zip(rows, opened, strict=True):
        row.outcome, row.case_id, row.is_urgent = rules.RowOutcome.OPENED, one.case.pk, one.sounds_like_emergency


def _mark_wrong(row: MessageRow, sentence: Sentence) -> None:
    told = queries.payload(row)
    row.outcome, row.case_id = rules.RowOutcome.WRONG, None
    _seal(row, told.cells if told else (), {}, [sheets.CellProblem("", sentence)])
    row.save(update_fields=["sealed"])


def _voice(row: MessageRow, run: MessageImport) -> opening.NewVoice:
    told = queries.payload(row)
    values = told.values if told else {}
    return opening.NewVoice(
        words=values["words"],
        channel=Voice.Channel.FILE,
        heard_at=values["heard_at"],
        area=values["area"],
        place=values["place"],
        caller_name=values["caller_name"],
        caller_phone=values["caller_phone"] or "",
        source=run.source,
        source_number=row.source_number,
        title=values["title"],
        label=values["label"],
    )


def _finish(run: MessageImport, by: rights.Actor, at: datetime) -> None:
    run.state, run.ended_at, run.moved_at = rules.ImportState.DONE, at, at
    run.save(update_fields=["state", "ended_at", "moved_at"])
    counts = queries.import_shown(run).counts
    told = MessagesImported(
        about=run.pk,
        area=facts.Code(run.area_id),
        opened=Items(counts.opened),
        known_before=Items(counts.known),
        wrong=Items(counts.wrong),
    )
    facts.tell(told, by=by.account_id, at=at)


@writing.operation
def forget_imports(*, at: datetime) -> int:
    """Delete files that were tried and left, and what the rows of old imports say; returns how many files."""
    left = MessageImport.objects.filter(
        state__in=[rules.ImportState.TRIED, rules.ImportState.DROPPED], uploaded_at__lt=at - timedelta(days=TRIAL_DAYS)
    )
    count = left.count()
    left.delete()
    old = MessageImport.objects.filter(
        state=rules.ImportState.DONE, ended_at__lt=at - timedelta(days=KEPT_DAYS), forgotten_at=None
    )
    for run in old:
        run.rows.update(sealed=None)
        run.forgotten_at = at
        run.save(update_fields=["forgotten_at"])
        count += 1
    return count
