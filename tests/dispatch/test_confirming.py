"""Help without a case: its minutes count when the served side has said so, and never because the doer or a desk says."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import HelpConfirmation, HelpTask
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Unseen
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.factories import dispatch as helping

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
AREA = "150824100001"
YES = operations.ServedWord(answer=operations.Answer.YES, how="phone")


def elder() -> uuid.UUID:
    found = registry.person_id_for_phone("0478-5560001")
    assert found is not None
    return found


def finished(people: People, minutes: int | None = 40, **changes: Any) -> HelpTask:
    task = helping.plain(people, NOW, area=AREA, **changes)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    operations.finish_task(task_id=task.pk, report=helping.done(minutes=minutes), by=people["volunteer1"], at=NOW)
    return task


def waiting(actor: Actor) -> list[uuid.UUID]:
    return [one.id for one in queries.help_to_confirm(actor, NOW)]


def test_what_a_person_said_is_noted_by_another_and_only_then_minutes_count(people: People) -> None:
    person = registry.person_of_account(people["volunteer1"].id)
    assert person is not None
    registry_operations.join_organisation(
        person_id=person.pk,
        organisation_id=registry.organisation_by_code("comm_150824100001").pk,
        role="dual_member",
        valid_from=NOW.date(),
        by=people["secretary1"].id,
        at=NOW,
    )
    task = finished(people, person_id=elder())
    assert queries.reported(people["secretary1"], NOW).waiting_minutes == 40
    assert task.pk in waiting(people["operator1"])
    for other in ("volunteer1", "housing1", "admin1", "secretary2"):
        with pytest.raises(Unseen):
            operations.confirm_help(task_id=task.pk, said=YES, by=people[other], at=NOW)
    more = operations.ServedWord(answer=operations.Answer.YES, how="phone", minutes=41)
    with pytest.raises(ValueError, match="不能比这更多"):
        operations.confirm_help(task_id=task.pk, said=more, by=people["operator1"], at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpConfirmation.objects.create(
            task=task,
            helper_id=people["volunteer1"].id,
            answer="yes",
            minutes=40,
            how="phone",
            noted_by_id=people["volunteer1"].id,
            noted_at=NOW,
        )
    assert operations.confirm_help(task_id=task.pk, said=YES, by=people["operator1"], at=NOW) == 1
    shown = queries.reported(people["secretary1"], NOW)
    assert [shown.minutes, shown.waiting_minutes] == [40, 0]
    assert queries.own_help(people["volunteer1"], NOW.year)[0].minutes == 40
    assert "dispatch.HelpConfirmed" in {one.fact.kind for one in ground.facts_of(task.pk)}
    with pytest.raises(Unseen):
        operations.confirm_help(task_id=task.pk, said=YES, by=people["operator1"], at=NOW)


def test_hours_that_nobody_told_cannot_be_written_around_the_product(people: People) -> None:
    """Not with the database role of the web process either: a row that no fact of the log stands behind is refused.

    And what was said is not made more afterwards.
    """
    task = finished(people, person_id=elder())
    row = {"task": task, "helper_id": people["volunteer1"].id, "answer": "yes", "minutes": 40, "how": "phone"}
    with pytest.raises(IntegrityError, match="stands in the log"), transaction.atomic():
        written_by_hand(**row, noted_by_id=people["admin1"].id, noted_at=NOW)
    assert queries.own_records(people["volunteer1"]) == []
    operations.confirm_help(task_id=task.pk, said=YES, by=people["operator1"], at=NOW)
    checked_now()
    said = HelpConfirmation.objects.get(task=task)
    for change in ({"minutes": 720}, {"helper": people["volunteer2"].id}, {"noted_by": people["operator2"].id}):
        with pytest.raises(IntegrityError, match="what the served side said stays"), transaction.atomic():
            HelpConfirmation.objects.filter(pk=said.pk).update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        said.delete()
    assert [one.minutes for one in queries.own_records(people["volunteer1"])] == [40]


def written_by_hand(**row: Any) -> None:
    HelpConfirmation.objects.create(**row)
    checked_now()


def checked_now() -> None:
    """What is checked at the end of a transaction is checked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_an_organisation_speaks_through_its_own_people_only(people: People) -> None:
    task = finished(people, served_id=registry.organisation_by_code("o1").pk)
    assert task.pk not in waiting(people["operator1"])
    assert task.pk not in waiting(people["secretary1"])
    no = operations.ServedWord(answer=operations.Answer.NO, words="没有来过")
    operations.confirm_help(task_id=task.pk, said=no, by=people["bank2"], at=NOW)
    assert [one.answer for one in queries.own_help(people["volunteer1"], NOW.year)] == ["no"]
    own = finished(people)
    assert own.served is not None
    assert own.served.code == "comm_150824100001", "the organisation of whoever asked for helpers"
    late = queries.help_to_confirm(people["community1"], NOW + timedelta(days=8))
    assert [one.is_late for one in late if one.id == own.pk] == [True]


@pytest.mark.usefixtures("clock")
def test_pages_of_confirming(people: People, as_person: SignedIn) -> None:
    task = finished(people, minutes=None, person_id=elder())
    desk, url = as_person("operator1"), reverse("dispatch:confirm", args=[task.pk])
    assert url in desk.get(reverse("dispatch:to_confirm")).content.decode()
    sent = {"client_id": str(uuid.uuid4()), "answer": "yes", "how": "phone"}
    assert "大约用了多少分钟" in desk.post(url, sent).content.decode()
    sent |= {"client_id": str(uuid.uuid4()), "minutes": "30"}
    assert desk.post(url, sent).status_code == 302
    assert "对方确认了，30 分钟" in as_person("volunteer1").get(reverse("dispatch:own_acts")).content.decode()
    secretary, new = as_person("secretary1"), reverse("dispatch:new_task")
    page = secretary.get(new).content.decode()
    assert "规定动作" not in page.split("<main", 1)[1]
    told = {"client_id": str(uuid.uuid4()), "kind": "company", "title": "陪看病", "area": "乌兰大街社区"}
    told |= {"person": "郭长有", "people_needed": "1"}
    assert secretary.post(new, told).status_code == 302
    assert HelpTask.objects.get(title="陪看病").person_id == elder()
