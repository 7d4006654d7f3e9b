"""The paper path of a visit: printed with a return slip, keyed once as one act."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from minsheng.cases.models import Case
from minsheng.dispatch import facts
from minsheng.dispatch.models import VisitRecord
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor
from tests.factories import visits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
AsPerson = Callable[[str], Client]
People = dict[str, Actor]


def test_sheet_has_a_slip_for_each_visit_and_no_code(as_person: AsPerson, people: People, now: datetime) -> None:
    made = [visits.agreed(people, now, caller_phone=f"0478-556200{number}", place="3号楼") for number in range(2)]
    page = as_person("bank1").get("/visits/sheet/").content.decode()
    assert page.count('class="slip"') == 2
    assert page.count("data:image/svg+xml") == 2
    assert "对方说的口令：□ □ □ □" in page
    assert all(one.code not in page for one in made)
    assert "5562001" not in page


def test_m3_keyed_sheet_is_one_act(as_person: AsPerson, people: People, now: datetime) -> None:
    made = [visits.agreed(people, now, caller_phone=f"0478-556200{number}") for number in range(3)]
    client, sheet = as_person("bank1"), str(uuid.uuid4())
    order = [str(one) for one in _order(client)]
    told = {"client_id": sheet}
    for one in made[:2]:
        place = order.index(str(one.task.pk)) + 1
        told |= {f"result_{place}": "done", f"code_{place}": one.code, f"note_{place}": "换了存折"}
    for _again in range(2):
        assert client.post("/visits/sheet/key/", told).status_code == 302
    assert VisitRecord.objects.count() == 2
    assert {one.state for one in Case.objects.filter(pk__in=[one.case.pk for one in made[:2]])} == {"delivered"}
    (keyed,) = ground.facts_of(uuid.UUID(sheet))
    assert isinstance(keyed.fact, facts.SheetKeyed)
    assert keyed.fact.lines.value == 2


def test_sheet_with_a_wrong_line_records_nothing(as_person: AsPerson, people: People, now: datetime) -> None:
    made = visits.agreed(people, now)
    client = as_person("bank1")
    for told, words in (
        ({"result_1": "done", "code_1": "12"}, "请只写数字，位数要对。"),
        ({"code_1": made.code}, "这一项要填。"),
        ({}, "一行也没有填"),
    ):
        answer = client.post("/visits/sheet/key/", {"client_id": str(uuid.uuid4()), **told})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert VisitRecord.objects.count() == 0


def _order(client: Client) -> list[uuid.UUID]:
    return [uuid.UUID(one["id"]) for one in client.get("/field/visits/").json()["visits"]]
