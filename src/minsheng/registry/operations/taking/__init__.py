"""How the rows of a sheet are written, and taken back again: by what the sheet holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from minsheng.foundation import rights
from minsheng.registry.models import RegistryImport
from minsheng.registry.operations.taking.keeping import Rows, Values
from minsheng.registry.operations.taking.members import take_members, undo_members
from minsheng.registry.operations.taking.organisations import take_organisations, undo_organisations
from minsheng.registry.operations.taking.people import take_people, undo_people
from minsheng.registry.queries.matching import Planned
from minsheng.registry.rules.importing import Kind

Take = Callable[[RegistryImport, Rows, Sequence[Values], rights.Actor, datetime], list[Planned]]
TAKE: Mapping[Kind, Take] = {
    Kind.PEOPLE: take_people,
    Kind.ORGANISATIONS: take_organisations,
    Kind.MEMBERSHIPS: take_members,
}
UNDO: Mapping[Kind, Callable[[RegistryImport, rights.Actor, datetime], None]] = {
    Kind.PEOPLE: undo_people,
    Kind.ORGANISATIONS: undo_organisations,
    Kind.MEMBERSHIPS: undo_members,
}
