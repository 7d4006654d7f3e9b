"""How rows of organisations are written, parents first, and taken back again, children first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from minsheng.foundation import facts, rights
from minsheng.registry import queries
from minsheng.registry.facts import OrganisationChanged, RegistrationTakenBack
from minsheng.registry.models import Organisation, RegistryImport
from minsheng.registry.operations import organisations
from minsheng.registry.operations.taking import keeping
from minsheng.registry.operations.taking.keeping import Rows, Values
from minsheng.registry.queries import matching
from minsheng.registry.rules.importing import RowOutcome


def take_organisations(
    run: RegistryImport, rows: Rows, values: Sequence[Values], by: rights.Actor, at: datetime
) -> list[matching.Planned]:
    """Enter and change organisations, parents before their children. Rows name a parent by its code."""
    known = matching.KnownOrganisations(values, by)
    planned: dict[int, matching.Planned] = {}
    for place in matching.parents_first(values, known):
        row, said = rows[place], values[place]
        plan, found = known.planned(said)
        parent = said.get("parent", "")
        if parent and parent not in known.by_code:
            plan = matching.wrong_row("parent", matching.NO_PARENT)
        if plan.outcome is RowOutcome.NEW:
            found = _register(run, said, known.by_code.get(parent), by, at)
            known.by_code[found.code] = found
        elif plan.outcome is RowOutcome.CHANGE and found is not None:
            row.before = keeping.kept(row, _organisation_before(found, plan.changes))
            told = {key: said[key] for key in plan.changes if key != "parent"}
            if "parent" in plan.changes:
                told["parent"] = known.by_code[parent].pk
            organisations.change_values(found, told, by.account_id, at)
        row.organisation = found
        planned[place] = plan
    return [planned[place] for place in range(len(rows))]


def _register(
    run: RegistryImport, said: Values, parent: Organisation | None, by: rights.Actor, at: datetime
) -> Organisation:
    return organisations.register_organisation(
        code=said["code"],
        name=said["name"],
        short_name=said["short_name"],
        kind=said["kind"],
        area=said.get("area", run.area_id),
        parent_id=parent.pk if parent else None,
        phone=said.get("phone", ""),
        address=said.get("address", ""),
        credit_code=said.get("credit_code", ""),
        by=by.account_id,
        at=at,
    )


def _organisation_before(found: Organisation, fields: Collection[str]) -> dict[str, Any]:
    plain: dict[str, Any] = {"name": found.name, "short_name": found.short_name, "kind": found.kind}
    plain |= {"area": found.area_id}
    plain |= {"phone": found.phone, "address": found.address, "credit_code": found.credit_code or ""}
    plain["parent"] = str(found.parent_id) if found.parent_id else None
    return {key: value for key, value in plain.items() if key in fields}


def undo_organisations(run: RegistryImport, by: rights.Actor, at: datetime) -> None:
    """Write back what the sheet changed, and let go what it entered, children before their parents."""
    wanted = [RowOutcome.ENTERED, RowOutcome.CHANGED]
    rows = list(run.rows.filter(outcome__in=wanted).select_related("organisation"))
    since = keeping.changed_since(
        run, [row.organisation_id for row in rows if row.organisation_id], OrganisationChanged
    )
    told: list[facts.Fact] = []
    for row in rows:
        found = row.organisation
        if found is not None and row.outcome == RowOutcome.CHANGED and since.get(found.pk, 0) <= 1:
            organisations.change_values(found, dict(queries.stood_before(row)), by.account_id, at)
            row.outcome = RowOutcome.UNDONE
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
    keeping.tell_undone(run, rows, told, by, at)
