"""Reads of sheets that were taken over: the runs an actor sees, what came of their rows, the file with its results."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from minsheng.foundation import importing, keys, rights, sentences, sheets
from minsheng.foundation import queries as ground
from minsheng.foundation.importing import ImportState, Payload, Problem
from minsheng.foundation.sentences import Sentence, say
from minsheng.registry.models import RegistryImport, RegistryRow
from minsheng.registry.queries.sheets import ALLOWED, COLUMNS
from minsheng.registry.rules import importing as rules
from minsheng.registry.rules.importing import Kind, RowOutcome

PREVIEWED = 10
LISTED = 50
PERMISSIONS: Mapping[Kind, str] = {
    Kind.PEOPLE: "registry.import_people",
    Kind.ORGANISATIONS: "registry.edit_organisation",
    Kind.MEMBERSHIPS: "registry.import_people",
}


def kinds_for(actor: rights.Actor) -> tuple[Kind, ...]:
    """The kinds of sheets that an actor may take over somewhere."""
    return tuple(kind for kind, permission in PERMISSIONS.items() if actor.may(permission))


def visible_sheets(actor: rights.Actor) -> QuerySet[RegistryImport]:
    """The runs that exist for this actor: those of the areas where he may take over sheets of their kind."""
    mine = Q(pk__in=[])
    for kind, permission in PERMISSIONS.items():
        mine |= Q(kind=kind) & rights.inside("area_id", actor.areas(permission))
    return RegistryImport.objects.filter(mine)


def seen_sheet(run_id: uuid.UUID, actor: rights.Actor) -> RegistryImport:
    """One run. Raises `Unseen` where it does not exist for the actor."""
    run = visible_sheets(actor).select_related("area").filter(pk=run_id).first()
    if run is None:
        raise rights.Unseen("没有这次导入，或不在您的服务范围。")
    return run


@dataclass(frozen=True)
class SheetShown:
    """A run with what came of its rows, as lists show it."""

    run: RegistryImport
    outcomes: Mapping[RowOutcome, int]
    by: str

    @property
    def state(self) -> ImportState:
        return ImportState(self.run.state)

    @property
    def state_words(self) -> Sentence:
        return say("已整批撤销") if self.run.undone_at else importing.IMPORT_WORDS[self.state]

    @property
    def kind_words(self) -> Sentence:
        return rules.KIND_WORDS[Kind(self.run.kind)]

    @property
    def notes(self) -> list[Sentence]:
        return [sentences.from_json(one) for one in self.run.notes]

    def _of(self, *outcomes: RowOutcome) -> int:
        return sum(self.outcomes.get(one, 0) for one in outcomes)

    @property
    def total(self) -> int:
        return sum(self.outcomes.values())

    @property
    def settled(self) -> int:
        return self.total - self.ready

    @property
    def ready(self) -> int:
        return self._of(*rules.OPEN)

    @property
    def new(self) -> int:
        return self._of(RowOutcome.NEW, RowOutcome.ENTERED)

    @property
    def changed(self) -> int:
        return self._of(RowOutcome.CHANGE, RowOutcome.CHANGED)

    @property
    def same(self) -> int:
        return self._of(RowOutcome.SAME)

    @property
    def wrong(self) -> int:
        return self._of(RowOutcome.WRONG)

    @property
    def undone(self) -> int:
        return self._of(RowOutcome.UNDONE)

    @property
    def kept(self) -> int:
        return self._of(RowOutcome.KEPT)


def sheet_shown(run: RegistryImport) -> SheetShown:
    """A run with what came of its rows. Two queries."""
    return _shown([run])[0]


def sheets_taken(actor: rights.Actor, most: int = 20) -> list[SheetShown]:
    """The actor's runs that were not dropped, newest first. Three queries."""
    found = visible_sheets(actor).exclude(state=ImportState.DROPPED).select_related("area")
    return _shown(list(found.order_by("-uploaded_at")[:most]))


def _shown(runs: Sequence[RegistryImport]) -> list[SheetShown]:
    rows = RegistryRow.objects.filter(run__in=[run.pk for run in runs]).values_list("run_id", "outcome")
    counts: dict[uuid.UUID, dict[RowOutcome, int]] = {run.pk: {} for run in runs}
    for run, outcome, count in rows.annotate(count=Count("pk")).order_by():
        counts[run][RowOutcome(outcome)] = count
    names = ground.account_names(run.uploaded_by for run in runs)
    return [SheetShown(run, counts[run.pk], names.get(run.uploaded_by, "")) for run in runs]


def sheet_place(run_id: uuid.UUID, line: int, column: str = "sealed") -> str:
    """The place to which the sealed content of a row is bound."""
    return f"registry_registryrow.{column}.{run_id}.{line}"


def sheet_payload(row: RegistryRow) -> Payload | None:
    """What a row says, or None where it has been forgotten."""
    if row.sealed is None:
        return None
    return importing.open_row(keys.ring(), sheet_place(row.run_id, row.line), bytes(row.sealed))


def stood_before(row: RegistryRow) -> Mapping[str, Any]:
    """What stood in the record before this row changed it, by field."""
    if row.before is None:
        return {}
    told: dict[str, Any] = json.loads(keys.ring().open(bytes(row.before), sheet_place(row.run_id, row.line, "before")))
    return told


@dataclass(frozen=True)
class SheetRowShown:
    """A row as a page lists it, with what would change (or did) in words."""

    line: int
    text: str
    outcome: Sentence
    changes: tuple[Sentence, ...]
    problems: tuple[Problem, ...]


def sheet_rows(run: RegistryImport, *outcomes: RowOutcome, most: int = LISTED) -> list[SheetRowShown]:
    """Rows of a run that came to one of these, in the order of the file. One query."""
    kind = Kind(run.kind)
    heading = sheets.Cleaner(COLUMNS[kind], run.headings, ALLOWED[kind]).heading("name")
    place = run.headings.index(heading) if heading in run.headings else None
    return [_row_shown(row, place) for row in run.rows.filter(outcome__in=outcomes).order_by("line")[:most]]


def _row_shown(row: RegistryRow, name_place: int | None) -> SheetRowShown:
    """`name_place`: in which cell the name stands; a wrong row has no values to take it from."""
    told = sheet_payload(row)
    values = told.values if told else {}
    named = "  ".join(str(values[key]) for key in ("name", "organisation") if key in values)
    if not named and told and name_place is not None:
        named = told.cells[name_place]
    text = named or (max(told.cells, key=len, default="") if told else "")
    changes = tuple(rules.FIELD_WORDS[one] for one in values.get("changes", ()))
    return SheetRowShown(
        row.line, text[:60], rules.ROW_WORDS[RowOutcome(row.outcome)], changes, told.problems if told else ()
    )


def sheet_result(run: RegistryImport, words: sheets.Words) -> bytes:
    """The user's own rows with one more column that says what came of each; wrong cells are red.

    `words` translates the sentences. Whoever shows it logs the reading. Raises `ValueError` where it was forgotten.
    """
    if run.forgotten_at is not None or run.state == ImportState.DROPPED:
        raise ValueError("这次导入的文件内容已按规定删除。需要时请用原来的文件。")
    return sheets.returned_rows(run.headings, _results(run, words))


def _results(run: RegistryImport, words: sheets.Words) -> Iterator[tuple[tuple[str, ...], str, list[str] | None]]:
    for row in run.rows.order_by("line").iterator(chunk_size=2_000):
        told = sheet_payload(row)
        if told is not None:
            red = [one.heading for one in told.problems] if row.outcome == RowOutcome.WRONG else None
            yield told.cells, _result(row, told, words), red


def _result(row: RegistryRow, told: Payload, words: sheets.Words) -> str:
    if row.outcome == RowOutcome.WRONG:
        return "\n".join(one.said(words) for one in told.problems)
    said = rules.ROW_WORDS[RowOutcome(row.outcome)].said(words)
    changes = "、".join(rules.FIELD_WORDS[one].said(words) for one in told.values.get("changes", ()))
    return f"{said}：{changes}" if changes else said
