"""Invented Party organisations and members at the scale of the source: made where they are needed, kept nowhere."""

from __future__ import annotations

from datetime import date, datetime

from minsheng.foundation import ids
from minsheng.registry.models import Membership, Organisation, Person


def load_membership(*, area: str, organisations: int, persons: int, at: datetime) -> None:
    """So many branches with so many members, spread evenly over the communities of an area."""
    branches = [
        Organisation(
            id=ids.new_id(at),
            code=f"d10_{number:03d}",
            name=f"样例第{number}党支部",
            short_name=f"样例第{number}支部",
            spelling=f"yanglidi{number:03d}dangzhibu",
            initials="ylddzb",
            kind="branch",
            area_id=area,
            is_sample=True,
        )
        for number in range(organisations)
    ]
    Organisation.objects.bulk_create(branches)
    people = [
        Person(
            id=ids.new_id(at),
            name=f"样例党员{number}",
            spelling=f"dangyuan{number:04d}",
            initials="yldy",
            birth_year=1950 + number % 50,
            area_id=f"{area}100001",
            registered_at=at,
            is_sample=True,
        )
        for number in range(persons)
    ]
    Person.objects.bulk_create(people)
    Membership.objects.bulk_create(
        Membership(
            person=person,
            organisation=branches[number % organisations],
            role="party_member",
            valid_from=date(2024, 1, 1),
        )
        for number, person in enumerate(people)
    )
