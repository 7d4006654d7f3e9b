"""How rows of organisations are written in bulk, parents first, and taken back again, children first."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from minsheng.foundation import facts, ids, rights
from minsheng.registry import queries
from minsheng.registry.facts import OrganisationChanged, OrganisationRegistered, RegistrationTakenBack
from minsheng.registry.models import Organisation, RegistryImport
from minsheng.registry.operations import organisations
from minsheng.registry.operations.taking import keeping
from minsheng.registry.operations.taking.keeping import Rows, Values
from minsheng.registry.queries import matching
from minsheng.registry.rules.importing import RowOutcome


def take_organisations(
    run: RegistryImport, rows: Rows, values: Sequence[Values], by: rights.Actor, at: datetime
) -> list[matching.Planned]:
    """Enter and change organisations in a handful of statements. Rows name a parent by its code."""
    _hold(code=[said["code"] for said in values])
    known = matching.KnownOrganisations(values, by)
    planned: dict[int, matching.Planned] = {}
    made: list[Organisation] = []
    changed: dict[uuid.UUID, Organisation] = {}
    told: list[facts.Fact | None] = []
    for place in matching.parents_first(values, known):
        row, said = rows[place], values[place]
        plan, found = known.planned(said)
        parent = said.get("parent", "")
        if parent and parent not in known.by_code:
            plan = matching.wrong_row("parent", matching.NO_PARENT)
        if plan.outcome is RowOutcome.NEW:
            found = _new(run, said, known.by_code.get(parent), at)
            known.by_code[found.code] = found
            made.append(found)
            area, kind = facts.Code(found.area_id), facts.Code(found.kind)
            told.append(OrganisationRegistered(about=found.pk, area=area, organisation_kind=kind))
        elif plan.outcome is RowOutcome.CHANGE and found is not None:
            row.before = keeping.kept(row, _organisation_before(found, plan.changes))
            wanted = {key: said[key] for key in plan.changes if key != "parent"}
            if "parent" in plan.changes:
                wanted["parent"] = known.by_code[parent]
            told.append(organisations.write_values(found, wanted))
            changed[found.pk] = found
        row.organisation = found
        planned[place] = plan
    Organisation.objects.bulk_create(made, batch_size=500)
    Organisation.objects.bulk_update(changed.values(), organisations.WRITTEN, batch_size=500)
    facts.tell(*filter(None, told), by=by.account_id, at=at)
    return [planned[place] for place in range(len(rows))]


def _hold(**which: Iterable[object]) -> None:
    """Lock these organisations, in one order, as whoever changes one by hand does."""
    wanted = {f"{key}__in": list(those) for key, those in which.items()}
    list(Organisation.objects.select_for_update().filter(**wanted).order_by("pk").values_list("pk"))


def _new(run: RegistryImport, said: Values, parent: Organisation | None, at: datetime) -> Organisation:
    found = Organisation(
        id=ids.new_id(at), code=said["code"], kind=said["kind"], area_id=said.get("area", run.area_id), parent=parent
    )
    plain = {key: said[key] for key in ("name", "short_name", "phone", "address", "credit_code") if key in said}
    organisations.write_values(found, plain)
    return found


def _organisation_before(found: Organisation, fields: Collection[str]) -> dict[str, Any]:
    plain: dict[str, Any] = {"name": found.name, "short_name": found.short_name, "kind": found.kind}
    plain |= {"area": found.area_id}
    plain |= {"phone": found.phone, "address": found.address, "credit_code": found.credit_code or ""}
    plain["parent"] = str(found.parent_id) if found.parent_id else None
    return {key: value for key, value in plain.items() if key in fields}


def undo_organisations(run: RegistryImport, by: rights.Actor, at: datetime) -> None:
    """Write back what the sheet changed, and let go what it entered, children before their parents."""
    rows = list(run.rows.filter(outcome__in=[RowOutcome.ENTERED, RowOutcome.CHANGED]))
    keys_of = {row.organisation_id for row in rows if row.organisation_id}
    _hold(pk=keys_of)
    found = Organisation.objects.in_bulk(keys_of)
    since = keeping.changed_since(run, keys_of, OrganisationChanged)
    told: list[facts.Fact | None] = []
    restored: list[Organisation] = []
    for row in rows:
        one = found.get(row.organisation_id) if row.organisation_id else None
        if one is not None and row.outcome == RowOutcome.CHANGED and since.get(one.pk, 0) <= 1:
            told.append(organisations.write_values(one, _as_columns(queries.stood_before(row))))
            restored.append(one)
            row.outcome = RowOutcome.UNDONE
    Organisation.objects.bulk_update(restored, organisations.WRITTEN, batch_size=500)
    entered = {row.organisation_id: row for row in rows if row.outcome == RowOutcome.ENTERED and row.organisation_id}
    is_going = True
    while is_going:  # children go before their parents
        gone = keeping.free("registry_organisation", entered.keys() - since.keys())
        for key in gone:
            row = entered.pop(key)
            told.append(RegistrationTakenBack(about=key, area=facts.Code(run.area_id)))
            row.organisation_id, row.outcome = None, RowOutcome.UNDONE
        keeping.delete("registry_organisation", "organisation_id", gone)
        is_going = bool(gone)
    for row in rows:
        row.outcome = row.outcome if row.outcome == RowOutcome.UNDONE else RowOutcome.KEPT
    keeping.settle(rows)
    keeping.tell_undone(run, rows, [one for one in told if one], by, at)


def _as_columns(before: Mapping[str, Any]) -> dict[str, object]:
    """What stood before, the parent by its key."""
    plain = {key: value for key, value in before.items() if key != "parent"}
    return (
        {**plain, "parent_id": uuid.UUID(before["parent"]) if before["parent"] else None}
        if "parent" in before
        else plain
    )
