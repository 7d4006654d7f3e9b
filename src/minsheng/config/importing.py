"""`minsheng import`: a file of messages without a browser, through the same operations as the pages."""

from __future__ import annotations

import sys
from pathlib import Path

from django.utils import timezone

from minsheng.cases import operations, queries
from minsheng.foundation import queries as ground
from minsheng.foundation import rights, sheets, worktime

MOST_TOLD = 1_000_000


def import_messages(file: Path, area: str, login: str, source: str, result: Path | None) -> int:
    """Try the file, carry it out, print what came of it; the exit code. Each problem is a sentence on standard error."""
    now = timezone.now()
    actor = ground.actors_by_login(worktime.local_date(now)).get(login)
    if actor is None:
        return _fail(f"没有登录名“{login}”。请核对，或先建立账号。")
    try:
        run = operations.try_messages(
            content=file.read_bytes(), file_name=file.name, area=area, source=source, by=actor, at=now
        )
    except OSError as problem:
        return _fail(f"{file}: {problem.strerror}。请核对文件名。")
    except (sheets.SheetProblem, rights.Refused, ValueError) as problem:
        return _fail(f"{file.name}: {problem}")
    shown = queries.import_shown(run)
    for note in shown.notes:
        print(f"{file.name}: {note}")
    if shown.counts.ready:
        operations.confirm_import(run_id=run.pk, by=actor, at=now)
        while operations.import_chunk(run_id=run.pk, at=timezone.now()):
            pass
    run.refresh_from_db()
    if result is not None:
        result.write_bytes(operations.fetch_result(run_id=run.pk, by=actor, at=timezone.now(), words=str))
    return _told(queries.import_shown(run), file)


def _told(shown: queries.ImportShown, file: Path) -> int:
    for row in queries.import_rows(shown.run, operations.RowOutcome.WRONG, most=MOST_TOLD):
        for one in row.problems:
            place = f"{one.heading}：" if one.heading else ""
            print(f"{file.name}:{row.line}: {place}{one.sentence}", file=sys.stderr)
    counts = shown.counts
    print(
        f"已新开 {counts.opened} 件，以前已导入 {counts.known} 行，有错误 {counts.wrong} 行，还没有导入 {counts.ready} 行"
    )
    if shown.state is operations.ImportState.STOPPED:
        return _fail(shown.run.stopped_because)
    return 1 if counts.wrong or counts.ready else 0


def _fail(sentence: str) -> int:
    print(f"minsheng: {sentence}", file=sys.stderr)
    return 1
