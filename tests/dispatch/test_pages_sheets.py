"""The paper path of a visit: printed with a return slip, keyed once as one act."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from minsheng.cases.models import Case
from minsheng.dispatch import facts, operations
from minsheng.dispatch.models import VisitRecord
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor
from tests.factories import dispatch as helping
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
    told = {"client_id": sheet}
    for one in made[:2]:
        mark = one.task.pk.hex
        told |= {f"result_{mark}": "done", f"code_{mark}": one.code, f"note_{mark}": "换了存折"}
    for _again in range(2):
        assert client.post("/visits/sheet/key/", told).status_code == 302
    assert VisitRecord.objects.count() == 2
    assert {one.state for one in Case.objects.filter(pk__in=[one.case.pk for one in made[:2]])} == {"delivered"}
    (keyed,) = ground.facts_of(uuid.UUID(sheet))
    assert isinstance(keyed.fact, facts.SheetKeyed)
    assert keyed.fact.lines.value == 2


def test_sheet_with_a_wrong_line_records_nothing(as_person: AsPerson, people: People, now: datetime) -> None:
    made = visits.agreed(people, now)
    client, mark = as_person("bank1"), made.task.pk.hex
    for told, words in (
        ({f"result_{mark}": "done", f"code_{mark}": "12"}, "请只写数字，位数要对。"),
        ({f"code_{mark}": made.code}, "这一项要填。"),
        ({}, "一行也没有填"),
    ):
        answer = client.post("/visits/sheet/key/", {"client_id": str(uuid.uuid4()), **told})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert VisitRecord.objects.count() == 0


def test_a_line_belongs_to_its_visit_whatever_became_of_the_list(
    as_person: AsPerson, people: People, now: datetime
) -> None:
    gone, stays = (visits.agreed(people, now, caller_phone=f"0478-556200{number}") for number in range(2))
    client = as_person("bank1")
    told = {f"result_{gone.task.pk.hex}": "done", f"code_{gone.task.pk.hex}": gone.code}
    told |= {f"result_{stays.task.pk.hex}": "nobody_home"}
    operations.record_visit(record=visits.record(gone, now), by=people["bank1"], at=now)
    answer = client.post("/visits/sheet/key/", {"client_id": str(uuid.uuid4()), **told})
    assert answer.status_code == 422
    assert "不在下面了" in answer.content.decode()
    assert VisitRecord.objects.count() == 1
    rest = {f"result_{stays.task.pk.hex}": "nobody_home"}
    assert client.post("/visits/sheet/key/", {"client_id": str(uuid.uuid4()), **rest}).status_code == 302
    assert VisitRecord.objects.get(result="nobody_home").visit == stays.task.pk


def test_money_of_shopping_is_keyed_from_the_sheet_and_must_come_out(
    as_person: AsPerson, people: People, now: datetime
) -> None:
    task = helping.plain(people, now, area="150824100001", kind=operations.TaskKind.SHOPPING)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=now)
    client, mark = as_person("volunteer1"), task.pk.hex
    assert "找回 ________ 元" in client.get("/visits/sheet/").content.decode()
    told = {
        f"result_{mark}": "done",
        f"given_yuan_{mark}": "100",
        f"spent_yuan_{mark}": "86.5",
        f"signed_{mark}": "yes",
    }
    for returned, status in (("13", 422), ("13.5", 302)):
        form = {"client_id": str(uuid.uuid4()), **told, f"returned_yuan_{mark}": returned}
        assert client.post("/visits/sheet/key/", form).status_code == status
    task.refresh_from_db()
    assert task.end == "done"
