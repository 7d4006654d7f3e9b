"""How rows of memberships are written in bulk, and taken back again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from minsheng.foundation import facts, rights
from minsheng.registry import queries
from minsheng.registry.facts import MembershipBegan, MembershipChanged, MembershipEnded, MembershipTakenBack
from minsheng.registry.models import Membership, Person, RegistryImport, RegistryRow
from minsheng.registry.operations.taking import keeping
from minsheng.registry.operations.taking.keeping import Rows, Values
from minsheng.registry.queries import matching, membering
from minsheng.registry.rules.importing import RowOutcome
from minsheng.registry.rules.roles import Span, overlaps


def take_members(
    run: RegistryImport, rows: Rows, values: Sequence[Values], by: rights.Actor, at: datetime
) -> list[matching.Planned]:
    """Begin and end memberships in a handful of statements; whoever joins the same people by hand waits meanwhile."""
    known = membering.KnownMembers(values, run.area_id, by)
    _hold(known.people)
    known.read(Membership.objects.select_for_update())
    planned: list[matching.Planned] = []
    made: list[Membership] = []
    stands: list[Membership | None] = []
    changed: dict[int, Membership] = {}
    told: list[facts.Fact] = []
    for place, (row, said) in enumerate(zip(rows, values, strict=True)):
        meant = known.meant(place, said)
        planned.append(meant.plan)
        ended = meant.membership.valid_to if meant.membership else None
        found = known.write(meant, said)
        if meant.plan.outcome is RowOutcome.NEW and found is not None:
            made.append(found)
            told += _began(found)
        elif meant.plan.outcome is RowOutcome.CHANGE and found is not None:
            row.before = keeping.kept(row, {"valid_to": ended.isoformat() if ended else None})
            changed[found.pk] = found
            told.append(_ended(found, ended))
        row.person, row.organisation = meant.person, meant.organisation
        stands.append(found)
    Membership.objects.bulk_create(made, batch_size=1_000)
    for row, one in zip(rows, stands, strict=True):
        row.membership = one  # only now has a new one its key
    Membership.objects.bulk_update(changed.values(), ["valid_to"], batch_size=500)
    facts.tell(*told, by=by.account_id, at=at)
    return planned


def _hold(people: Iterable[uuid.UUID]) -> None:
    """Lock these people, in one order, as everybody does who lets them join."""
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=list(people)).order_by("pk").values_list("pk"))


def _began(found: Membership) -> Iterable[facts.Fact]:
    yield MembershipBegan(
        about=found.person_id,
        area=facts.Code(found.organisation.area_id),
        organisation=found.organisation_id,
        role=facts.Code(found.role),
        valid_from=found.valid_from,
    )
    if found.valid_to is not None:
        yield _ended(found, None)


def _ended(found: Membership, before: date | None) -> facts.Fact:
    """That it ends; or, where it had an end before, that the day is another."""
    if before is None and found.valid_to is not None:
        return MembershipEnded(
            about=found.person_id,
            area=facts.Code(found.person.area_id),
            organisation=found.organisation_id,
            role=facts.Code(found.role),
            valid_to=found.valid_to,
        )
    return MembershipChanged(
        about=found.person_id,
        area=facts.Code(found.person.area_id),
        organisation=found.organisation_id,
        role=facts.Code(found.role),
        valid_from=found.valid_from,
        valid_to=found.valid_to,
    )


def undo_members(run: RegistryImport, by: rights.Actor, at: datetime) -> None:
    """Take out what was entered and put back the last days; what stands other than the sheet wrote it, stays."""
    rows = list(run.rows.filter(outcome__in=[RowOutcome.ENTERED, RowOutcome.CHANGED]))
    _hold({row.person_id for row in rows if row.person_id})
    found = Membership.objects.select_for_update(of=("self",)).select_related("person", "organisation")
    held = found.in_bulk([row.membership_id for row in rows if row.membership_id])
    as_written = {row.pk: one for row in rows if (one := held.get(row.membership_id or 0)) and _is_as_written(row, one)}
    entered = {row.pk for row in rows if row.outcome == RowOutcome.ENTERED} & as_written.keys()
    gone = keeping.free("registry_membership", {as_written[key].pk for key in entered})
    others = _others([one.person_id for key, one in as_written.items() if key not in entered])
    told: list[facts.Fact] = []
    restored: list[Membership] = []
    for row in rows:
        one, was_entered = as_written.get(row.pk), row.outcome == RowOutcome.ENTERED
        row.outcome = RowOutcome.KEPT
        if one is not None and was_entered and one.pk in gone:
            told.append(_taken_back(one))
            row.membership_id, row.outcome = None, RowOutcome.UNDONE
        elif one is not None and not was_entered and (fact := _restore(row, one, others)):
            told.append(fact)
            restored.append(one)
            row.outcome = RowOutcome.UNDONE
    keeping.settle(rows)
    keeping.delete("registry_membership", "membership_id", gone)
    Membership.objects.bulk_update(restored, ["valid_to"], batch_size=500)
    keeping.tell_undone(run, rows, told, by, at)


def _is_as_written(row: RegistryRow, one: Membership) -> bool:
    """Does the membership still stand as this row of the sheet left it?"""
    told = queries.sheet_payload(row)
    if told is None:
        return False
    begins, ends = membering.days_of(told.values)
    return one.valid_to == ends and begins in (None, one.valid_from)


def _others(people: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID, str], list[Membership]]:
    found: dict[tuple[uuid.UUID, uuid.UUID, str], list[Membership]] = {}
    for one in Membership.objects.filter(person__in=set(people)):
        found.setdefault((one.person_id, one.organisation_id, one.role), []).append(one)
    return found


def _restore(
    row: RegistryRow, one: Membership, others: dict[tuple[uuid.UUID, uuid.UUID, str], list[Membership]]
) -> facts.Fact | None:
    """Put the last day back, unless the person has joined again meanwhile; then nothing."""
    text = queries.stood_before(row).get("valid_to")
    before = date.fromisoformat(text) if text else None
    same = others.get((one.person_id, one.organisation_id, one.role), [])
    if any(other.pk != one.pk and overlaps(Span(one.valid_from, before), membering.span_of(other)) for other in same):
        return None
    written, one.valid_to = one.valid_to, before
    return _ended(one, written)


def _taken_back(one: Membership) -> facts.Fact:
    return MembershipTakenBack(
        about=one.person_id,
        area=facts.Code(one.organisation.area_id),
        organisation=one.organisation_id,
        role=facts.Code(one.role),
        valid_from=one.valid_from,
    )
