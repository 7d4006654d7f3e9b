"""Something in every column that is sealed and in every blind index, made by the operations of the product."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from minsheng.cases import operations as cases
from minsheng.cases import queries as case_queries
from minsheng.cases.models import Case
from minsheng.catalogue import operations as catalogue
from minsheng.catalogue.models import Commitment
from minsheng.dispatch import operations as dispatch
from minsheng.foundation import keys, rights, sealed
from minsheng.foundation import operations as ground
from minsheng.foundation import queries as grounded
from minsheng.foundation.crypto import KeyRing
from minsheng.registry import operations as registry
from minsheng.registry.models import RegistryRow
from minsheng.registry.operations.taking import keeping
from tests.factories import visits
from tests.factories.banner import Banner, banner

ENTERPRISE = "990001"
PHONE = "13900000017"
IDENTITY = "150824194906120021"
NAME = "封存甲"
OFFICER = "operator1"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class Everywhere:
    """What one asks for afterwards, as somebody would who knows it."""

    banner: Banner
    people: Mapping[str, rights.Actor]
    person: Any
    visit: visits.Agreed
    receipts: tuple[str, str]
    """Of a voice that waits, and of one that was released."""
    number: str
    """Of a case whose status was asked for with a wrong tail."""


def everywhere(at: datetime) -> Everywhere:
    """The full sample, and what it has nothing of."""
    made = banner(at)
    people = grounded.actors_by_login(at.date())
    officer = people[OFFICER]
    person = registry.register_person(name=NAME, area="150824", phone=PHONE, resident_id=IDENTITY, by=None, at=at)
    visit = visits.agreed(dict(people), at, caller_name=NAME, caller_phone=PHONE)
    ground.set_second_factor(account_id=officer.id, secret=SECRET, recovery=[], step=0)
    cases.choose_text_number(number=PHONE, by=officer.id, at=at)
    dispatch.keep_tried(content="导出的文件", by=officer.id, at=at)
    row = RegistryRow.objects.order_by("pk")[0]
    row.before = keeping.kept(row, {"name": "从前"})
    row.save(update_fields=["before"])
    slot = Commitment.objects.get(register__code="staff-care", slot=1)
    catalogue.rate_commitment(commitment_id=slot.pk, answer="done", by=officer, at=at)
    number = case_queries.number_of(Case.objects.get(pk=visit.case.pk))
    cases.look_up_status(number=number, phone_tail="0000", address="10.0.0.1", at=at)
    return Everywhere(made, people, person, visit, _receipts(at), number)


def _receipts(at: datetime) -> tuple[str, str]:
    waiting, released = cases.new_receipt(), cases.new_receipt()
    long_ago = at - timedelta(days=30)
    cases.say_anonymously(area=ENTERPRISE, words="更衣室的柜子锁坏了", receipt=released, at=long_ago)
    cases.release_voices(at=at, chance=random.Random(1))
    cases.say_anonymously(area=ENTERPRISE, words="夜班食堂没有热饭", receipt=waiting, at=at)
    return waiting, released


def opened(ring: KeyRing) -> dict[tuple[str, str], str]:
    """Every sealed value in clear, by column and row, opened at the place that is declared."""
    found = {}
    for column in sealed.sealed_columns():
        rows = column.model._base_manager.filter(**{f"{column.attname}__isnull": False})
        for row in rows.values("pk", column.attname, *column.place_columns):
            value = ring.open(bytes(row[column.attname]), column.place_of(row))
            found[sealed.name_of(column), str(row["pk"])] = value
    return found


def everything_else() -> list[str]:
    """Every row of every table, without the columns that are sealed and the blind indexes."""
    own = {(one.model._meta.db_table, one.column) for one in (*sealed.sealed_columns(), *sealed.index_columns())}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, array_agg(column_name::text) FROM information_schema.columns"
            " JOIN pg_class ON relname = table_name AND relkind IN ('r', 'p') AND NOT relispartition"
            " WHERE table_schema = 'public' GROUP BY 1 ORDER BY 1"
        )
        lines = []
        for table, columns in cursor.fetchall():
            kept = ", ".join(f'"{one}"' for one in sorted(columns) if (table, one) not in own)
            cursor.execute(f'SELECT ROW({kept})::text FROM "{table}"')
            lines += sorted(f"{table} {row}" for (row,) in cursor.fetchall())
    return lines


def ring_after(*, data: str = "", index: bool = False) -> KeyRing:
    """The present ring with a new key in front: a data key of this id, or an index key."""
    old, fresh = keys.ring(), KeyRing.generate(data or "unused")
    names = {**fresh.keys, **old.keys} if data else old.keys
    before = (old.index_key, *old.index_keys_before) if index else old.index_keys_before
    return KeyRing(data or old.current, names, fresh.index_key if index else old.index_key, before)
