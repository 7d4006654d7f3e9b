"""How many statements the main pages take, for an ordinary person of twenty areas, through the whole middleware."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from minsheng.cases.models import Case
from minsheng.foundation import operations as ground
from minsheng.foundation import queries
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import cases as making

AREAS = 20
Person = tuple[Client, Actor]


@pytest.fixture
def operator(people: dict[str, Actor], as_person: Callable[[str], Client], clock: None) -> Person:
    """An operator whose twenty areas lie side by side, so that no two of them become one."""
    villages = queries.divisions_inside(["150824"], levels=("village", "community"))
    account_id = ground.set_account(login="of-many-areas", name="二十个地方的接线员", hashed="!")
    for one in [making.TOWN, *[row.code for row in villages if row.code != making.TOWN][: AREAS - 1]]:
        ground.grant_role(account_id=account_id, role="operator", area=one, valid_from=NOW.date())
    return as_person("of-many-areas"), queries.actors_by_login(NOW.date())["of-many-areas"]


def statements(call: Callable[[], object]) -> list[str]:
    """The statements of the second call: the first fills what is kept in memory, as any running process has.

    Savepoints are among them; the beginning and the end of a transaction are no statements of their own.
    """
    call()
    made: list[str] = []

    def noted(execute: Callable[..., object], sql: str, *rest: object) -> object:
        made.append(sql[:120])
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        call()
    return made


def listed(made: list[str]) -> str:
    return f"{len(made)} statements:\n" + "\n".join(made)


def test_the_person_is_an_ordinary_one_with_twenty_areas(operator: Person) -> None:
    assert len(operator[1].areas("cases.read")) == AREAS
    assert operator[1].roles == ("operator",)


@pytest.mark.parametrize(
    ("is_known", "most"), [(True, 14), (False, 15)], ids=["a caller who is known", "a caller who is not"]
)
def test_opening_a_case_at_the_desk(
    own_database: object,
    operator: Person,
    is_known: bool,  # noqa: FBT001
    most: int,
) -> None:
    """With commits of its own, as in production: an outermost transaction is no savepoint there."""
    client, _ = operator
    calls = iter(["0478-5567001", "0478-5567001" if is_known else "0478-5567002"])

    def post() -> None:
        values = {
            "client_id": str(uuid.uuid4()),
            "caller_phone": next(calls),
            "caller_name": "新来话人",
            "words": "村里要盖房子，不知道找谁批宅基地",
            "area": making.TOWN,
            "place": "平安小区2号楼",
            "category": "housing.village_building",
            "lead": "housing",
            "co_handlers": "farming；civil",
            "consent": "yes",
            "circumstances": ["mobility", "hearing"],
            "channel": "phone",
            "save": "1",
        }
        response = client.post(reverse("cases:desk"), values)
        assert response.status_code == 302, response.content.decode()[:3000]

    made = statements(post)
    assert Case.objects.count() == 2
    assert len(made) <= most, listed(made)


def test_a_work_list_of_fifty(operator: Person, people: dict[str, Actor]) -> None:
    client, _ = operator
    for number in range(51):
        making.heard(people, NOW, caller_phone=f"0478-557{number:04d}")
    made = statements(lambda: client.get(reverse("cases:work_list")))
    assert client.get(reverse("cases:work_list")).content.decode().count("<tr>") == 51
    assert len(made) <= 12, listed(made)


def test_hints_cost_the_same_however_many_there_are(operator: Person, people: dict[str, Actor]) -> None:
    client, _ = operator
    told = {"caller_phone": "0478-5567001", "area": making.TOWN}
    made = []
    for more in (1, 5):
        for _one in range(more):
            making.heard(people, NOW, caller_phone=told["caller_phone"])
        made.append(statements(lambda: client.post(reverse("cases:hints"), told)))
    assert len(made[1]) == len(made[0]), listed(made[1])


def test_a_case_with_a_long_way_behind_it(operator: Person, people: dict[str, Actor]) -> None:
    client, _ = operator
    case = making.closed(people, NOW, helpers=("civil",))
    made = statements(lambda: client.get(reverse("cases:case", args=[case.pk])))
    assert len(made) <= 12, listed(made)
