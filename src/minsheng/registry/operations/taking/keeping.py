"""What taking and undoing share, whatever the sheet holds: what stood before, what was changed since, what may go."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection

from minsheng.foundation import facts, keys, rights
from minsheng.foundation import queries as grounded
from minsheng.foundation.units import Items
from minsheng.registry import queries
from minsheng.registry.facts import OrganisationChanged, PersonChanged, SheetUndone
from minsheng.registry.models import Organisation, Person, RegistryImport, RegistryRow
from minsheng.registry.rules.importing import RowOutcome

Values = Mapping[str, Any]
Rows = Sequence[RegistryRow]


def told_changed(
    fact: type[PersonChanged | OrganisationChanged], record: Person | Organisation, fields: Iterable[str]
) -> facts.Fact:
    """Which fields of a record were changed, as a fact."""
    return fact(about=record.pk, area=facts.Code(record.area_id), fields=tuple(facts.Code(one) for one in fields))


def kept(row: RegistryRow, told: Mapping[str, Any]) -> bytes:
    """What stood before, sealed to its row."""
    place = queries.sheet_place(row.run_id, row.line, "before")
    return keys.ring().seal(json.dumps(told, ensure_ascii=False), place)


def changed_since(run: RegistryImport, ids_of: Collection[uuid.UUID], fact: type[facts.Fact]) -> dict[uuid.UUID, int]:
    """How often each record was changed since the run began, the run's own change included."""
    counts: dict[uuid.UUID, int] = {}
    if run.confirmed_at is not None:
        for _seq, _at, _kind, about, _body in grounded.facts_following([fact.kind], ids_of, run.confirmed_at, {}):
            counts[about] = counts.get(about, 0) + 1
    return counts


POINTERS = """
SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype = 'f' AND c.confrelid = %s::regclass AND c.conrelid <> 'registry_registryrow'::regclass
"""


Key = TypeVar("Key", uuid.UUID, int)


def free(table: str, keys_of: Collection[Key]) -> set[Key]:
    """Those of a table's records that no row of any table points to: they may go."""
    left = set(keys_of)
    with connection.cursor() as cursor:
        cursor.execute(POINTERS, [table])
        for pointing, column in cursor.fetchall():
            found = f"SELECT DISTINCT {column} FROM {pointing} WHERE {column} = ANY(%s)"  # noqa: S608 - names by the database
            cursor.execute(found, [list(left)])
            left -= {key for (key,) in cursor.fetchall()}
    return left


def delete(table: str, column: str, keys_of: Collection[Key]) -> None:
    """Let records go that nothing points to but rows of sheets, in two statements; the foreign keys look after it."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE registry_registryrow SET {column} = NULL WHERE {column} = ANY(%s)", [list(keys_of)])  # noqa: S608 - own names
        cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [list(keys_of)])  # noqa: S608 - own names


def settle(rows: Rows) -> None:
    """Write what came of rows, and on which records, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_registryrow r SET outcome = n.outcome, person_id = n.person,"
            " organisation_id = n.organisation, membership_id = n.membership"
            " FROM unnest(%s::bigint[], %s::text[], %s::uuid[], %s::uuid[], %s::bigint[])"
            " AS n(id, outcome, person, organisation, membership) WHERE r.id = n.id",
            [
                [row.pk for row in rows],
                [str(row.outcome) for row in rows],
                [row.person_id for row in rows],
                [row.organisation_id for row in rows],
                [row.membership_id for row in rows],
            ],
        )


def tell_undone(run: RegistryImport, rows: Rows, told: Sequence[facts.Fact], by: rights.Actor, at: datetime) -> None:
    """Tell what was taken back, and of the sheet how much of it was and how much stays."""
    kept = sum(row.outcome == RowOutcome.KEPT for row in rows)
    undone = SheetUndone(about=run.pk, area=facts.Code(run.area_id), undone=Items(len(rows) - kept), kept=Items(kept))
    facts.tell(*told, undone, by=by.account_id, at=at)
