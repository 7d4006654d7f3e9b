"""Reads of imports: the runs that an actor sees, what came of their rows, the file with its results."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from minsheng.cases import rules
from minsheng.cases.models import MessageImport, MessageRow
from minsheng.cases.queries.proposing import propose_categories
from minsheng.cases.queries.seeing import number_of
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import editions, importing, keys, rights, sentences, sheets, worktime
from minsheng.foundation import queries as ground
from minsheng.foundation.importing import Payload, Problem
from minsheng.foundation.sentences import Sentence, say

PREVIEWED = 10
LISTED = 50


@dataclass(frozen=True)
class Counts:
    """How many rows of a file came to what."""

    ready: int
    wrong: int
    known: int
    opened: int
    urgent: int

    @property
    def total(self) -> int:
        return self.ready + self.wrong + self.known + self.opened

    @property
    def settled(self) -> int:
        return self.total - self.ready


@dataclass(frozen=True)
class RowShown:
    """A row as a page lists it; `number` and `case_id` are those of its case, where it has one."""

    line: int
    text: str
    problems: tuple[Problem, ...]
    number: str
    case_id: uuid.UUID | None


@dataclass(frozen=True)
class Preview:
    """A row before its import, with what the system would propose for it."""

    line: int
    text: str
    area: str
    heard_at: datetime
    category: str
    lead: str
    reason: str
    is_emergency: bool


@dataclass(frozen=True)
class ImportShown:
    """A run with its counts, as lists show it."""

    run: MessageImport
    counts: Counts
    by: str

    @property
    def state(self) -> rules.ImportState:
        return rules.ImportState(self.run.state)

    @property
    def state_words(self) -> Sentence:
        return rules.IMPORT_WORDS[self.state]

    @property
    def notes(self) -> list[Sentence]:
        return [sentences.from_json(one) for one in self.run.notes]


def visible_imports(actor: rights.Actor) -> QuerySet[MessageImport]:
    """The runs that exist for this actor: those of the areas where he may import."""
    return MessageImport.objects.filter(rights.inside("area_id", actor.areas("cases.import")))


def seen_import(run_id: uuid.UUID, actor: rights.Actor) -> MessageImport:
    """One run. Raises `Unseen` where it does not exist for the actor."""
    run = visible_imports(actor).select_related("area").filter(pk=run_id).first()
    if run is None:
        raise rights.Unseen("没有这次导入，或不在您的服务范围。")
    return run


def import_shown(run: MessageImport) -> ImportShown:
    """A run with its counts. Two queries."""
    names = ground.account_names([run.uploaded_by])
    return ImportShown(run, _counts([run.pk])[run.pk], names.get(run.uploaded_by, ""))


def imports(actor: rights.Actor, most: int = 20) -> list[ImportShown]:
    """The actor's runs that were not dropped, newest first. Three queries."""
    runs = list(
        visible_imports(actor)
        .exclude(state=rules.ImportState.DROPPED)
        .select_related("area")
        .order_by("-uploaded_at")[:most]
    )
    counts = _counts([run.pk for run in runs])
    names = ground.account_names(run.uploaded_by for run in runs)
    return [ImportShown(run, counts[run.pk], names.get(run.uploaded_by, "")) for run in runs]


def _counts(runs: Sequence[uuid.UUID]) -> dict[uuid.UUID, Counts]:
    rows = (
        MessageRow.objects.filter(run__in=runs)
        .values_list("run_id", "outcome")
        .annotate(count=Count("pk"), urgent=Count("pk", filter=Q(is_urgent=True)))
        .order_by()
    )
    found: dict[uuid.UUID, dict[str, int]] = {run: {} for run in runs}
    urgent = dict.fromkeys(runs, 0)
    for run, outcome, count, loud in rows:
        found[run][outcome] = count
        urgent[run] += loud
    return {
        run: Counts(**{outcome.value: of_run.get(outcome, 0) for outcome in rules.RowOutcome}, urgent=urgent[run])
        for run, of_run in found.items()
    }


def place_of(run_id: uuid.UUID, line: int) -> str:
    """The place to which the sealed content of a row is bound."""
    return f"cases_messagerow.sealed.{run_id}.{line}"


def payload(row: MessageRow) -> Payload | None:
    """What a row says, or None where it has been forgotten."""
    if row.sealed is None:
        return None
    told = importing.open_row(keys.ring(), place_of(row.run_id, row.line), bytes(row.sealed))
    heard_at = told.values.get("heard_at")
    return replace(told, values={**told.values, "heard_at": datetime.fromisoformat(heard_at)}) if heard_at else told


def import_rows(
    run: MessageImport, outcome: rules.RowOutcome, *, is_urgent: bool = False, most: int = LISTED
) -> list[RowShown]:
    """Rows of a run that came to this, in the order of the file. One query."""
    found = run.rows.filter(outcome=outcome).select_related("case").order_by("line")
    if is_urgent:
        found = found.filter(is_urgent=True)
    return [_shown(row) for row in found[:most]]


def _shown(row: MessageRow) -> RowShown:
    told = payload(row)
    text = str(told.values.get("title") or told.values.get("words") or "") if told else ""
    if not text and row.case:
        text = row.case.title
    if not text and told:
        text = max(told.cells, key=len, default="")
    return RowShown(
        row.line,
        text[:60],
        told.problems if told else (),
        number_of(row.case) if row.case else "",
        row.case_id,
    )


def import_preview(run: MessageImport, on: date, most: int = PREVIEWED) -> list[Preview]:
    """The first rows that would be opened, each with the proposal that the system would make."""
    rows = list(run.rows.filter(outcome=rules.RowOutcome.READY).order_by("line")[:most])
    told = [(row.line, payload(row)) for row in rows]
    areas = ground.division_names(one.values["area"] for _, one in told if one)
    with editions.holding():
        return [_preview(line, one.values, areas, on) for line, one in told if one]


def _preview(line: int, values: Mapping[str, Any], areas: Mapping[str, str], on: date) -> Preview:
    labelled = catalogue.category_called(values["label"])
    likely = propose_categories(values["words"], most=1)
    category = labelled or (likely[0].category if likely else None)
    code = category.code if category else ""
    duty = catalogue.propose_duty(values["words"], code, on=on, area=values["area"])
    return Preview(
        line=line,
        text=(values["title"] or values["words"])[:60],
        area=areas.get(values["area"], ""),
        heard_at=worktime.local(values["heard_at"]),
        category=category.path if category else "",
        lead=duty.item.lead_name if duty else "",
        reason=duty.reason if duty else "",
        is_emergency=category is not None and category.urgency == "emergency",
    )


def result_file(run: MessageImport, words: sheets.Words) -> bytes:
    """The user's own rows with one more column that says what came of each; wrong cells are red.

    `words` translates the sentences. Whoever shows it logs the reading: it may hold names and phones.
    Raises `ValueError` where the rows have been forgotten.
    """
    if run.forgotten_at is not None or run.state == rules.ImportState.DROPPED:
        raise ValueError("这次导入的文件内容已按规定删除，只留下了导入的事项。需要时请用原来的文件。")
    return sheets.returned_rows(run.headings, _results(run, words))


def _results(run: MessageImport, words: sheets.Words) -> Iterator[tuple[tuple[str, ...], str, list[str] | None]]:
    for row in run.rows.select_related("case").order_by("line").iterator(chunk_size=2_000):
        told = payload(row)
        if told is None:
            continue
        red = [one.heading for one in told.problems] if row.outcome == rules.RowOutcome.WRONG else None
        yield told.cells, _result(row, told, words), red


def _result(row: MessageRow, told: Payload, words: sheets.Words) -> str:
    if row.outcome == rules.RowOutcome.WRONG:
        return "\n".join(one.said(words) for one in told.problems)
    if row.case is None:
        return rules.ROW_WORDS[rules.RowOutcome(row.outcome)].said(words)
    number = number_of(row.case)
    is_new = row.outcome == rules.RowOutcome.OPENED
    return (say("已新开：{number}", number=number) if is_new else say("以前已导入：{number}", number=number)).said(
        words
    )
