"""What the tests of the registry share: two areas, an operator in each, somebody who is known."""

from __future__ import annotations

from datetime import datetime

import pytest

from minsheng.foundation.rights import Actor
from minsheng.registry import operations
from minsheng.registry.models import Person

HOME = "150824100001"
AWAY = "150422100"


@pytest.fixture
def operator(people: dict[str, Actor]) -> Actor:
    """Sees the whole home banner."""
    return people["operator1"]


@pytest.fixture
def stranger(people: dict[str, Actor]) -> Actor:
    """An operator of the other banner."""
    return people["operator9"]


@pytest.fixture
def elder(db: None, now: datetime) -> Person:
    """An invented elder of the home banner."""
    return operations.register_person(
        name="曾桂兰", area=HOME, phone="13900000001", birth_year=1940, address="平安小区1号楼", by=None, at=now
    )
